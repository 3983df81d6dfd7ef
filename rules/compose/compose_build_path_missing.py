r"""A build, a secret or an environment file is not where the compose file says

`docker compose up` ends with the first path that is not there. Paths are taken from the folder of the compose file,
`dockerfile` from the folder of the build.

```yaml bad
services:
  web:
    build:
      context: .
      dockerfile: docker/Dockerfile
                  ^^^^^^^^^^^^^^^^^ there is no `docker/Dockerfile` in the build context
      target: prod
  worker:
    build:
      context: .
      target: wroker
              ^^^^^^ the Dockerfile has no stage `wroker`: is it `worker`?
  docs:
    build: ./dosc
           ^^^^^^ there is no folder `./dosc`
secrets:
  password:
    file: secrets/password.txt
          ^^^^^^^^^^^^^^^^^^^^ there is no file `secrets/password.txt`
configs:
  proxy:
    file: ./proxy.conf
          ^^^^^^^^^^^^ there is no file `./proxy.conf`
```

```dockerfile Dockerfile
FROM python:3.13-slim AS worker
FROM worker AS prod
```

A file with settings of the machine, or with a secret, is made by hand, so that it is only a hint where it is missing.
A file that need not be there, that git ignores, or that is made from an example is not missed. What rests on a variable
is not known.

```yaml good
services:
  web:
    build: https://github.com/docker/getting-started.git
    env_file:
      - .env
      - path: .env.local
        required: false
  worker:
    build:
      context: ${SOURCE:-./worker}
```

```text .env.example
TOKEN=
```

```yaml good
services:
  web:
    build:
      dockerfile_inline: FROM nginx:1.29
  worker:
    build: {context: ., target: RUN}
```

```dockerfile Dockerfile
FROM python:3.13-slim AS run
```
"""

from dlint.api import (
    ComposeBuild,
    ComposeFile,
    ComposeService,
    File,
    Problem,
    Problems,
    Span,
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
    missing_path,
    nearest,
    rule,
)  # fmt: skip


@rule("DK3091", on="compose", severity="error")
def compose_build_path_missing(compose: ComposeFile) -> Problems:
    if compose.directory is None or (
        compose.is_override and not any(not other.is_override for other in compose.beside)
    ):
        return  # read on top of a file in another directory, whose paths are taken from there
    for service in compose.services:
        # An image of a registry may be pulled instead.
        severity = "warning" if "/" in (service.text("image") or "") else None
        build = service.build if "build" in service.own else None
        if build is not None and build.context is not None and missing_path(compose, build.context.text):
            yield Problem(build.context, f"there is no folder `{build.context.text}`", severity=severity)
            continue
        fault = build_fault(compose, service, build) if build is not None else None
        if fault is not None:
            yield Problem(*fault, severity=severity)
        for place in environment_files(service.own["env_file"][1] if "env_file" in service.own else None):
            yield from missing_file(compose, place, may_be_made=".env" in place.text)
    for name in ("secrets", "configs"):
        section = compose.section(name)
        for _, value in section.items() if section is not None else ():
            named = value.get("file") if isinstance(value, YamlMapping) else None
            if isinstance(named, YamlScalar):
                yield from missing_file(compose, named, may_be_made=name == "secrets")


def build_fault(compose: ComposeFile, service: ComposeService, build: ComposeBuild) -> tuple[Span, str] | None:
    """What a build names that is not there: its Dockerfile, or its stage."""
    file, named, directory = build.file, build.dockerfile, build.directory
    if file is not None:
        return stage_fault(file, build.target)
    text = named.text if named is not None else "Dockerfile"
    if directory is not None and not build.is_inline and missing_path(compose, text, directory):
        return named or build.context or service, f"there is no `{text}` in the build context"
    return None


def stage_fault(file: File, target: YamlScalar | None) -> tuple[Span, str] | None:
    """The stage that is to be built, where the Dockerfile has none of that name or number."""
    if target is None or "$" in target.text or file.tree.faults or not file.stages:
        return None
    names = [stage.name for stage in file.stages if stage.name]
    is_number = target.text.isdecimal() and int(target.text[:9]) < len(file.stages)
    if is_number or target.text.lower() in names:
        return None
    close = nearest(target.text.lower(), tuple(names))
    return target, f"the Dockerfile has no stage `{target.text}`" + (f": is it `{close}`?" if close else "")


def missing_file(compose: ComposeFile, place: YamlScalar, may_be_made: bool) -> Problems:
    """A file that is named and not there. `may_be_made`: such a file is often made where it is needed."""
    if missing_path(compose, place.text):
        yield Problem(place, f"there is no file `{place.text}`", severity="info" if may_be_made else None)


def environment_files(node: YamlNode | None) -> list[YamlScalar]:
    """The files that have to be there."""
    found = []
    for item in node.items if isinstance(node, YamlSequence) else [node]:
        if isinstance(item, YamlMapping):
            path = item.get("path")
            if isinstance(path, YamlScalar) and (item.text("required") or "").lower() != "false":
                found.append(path)
        elif isinstance(item, YamlScalar):
            found.append(item)
    return found

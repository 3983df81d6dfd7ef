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
    ComposeFile,
    Problem,
    Problems,
    YamlMapping,
    YamlNode,
    YamlScalar,
    YamlSequence,
    missing_path,
    nearest,
    rule,
)


@rule("DK3091", on="compose", severity="error")
def compose_build_path_missing(compose: ComposeFile) -> Problems:
    if compose.folder is None or (compose.is_override and not any(not other.is_override for other in compose.beside)):
        return  # read on top of a file in another folder, whose paths are taken from there
    for service in compose.services:
        build = service.build
        # An image of a registry may be pulled instead.
        severity = "warning" if "/" in (service.text("image") or "") else None
        if build is not None and "build" in service.own:
            context = build.context
            if context is not None and missing_path(compose, context.text):
                yield Problem(context, f"there is no folder `{context.text}`", severity=severity)
                continue
            folder = build.folder
            file = build.file
            if file is None and folder is not None and not build.is_inline:
                named = build.dockerfile
                if missing_path(compose, named.text if named is not None else "Dockerfile", folder):
                    text = named.text if named is not None else "Dockerfile"
                    place = named or context or service
                    yield Problem(place, f"there is no `{text}` in the build context", severity=severity)
            target = build.target
            if file is not None and target is not None and "$" not in target.text and not file.tree.faults:
                names = [stage.name for stage in file.stages if stage.name]
                number = target.text.isdecimal() and int(target.text[:9]) < len(file.stages)
                if not number and target.text.lower() not in names and file.stages:
                    close = nearest(target.text.lower(), tuple(names))
                    hint = f": is it `{close}`?" if close else ""
                    message = f"the Dockerfile has no stage `{target.text}`{hint}"
                    yield Problem(target, message, severity=severity)
        for place in environment_files(service.own["env_file"][1] if "env_file" in service.own else None):
            if missing_path(compose, place.text):
                severity = "info" if ".env" in place.text else None
                yield Problem(place, f"there is no file `{place.text}`", severity=severity)
    for name in ("secrets", "configs"):
        section = compose.section(name)
        for _, value in section.items() if section is not None else ():
            named_file = value.get("file") if isinstance(value, YamlMapping) else None
            if isinstance(named_file, YamlScalar) and missing_path(compose, named_file.text):
                severity = "info" if name == "secrets" else None
                yield Problem(named_file, f"there is no file `{named_file.text}`", severity=severity)


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

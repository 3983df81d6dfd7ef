r"""A build argument is not declared in the Dockerfile

An argument without an `ARG` of its name changes nothing; the build goes on with a warning at its end.

```yaml bad
services:
  web:
    build:
      context: .
      args:
        PYTHON_VERSOIN: "3.14"
        ^^^^^^^^^^^^^^ the Dockerfile has no `ARG PYTHON_VERSOIN`: is it `PYTHON_VERSION`?
        REVISION: abc
        ^^^^^^^^ the Dockerfile has no `ARG REVISION`: declare it, or take it out
```

```dockerfile Dockerfile
ARG PYTHON_VERSION=3.13
FROM python:${PYTHON_VERSION}-slim
```

Some are known without a declaration.

```yaml good
services:
  web:
    build:
      context: .
      args:
        - PYTHON_VERSION=3.14
        - HTTPS_PROXY
        - BUILDKIT_INLINE_CACHE=1
```

```dockerfile Dockerfile
ARG PYTHON_VERSION=3.13
FROM python:${PYTHON_VERSION}-slim
```

Several builds may share their arguments.

```yaml good
x-args: &args
  UID: "1000"
  REVISION: abc
services:
  web:
    build: {context: ., args: *args}
  worker:
    build: {context: worker, args: *args}
```

```dockerfile Dockerfile
FROM python:3.13-slim
ARG UID
```

```dockerfile worker/Dockerfile
FROM python:3.13-slim
ARG REVISION
```
"""

from dlint.api import Arg, ComposeFile, File, Problem, Problems, nearest, rule, settings_in

PREDEFINED = ("HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY", "SOURCE_DATE_EPOCH")


@rule("DK3100", on="compose")
def compose_arg_undeclared(compose: ComposeFile) -> Problems:
    builds = [service.build for service in compose.services if service.build is not None]
    given = [(setting, build) for build in builds for setting in settings_in(build.args)]
    declared: dict[int, set[str] | None] = {}
    for setting, build in given:
        names = arguments_of(build.file) if build.file is not None else None
        known = declared.get(id(setting.node), set())
        declared[id(setting.node)] = None if names is None or known is None else known | names
    seen: set[int] = set()
    for setting, _ in given:
        key, name = id(setting.node), setting.name
        known = declared[key]
        if known is not None and key not in seen and name not in known and "$" not in name and not is_predefined(name):
            seen.add(key)
            close = nearest(name, tuple(known))
            advice = f"is it `{close}`?" if close else "declare it, or take it out"
            yield Problem(setting, f"the Dockerfile has no `ARG {name}`: {advice}")


def is_predefined(name: str) -> bool:
    """Whether BuildKit knows an argument that no Dockerfile declares."""
    return name.upper() in PREDEFINED or name.startswith("BUILDKIT_")


def arguments_of(file: File) -> set[str] | None:
    """The names of all ARGs; None where others may be read, by a base image or by another frontend."""
    if file.tree.faults or any("onbuild" in (stage.text or "onbuild") for stage in file.stages):
        return None
    syntax = file.tree.directive("syntax")
    if syntax is not None and not syntax.value.startswith("docker/dockerfile"):
        return None
    found = {pair.key.text for node in file.tree.instructions if isinstance(node, Arg) for pair in node.pairs}
    return None if any(node.name == "ONBUILD" for node in file.tree.instructions) else found

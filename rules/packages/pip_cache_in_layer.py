r"""pip leaves its cache in the image

pip keeps what it downloaded for the next time, in `~/.cache/pip`. In an image there is no next time: the wheels lie in
the layer for nothing, often as large as what was installed.

```dockerfile bad
FROM python:3.13-slim
RUN pip install -r requirements.txt
    ^^^^^^^^^^^ pip leaves its cache in the image: add `--no-cache-dir`, or mount a cache
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install --no-cache-dir -r requirements.txt
```

The option has other spellings; any value of the variable switches the cache off. A cache mount keeps the downloads
between builds and out of the image, and what is removed in the same RUN never gets into the layer.

```dockerfile good
FROM python:3.13-slim
RUN pip --no-cache-dir install flask==3.1.0
RUN pip install --no-cache flask==3.1.0
RUN PIP_NO_CACHE_DIR=off pip install flask==3.1.0
RUN --mount=type=cache,target=/root/.cache pip install flask==3.1.0
RUN pip install flask==3.1.0 && rm -rf /root/.cache
RUN pip install flask==3.1.0 && pip cache purge
RUN pip install --no-cache-dir pip && python3 -m pip download flask
```

```dockerfile good
FROM python:3.13-slim
ENV PIP_NO_CACHE_DIR=1
RUN python -m pip install flask==3.1.0
```

The layers of a stage from which only files are copied are not in the image.

```dockerfile good
FROM python:3.13 AS build
RUN pip install --target /packages flask==3.1.0
FROM python:3.13-slim
COPY --from=build /packages /packages
```

```dockerfile bad
FROM python:3.13-slim AS base
RUN python3 -m pip install --upgrade pip && /opt/venv/bin/pip3 install flask==3.1.0
               ^^^^^^^^^^^ pip leaves its cache in the image: add `--no-cache-dir`, or mount a cache
                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ pip leaves its cache in the image: add `--no-cache-dir`, or mount a cache
FROM base
```

```dockerfile fixed
FROM python:3.13-slim AS base
RUN python3 -m pip install --no-cache-dir --upgrade pip && /opt/venv/bin/pip3 install --no-cache-dir flask==3.1.0
FROM base
```
"""

from dlint.api import Command, File, Problem, Problems, Run, insert_after, mounts_of, rule

CACHE = ".cache"


@rule("DL3042", on="RUN pip install", severity="info", fix="safe")
def pip_cache_in_layer(command: Command, file: File) -> Problems:
    node = command.instruction
    verb = command.subcommand
    stage = file.stage_of(node)
    if verb is None or stage is None or not (stage.role == "final" or stage.is_final) or not isinstance(node, Run):
        return
    if command.has("--no-cache-dir", "--dry-run", "--help") or "PIP_NO_CACHE_DIR" in command.environment:
        return
    scope = file.scope_at(node)
    # Any value counts, and so may one that the base image sets.
    if scope.state("PIP_NO_CACHE_DIR") in ("known", "unset") and scope.value("PIP_NO_CACHE_DIR").origin != "image":
        return
    if any(mount.kind in ("cache", "tmpfs") and holds_cache(file, node, mount.target) for mount in mounts_of(node)):
        return
    if any(removes_cache(other) for other in file.commands(node)) or "PIP_NO_CACHE_DIR" in node.logical.text:
        return
    yield Problem(
        (command.words[0], verb),
        "pip leaves its cache in the image: add `--no-cache-dir`, or mount a cache",
        insert_after(verb, " --no-cache-dir"),
    )


def holds_cache(file: File, node: Run, target: str | None) -> bool:
    """Whether a mount takes pip's cache; one at a place that is not known may."""
    if target is None:
        return False
    path = file.scope_at(node).expand(target)
    cache = file.scope_at(node).get("PIP_CACHE_DIR")
    return path is None or CACHE in path or "pip" in path or (cache is not None and cache.startswith(path.rstrip("/")))


def removes_cache(command: Command) -> bool:
    """Whether a command empties the cache of pip."""
    if command.family == "pip" and command.subcommand is not None and command.subcommand.value == "cache":
        return "purge" in command.text
    return command.name in ("rm", "find") and (CACHE in command.text or "pip" in command.text)

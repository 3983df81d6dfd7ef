r"""A folder of the host hides what the image installed

A bind mount shows the folder of the host in place of that of the image, with all that is in it. An environment that was
made in `/app/.venv` is gone, or it is that of the host, which was made for another system. A volume at its place keeps
it; so does an environment that lies elsewhere.

```yaml bad
services:
  web:
    build: .
    volumes:
      - .:/app
        ^^^^^^ the mount at `/app` hides the environment `/app/.venv` of the image: add the volume `/app/.venv`
```

```yaml fixed
services:
  web:
    build: .
    volumes:
      - .:/app
      - /app/.venv
```

```dockerfile Dockerfile
FROM python:3.13-slim
WORKDIR /app
RUN python -m venv /app/.venv && /app/.venv/bin/pip install flask==3.1.0
```

```yaml good
services:
  web:
    build: .
    volumes: [".:/app", "/app/.venv"]
  other:
    build: .
    volumes: ["./src:/app/src", "data:/app"]
volumes:
  data:
```

```dockerfile Dockerfile
FROM python:3.13-slim
WORKDIR /app
RUN python -m venv .venv && .venv/bin/pip install flask==3.1.0
```

```yaml good
services:
  web:
    build: .
    volumes: [".:/app"]
```

```dockerfile Dockerfile
FROM python:3.13-slim
WORKDIR /app
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.0
```
"""

from dlint.api import (
    ComposeMount,
    ComposeService,
    Edit,
    Problem,
    Problems,
    Stage,
    YamlSequence,
    copied_to,
    insert_after,
    made_in,
    re,
    rule,
)

INSTALLS = re.compile(r"\b(?:install|sync|venv|virtualenv|uv run)\b")


@rule("DK3099", on="service", fix="safe")
def compose_mount_hides_venv(service: ComposeService) -> Problems:
    file = service.build.file if service.build is not None else None
    volumes = service.volumes
    if file is None or not file.stages or INSTALLS.search(service.command_text):
        return
    mounts = [mount for mount in volumes if mount.kind == "bind"]
    if not mounts:
        return
    volumes = volumes + [mount for other in service.elsewhere for mount in other.volumes]
    for stage in file.final_stages[:1]:
        for path in environments(stage):
            over = [mount for mount in mounts if path.startswith(mount.target.rstrip("/") + "/")]
            kept = any(is_below(path, other.target) and other.kind != "bind" for other in volumes if other not in over)
            kept = kept or any(other.target == path for other in volumes)
            if over and not kept:
                mount = max(over, key=lambda mount: len(mount.target))
                message = f"the mount at `{mount.target}` hides the environment `{path}` of the image: add the volume `{path}`"
                yield Problem(mount.node, message, *added(service, mount, path))


def is_below(path: str, folder: str) -> bool:
    """Whether a path is a folder or in it."""
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def environments(stage: Stage) -> list[str]:
    """Where the image of a stage has environments that were made in it, or copied from other stages."""
    found = [venv.path for venv in made_in(stage)]
    for other in stage.file.stages:
        if other not in stage.chain:
            found += [place for venv in made_in(other) for _, place in copied_to(venv, stage)]
    return sorted(set(found))


def added(service: ComposeService, mount: ComposeMount, path: str) -> tuple[Edit, ...]:
    """The edit that adds a volume behind the others."""
    node = service.get("volumes")
    if not isinstance(node, YamlSequence) or mount.node not in node.items:
        return ()
    last = node.items[-1]
    source = service.file.source
    if node.flow:
        return (insert_after(last, f', "{path}"'),)
    line = source.line_text(source.line(node.start))
    column = source.position(node.start)[1] - 1
    if line[column : column + 1] != "-" or "#" in source.line_text(source.line(last.end)):
        return ()
    return (insert_after(last, f"\n{line[:column]}- {path}"),)

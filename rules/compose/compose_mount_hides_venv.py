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
    insert_after,
    places_copied_to,
    re,
    rule,
    venvs_made_in,
)  # fmt: skip

INSTALLS = re.compile(r"\b(?:install|sync|venv|virtualenv|uv run)\b")


@rule("DK3099", on="service", fix="safe")
def compose_mount_hides_venv(service: ComposeService) -> Problems:
    file = service.build.file if service.build is not None else None
    if file is None or INSTALLS.search(service.command_text):
        return
    mounts = [mount for mount in service.volumes if mount.kind == "bind"]
    stages = file.final_stages[:1] if mounts and file.stages else []
    for path in (path for stage in stages for path in environments(stage)):
        over = [mount for mount in mounts if path.startswith(mount.target.rstrip("/") + "/")]
        if over and not any(keeps(mount, path) for mount in service.every_volume):
            mount = max(over, key=lambda mount: len(mount.target))
            message = (
                f"the mount at `{mount.target}` hides the environment `{path}` of the image: add the volume `{path}`"
            )
            yield Problem(mount.node, message, *added(service, mount, path))


def keeps(mount: ComposeMount, path: str) -> bool:
    """Whether a mount lets a path be as it is in the image, or is itself meant to be there."""
    return mount.target == path or (mount.kind != "bind" and path.startswith(mount.target.rstrip("/") + "/"))


def environments(stage: Stage) -> list[str]:
    """Where the image of a stage has environments that were made in it, or copied from other stages."""
    others = [other for other in stage.file.stages if other not in stage.chain]
    copied = [place for other in others for venv in venvs_made_in(other) for _, place in places_copied_to(venv, stage)]
    return sorted({*copied, *(venv.path for venv in venvs_made_in(stage))})


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
    column = source.column(node.start)
    if line[column : column + 1] != "-" or "#" in source.line_text(source.line(last.end)):
        return ()
    return (insert_after(last, f"\n{line[:column]}- {path}"),)

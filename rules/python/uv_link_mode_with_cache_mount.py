r"""uv warns that it can't make hard links

A cache mount lies on another file system than the image, so uv can't link its files into the environment and copies
them, which it reports in each build. `UV_LINK_MODE=copy` says that this is meant.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ uv can't make hard links out of a cache mount, and warns: set `ENV UV_LINK_MODE=copy`
```

```dockerfile fixed
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
ENV UV_LINK_MODE=copy
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --link-mode copy
ENV UV_LINK_MODE=copy
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked
```

Another mount, or no installation, is no matter of links.

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
RUN --mount=type=cache,target=/root/.cache/pip uv sync --locked --no-cache
RUN --mount=type=cache,target=/root/.cache/uv uv lock
```
"""

from dlint.api import Command, Problem, Problems, Run, Stage, add_line, mounts_of, rule, uv, variable


@rule("DK4105", on="stage", stage="used", mentions="uv", severity="info", fix="safe")
def uv_link_mode_with_cache_mount(stage: Stage) -> Problems:
    file = stage.file
    for node in stage.instructions:
        caches = [mount for mount in mounts_of(node) if mount.kind == "cache"] if isinstance(node, Run) else []
        for command in file.commands(node) if caches else ():
            directory = uv.cache_directory(command, file) if links(command, stage) else None
            for mount in caches if directory else ():
                target = file.scope_at(node).expand(mount.target or "")
                if target and f"{directory}/".startswith(target.rstrip("/") + "/"):
                    message = "uv can't make hard links out of a cache mount, and warns: set `ENV UV_LINK_MODE=copy`"
                    edit = add_line(node, "ENV UV_LINK_MODE=copy")
                    yield Problem(mount, message, edit, title="set UV_LINK_MODE")
                    return


def links(command: Command, stage: Stage) -> bool:
    """Whether a command installs with the mode of linking that uv takes by itself."""
    if not uv.is_install(command) or command.has("--link-mode"):
        return False
    return variable(command, stage.file, "UV_LINK_MODE") is None

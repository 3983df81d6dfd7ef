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

from dlint.api import Edit, Problem, Problems, Run, Stage, mounts_of, rule, uv, variable

INSTALLING = (("uv", "sync"), ("uv", "pip", "install"), ("uv", "pip", "sync"))


@rule("DK4105", on="stage", severity="info", fix="safe")
def uv_link_mode_with_cache_mount(stage: Stage) -> Problems:
    if stage.role == "unused":
        return
    file = stage.file
    for node in stage.instructions:
        caches = [mount for mount in mounts_of(node) if mount.kind == "cache"] if isinstance(node, Run) else []
        for command in file.commands(node) if caches else ():
            if command.path[:2] not in INSTALLING and command.path[:3] not in INSTALLING:
                continue
            if command.has("--link-mode") or variable(command, file, "UV_LINK_MODE") is not None:
                continue
            folder = uv.cache_folder(command, file)
            for mount in caches:
                target = file.scope_at(node).expand(mount.target or "")
                if target and folder and (folder + "/").startswith(target.rstrip("/") + "/"):
                    yield Problem(
                        mount,
                        "uv can't make hard links out of a cache mount, and warns: set `ENV UV_LINK_MODE=copy`",
                        Edit(node.line_start, node.line_start, "ENV UV_LINK_MODE=copy\n"),
                        title="set UV_LINK_MODE",
                    )
                    return

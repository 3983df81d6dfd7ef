r"""uv leaves its cache in the image

uv keeps what it downloaded, and unpacked, for the next time. In an image there is no next time; the cache makes the
layer about twice as large. A cache mount keeps it between builds and out of the image.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --locked
    ^^^^^^^ uv leaves its cache in the image: add `--no-cache`, or mount a cache
```

```dockerfile fixed
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --no-cache --locked
```

```dockerfile good
FROM python:3.13-slim
RUN uv pip install --system -n flask==3.1.0 && UV_NO_CACHE=1 uv sync
RUN --mount=type=cache,target=/root/.cache uv sync
RUN uv sync && uv cache clean
RUN uv sync && rm -rf /root/.cache
ENV UV_NO_CACHE=true
RUN uv sync
```

The layers of a stage from which only files are copied are not in the image.

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim AS build
RUN uv sync --locked
FROM python:3.13-slim
COPY --from=build /app/.venv /app/.venv
```
"""

from dlint.api import Command, File, Problem, Problems, Stage, add_option, is_on, mounts_of, rule, uv

WITHOUT = ("--no-cache", "--no-cache-dir", "-n", "--dry-run", "--help")


@rule(
    "DK4108", on=("RUN uv sync", "RUN uv pip install", "RUN uv pip sync", "RUN uv tool install"), severity="info", fix="safe",
)  # fmt: skip
def uv_cache_in_layer(command: Command, file: File, stage: Stage) -> Problems:
    if stage.role != "final" or command.has(*WITHOUT) or is_on(command, file, "UV_NO_CACHE"):
        return
    node = command.instruction
    directory = uv.cache_directory(command, file)
    if directory is None and mounts_of(node):
        return
    if any(target is None or holds(target, directory or "") for target in file.mount_targets(node, "cache", "tmpfs")):
        return
    if any(empties(other) for other in file.commands(node) if other.start > command.start):
        return
    message = "uv leaves its cache in the image: add `--no-cache`, or mount a cache"
    yield Problem(command.words[: 1 + len(command.verbs)], message, add_option(command, "--no-cache"))


def holds(target: str, directory: str) -> bool:
    """Whether a mount takes the cache of uv, in whatever home."""
    if not target:
        return False
    return f"{directory}/".startswith(target.rstrip("/") + "/") or target.rstrip("/").endswith((".cache", ".cache/uv"))


def empties(command: Command) -> bool:
    """Whether a command takes the cache away."""
    if command.starts("uv", "cache"):
        return True
    return command.name in ("rm", "find") and ("cache" in command.text.lower() or "/root" in command.text)

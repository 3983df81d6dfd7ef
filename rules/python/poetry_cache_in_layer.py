r"""Poetry leaves its cache in the image

Poetry keeps what it downloaded in `~/.cache/pypoetry`, for a next time that an image does not have. `--no-cache` keeps
nothing; a cache mount keeps it between builds and out of the image.

```dockerfile bad
FROM python:3.13-slim
RUN pip install --no-cache-dir poetry==2.1.3
COPY . .
RUN poetry install --only main
    ^^^^^^^^^^^^^^ Poetry leaves its cache in the image: add `--no-cache`, or mount a cache
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install --no-cache-dir poetry==2.1.3
COPY . .
RUN poetry install --no-cache --only main
```

```dockerfile good
FROM python:3.13-slim
RUN --mount=type=cache,target=/root/.cache/pypoetry poetry install
RUN poetry install && rm -rf ~/.cache
RUN poetry install && poetry cache clear --all .
ENV POETRY_CACHE_DIR=/tmp/poetry
RUN --mount=type=cache,target=/tmp/poetry poetry install
RUN poetry install && rm -rf $POETRY_CACHE_DIR
```

The layers of a stage from which only files are copied are not in the image.

```dockerfile good
FROM python:3.13-slim AS build
RUN poetry install
FROM python:3.13-slim
COPY --from=build /app/.venv /app/.venv
```
"""

from dlint.api import Command, File, Problem, Problems, Stage, add_option, rule, variable


@rule("DK4205", on=("RUN poetry install", "RUN poetry sync"), severity="info", fix="safe")
def poetry_cache_in_layer(command: Command, file: File, stage: Stage) -> Problems:
    if stage.role != "final" or command.has("--no-cache", "--dry-run"):
        return
    directory = variable(command, file, "POETRY_CACHE_DIR") or "~/.cache/pypoetry"
    node = command.instruction
    if any(target is None or holds(target, directory) for target in file.mount_targets(node, "cache", "tmpfs")):
        return
    if any(empties(other, directory) for other in file.commands(node) if other.start > command.start):
        return
    message = "Poetry leaves its cache in the image: add `--no-cache`, or mount a cache"
    yield Problem(command.head, message, add_option(command, "--no-cache"))


def holds(target: str, directory: str) -> bool:
    """Whether a mount takes the cache, in whatever home."""
    return f"{directory}/".startswith(target.rstrip("/") + "/") or ".cache" in target or "poetry" in target


def empties(command: Command, directory: str) -> bool:
    """Whether a command takes the cache away."""
    text = command.text.lower()
    return command.starts("poetry", "cache") or (
        command.name in ("rm", "find") and ("cache" in text or "poetry" in text or directory.lower() in text)
    )

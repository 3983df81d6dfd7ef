r"""A cache is mounted and switched off

A cache mount keeps what pip downloads for the next build. With `--no-cache-dir`, or `PIP_NO_CACHE_DIR`, nothing is put
into it, and everything is downloaded each time.

```dockerfile bad
FROM python:3.13-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install --no-cache-dir -r requirements.txt
                                                           ^^^^^^^^^^^^^^ `--no-cache-dir` makes the cache mount useless: leave it out
```

```dockerfile fixed
FROM python:3.13-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt
```

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
ENV UV_NO_CACHE=1 PIP_NO_CACHE_DIR=off
RUN --mount=type=cache,target=/root/.cache uv sync --locked
                                           ^^^^^^^ `UV_NO_CACHE` makes the cache mount useless: leave it out
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.1.0
                                               ^^^^^^^^^^^ `PIP_NO_CACHE_DIR` makes the cache mount useless: leave it out
```

The mount may be for another program.

```dockerfile good
FROM python:3.13-slim
RUN --mount=type=cache,target=/root/.cache/uv pip install --no-cache-dir uv==0.9.26 && uv sync --locked
RUN --mount=type=cache,target=/var/cache/apt apt-get update && pip install --no-cache-dir flask==3.1.0
```

```dockerfile good
FROM python:3.13-slim
RUN --mount=type=cache,target=/root/.cache pip install --no-cache-dir uv==0.9.26 && uv sync --locked
RUN pip install --no-cache-dir -r requirements.txt
```
"""

from dlint.api import Command, File, Problem, Problems, Run, delete, is_on, mounts_of, removable, rule, variable

OPTIONS = {"pip": "--no-cache-dir", "uv": "--no-cache", "poetry": "--no-cache"}
DIRECTORIES = {"pip": ".cache/pip", "uv": ".cache/uv", "poetry": ".cache/pypoetry"}
VARIABLES = {"pip": "PIP_CACHE_DIR", "uv": "UV_CACHE_DIR", "poetry": "POETRY_CACHE_DIR"}


@rule(
    "DK4304",
    on=(
        "RUN pip install",
        "RUN uv sync",
        "RUN uv pip install",
        "RUN uv pip sync",
        "RUN poetry install",
        "RUN poetry sync",
    ),
    fix="safe",
)
def no_cache_defeats_mount(command: Command, file: File) -> Problems:
    node = command.instruction
    family = command.family or ""
    if not isinstance(node, Run) or file.stage_of(node) is None:
        return
    if not any(mount.kind == "cache" and is_for(mount.target, command, file, node) for mount in mounts_of(node)):
        return
    short = ("-n",) if family == "uv" else ()
    option = command.option(OPTIONS[family], "--no-cache", "--no-cache-dir", *short)
    if option is not None:
        span = removable(command, option.word)
        message = f"`{option.word.text}` makes the cache mount useless: leave it out"
        yield Problem(option.word, message, *([delete(span)] if span is not None else []))
        return
    # Any value of pip's variable switches the cache off.
    name = "UV_NO_CACHE" if family == "uv" else "PIP_NO_CACHE_DIR"
    if (family == "uv" and is_on(command, file, name)) or (
        family == "pip" and variable(command, file, name) not in (None, "")
    ):
        yield Problem(command.words[: 1 + len(command.verbs)], f"`{name}` makes the cache mount useless: leave it out")


def is_for(target: str | None, command: Command, file: File, node: Run) -> bool:
    """Whether a mount holds the cache of the program, and no other program of the RUN explains it."""
    family = command.family or ""
    path = file.scope_at(node).expand(target or "")
    if not path:
        return False
    directory = variable(command, file, VARIABLES[family])
    path = path.rstrip("/")
    if directory and (directory + "/").startswith(path + "/"):
        return True
    if path.endswith(DIRECTORIES[family]):
        return True
    others = {other.family for other in file.commands(node)} & set(DIRECTORIES)
    return path.endswith("/.cache") and others == {family}

r"""uv installs packages without compiling them

Unlike pip, uv leaves it to Python to compile what it installs. In a container that happens in each new container, at
its first start, which may take some seconds for a large application. With `UV_COMPILE_BYTECODE=1` it happens once, when
the image is built.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
    ^^^^^^^ uv does not compile what it installs, so each container does at its start: set `ENV UV_COMPILE_BYTECODE=1`
```

```dockerfile fixed
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
ENV UV_COMPILE_BYTECODE=1
RUN uv sync --locked --no-dev
```

```dockerfile good
FROM python:3.13-slim
RUN uv sync --locked --compile-bytecode && UV_COMPILE_BYTECODE=1 uv pip install --system flask==3.1.0
```

```dockerfile good
FROM python:3.13-slim
RUN uv sync --locked
RUN python -m compileall -q /app
```

What is installed for tests, or is not copied into the image that is used, need not be compiled.

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim AS test
RUN uv sync --locked
FROM test AS build
RUN uv pip install --system build
FROM python:3.13-slim
COPY --from=build /app/dist /dist
```
"""

from dlint.api import (
    Command,
    Edit,
    Problem,
    Problems,
    Stage,
    copies_between,
    is_on,
    rule,
    run_commands,
    uv,
    workplace_of,
)

INSTALLING = (("uv", "sync"), ("uv", "pip", "install"), ("uv", "pip", "sync"))


@rule("DK4106", on="stage", severity="info", fix="safe")
def uv_no_bytecode(stage: Stage) -> Problems:
    file = stage.file
    if stage.role not in ("final", "builder"):
        return
    for command in run_commands(stage):
        node = command.instruction
        if command.path[:2] not in INSTALLING and command.path[:3] not in INSTALLING:
            continue
        if file.stage_of(node) is not stage or command.has("--dry-run", "--script", "--target", "-t", "--help"):
            continue
        if command.has("--compile-bytecode", "--compile") or is_on(command, file, "UV_COMPILE_BYTECODE"):
            continue
        if not is_used(command, stage) or "compileall" in file.source.text:
            continue
        yield Problem(
            command.words[: 1 + len(command.verbs)],
            "uv does not compile what it installs, so each container does at its start: set `ENV UV_COMPILE_BYTECODE=1`",
            Edit(node.line_start, node.line_start, "ENV UV_COMPILE_BYTECODE=1\n"),
            title="set UV_COMPILE_BYTECODE",
        )
        return


def is_used(command: Command, stage: Stage) -> bool:
    """Whether what is installed gets into an image that is used."""
    if stage.role == "final":
        return True
    file = stage.file
    if command.path[:2] == ("uv", "sync"):
        environment = uv.environment_of(command, file, workplace_of(command, file))
        return environment is not None and bool(uv.environment_copies(command, file))
    copied = [
        copy.source
        for other in stage.users
        if other.role in ("final", "builder")
        for copy in copies_between(stage, other)
    ]
    return any(
        "venv" in path or "-packages" in path or path in ("/", "/usr/local", "/usr/local/lib") for path in copied
    )

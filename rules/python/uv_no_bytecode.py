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
    Problem,
    Problems,
    Stage,
    add_line,
    command_project,
    copies_between,
    is_on,
    rule,
    run_commands,
    uv,
)

ELSEWHERE = ("--dry-run", "--script", "--target", "-t", "--help")


@rule("DK4106", on="stage", stage="shipped", mentions="uv", severity="info", fix="safe")
def uv_no_bytecode(stage: Stage) -> Problems:
    file = stage.file
    if "compileall" in file.source.text:
        return
    for command in run_commands(stage):
        node = command.instruction
        if not uv.is_install(command) or file.stage_of(node) is not stage or command.has(*ELSEWHERE):
            continue
        if command.has("--compile-bytecode", "--compile") or is_on(command, file, "UV_COMPILE_BYTECODE"):
            continue
        if is_used(command, stage):
            fault = "uv does not compile what it installs, so each container does at its start"
            yield Problem(
                command.words[: 1 + len(command.verbs)],
                f"{fault}: set `ENV UV_COMPILE_BYTECODE=1`",
                add_line(node, "ENV UV_COMPILE_BYTECODE=1"),
                title="set UV_COMPILE_BYTECODE",
            )
            return


def is_used(command: Command, stage: Stage) -> bool:
    """Whether what is installed gets into an image that is used."""
    if stage.role == "final":
        return True
    file = stage.file
    if command.starts("uv", "sync"):
        environment = uv.environment_of(command, file, command_project(command, file))
        return environment is not None and bool(uv.environment_copies(command, file))
    copies = [copy for other in stage.users if other.is_shipped for copy in copies_between(stage, other)]
    return any(
        "venv" in copy.source or "-packages" in copy.source or copy.source in ("/", "/usr/local", "/usr/local/lib")
        for copy in copies
    )

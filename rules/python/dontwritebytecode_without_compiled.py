r"""Python compiles everything anew at each start

`PYTHONDONTWRITEBYTECODE` keeps Python from storing what it has compiled. pip compiles when it installs, so there the
variable does nothing to packages. uv and Poetry do not: then each process compiles all of its packages in memory, at
each start. Compile when the image is built, or leave the variable out.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
ENV PYTHONDONTWRITEBYTECODE=1
    ^^^^^^^^^^^^^^^^^^^^^^^^^ uv does not compile what it installs, and Python may not store it: add `UV_COMPILE_BYTECODE=1`, or leave it out
WORKDIR /app
COPY . .
RUN uv sync --locked
CMD ["/app/.venv/bin/python", "-m", "shop"]
```

```dockerfile bad
FROM python:3.13-slim
ENV PYTHONDONTWRITEBYTECODE 1
    ^^^^^^^^^^^^^^^^^^^^^^^^^ Poetry does not compile what it installs, and Python may not store it: add `--compile` to `poetry install`, or leave it out
RUN pip install poetry==2.1.3
WORKDIR /app
COPY . .
RUN poetry install --only main
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
ENV PYTHONDONTWRITEBYTECODE=1 UV_COMPILE_BYTECODE=1
RUN uv sync --locked
```

```dockerfile good
FROM python:3.13-slim
ENV PYTHONDONTWRITEBYTECODE=1
RUN pip install -r requirements.txt
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
ENV PYTHONDONTWRITEBYTECODE=""
RUN uv sync --locked
```
"""

from dlint.api import Build, Command, Problem, Problems, Stage, is_on, rule, run_commands

UV = (("uv", "sync"), ("uv", "pip", "install"), ("uv", "pip", "sync"))
POETRY = (("poetry", "install"), ("poetry", "sync"))


@rule("DK4107", on="stage", stage="production")
def dontwritebytecode_without_compiled(stage: Stage) -> Problems:
    file = stage.file
    value = file.scope_after(stage).value("PYTHONDONTWRITEBYTECODE")
    if value.origin != "env" or not value.text or value.pair is None or "compileall" in file.source.text:
        return
    found: list[str] = []
    for command in [command for part in [*stage.sources, stage] for command in run_commands(part)]:
        compiled = compiles(command, file)
        if compiled:
            return
        if compiled is False:
            found.append(command.family or "")
    if not found:
        return
    if "uv" in found:
        tool, advice = "uv", "add `UV_COMPILE_BYTECODE=1`"
    elif "poetry" in found:
        tool, advice = "Poetry", "add `--compile` to `poetry install`"
    else:
        tool, advice = "`pip --no-compile`", "let pip compile"
    message = f"{tool} does not compile what it installs, and Python may not store it: {advice}, or leave it out"
    yield Problem(value.pair, message)


def compiles(command: Command, file: Build) -> bool | None:
    """Whether a command compiles what it installs; None for one that installs nothing."""
    if command.path[:2] in UV or command.path[:3] in UV:
        return command.has("--compile-bytecode", "--compile") or is_on(command, file, "UV_COMPILE_BYTECODE")
    if command.path[:2] in POETRY:
        return command.has("--compile")
    if command.path[:2] == ("pip", "install") and command.has("--no-compile"):
        return False
    return None

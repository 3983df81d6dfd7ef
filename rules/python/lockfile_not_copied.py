r"""The lock file is not in the image

A command that keeps to the lock file needs it where it runs. Where it is not copied, or left out by the ignore file,
`uv sync --locked`, `pipenv sync` and `pdm sync` stop; `poetry install` resolves anew, and installs what nobody tested.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml ./
RUN uv sync --locked
    ^^^^^^^ `uv.lock` is not in the image here, and `uv sync` stops: copy it with `pyproject.toml`
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
```

```toml uv.lock
version = 1
```

```dockerfile bad
FROM python:3.13-slim
RUN pip install poetry==2.1.3
WORKDIR /app
COPY . .
RUN poetry install --only main
    ^^^^^^^^^^^^^^ `poetry.lock` is left out by `.dockerignore`, and `poetry install` resolves anew: take it out of there
```

```toml pyproject.toml
[tool.poetry]
name = "shop"
```

```toml poetry.lock
[metadata]
```

```dockerignore .dockerignore
*.lock
```

A wildcard says that there may be none, and a mount is as good as a copy.

```dockerfile good
FROM python:3.13-slim
RUN pip install poetry==2.1.3
WORKDIR /app
COPY pyproject.toml poetry.lock* ./
RUN poetry install --only main
```

```toml pyproject.toml
[tool.poetry]
name = "shop"
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
RUN --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --locked
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
```

```toml uv.lock
version = 1
```
"""

from dlint.api import LOCK_OF, Command, File, Problem, Problems, Stage, Transfer, command_project, is_on, rule

COMMANDS = (
    "RUN uv sync", "RUN poetry install", "RUN poetry sync", "RUN pipenv sync", "RUN pipenv install", "RUN pdm sync",
    "RUN pdm install",
)  # fmt: skip


@rule("DK4116", on=COMMANDS, severity="error", stage="used")
def lockfile_not_copied(command: Command, file: File, stage: Stage) -> Problems:
    verb = command.subcommand
    if verb is None or not needs_lock(command, file):
        return
    name = LOCK_OF[command.family or ""]
    place = command_project(command, file)
    lock = place.find(name)
    resolves = command.family == "poetry"
    there = place.project is not None and place.project.has(name)
    # Where manifests are copied one by one, the lock file has to be named, too, wherever it comes from.
    named = place.manifest.instruction is not None and "pyproject.toml" in place.manifest.instruction.logical.text
    if not lock.absent or not (there or (named and not resolves)):
        return
    if any(isinstance(node, Transfer) and f"{name}*" in node.logical.text for node in stage.chain_instructions):
        return
    said = f"{command.family} {verb.value}"
    fault = f"`{said}` resolves anew" if resolves else f"`{said}` stops"
    if lock.excluded is not None:
        message = f"`{name}` is left out by `.dockerignore`, and {fault}: take it out of there"
    else:
        manifest = "Pipfile" if command.family == "pipenv" else "pyproject.toml"
        message = f"`{name}` is not in the image here, and {fault}: copy it with `{manifest}`"
    yield Problem((command.words[0], verb), message, severity="warning" if resolves else None)


def needs_lock(command: Command, file: File) -> bool:
    """Whether a command stops, or does something else, where there is no lock file."""
    verb = command.path[1] if len(command.path) > 1 else None
    if command.family == "uv":
        return command.has("--locked", "--frozen") or is_on(command, file, "UV_LOCKED", "UV_FROZEN")
    if command.family == "pipenv":
        return verb == "sync" or command.has("--deploy", "--ignore-pipfile")
    if command.family == "pdm":
        return verb == "sync" or command.has("--frozen-lockfile", "--check")
    return True

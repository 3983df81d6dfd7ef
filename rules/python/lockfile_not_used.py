r"""There is a lock file, and it is not used

`pip install .` takes the newest versions that `pyproject.toml` allows. The lock file beside it, with the versions that
were tested, is not looked at: only the tool that wrote it reads it.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
COPY src ./src
RUN uv pip install --system .
                            ^ this installs whatever versions `pyproject.toml` allows, not those in `uv.lock`: use `uv sync --locked`
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
dependencies = ["flask"]
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
```

```toml uv.lock
version = 1
```

```dockerfile bad
FROM python:3.13-slim
COPY . .
RUN pip install --no-cache-dir .[web]
                               ^^^^^^ this installs whatever versions `pyproject.toml` allows, not those in `poetry.lock`: use `poetry install --only main`, or install what `poetry export` writes
```

```toml pyproject.toml
[tool.poetry]
name = "shop"
[tool.poetry.dependencies]
flask = "*"
```

```toml poetry.lock
[metadata]
```

With the locked versions installed first, the project alone may follow.

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv export --locked --no-emit-project -o requirements.txt && uv pip install --system -r requirements.txt
RUN uv pip install --system .
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
dependencies = ["flask"]
```

```toml uv.lock
version = 1
```

```dockerfile good
FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir --no-deps .
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
dependencies = ["flask"]
```

```toml uv.lock
version = 1
```
"""

from dlint.api import (
    Build,
    Command,
    Problem,
    Problems,
    Project,
    Span,
    command_project,
    first_before,
    local_operands,
    requirement_options,
    rule,
)

USE = {
    "uv.lock": "use `uv sync --locked`",
    "poetry.lock": "use `poetry install --only main`, or install what `poetry export` writes",
    "pdm.lock": "use `pdm sync --prod`, or install what `pdm export` writes",
    "pylock.toml": "use `pip install -r pylock.toml` or `uv pip sync pylock.toml`",
}
LOCKED = {"uv": ("sync", "export"), "poetry": ("install", "export"), "pdm": ("sync", "export")}


@rule("DK4115", on=("RUN pip install", "RUN uv pip install"), stage="shipped")
def lockfile_not_used(command: Command, file: Build) -> Problems:
    if command.open_ended or command.has("--no-deps", "-c", "--constraint", "--constraints", "--no-index"):
        return
    places = [(span, path) for span, path, _, _ in local_operands(command)]
    read = requirement_options(command)
    if any(name is None or not name.endswith("pyproject.toml") for _, name in read):
        return
    places += [(span, (name or "").rpartition("/")[0] or ".") for span, name in read]
    locked: list[tuple[Span, str]] = []
    for span, path in places:
        project = command_project(command, file, path).project
        name = lock_name(project) if project is not None else None
        if name is not None:
            locked.append((span, name))
    if not locked:
        return
    if uses_lock(command, file) or first_before(command, file, uses_lock) is not None:
        return
    if first_before(command, file, reads_requirements) is not None:
        return
    for span, name in locked[:1]:
        fault = f"this installs whatever versions `pyproject.toml` allows, not those in `{name}`"
        yield Problem(span, f"{fault}: {USE[name]}")


def uses_lock(command: Command, file: Build) -> bool:
    """Whether a command installs what a lock file says."""
    return command.verb in LOCKED.get(command.family or "", ()) or command.starts("uv", "pip", "sync")


def reads_requirements(command: Command, file: Build) -> bool:
    """Whether a command installs what a requirements file says."""
    return command.path[-1] == "install" and command.has("-r", "--requirement", "--requirements")


def lock_name(project: Project) -> str | None:
    """The lock file of a project that needs others."""
    if project.pyproject is None or not project.pyproject.dependencies:
        return None
    return next((name for name in USE if project.has(name)), None)

r"""The lock file is for another Python

A lock file holds versions for the Pythons that it was made for. With another one the manager stops, fetches another
Python, or installs what was never tried.

```dockerfile bad
FROM python:3.11-slim
     ^^^^^^^^^^^^^^^^ `poetry.lock` is for Python `>=3.12,<4.0`, and the image has 3.11
RUN pip install poetry==2.1.3
WORKDIR /app
COPY . .
RUN poetry install --only main
```

```toml pyproject.toml
[tool.poetry]
name = "shop"
```

```toml poetry.lock
[metadata]
lock-version = "2.1"
python-versions = ">=3.12,<4.0"
content-hash = "0"
```

```dockerfile good
FROM python:3.13-slim
RUN pip install poetry==2.1.3
WORKDIR /app
COPY . .
RUN poetry install --only main
```

```toml pyproject.toml
[tool.poetry]
name = "shop"
```

```toml poetry.lock
[metadata]
lock-version = "2.1"
python-versions = ">=3.12,<4.0"
content-hash = "0"
```

```dockerfile good
FROM registry.example.org/team/base:3
WORKDIR /app
COPY . .
RUN uv sync --locked
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
```

```toml uv.lock
version = 1
requires-python = ">=3.12"
```
"""

from dlint.api import (
    LOCK_OF,
    PROJECT_INSTALLS,
    Command,
    Problem,
    Problems,
    Stage,
    command_project,
    rule,
    run_commands,
    satisfies,
    uv,
)


@rule("DK4403", on="stage", stage="used")
def requires_python_vs_lock(stage: Stage) -> Problems:
    version = stage.family.python_version
    if version is None or not stage.family.is_python or stage.base is not None:
        return
    for command in run_commands(stage):
        message = misfit(command, stage, version)
        if message:
            yield Problem(stage.node.image or stage.node, message)
            return


def misfit(command: Command, stage: Stage, version: str) -> str:
    """What to say where the lock file that a command installs from is not for the Python of the image; else nothing."""
    if command.path[:2] not in PROJECT_INSTALLS or command.has("--python", "-p"):
        return ""
    project = command_project(command, stage.file).project
    lock = project.lock_of(LOCK_OF[command.family or ""]) if project is not None else None
    if project is None or lock is None or lock.requires_python is None:
        return ""
    own = project.requires_python
    if own is not None and satisfies(own, version) is False:
        # That the project itself wants another Python is told elsewhere.
        return ""
    brings_own = command.family == "uv" and not uv.downloads_disabled(command, stage.file)
    if satisfies(lock.requires_python, version) is not False or (brings_own and project.pinned_python is not None):
        return ""
    return f"`{lock.path}` is for Python `{lock.requires_python}`, and the image has {version}"

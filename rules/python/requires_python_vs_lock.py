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

from dlint.api import LOCK_OF, Problem, Problems, Stage, rule, run_commands, satisfies, uv, workplace_of

MANAGERS = (
    ("uv", "sync"), ("poetry", "install"), ("poetry", "sync"), ("pdm", "install"), ("pdm", "sync"), ("pipenv", "install"),
    ("pipenv", "sync"),
)  # fmt: skip


@rule("DK4403", on="stage")
def requires_python_vs_lock(stage: Stage) -> Problems:
    version = stage.family.python_version
    file = stage.file
    if stage.role == "unused" or version is None or not stage.family.is_python or stage.base is not None:
        return
    for command in run_commands(stage):
        if command.path[:2] not in MANAGERS or command.has("--python", "-p"):
            continue
        place = workplace_of(command, file)
        project = place.project
        lock = project.lock_of(LOCK_OF[command.family or ""]) if project is not None else None
        if project is None or lock is None or lock.requires_python is None:
            continue
        own = project.requires_python
        if own is not None and satisfies(own, version) is False:
            # That the project itself wants another Python is told elsewhere.
            continue
        if satisfies(lock.requires_python, version) is not False:
            continue
        if command.family == "uv" and not uv.downloads_disabled(command, file) and project.pinned_python is not None:
            continue
        message = f"`{lock.path}` is for Python `{lock.requires_python}`, and the image has {version}"
        yield Problem(stage.node.image or stage.node, message)
        return

r"""`poetry install` installs what is only for development

All groups that are not optional are installed unless somebody says no: test frameworks, linters and debuggers then make
the image larger and are one more thing to patch.

```dockerfile bad
FROM python:3.13-slim
RUN pip install poetry==2.1.3
WORKDIR /app
COPY . .
RUN poetry install --no-root
    ^^^^^^^^^^^^^^ the group `dev` is not for production: add `--only main`
```

```toml pyproject.toml
[tool.poetry]
name = "shop"
[tool.poetry.group.dev.dependencies]
pytest = "*"
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install poetry==2.1.3
WORKDIR /app
COPY . .
RUN poetry install --only main --no-root
```

```dockerfile good
FROM python:3.13-slim
RUN pip install poetry==2.1.3
WORKDIR /app
COPY . .
RUN poetry install --without dev
```

```toml pyproject.toml
[tool.poetry]
name = "shop"
[tool.poetry.group.dev.dependencies]
pytest = "*"
```

Without such a group, or with one that has to be asked for, there is nothing to leave out.

```dockerfile good
FROM python:3.13-slim
RUN pip install poetry==2.1.3
WORKDIR /app
COPY . .
RUN poetry install
```

```toml pyproject.toml
[tool.poetry]
name = "shop"
[tool.poetry.group.docs]
optional = true
[tool.poetry.group.docs.dependencies]
sphinx = "*"
```
"""

from dlint.api import (
    Command,
    File,
    Problem,
    Problems,
    Stage,
    add_option,
    command_project,
    groups_named,
    launched_in,
    poetry,
    rule,
)

CHOICES = ("--only", "--without", "--no-dev", "--with", "--only-root", "--all-groups")
TESTERS = ("pytest", "tox", "nox", "mypy", "ruff", "flake8", "pylint", "coverage", "pre-commit")


@rule("DK4202", on=("RUN poetry install", "RUN poetry sync"), stage="shipped", fix="safe")
def poetry_includes_dev(command: Command, file: File, stage: Stage) -> Problems:
    if command.open_ended or command.has(*CHOICES):
        return
    pyproject = command_project(command, file).pyproject
    groups = pyproject.poetry_default_groups if pyproject is not None else []
    if pyproject is None or not groups or not launched_in(stage).isdisjoint(TESTERS):
        return
    version = poetry.version_of(command, file)
    option = "--no-dev" if version is not None and version < (1, 2) else "--only main"
    # The command puts the root of the project in, as before, but for `--only`.
    builds = option == "--only main" and not command.has("--no-root") and pyproject.is_poetry_package
    yield Problem(
        command.head,
        f"{groups_named(groups)} not for production: add `{option}`",
        add_option(command, option),
        safety="unsafe" if builds else None,
    )

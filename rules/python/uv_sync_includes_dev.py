r"""`uv sync` installs what is only for development

The group `dev`, or what `tool.uv.default-groups` names, is installed unless somebody says no: test frameworks, linters
and debuggers then make the image larger and are one more thing to patch.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --locked
    ^^^^^^^ the group `dev` is for development: add `--no-dev`
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
[dependency-groups]
dev = ["pytest"]
```

```dockerfile fixed
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --no-dev --locked
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
ENV UV_NO_DEV=1
WORKDIR /app
COPY . .
RUN uv sync --locked
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
[dependency-groups]
dev = ["pytest"]
```

Without such a group there is nothing to leave out, and where tests run in the image they need it.

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --locked
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
[dependency-groups]
docs = ["sphinx"]
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --locked && uv run pytest
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
[dependency-groups]
dev = ["pytest"]
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
    is_on,
    launched_in,
    rule,
)

CHOICES = (
    "--no-dev", "--no-default-groups", "--only-group", "--only-dev", "--dev", "--all-groups", "--group", "--no-group",
    "--script",
)  # fmt: skip
VARIABLES = ("UV_NO_DEV", "UV_NO_DEFAULT_GROUPS", "UV_NO_GROUP", "UV_DEV")
TESTERS = ("pytest", "tox", "nox", "mypy", "ruff", "flake8", "pylint", "coverage", "pyright", "pre-commit")


@rule("DK4102", on=("RUN uv sync", "RUN uv export"), stage="shipped", fix="safe")
def uv_sync_includes_dev(command: Command, file: File, stage: Stage) -> Problems:
    if command.open_ended or command.has(*CHOICES) or is_on(command, file, *VARIABLES):
        return
    if command.verb == "export" and "constraint" in command.instruction.logical.text:
        # What is never installed does no harm as a constraint.
        return
    pyproject = command_project(command, file).pyproject
    groups = pyproject.uv_default_groups if pyproject is not None else []
    if groups and launched_in(stage).isdisjoint(TESTERS):
        option = "--no-dev" if groups == ["dev"] else "--no-default-groups"
        message = f"{groups_named(groups)} for development: add `{option}`"
        yield Problem(command.head, message, add_option(command, option))

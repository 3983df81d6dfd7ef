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
    Build,
    Command,
    Problem,
    Problems,
    as_argument,
    first_in,
    insert_after,
    is_on,
    is_shipped,
    rule,
    workplace_of,
)

CHOICES = (
    "--no-dev", "--no-default-groups", "--only-group", "--only-dev", "--dev", "--all-groups", "--group", "--no-group",
    "--script",
)  # fmt: skip
VARIABLES = ("UV_NO_DEV", "UV_NO_DEFAULT_GROUPS", "UV_NO_GROUP", "UV_DEV")
TESTERS = ("pytest", "tox", "nox", "mypy", "ruff", "flake8", "pylint", "coverage", "pyright", "pre-commit")


@rule("DK4102", on=("RUN uv sync", "RUN uv export"), fix="safe")
def uv_sync_includes_dev(command: Command, file: Build) -> Problems:
    stage = file.stage_of(command.instruction)
    verb = command.subcommand
    if verb is None or stage is None or not is_shipped(stage) or command.open_ended:
        return
    if (
        command.subcommand is not None
        and command.subcommand.value == "export"
        and "constraint" in command.instruction.logical.text
    ):
        # What is never installed does no harm as a constraint.
        return
    if command.has(*CHOICES) or is_on(command, file, *VARIABLES):
        return
    project = workplace_of(command, file).project
    groups = project.pyproject.uv_default_groups if project is not None and project.pyproject is not None else []
    if not groups or first_in(stage, is_tester) is not None:
        return
    option = "--no-dev" if groups == ["dev"] else "--no-default-groups"
    names = " and ".join(f"`{name}`" for name in groups[:3])
    said = f"the group {names} is" if len(groups) == 1 else f"the groups {names} are"
    yield Problem(
        (command.words[0], verb),
        f"{said} for development: add `{option}`",
        insert_after(verb, as_argument(command, option)),
    )


def is_tester(command: Command, file: Build) -> bool:
    """Whether a command runs tests, so that the image is for them."""
    return command.launched.family in TESTERS

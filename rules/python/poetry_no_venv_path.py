r"""Poetry's environment is not where it is copied from

Left to itself, Poetry makes its environment in `~/.cache/pypoetry/virtualenvs`, in a folder whose name nobody can
guess. `COPY --from=build /app/.venv` finds nothing there, and the build fails. `POETRY_VIRTUALENVS_IN_PROJECT=1` puts it
into `.venv`, beside `pyproject.toml`.

```dockerfile bad
FROM python:3.13-slim AS build
RUN pip install poetry==2.1.3
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --only main --no-root
FROM python:3.13-slim
COPY --from=build /app/.venv /app/.venv
                  ^^^^^^^^^^ Poetry makes its environment elsewhere: set `ENV POETRY_VIRTUALENVS_IN_PROJECT=1` before `poetry install`
```

```dockerfile good
FROM python:3.13-slim AS build
RUN pip install poetry==2.1.3 && poetry config virtualenvs.in-project true
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --only main --no-root
FROM python:3.13-slim
COPY --from=build /app/.venv /app/.venv
```

```dockerfile good
FROM python:3.13-slim AS build
RUN pip install poetry==2.1.3
WORKDIR /app
COPY pyproject.toml poetry.toml poetry.lock ./
RUN poetry install --only main --no-root
FROM python:3.13-slim
COPY --from=build /app/.venv /app/.venv
```

Where the environment is made beforehand, Poetry uses that.

```dockerfile good
FROM python:3.13-slim AS build
WORKDIR /app
RUN python -m venv .venv
COPY pyproject.toml poetry.lock ./
RUN . .venv/bin/activate && poetry install --only main --no-root
FROM python:3.13-slim
COPY --from=build /app/.venv /app/.venv
```
"""

from dlint.api import (
    Build,
    Command,
    Problem,
    Problems,
    Stage,
    command_project,
    copies_between,
    poetry,
    rule,
    run_commands,
    variable,
)


@rule("DK4206", on="stage", stage="shipped", severity="error")
def poetry_no_venv_path(stage: Stage) -> Problems:
    file = stage.file
    commands = run_commands(stage)
    installs = [command for command in commands if poetry.is_install(command)]
    if not installs or any(command.is_opaque or ".venv" in command.text for command in commands):
        return
    if not stage.family.known or any(may_be_in_project(command, file) for command in installs):
        return
    for other in file.stages[stage.index + 1 :]:
        for copy in copies_between(stage, other):
            if copy.source.endswith("/.venv") and copy.node in other.instructions:
                message = "Poetry makes its environment elsewhere: set `ENV POETRY_VIRTUALENVS_IN_PROJECT=1` before `poetry install`"
                yield Problem(copy.word, message)


def may_be_in_project(command: Command, file: Build) -> bool:
    """Whether Poetry may make the environment beside the project, or makes none."""
    if poetry.is_in_project(command, file) or poetry.has_no_environment(command, file):
        return True
    if any(variable(command, file, name) is not None for name in ("VIRTUAL_ENV", "POETRY_VIRTUALENVS_PATH")):
        return True
    place = command_project(command, file)
    return not place.find("poetry.toml").absent or not place.find(".venv").absent

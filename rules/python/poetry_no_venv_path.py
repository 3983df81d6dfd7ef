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

from dlint.api import Problem, Problems, Stage, copies_between, poetry, rule, run_commands, variable, workplace_of


@rule("DK4206", on="stage", severity="error")
def poetry_no_venv_path(stage: Stage) -> Problems:
    if stage.role not in ("final", "builder"):
        return
    file = stage.file
    commands = run_commands(stage)
    installs = [command for command in commands if command.path[:2] in (("poetry", "install"), ("poetry", "sync"))]
    if not installs or any(
        command.name is None or ".venv" in command.text or command.name.endswith(".sh") for command in commands
    ):
        return
    for command in installs:
        if poetry.is_in_project(command, file) or poetry.has_no_environment(command, file):
            return
        if (
            variable(command, file, "VIRTUAL_ENV") is not None
            or variable(command, file, "POETRY_VIRTUALENVS_PATH") is not None
        ):
            return
        place = workplace_of(command, file)
        if not place.find("poetry.toml").absent or not place.find(".venv").absent or not stage.family.known:
            return
    for other in file.stages[stage.index + 1 :]:
        for copy in copies_between(stage, other):
            if copy.source.endswith("/.venv") and copy.node in other.instructions:
                message = "Poetry makes its environment elsewhere: set `ENV POETRY_VIRTUALENVS_IN_PROJECT=1` before `poetry install`"
                yield Problem(copy.word, message)

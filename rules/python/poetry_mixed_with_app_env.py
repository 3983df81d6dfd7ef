r"""Poetry and the project share an environment

With `virtualenvs.create false` Poetry installs the project into the Python that Poetry itself runs in. Its own
dependencies, some forty packages, may then be of other versions than the lock file says, and stay in the image. Install
Poetry with pipx, in an environment of its own, or in a builder stage.

```dockerfile bad
FROM python:3.13-slim
RUN pip install --no-cache-dir poetry==2.1.3
                               ^^^^^^^^^^^^^ Poetry's own dependencies get mixed with those of the project: install it with pipx, or in a builder stage
RUN poetry config virtualenvs.create false
COPY . .
RUN poetry install --only main
CMD ["python", "app.py"]
```

```dockerfile good
FROM python:3.13-slim
RUN pip install --no-cache-dir pipx && pipx install poetry==2.1.3
RUN poetry config virtualenvs.create false && poetry install --only main
```

```dockerfile good
FROM python:3.13-slim
RUN python -m venv /opt/poetry && /opt/poetry/bin/pip install poetry==2.1.3
ENV POETRY_VIRTUALENVS_CREATE=false
RUN /opt/poetry/bin/poetry install --only main
```

Removed afterwards, or with an environment for the project, nothing is mixed.

```dockerfile good
FROM python:3.13-slim
RUN pip install poetry==2.1.3 && poetry config virtualenvs.create false && poetry install && pip uninstall -y poetry
FROM python:3.13-slim
RUN pip install poetry==2.1.3 && poetry install --only main
```
"""

from dlint.api import Build, Command, Problem, Problems, Stage, first_in, last_in, packages_of, poetry, rule


@rule("DK4204", on="RUN pip install", stage="shipped", mentions="poetry", severity="info")
def poetry_mixed_with_app_env(command: Command, file: Build, stage: Stage) -> Problems:
    if command.has("--target", "-t", "--prefix", "--user") or "/" in (command.original[0].value or "/"):
        return
    found = next((package for package in packages_of(command, file) if package.name == "poetry"), None)
    if found is None or first_in(stage, keeps_apart) is not None:
        return
    last = last_in(stage, installs_into_image)
    if last is not None and last.start > command.start:
        fault = "Poetry's own dependencies get mixed with those of the project"
        yield Problem(found.word, f"{fault}: install it with pipx, or in a builder stage")


def keeps_apart(command: Command, file: Build) -> bool:
    """Whether a command takes Poetry out again, or makes an environment."""
    return command.starts("pip", "uninstall") or command.family in ("venv", "virtualenv")


def installs_into_image(command: Command, file: Build) -> bool:
    """Whether Poetry installs the project beside itself."""
    return (
        poetry.is_install(command)
        and poetry.has_no_environment(command, file)
        and file.scope_at(command.instruction).get("VIRTUAL_ENV") is None
    )

r"""`pipenv install` may change the versions

Where `Pipfile.lock` does not fit the `Pipfile`, `pipenv install` resolves anew and installs what nobody tested. With
`--deploy` the build fails instead; `pipenv sync` installs what is in the lock file and nothing else.

```dockerfile bad
FROM python:3.13-slim
RUN pip install pipenv==2025.0.4
WORKDIR /app
COPY Pipfile Pipfile.lock ./
RUN pipenv install --system
    ^^^^^^^^^^^^^^ `pipenv install` may install other versions than those in `Pipfile.lock`: add `--deploy`
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install pipenv==2025.0.4
WORKDIR /app
COPY Pipfile Pipfile.lock ./
RUN pipenv install --deploy --system
```

```dockerfile bad
FROM python:3.13-slim
RUN pip install pipenv==2025.0.4
COPY Pipfile ./
RUN pipenv install --system --skip-lock
                            ^^^^^^^^^^^ `--skip-lock` installs whatever versions there are: lock them, and write `--deploy`
```

The environment of Pipenv lies where the `python` of the image does not look.

```dockerfile bad
FROM python:3.13-slim
RUN pip install pipenv==2025.0.4
WORKDIR /app
COPY . .
RUN pipenv install --deploy
    ^^^^^^^^^^^^^^ this makes an environment that `python` does not use: add `--system`, or start it with `pipenv run`
CMD ["python", "app.py"]
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install pipenv==2025.0.4
WORKDIR /app
COPY . .
RUN pipenv install --system --deploy
CMD ["python", "app.py"]
```

```dockerfile good
FROM python:3.13-slim
ENV PIPENV_VENV_IN_PROJECT=1
WORKDIR /app
COPY Pipfile Pipfile.lock ./
RUN pipenv sync
ENV PATH="/app/.venv/bin:$PATH"
CMD ["python", "app.py"]
```

```dockerfile good
FROM python:3.13-slim
COPY Pipfile Pipfile.lock ./
RUN pipenv install --system --deploy --ignore-pipfile && pipenv install --system flask==3.1.0
CMD ["pipenv", "run", "python", "app.py"]
```

```dockerfile good
FROM python:3.13-slim AS test
COPY . .
RUN pipenv install --dev
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
    entrypoint_commands,
    is_on,
    rule,
)

DEPLOYED = ("--deploy", "--ignore-pipfile", "-r", "--requirements", "-e")
PYTHON = (
    "python", "gunicorn", "uvicorn", "flask", "celery", "hypercorn", "daphne", "streamlit", "fastapi", "django-admin",
)  # fmt: skip
IN_PLACE = ("PIPENV_SYSTEM", "PIPENV_VENV_IN_PROJECT", "VIRTUAL_ENV", "WORKON_HOME")


@rule("DK4208", on=("RUN pipenv install", "RUN pipenv sync"), stage="shipped", fix="safe")
def pipenv_not_deployed(command: Command, file: File, stage: Stage) -> Problems:
    if command.open_ended:
        return
    skipped = command.option("--skip-lock")
    if skipped is not None:
        message = "`--skip-lock` installs whatever versions there are: lock them, and write `--deploy`"
        yield Problem(skipped.word, message)
    elif command.verb == "install" and not command.operands and not command.has(*DEPLOYED) and has_lock(command, file):
        message = "`pipenv install` may install other versions than those in `Pipfile.lock`: add `--deploy`"
        yield Problem(command.head, message, add_option(command, "--deploy"))
    if stage.is_final and not uses_environment(command, file, stage):
        programs = [other for other in entrypoint_commands(stage) if not other.wrappers or other.family != "pipenv"]
        name = programs[0].name if programs else None
        message = f"this makes an environment that `{name}` does not use: add `--system`, or start it with `pipenv run`"
        yield Problem(command.head, message, add_option(command, "--system"), severity="error")


def has_lock(command: Command, file: File) -> bool:
    """Whether there is a lock file, as far as can be seen."""
    place = command_project(command, file)
    return place.project.has("Pipfile.lock") if place.project is not None else not place.find("Pipfile.lock").absent


def uses_environment(command: Command, file: File, stage: Stage) -> bool:
    """Whether what is started finds the environment that Pipenv makes, or may."""
    if command.has("--system") or is_on(command, file, *IN_PLACE):
        return True
    if file.scope_after(stage).value("PATH").origin == "env":
        return True
    started = entrypoint_commands(stage)
    if not started or any(
        other.starts("pipenv", "run") or other.family not in PYTHON or "/" in (other.words[0].value or "")
        for other in started
    ):
        return True
    text = stage.text_of()
    return any(word in text for word in ("activate", "pipenv run", "--venv", "requirements"))

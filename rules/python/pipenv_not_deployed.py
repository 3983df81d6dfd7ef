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
    as_argument,
    insert_after,
    is_on,
    is_shipped,
    rule,
    start_commands,
    workplace_of,
)


@rule("DK4208", on=("RUN pipenv install", "RUN pipenv sync"), fix="safe")
def pipenv_not_deployed(command: Command, file: File) -> Problems:
    stage = file.stage_of(command.instruction)
    verb = command.subcommand
    if stage is None or verb is None or not is_shipped(stage) or command.open_ended:
        return
    skipped = command.option("--skip-lock")
    if skipped is not None:
        yield Problem(
            skipped.word, "`--skip-lock` installs whatever versions there are: lock them, and write `--deploy`"
        )
    elif (
        verb.value == "install"
        and not command.operands
        and not command.has("--deploy", "--ignore-pipfile", "-r", "--requirements", "-e")
    ):
        place = workplace_of(command, file)
        lock = place.find("Pipfile.lock")
        if place.project.has("Pipfile.lock") if place.project is not None else not lock.absent:
            yield Problem(
                (command.words[0], verb),
                "`pipenv install` may install other versions than those in `Pipfile.lock`: add `--deploy`",
                insert_after(verb, as_argument(command, "--deploy")),
            )
    if stage.is_final and not uses_environment(command, file):
        programs = [other for other in start_commands(stage) if not other.wrappers or other.family != "pipenv"]
        name = programs[0].name if programs else None
        option = as_argument(command, "--system")
        message = f"this makes an environment that `{name}` does not use: add `--system`, or start it with `pipenv run`"
        yield Problem((command.words[0], verb), message, insert_after(verb, option), severity="error")


PYTHON = (
    "python",
    "gunicorn",
    "uvicorn",
    "flask",
    "celery",
    "hypercorn",
    "daphne",
    "streamlit",
    "fastapi",
    "django-admin",
)


def uses_environment(command: Command, file: File) -> bool:
    """Whether what is started finds the environment that Pipenv makes, or may."""
    stage = file.stage_of(command.instruction)
    if (
        stage is None
        or command.has("--system")
        or is_on(command, file, "PIPENV_SYSTEM", "PIPENV_VENV_IN_PROJECT", "VIRTUAL_ENV", "WORKON_HOME")
    ):
        return True
    path = file.scope_after(stage).value("PATH")
    if path.origin == "env":
        return True
    started = start_commands(stage)
    if not started or any(
        other.path[:2] == ("pipenv", "run") or other.family not in PYTHON or "/" in (other.words[0].value or "")
        for other in started
    ):
        return True
    text = " ".join(node.logical.text for node in stage.chain_instructions)
    return "activate" in text or "pipenv run" in text or "--venv" in text or "requirements" in text

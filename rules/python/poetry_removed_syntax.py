r"""Poetry 2 does not know this option any more

An installer without a version is the newest. What Poetry 2.0 has removed makes the build fail: `--no-dev` is
`--only main`, `poetry lock` keeps versions without `--no-update`, `poetry export` is a plugin, and the old
installer `get-poetry.py` is gone. `poetry install --sync` is now `poetry sync`.

```dockerfile bad
FROM python:3.13-slim
RUN pip install poetry
WORKDIR /app
COPY . .
RUN poetry install --no-root --no-dev
                             ^^^^^^^^ Poetry 2 has removed `--no-dev`: write `--only main`
RUN poetry lock --no-update
                ^^^^^^^^^^^ Poetry 2 has removed `--no-update`, which is what it does anyway: leave it out
RUN poetry export -o requirements.txt
    ^^^^^^^^^^^^^ Poetry 2 has `export` in a plugin only: install `poetry-plugin-export`
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install poetry
WORKDIR /app
COPY . .
RUN poetry install --no-root --only main
RUN poetry lock
RUN poetry export -o requirements.txt
```

```dockerfile bad
FROM python:3.13-slim
RUN pip install poetry==2.1.3
RUN poetry install --sync --only main
                   ^^^^^^ `--sync` is deprecated: write `poetry sync`
RUN curl -sSL https://raw.githubusercontent.com/python-poetry/poetry/master/get-poetry.py | python
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `get-poetry.py` is gone: write `https://install.python-poetry.org`
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install poetry==2.1.3
RUN poetry sync --only main
RUN curl -sSL https://raw.githubusercontent.com/python-poetry/poetry/master/get-poetry.py | python
```

An older Poetry knows them, and which one an image has is not known.

```dockerfile good
FROM python:3.9-slim
RUN pip install poetry==1.1.15
RUN poetry install --no-dev && poetry export -o requirements.txt
```

```dockerfile good
FROM registry.example.org/team/poetry:3
RUN poetry install --no-dev
```

```dockerfile good
FROM python:3.13-slim
ARG POETRY_VERSION
RUN pip install poetry==$POETRY_VERSION && poetry install --no-dev
RUN pip install poetry poetry-plugin-export && poetry export --only main -o requirements.txt
```
"""

from dlint.api import (
    Command,
    File,
    Problem,
    Problems,
    as_argument,
    delete,
    poetry,
    project_of,
    removable,
    remove_argument,
    replace,
    rule,
)


@rule(
    "DK4203", on=("RUN poetry", "RUN curl", "RUN wget"), stage="used", mentions="poetry", severity="error", fix="safe"
)
def poetry_removed_syntax(command: Command, file: File) -> Problems:
    if command.family != "poetry":
        for word in command.arguments:
            if (word.value or "").endswith("/get-poetry.py"):
                yield Problem(word, "`get-poetry.py` is gone: write `https://install.python-poetry.org`")
        return
    version = poetry.version_of(command, file)
    if version is not None and version >= (2, 0):
        yield from removed_options(command)
        if command.verb == "export" and "poetry-plugin-export" not in file.source.text and not requires_plugin(file):
            message = "Poetry 2 has `export` in a plugin only: install `poetry-plugin-export`"
            yield Problem(command.words[:2], message)


def removed_options(command: Command) -> Problems:
    """Options that Poetry 2 does not have any more."""
    verb = command.verb
    removed = command.option("--no-dev", "--dev-only")
    if verb in ("install", "update") and removed is not None and removed.name == "--no-dev":
        text = '"--only"' + as_argument(command, "main") if command.exec_form else "--only main"
        yield Problem(removed.word, "Poetry 2 has removed `--no-dev`: write `--only main`", replace(removed.word, text))
    kept = command.option("--no-update")
    if verb == "lock" and kept is not None:
        message = "Poetry 2 has removed `--no-update`, which is what it does anyway: leave it out"
        yield Problem(kept.word, message, *remove_argument(command, kept.word))
    synced = command.option("--sync")
    if verb == "install" and synced is not None and command.subcommand is not None and not command.exec_form:
        span = removable(command, synced.word)
        edits = [replace(command.subcommand, "sync"), delete(span)] if span is not None else []
        yield Problem(synced.word, "`--sync` is deprecated: write `poetry sync`", *edits, severity="info")


def requires_plugin(file: File) -> bool:
    """Whether the project asks for the plugin itself, or a file that is installed may."""
    project = project_of(file)
    if project is not None and project.pyproject is not None and "poetry-plugin-export" in project.pyproject.text:
        return True
    commands = [command for stage in file.stages for command in file.commands_in(stage, "pip")]
    return any("-r" in command.text and command.starts("pip", "install") for command in commands)

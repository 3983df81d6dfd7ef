r"""The server that the container starts is not installed

`gunicorn: executable file not found`, at the start. It is in the development dependencies, or came along with another
package once and does not any more: since FastAPI 0.112 uvicorn comes with `fastapi[standard]` only.

```dockerfile bad Dockerfile
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY app.py .
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
     ^^^^^^^^^^ `gunicorn` is not among what is installed: add it to the requirements
```

```text requirements.txt
flask==3.1.0
werkzeug==3.1.3
jinja2==3.1.6
itsdangerous==2.2.0
click==8.2.0
blinker==1.9.0
markupsafe==3.0.2
```

```dockerfile good Dockerfile
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt gunicorn==23.0.0
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
```

```text requirements.txt
flask==3.1.0
```

Where versions are open, or something else may bring it, nobody knows.

```dockerfile good Dockerfile
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
CMD ["uvicorn", "app:app", "--host", "0.0.0.0"]
```

```text requirements.txt
our-framework
```

```dockerfile good Dockerfile
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
CMD ["python3", "-m", "uvicorn", "app:app", "--host", "0.0.0.0"]
```

```text requirements.txt
fastapi==0.111.0
starlette==0.37.2
pydantic==2.7.1
typing-extensions==4.11.0
```
"""

from dlint.api import Build, Command, Problem, Problems, Stage, image_files, project_of, rule, start_commands

DISTRIBUTIONS = {
    "gunicorn": "gunicorn", "uvicorn": "uvicorn", "hypercorn": "hypercorn", "daphne": "daphne", "granian": "granian",
    "waitress-serve": "waitress", "celery": "celery", "streamlit": "streamlit", "flask": "flask", "chainlit": "chainlit",
}  # fmt: skip
BROUGHT_BY = {
    "uvicorn": (
        "fastapi-cli",
        "fastapi",
        "uvicorn-worker",
        "starlite",
        "mcp",
        "chainlit",
        "gradio",
        "mlflow",
        "litestar",
        "prefect",
    ),
    "flask": ("flask-", "apache-superset", "apache-airflow", "mlflow", "dash"),
    "celery": ("django-celery", "apache-superset", "apache-airflow"),
    "gunicorn": ("apache-airflow", "apache-superset", "mlflow", "prospector"),
}
FULL_LIST = 5
"""A list of fewer pinned packages may well be written by hand, and the packages bring others."""


@rule("DK4011", on="stage")
def server_not_installed(stage: Stage) -> Problems:
    if not stage.is_final or project_of(stage.file) is None or not stage.family.is_python:
        return
    for command in start_commands(stage):
        program = command.launched
        wanted = DISTRIBUTIONS.get(program.family or "")
        # `uv run` and the like bring what is missing.
        if wanted is None or program is not command:
            continue
        names = installed(stage.file)
        if names is None or wanted in names:
            return
        if any(name.startswith(BROUGHT_BY.get(wanted, ("\0",))) for name in names):
            return
        word = program.words[0]
        yield Problem(word, f"`{wanted}` is not among what is installed: add it to the requirements")
        return


def installed(file: Build) -> set[str] | None:
    """All that is installed anywhere in the file; None where that is not known to the last package."""
    names: set[str] = set()
    for stage in file.stages:
        if not stage.family.known and stage.base is None and not stage.is_scratch:
            return None
        for command in file.commands_in(stage):
            if command.family in (
                "pip",
                "uv",
                "poetry",
                "pdm",
                "pipenv",
                "conda",
                "mamba",
                "micromamba",
                "pipx",
                "pixi",
                "hatch",
            ):
                found = installed_by(file, stage, command)
                if found is None:
                    return None
                names |= found
            elif (
                command.name is None
                or command.name.endswith(".sh")
                or command.family == "make"
                or "unicorn" in command.text
            ):
                return None
    return names or None


def installed_by(file: Build, stage: Stage, command: Command) -> set[str] | None:
    """What one command installs, with all that it brings; None where that is not known."""
    verbs = command.path[1:]
    if command.family == "pip" or verbs[:1] == ("pip",):
        if "install" not in verbs:
            return set()
        return from_pip(file, stage, command)
    project = project_of(file)
    lock = project.lock if project is not None else None
    if lock is None or ("sync" not in verbs and "install" not in verbs):
        return set() if verbs[:1] in (("python",), ("venv",), ("self",), ("cache",), ("config",)) else None
    return {package.name for package in lock.packages}


def from_pip(file: Build, stage: Stage, command: Command) -> set[str] | None:
    """What `pip install` brings: known where all versions are pinned, as `pip freeze` writes them."""
    names: set[str] = set()
    if command.open_ended or any(word.value is None for word in command.arguments):
        return None
    for word in command.operands:
        text = word.value or ""
        if text.startswith((".", "/")) or "://" in text or "[" in text:
            return None
        names.add(text.partition("=")[0].partition("<")[0].partition(">")[0].strip("~! ").lower().replace("_", "-"))
    for option in command.options:
        if option.name not in ("-r", "--requirement"):
            continue
        folder = image_files(stage).folder(command)
        project = project_of(file)
        if not option.value or folder is None or project is None:
            return None
        path = option.value if option.value[0] == "/" else f"{folder}/{option.value}"
        found = image_files(stage).find(path, command.instruction)
        files, missing = project.closure(found.path) if found.path is not None else ([], [path])
        items = [item for requirements in files for item in requirements.requirements]
        if missing or not all(requirements.is_complete for requirements in files):
            return None
        if len(items) < FULL_LIST or not all(item.is_pinned and item.name for item in items):
            return None
        names.update(item.name for item in items)
    return names

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

from dlint.api import Build, Command, Problem, Problems, Project, Stage, entrypoint_commands, file_named, rule

DISTRIBUTIONS = {
    "gunicorn": "gunicorn", "uvicorn": "uvicorn", "hypercorn": "hypercorn", "daphne": "daphne", "granian": "granian",
    "waitress-serve": "waitress", "celery": "celery", "streamlit": "streamlit", "flask": "flask", "chainlit": "chainlit",
}  # fmt: skip
BROUGHT_BY = {
    "uvicorn": (
        "fastapi-cli", "fastapi", "uvicorn-worker", "starlite", "mcp", "chainlit", "gradio", "mlflow", "litestar", "prefect",
    ),
    "flask": ("flask-", "apache-superset", "apache-airflow", "mlflow", "dash"),
    "celery": ("django-celery", "apache-superset", "apache-airflow"),
    "gunicorn": ("apache-airflow", "apache-superset", "mlflow", "prospector"),
}  # fmt: skip
MANAGERS = ("pip", "uv", "poetry", "pdm", "pipenv", "conda", "mamba", "micromamba", "pipx", "pixi", "hatch")
INSTALLS_NOTHING = (("python",), ("venv",), ("self",), ("cache",), ("config",))
FULL_LIST = 5
"""A list of fewer pinned packages may well be written by hand, and the packages bring others."""


@rule("DK4011", on="stage", stage="final")
def server_not_installed(stage: Stage, project: Project) -> Problems:
    if not stage.family.is_python:
        return
    for command in entrypoint_commands(stage):
        wanted = DISTRIBUTIONS.get(command.family or "")
        # `uv run` and the like bring what is missing.
        if wanted is None or command.launched is not command:
            continue
        names = installed(stage.file, project)
        bringing = BROUGHT_BY.get(wanted, ())
        if names is not None and wanted not in names and not any(name.startswith(bringing) for name in names):
            yield Problem(command.words[0], f"`{wanted}` is not among what is installed: add it to the requirements")
        return


def installed(file: Build, project: Project) -> set[str] | None:
    """All that is installed anywhere in the file; None where that is not known to the last package."""
    names: set[str] = set()
    for stage in file.stages:
        if not stage.family.known and stage.base is None and not stage.is_scratch:
            return None
        for command in file.commands_in(stage):
            found = installed_by(command, stage, project)
            if found is None:
                return None
            names |= found
    return names or None


def installed_by(command: Command, stage: Stage, project: Project) -> set[str] | None:
    """What one command installs, with all that it brings; None where that is not known."""
    if command.family not in MANAGERS:
        unknown = command.is_opaque or command.family == "make" or "unicorn" in command.text
        return None if unknown else set()
    verbs = command.path[1:]
    if command.family == "pip" or verbs[:1] == ("pip",):
        return from_pip(command, stage, project) if "install" in verbs else set()
    if project.lock is None or ("sync" not in verbs and "install" not in verbs):
        return set() if verbs[:1] in INSTALLS_NOTHING else None
    return {package.name for package in project.lock.packages}


def from_pip(command: Command, stage: Stage, project: Project) -> set[str] | None:
    """What `pip install` brings: known where all versions are pinned, as `pip freeze` writes them."""
    texts = [word.value for word in command.operands]
    if command.open_ended or any(word.value is None for word in command.arguments):
        return None
    if any(text.startswith((".", "/")) or "://" in text or "[" in text for text in texts if text):
        return None
    names = {name_in(text or "") for text in texts}
    for option in command.options:
        if option.name in ("-r", "--requirement"):
            found = from_file(option.value, command, stage, project)
            if found is None:
                return None
            names |= found
    return names


def name_in(text: str) -> str:
    """The name of the distribution in an argument of pip."""
    return text.partition("=")[0].partition("<")[0].partition(">")[0].strip("~! ").lower().replace("_", "-")


def from_file(name: str | None, command: Command, stage: Stage, project: Project) -> set[str] | None:
    """What a requirements file brings; None where not all that is installed is in it."""
    path = file_named(command, stage.file, name).path if name else None
    files, missing = project.closure(path) if path is not None else ([], [name or ""])
    items = [item for requirements in files for item in requirements.requirements]
    if missing or len(items) < FULL_LIST or not all(requirements.is_complete for requirements in files):
        return None
    return {item.name for item in items} if all(item.is_pinned and item.name for item in items) else None

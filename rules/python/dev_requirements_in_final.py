r"""What is for development is installed in the image

Test frameworks, linters and documentation tools make the image larger, start slower and have to be patched like
everything else. Leave them to a stage of their own.

```dockerfile bad
FROM python:3.13-slim
COPY requirements*.txt ./
RUN pip install --no-cache-dir -r requirements.txt -r requirements-dev.txt
                                                      ^^^^^^^^^^^^^^^^^^^^ `requirements-dev.txt` is for development: install it in a stage of its own
CMD ["python", "app.py"]
```

```dockerfile bad
FROM python:3.13-slim
COPY . .
RUN pip install --no-cache-dir .[web,test]
                               ^^^^^^^^^^^ the extra `test` is for development: leave it out
RUN pipenv install --system --deploy --dev
                                     ^^^^^ `--dev` is for development: leave it out
RUN pip install --no-cache-dir flask==3.1.0 pytest==8.4.2
                                            ^^^^^^^^^^^^^ `pytest` is for development: install it in a stage of its own
CMD ["flask", "run"]
```

```dockerfile good
FROM python:3.13-slim AS base
COPY requirements requirements
RUN pip install --no-cache-dir -r requirements/base.txt -r requirements/production.txt
FROM base AS test
RUN pip install --no-cache-dir -r requirements/test.txt
CMD ["pytest"]
FROM base
CMD ["python", "app.py"]
```

An image that starts such a tool is made for it; and which file it is may be a matter of a build argument.

```dockerfile good
FROM python:3.13-slim
ARG REQUIREMENTS=requirements-dev.txt
RUN pip install jupyterlab==4.4.0 ruff==0.9.0
RUN pip install -r ${REQUIREMENTS}
CMD ["jupyter", "lab"]
```
"""

import os

from dlint.api import (
    Command,
    File,
    Problem,
    Problems,
    Stage,
    entrypoint_commands,
    local_operands,
    packages_of,
    re,
    requirement_options,
    rule,
)

WORDS = r"(?:dev|devel|develop|development|tests?|testing|lint|linting|linters|docs?|documentation|local|ci|debug|qa)"
FILE = re.compile(
    rf"(?:^|/)(?:{WORDS}[-_.]?(?:requirements|reqs?|deps)?|(?:requirements|reqs?|deps)[-_./]?{WORDS})\.(?:txt|in|pip)\Z",
    re.IGNORECASE,
)
DIRECTORY = re.compile(rf"(?:^|[/_.-]){WORDS}(?:[/_.-]|\Z)", re.IGNORECASE)
EXTRA = re.compile(rf"{WORDS}\Z", re.IGNORECASE)
TOOLS = (
    "pytest", "pytest-cov", "black", "ruff", "mypy", "flake8", "pylint", "isort", "tox", "nox", "pre-commit",
    "ipdb",
)  # fmt: skip
PROGRAMS = (
    "python", "gunicorn", "uvicorn", "flask", "fastapi", "celery", "hypercorn", "daphne", "granian", "streamlit", "waitress",
    "django-admin", "uwsgi",
)  # fmt: skip
"""What an application starts; an image that starts something else may be made of tools."""

COMMANDS = (
    "RUN pip install", "RUN uv pip install", "RUN pipenv install", "RUN pipenv sync", "RUN pdm install", "RUN pdm sync",
    "RUN uv sync",
)  # fmt: skip


@rule("DK4315", on=COMMANDS, stage="shipped")
def dev_requirements_in_final(command: Command, file: File, stage: Stage) -> Problems:
    if DIRECTORY.search(directory_of(file)):
        return
    if not file.final_stages:
        return
    started = entrypoint_commands(file.final_stages[-1])
    if not started or any(is_tool(other) or "runserver" in other.text for other in started):
        return
    apart = "install it in a stage of its own"
    if command.family == "pip" or command.path[:2] == ("uv", "pip"):
        for span, name in requirement_options(command):
            if name is not None and FILE.search(name):
                yield Problem(span, f"`{name}` is for development: {apart}")
        for span, _, extras, _ in local_operands(command):
            names = [name for name in extras if EXTRA.match(name)]
            if names:
                yield Problem(span, f"the extra `{names[0]}` is for development: leave it out")
        if stage.role == "final" and all(other.launched.family in PROGRAMS for other in started):
            for package in packages_of(command, file):
                if package.name.lower() in TOOLS:
                    yield Problem(package.word, f"`{package.name}` is for development: {apart}")
    elif command.family in ("pipenv", "uv"):
        option = (
            command.option("--dev", "-d") if command.family == "pipenv" else command.option("--all-groups", "--dev")
        )
        if option is not None:
            yield Problem(option.word, f"`{option.name}` is for development: leave it out")
    elif command.family == "pdm":
        for option in command.options:
            if (option.name in ("-G", "--group") and option.value == ":all") or option.name in ("--dev", "-d"):
                yield Problem(option, f"`{option.word.text}` is for development: leave it out")


def directory_of(file: File) -> str:
    """The directory of the Dockerfile in its context: `compose/local`."""
    if file.directory is None or file.context is None:
        return ""
    directory = os.path.relpath(os.path.realpath(file.directory), os.path.realpath(file.context.root))
    return directory.replace(os.sep, "/") if not directory.startswith("..") else ""


NOT_APPLICATIONS = (
    "jupyter", "jupyter-lab", "bash", "sh", "ipython", "tail", "sleep", "zsh", "py.test", "mkdocs", "fixuid",
    "make",
)  # fmt: skip
SCRIPTS = re.compile(r"(?:^|[/_.-])(?:tests?|build|lint|ci|dev|wheels?|examples?|debug)(?=[/_.-]|\Z)")


def is_tool(command: Command) -> bool:
    """Whether a container is for development itself, or nobody knows what it is for."""
    program = command.launched
    name = program.family
    if name is None or name in (*TOOLS, *NOT_APPLICATIONS) or (name == "python" and not program.arguments):
        return True
    script = program.words[0].value if name not in PROGRAMS else next((word.value for word in program.operands), None)
    return script is not None and bool(SCRIPTS.search(script))

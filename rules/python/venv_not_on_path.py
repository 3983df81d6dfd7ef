r"""The virtual environment is not used

The packages are in a virtual environment, and what is started is the Python of the image, or a program that is looked for
outside of it: "No module named …", or "not found".

```dockerfile bad
FROM python:3.13-slim
WORKDIR /app
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.0
CMD ["python", "app.py"]
     ^^^^^^^^ `python` is not the one of `/opt/venv`, where the packages are: set `ENV PATH="/opt/venv/bin:$PATH"`
```

```dockerfile fixed
FROM python:3.13-slim
WORKDIR /app
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.0
ENV PATH="/opt/venv/bin:$PATH"
CMD ["python", "app.py"]
```

```dockerfile bad
FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim AS build
WORKDIR /app
RUN uv venv && uv pip install gunicorn==23.0.0
FROM python:3.13-slim-trixie
COPY --from=build /app/.venv /app/.venv
CMD exec gunicorn app:app
         ^^^^^^^^ `gunicorn` is not the one of `/app/.venv`, where the packages are: set `ENV PATH="/app/.venv/bin:$PATH"`
```

```dockerfile fixed
FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim AS build
WORKDIR /app
RUN uv venv && uv pip install gunicorn==23.0.0
FROM python:3.13-slim-trixie
COPY --from=build /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
CMD exec gunicorn app:app
```

A path in the command, `uv run`, an activation before it, and packages that are also installed outside, are fine.

```dockerfile good
FROM python:3.13-slim
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.0
CMD ["/opt/venv/bin/python", "app.py"]
FROM python:3.13-slim
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.0
CMD . /opt/venv/bin/activate && exec python app.py
```

```dockerfile good
FROM python:3.13-slim
RUN python -m venv /opt/poetry && /opt/poetry/bin/pip install poetry==2.2.0
RUN /opt/poetry/bin/poetry config virtualenvs.create false && /opt/poetry/bin/poetry install
CMD ["python", "app.py"]
FROM python:3.13-slim
ENV VIRTUAL_ENV=/opt/venv
RUN python -m venv $VIRTUAL_ENV
ENV PATH="$VIRTUAL_ENV/bin:$PATH"
RUN pip install flask==3.1.0
CMD ["python", "app.py"]
FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim
WORKDIR /app
RUN uv venv
CMD ["uv", "run", "app.py"]
```
"""

from dlint.api import (
    Command,
    Edit,
    Problem,
    Problems,
    Stage,
    Venv,
    copied_to,
    fields_of,
    made_in,
    path_entries,
    re,
    rule,
    run_commands,
    start_commands,
)

PYTHON = re.compile(r"python[0-9.]*\Z")
BROUGHT = (
    "gunicorn", "uvicorn", "hypercorn", "granian", "daphne", "waitress-serve", "flask", "fastapi", "celery", "streamlit",
    "django-admin", "alembic", "mlflow", "chainlit", "litestar", "dramatiq", "rq",
)  # fmt: skip
TOOLS = re.compile(
    r"(?:pip|setuptools|wheel|uv|poetry|pipenv|pdm|virtualenv|hatch|poetry-plugin-export|pip-tools|build|pipx)(?:[=<>~! \[].*)?\Z"
)
STARTED_OTHERWISE = re.compile(
    r"activate|virtualenvwrapper|bashrc|\.profile|/etc/profile|sitecustomize|\.pth\b|virtual_env\.sh|pyenv|conda"
)


@rule("DK4504", on="stage", severity="error", fix="safe")
def venv_not_on_path(stage: Stage) -> Problems:
    if not stage.is_final:
        return
    found = environments(stage)
    if len(found) != 1:
        return
    path, venv = found[0]
    entries = path_entries(stage)
    if entries is None or f"{path}/bin" in entries or elsewhere(stage) or installs_outside(stage, path, venv):
        return
    if venv.stage is not stage and not installs_inside(venv):
        return
    for command in start_commands(stage):
        node = command.instruction
        word = command.interpreter or command.program
        name = word.value or ""
        if node not in stage.instructions or not ((PYTHON.match(name) and command.arguments) or name in BROUGHT):
            continue
        if any(other.name in (".", "source") or "activate" in other.text for other in stage.file.commands(node)):
            return
        line = f'ENV PATH="{path}/bin:$PATH"'
        message = f"`{name}` is not the one of `{path}`, where the packages are: set `{line}`"
        edits = [Edit(node.line_start, node.line_start, line + "\n")] if node.start == node.line_start else []
        yield Problem(word, message, *edits, title="put the environment on PATH")
        return


def environments(stage: Stage) -> list[tuple[str, Venv]]:
    """The environments in the image of a stage: where they are, and how they were made."""
    found = {venv.path: venv for venv in made_in(stage)}
    for part in stage.chain:
        for source in part.sources:
            for venv in made_in(source):
                for _, place in copied_to(venv, part):
                    found[place] = venv
    return list(found.items())


def elsewhere(stage: Stage) -> bool:
    """Whether something may lead to the environment that is not seen here."""
    if any(node.name == "SHELL" for node in stage.chain_instructions) or stage.family.name in ("conda", "micromamba"):
        return True
    nodes = [node for node in stage.chain_instructions if node.name in ("RUN", "ENV")]
    for node in nodes:
        for command in stage.file.commands(node) if node.name == "RUN" else []:
            if command.name in ("echo", "printf", "tee", "cat", "sed", "ln", "cp") and STARTED_OTHERWISE.search(
                command.text
            ):
                return True
            if command.family == "ln" and ("/bin" in command.text or "venv" in command.text):
                return True
            if (
                command.name is None
                or command.name.endswith(".sh")
                or command.family in ("conda", "micromamba", "mamba")
            ):
                return True
        if node.name == "ENV" and re.search(r"PYTHONPATH|PYTHONHOME|BASH_ENV|\bENV ENV=", node.logical.text):
            return True
    return False


def installs_outside(stage: Stage, path: str, venv: Venv) -> bool:
    """Whether packages are, or may be, installed into another Python than that of the environment."""
    active = False
    node = None
    for command in run_commands(stage):
        if command.instruction is not node:
            node, active = command.instruction, False
        if "activate" in command.text and command.name in (".", "source"):
            active = True
        if command.family == "export" and "PATH=" in command.text:
            active = True
        if not is_install(command, stage) or active or command is venv.command:
            continue
        program = command.original[0].value or ""
        if program.startswith(path + "/") or (
            not program.startswith("/") and f"{path}/".endswith(f"/{program.partition('/')[0]}/")
        ):
            continue
        entries = path_entries(stage, command.instruction)
        if entries is not None and f"{path}/bin" in entries:
            continue
        if command.family in ("uv", "poetry", "pipenv", "pdm") and not command.has("--system"):
            # These find the environment by themselves, where it is theirs.
            if venv.command.family in ("uv", "poetry", "pipenv", "pdm", "venv", "virtualenv") and path.endswith(
                "/.venv"
            ):
                continue
        return True
    return False


def installs_inside(venv: Venv) -> bool:
    """Whether something is installed where the environment was made."""
    return any(is_install(command, venv.stage) for command in run_commands(venv.stage))


def is_install(command: Command, stage: Stage) -> bool:
    """Whether a command installs packages that are no tools for installing."""
    verb = command.subcommand.value if command.subcommand is not None else None
    if command.family in ("pipenv", "poetry", "pdm"):
        return verb in ("install", "sync")
    if command.family == "uv":
        return verb == "sync" or command.path[:3] in (("uv", "pip", "install"), ("uv", "pip", "sync"))
    if command.family in ("conda", "mamba", "micromamba", "easy_install") or "setup.py" in command.text:
        return True
    if command.family == "pip" and verb == "install":
        names = [field for word in command.operands for field in fields_of(word, command, stage.file)]
        return not names or not all(TOOLS.match(name) for name in names) or command.has("-r", "--requirement", "-e")
    return False

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
    PROJECT_INSTALLS,
    PYTHON_PROGRAMS,
    Command,
    Problem,
    Problems,
    Stage,
    Venv,
    add_line,
    fields_of,
    own_entrypoint_commands,
    path_entries,
    places_copied_to,
    re,
    rule,
    run_commands,
    uv,
    venvs_made_in,
)

PYTHON = re.compile(r"python[0-9.]*\Z")
TOOLS = re.compile(
    r"(?:pip|setuptools|wheel|uv|poetry|pipenv|pdm|virtualenv|hatch|poetry-plugin-export|pip-tools|build|pipx)(?:[=<>~! \[].*)?\Z"
)
STARTED_OTHERWISE = re.compile(
    r"activate|virtualenvwrapper|bashrc|\.profile|/etc/profile|sitecustomize|\.pth\b|virtual_env\.sh|pyenv|conda"
)
SETTINGS = re.compile(r"PYTHONPATH|PYTHONHOME|BASH_ENV|\bENV ENV=")
MANAGERS = ("uv", "poetry", "pipenv", "pdm")
CONDA = ("conda", "micromamba", "mamba")


@rule("DK4504", on="stage", stage="final", severity="error", fix="safe")
def venv_not_on_path(stage: Stage) -> Problems:
    found = environments(stage)
    if len(found) != 1:
        return
    path, venv = found[0]
    entries = path_entries(stage)
    if entries is None or f"{path}/bin" in entries or elsewhere(stage) or installs_outside(stage, path, venv):
        return
    if venv.stage is not stage and not any(is_install(command, venv.stage) for command in run_commands(venv.stage)):
        return
    for command in own_entrypoint_commands(stage):
        node = command.instruction
        word = command.interpreter or command.program
        name = word.value or ""
        if not ((PYTHON.match(name) and command.arguments) or name in PYTHON_PROGRAMS):
            continue
        if any(other.name in (".", "source") or "activate" in other.text for other in stage.file.commands(node)):
            return
        line = f'ENV PATH="{path}/bin:$PATH"'
        message = f"`{name}` is not the one of `{path}`, where the packages are: set `{line}`"
        edits = [add_line(node, line)] if node.start == node.line_start else []
        yield Problem(word, message, *edits, title="put the environment on PATH")
        return


def environments(stage: Stage) -> list[tuple[str, Venv]]:
    """The environments in the image of a stage: where they are, and how they were made."""
    found = {venv.path: venv for venv in venvs_made_in(stage)}
    for part in stage.chain:
        for source in part.sources:
            for venv in venvs_made_in(source):
                found.update((place, venv) for _, place in places_copied_to(venv, part))
    return list(found.items())


def elsewhere(stage: Stage) -> bool:
    """Whether something may lead to the environment that is not seen here."""
    if any(node.name == "SHELL" for node in stage.chain_instructions) or stage.family.name in ("conda", "micromamba"):
        return True
    if any(node.name == "ENV" and SETTINGS.search(node.logical.text) for node in stage.chain_instructions):
        return True
    runs = [node for node in stage.chain_instructions if node.name == "RUN"]
    return any(may_lead(command) for node in runs for command in stage.file.commands(node))


def may_lead(command: Command) -> bool:
    """Whether a command may see to it that the environment is found."""
    if command.is_opaque or command.family in CONDA:
        return True
    if command.family == "ln" and ("/bin" in command.text or "venv" in command.text):
        return True
    writes = command.name in ("echo", "printf", "tee", "cat", "sed", "ln", "cp")
    return writes and STARTED_OTHERWISE.search(command.text) is not None


def installs_outside(stage: Stage, path: str, venv: Venv) -> bool:
    """Whether packages are, or may be, installed into another Python than that of the environment."""
    active_in = None
    for command in run_commands(stage):
        activates = "activate" in command.text and command.name in (".", "source")
        if activates or (command.family == "export" and "PATH=" in command.text):
            active_in = command.instruction
        if command.instruction is active_in or command is venv.command or not is_install(command, stage):
            continue
        if not finds(command, stage, path, venv):
            return True
    return False


def finds(command: Command, stage: Stage, path: str, venv: Venv) -> bool:
    """Whether a command that installs packages does so in the environment."""
    program = command.original[0].value or ""
    if program.startswith(path + "/"):
        return True
    if not program.startswith("/") and f"{path}/".endswith(f"/{program.partition('/')[0]}/"):
        return True
    entries = path_entries(stage, command.instruction)
    if entries is not None and f"{path}/bin" in entries:
        return True
    if command.family not in MANAGERS or command.has("--system"):
        return False
    # These find the environment by themselves, where it is theirs.
    return venv.command.family in (*MANAGERS, "venv", "virtualenv") and path.endswith("/.venv")


def is_install(command: Command, stage: Stage) -> bool:
    """Whether a command installs packages that are no tools for installing."""
    if command.family in MANAGERS:
        return command.path[:2] in PROJECT_INSTALLS or uv.is_install(command)
    if command.family in (*CONDA, "easy_install") or "setup.py" in command.text:
        return True
    if not command.starts("pip", "install"):
        return False
    names = [field for word in command.operands for field in fields_of(word, command, stage.file)]
    return not names or not all(TOOLS.match(name) for name in names) or command.has("-r", "--requirement", "-e")

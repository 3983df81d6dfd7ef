r"""`uv pip` finds no environment

Unlike pip, `uv pip install` works in a virtual environment only: without one it stops with "No virtual environment
found". In a container there rarely is one. `--system` installs into the Python of the image.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
COPY requirements.txt .
RUN uv pip install -r requirements.txt
    ^^^^^^^^^^^^^^ `uv pip` stops here, as there is no virtual environment: add `--system`
```

```dockerfile fixed
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
COPY requirements.txt .
RUN uv pip install --system -r requirements.txt
```

```dockerfile good
FROM python:3.13-slim
RUN pip install uv==0.9.26 && uv pip install --target /packages flask==3.1.0
RUN uv venv /opt/venv
ENV VIRTUAL_ENV=/opt/venv
RUN uv pip install flask==3.1.0
```

```dockerfile good
FROM python:3.13-slim
ENV UV_SYSTEM_PYTHON=1
RUN pip install uv==0.9.26 && uv pip install flask==3.1.0
```

Of an image that is not known nobody can tell.

```dockerfile good
FROM registry.example.org/team/base:3
RUN uv pip install flask==3.1.0
```
"""

from dlint.api import (
    Build,
    Command,
    Copy,
    Problem,
    Problems,
    Stage,
    add_option,
    command_project,
    first_before,
    is_on,
    rule,
    variable,
)

CHOICES = ("--system", "--python", "-p", "--target", "-t", "--prefix", "--dry-run", "--help")


@rule("DK4112", on=("RUN uv pip install", "RUN uv pip sync"), stage="used", severity="error", fix="safe")
def uv_pip_without_environment(command: Command, file: Build, stage: Stage) -> Problems:
    family = stage.family
    if not family.is_python or family.name in ("conda", "micromamba", "jupyter") or stage.root.reference is None:
        return
    if command.open_ended or command.has(*CHOICES) or is_configured(command, file):
        return
    if first_before(command, file, makes) is not None:
        return
    if any(isinstance(node, Copy) and "env" in node.logical.text for node in stage.chain_instructions):
        return
    message = "`uv pip` stops here, as there is no virtual environment: add `--system`"
    yield Problem(command.words[:3], message, add_option(command, "--system"))


def is_configured(command: Command, file: Build) -> bool:
    """Whether a variable or the project says which Python uv is to install into, or may."""
    if is_on(command, file, "UV_SYSTEM_PYTHON", "UV_PYTHON", "CONDA_PREFIX"):
        return True
    if variable(command, file, "VIRTUAL_ENV") is not None:
        return True
    place = command_project(command, file)
    if place.project is not None and place.project.has("uv.toml"):
        return True
    return place.pyproject is not None and bool(place.pyproject.get("tool", "uv", "pip"))


def makes(command: Command, file: Build) -> bool:
    """Whether a command makes a virtual environment, or switches one on, or may."""
    if command.family in ("venv", "virtualenv", "conda") or command.name in (".", "source") or command.is_opaque:
        return True
    return "venv" in command.text or command.path[:2] in (("uv", "sync"), ("uv", "run"))

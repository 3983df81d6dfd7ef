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
    as_argument,
    first_before,
    insert_after,
    is_on,
    rule,
    variable,
    workplace_of,
)

CHOICES = ("--system", "--python", "-p", "--target", "-t", "--prefix", "--dry-run", "--help")


@rule("DK4112", on=("RUN uv pip install", "RUN uv pip sync"), severity="error", fix="safe")
def uv_pip_without_environment(command: Command, file: Build) -> Problems:
    stage = file.stage_of(command.instruction)
    if stage is None or stage.role == "unused" or command.open_ended or command.has(*CHOICES):
        return
    family = stage.family
    if not family.is_python or family.name in ("conda", "micromamba", "jupyter") or stage.root.reference is None:
        return
    if is_on(command, file, "UV_SYSTEM_PYTHON", "UV_PYTHON", "CONDA_PREFIX"):
        return
    if variable(command, file, "VIRTUAL_ENV") is not None or first_before(command, file, makes) is not None:
        return
    if any(isinstance(node, Copy) and "env" in node.logical.text for node in stage.chain_instructions):
        return
    pyproject = workplace_of(command, file).project
    if pyproject is not None and (
        pyproject.has("uv.toml") or (pyproject.pyproject and pyproject.pyproject.get("tool", "uv", "pip"))
    ):
        return
    verb = command.verbs[-1]
    yield Problem(
        command.words[:3],
        "`uv pip` stops here, as there is no virtual environment: add `--system`",
        insert_after(verb, as_argument(command, "--system")),
    )


def makes(command: Command, file: Build) -> bool:
    """Whether a command makes a virtual environment, or switches one on, or may."""
    if command.path[:2] in (("uv", "venv"), ("uv", "sync"), ("uv", "run")) or command.family in (
        "venv",
        "virtualenv",
        "conda",
    ):
        return True
    return (
        command.name is None
        or command.name in (".", "source")
        or command.name.endswith(".sh")
        or "venv" in command.text
    )

r"""pip refuses to install into the Python of the distribution

Since Debian 12, Ubuntu 23.04 and Alpine 3.19 the Python of the distribution belongs to its package manager, and pip
stops with "externally-managed-environment"; `--user` does not help. Make a virtual environment, or start from an image
of Python.

```dockerfile bad
FROM debian:12
RUN apt-get update && apt-get install -y python3-pip
RUN pip3 install flask==3.1.0
    ^^^^^^^^^^^^ pip stops here, as this Python belongs to Debian: use a virtual environment, `python3 -m venv`, or an image of Python
```

```dockerfile bad
FROM alpine:3.20
RUN apk add --no-cache py3-pip && pip install --user flask==3.1.0
                                  ^^^^^^^^^^^ pip stops here, as this Python belongs to Alpine: use a virtual environment, `python3 -m venv`, or an image of Python
```

```dockerfile good
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3-pip python3-venv
RUN python3 -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.0
ENV PATH=/opt/venv/bin:$PATH
RUN pip install flask==3.1.0
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y python3-pip
RUN pip install --break-system-packages flask==3.1.0 && pip install --target /packages flask==3.1.0
```

The images of Python have their own, and older distributions allow it.

```dockerfile good
FROM python:3.13-slim-bookworm
RUN pip install flask==3.1.0
FROM ubuntu:22.04
RUN apt-get update && apt-get install -y python3-pip && pip install flask==3.1.0
```
"""

from dlint.api import Build, Command, Problem, Problems, Stage, first_before, installs_on_system, is_on, rule, variable

FREE = ("--break-system-packages", "--target", "-t", "--prefix", "--root", "--dry-run", "--python", "--help")
PIPS = ("python3-pip", "py3-pip", "python3-full")
OTHERS = (
    "venv", "pyenv", "conda", "get-pip", "deadsnakes", "EXTERNALLY-MANAGED", "altinstall", "uv python", "Python-3",
    "/usr/local/bin/python", "asdf", "mise ", "break-system-packages", "rye ",
)  # fmt: skip


@rule("DK4302", on=("RUN pip install", "RUN uv pip install"), severity="error", stage="used")
def externally_managed_pip(command: Command, file: Build, stage: Stage) -> Problems:
    if not stage.family.externally_managed or command.open_ended:
        return
    if command.has(*FREE) or is_on(
        command, file, "PIP_BREAK_SYSTEM_PACKAGES", "UV_BREAK_SYSTEM_PACKAGES", "PIP_TARGET", "PIP_PREFIX"
    ):
        return
    if command.family == "uv" and not command.has("--system"):
        return
    program = command.original[0].value or ""
    if variable(command, file, "VIRTUAL_ENV") is not None or ("/" in program and not program.startswith("/usr/bin/")):
        return
    if file.scope_at(command.instruction).value("PATH").origin == "env":
        return
    if first_before(command, file, installs) is not None:
        # The first one stops the build.
        return
    if first_before(command, file, installs_pip) is None:
        return
    # Another Python may have been put there, or the mark been taken away.
    text = " ".join(node.logical.text for node in stage.chain_instructions if node.start <= command.start)
    if any(word in text for word in OTHERS) or first_before(command, file, may_switch) is not None:
        return
    if any(
        node.name == "COPY" and node.flag("from") is not None and "python" in node.logical.text
        for node in stage.chain_instructions
    ):
        return
    owner = (stage.family.distribution or "").capitalize()
    fault = f"pip stops here, as this Python belongs to {owner}"
    yield Problem(
        command.words[: 1 + len(command.verbs)],
        f"{fault}: use a virtual environment, `python3 -m venv`, or an image of Python",
    )


def installs(command: Command, file: Build) -> bool:
    """Whether a command is `pip install`."""
    return command.path[:2] == ("pip", "install")


def installs_pip(command: Command, file: Build) -> bool:
    """Whether a command installs the pip of the distribution."""
    return installs_on_system(command.family) and any(word.value in PIPS for word in command.arguments)


def may_switch(command: Command, file: Build) -> bool:
    """Whether a command may put another Python in front."""
    return command.name in (".", "source") or command.name is None

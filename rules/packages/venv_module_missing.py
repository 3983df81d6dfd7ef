r"""`venv` or pip is not in this Python

Debian and Ubuntu take Python apart: `python3` alone has neither pip nor what `python3 -m venv` needs. Both are packages of
their own.

```dockerfile bad
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends python3
RUN python3 -m venv /opt/venv
    ^^^^^^^^^^^^^^^ there is no `python3-venv` in the image, so this fails: install it together with `python3`
```

```dockerfile fixed
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-venv
RUN python3 -m venv /opt/venv
```

```dockerfile bad
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3 curl
RUN python3 -m pip install --break-system-packages flask
    ^^^^^^^^^^^^^^ there is no `python3-pip` in the image, so this fails: install it together with `python3`
```

```dockerfile fixed
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3 python3-pip curl
RUN python3 -m pip install --break-system-packages flask
```

Packages that bring it, a Python from elsewhere, and what an unknown script may do, are fine.

```dockerfile good
FROM debian:13
RUN apt-get update && apt-get install -y python3 python3-venv && python3 -m venv /opt/venv
FROM debian:13
RUN apt-get update && apt-get install -y python3-full
RUN python3 -m venv /opt/venv
```

```dockerfile good
FROM debian:13
RUN apt-get update && apt-get install -y python3 curl
RUN curl -sS https://bootstrap.pypa.io/get-pip.py | python3
RUN python3 -m pip install flask
FROM debian:13
RUN apt-get update && apt-get install -y python3 && python3 -m venv --without-pip /opt/venv
FROM python:3.13-slim
RUN python3 -m venv /opt/venv
```
"""

from dlint.api import Command, Edit, Package, Problem, Problems, Stage, distro_python, re, rule

BRINGS = re.compile(r"pip|venv|-full\b|virtualenv|conda|pyenv|ensurepip|uv\b|ros-|deadsnakes|ansible|/usr/local")
HARMLESS = (
    "apt-get", "apt", "rm", "echo", "ln", "mkdir", "cd", "set", "export", "useradd", "groupadd", "adduser", "addgroup", "chown",
    "chmod", "locale-gen", "update-alternatives", "venv", "pip", "dpkg-reconfigure", "true", "touch", "usermod", "sed", "cat",
    "curl", "wget", "tar", "git", "update-ca-certificates", "ldconfig", "printf", "test", "[", "apt-mark", "tee", "unzip",
)  # fmt: skip


@rule("DK4604", on=("RUN venv", "RUN pip"), severity="error", fix="safe")
def venv_module_missing(command: Command, stage: Stage) -> Problems:
    interpreter = command.interpreter
    if interpreter is None or interpreter.value not in ("python3", "python"):
        return
    if stage.family.name not in ("debian", "ubuntu") or command.has("--without-pip"):
        return
    if command.conditional or command.operator_after == "||":
        return
    needed = "python3-venv" if command.family == "venv" else "python3-pip"
    python = python_of(stage, command)
    if python is None:
        return
    package, installer = python
    edits = [Edit(package.word.end, package.word.end, f" {needed}")] if package.word.text == "python3" else []
    if installer.instruction not in stage.instructions:
        edits = []
    message = f"there is no `{needed}` in the image, so this fails: install it together with `python3`"
    yield Problem((interpreter, command.words[0]), message, *edits)


def python_of(stage: Stage, before: Command) -> tuple[Package, Command] | None:
    """What installs `python3` where nothing before a command can bring pip or venv along; else None."""
    found: tuple[Package, Command] | None = None
    for node in stage.chain_instructions:
        if node.name in ("COPY", "ADD", "ENV"):
            if BRINGS.search(node.logical.text) or (node.flag("from") is not None):
                return None
            continue
        if node.name != "RUN":
            continue
        commands = stage.file.commands(node)
        if not commands:
            return None
        for command in commands:
            if command is before or command.start == before.start:
                return found
            if command.family not in HARMLESS or command.in_pipeline:
                return None
            packages = distro_python.system_packages(command, stage.file)
            if command.family in ("apt", "apt-get") and command.open_ended:
                return None
            if any(BRINGS.search(package.name) for package in packages):
                return None
            for package in packages:
                if package.name in ("python3", "python3-dev", "python3-minimal") and (
                    found is None or package.name == "python3"
                ):
                    found = (package, command)
    return found

r"""A requirements file fits one computer only

Files made by `pip freeze > requirements.txt` on somebody's computer may hold what only that has: packages of Windows,
paths on its disk, repositories that are reached with its keys. In an image they can't be installed.

```dockerfile bad
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
                                  ^^^^^^^^^^^^^^^^ `pywin32` (line 2 of `requirements.txt`) is for Windows only: add `; sys_platform == "win32"`
```

```text requirements.txt
flask==3.1.0
pywin32==311
```

```dockerfile bad
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
                                  ^^^^^^^^^^^^^^^^ line 1 of `requirements.txt` is a path on the disk of another computer: write the version
```

```text requirements.txt
numpy @ file:///croot/numpy_1707233410226/work/dist/numpy-1.26.4-cp312-cp312-linux_x86_64.whl
```

```dockerfile bad
FROM python:3.13
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
                                  ^^^^^^^^^^^^^^^^ line 1 of `requirements.txt` needs a key of SSH: write `git+https://`, or `RUN --mount=type=ssh`
```

```text requirements.txt
-e git+ssh://git@github.com/acme/lib.git@0123456789abcdef0123456789abcdef01234567#egg=lib
```

```dockerfile good
FROM python:3.13
COPY requirements.txt .
RUN --mount=type=ssh pip install --no-cache-dir -r requirements.txt
```

```text requirements.txt
pywin32==311 ; sys_platform == "win32"
lib @ git+ssh://git@github.com/acme/lib.git@0123456789abcdef0123456789abcdef01234567
./libs/common
```

```dockerfile good
FROM mcr.microsoft.com/windows/servercore:ltsc2022
COPY requirements.txt .
RUN pip install -r requirements.txt
```

```text requirements.txt
pywin32==311
```
"""

from dlint.api import (
    Command,
    File,
    Instruction,
    Problem,
    Problems,
    Requirement,
    Stage,
    mounts_of,
    re,
    requirement_files,
    rule,
)

WINDOWS = ("pywin32", "pypiwin32", "pywinpty", "pywinauto", "wmi")
"""Distributions that can only be installed on Windows."""
DISK = re.compile(
    r"file:/{0,3}(?:[A-Za-z]:|[A-Za-z]/|croot|home|Users|tmp|private|opt/conda|work|build|System|feedstock|C%3A)"
)


@rule("DK4405", on=("RUN pip install", "RUN uv pip install", "RUN uv pip sync"), stage="used", severity="error")
def requirements_encoding(command: Command, file: File, stage: Stage) -> Problems:
    if "windows" in (stage.root.text or "windows"):
        return
    told: set[str] = set()
    for span, read in requirement_files(command, file):
        for requirement in read.requirements:
            message = fault(requirement, command.instruction)
            if message is not None and read.path not in told:
                told.add(read.path)
                yield Problem(span, message)


def fault(requirement: Requirement, node: Instruction) -> str | None:
    """Why a requirement can't be installed in an image; None where it can, or that is not known."""
    where = f"line {requirement.line} of `{requirement.path}`"
    url = requirement.url or ""
    if requirement.marker:
        return None
    if requirement.name in WINDOWS:
        return f'`{requirement.written}` ({where}) is for Windows only: add `; sys_platform == "win32"`'
    if DISK.match(url):
        return f"{where} is a path on the disk of another computer: write the version"
    if not url.startswith(("git+ssh://", "ssh://", "git@")) or "ssh" in node.logical.text.lower():
        # A key may have been put there by hand.
        return None
    if any(mount.kind in ("ssh", "secret") for mount in mounts_of(node)):
        return None
    return f"{where} needs a key of SSH: write `git+https://`, or `RUN --mount=type=ssh`"

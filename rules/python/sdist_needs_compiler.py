r"""A package has to be compiled, and there is no compiler

Some packages come as source alone, or as binaries with a note not to use them. pip then compiles, which takes a C
compiler and the headers of a library. The small images have neither. Compile in a builder stage, or take the package
that comes compiled.

```dockerfile bad
FROM python:3.13-slim-trixie
RUN pip install --no-cache-dir psycopg2==2.9.11
                               ^^^^^^^^^^^^^^^^ `psycopg2` has to be compiled, and `python:3.13-slim-trixie` has no compiler: install `gcc` and `libpq-dev` in a builder stage, or use psycopg2-binary or psycopg[binary]
```

```dockerfile bad
FROM python:3.13-slim-trixie
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
                                  ^^^^^^^^^^^^^^^^ `uwsgi` (`requirements.txt`) has to be compiled, and `python:3.13-slim-trixie` has no compiler: install `gcc` and `libc6-dev` in a builder stage, or use gunicorn, granian or pyuwsgi
```

```text requirements.txt
uWSGI==2.0.31
```

```dockerfile good
FROM python:3.13-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev
RUN pip install psycopg2==2.9.11
```

```dockerfile good
FROM python:3.13
RUN pip install mysqlclient==2.2.7
FROM python:3.13-slim
RUN pip install psycopg2-binary==2.9.11 'uwsgi==2.0.31; sys_platform == "win32"'
```

Wheels that were built elsewhere need no compiler.

```dockerfile good
FROM python:3.13-slim-trixie
COPY wheels /wheels
RUN pip install --no-index --find-links /wheels psycopg2==2.9.11
```
"""

from dlint.api import (
    Build,
    Command,
    Installed,
    Problem,
    Problems,
    Stage,
    facts,
    first_before,
    has_tool,
    installs_of,
    listed,
    manager_of,
    re,
    rule,
)

COMMANDS = (
    "RUN pip install", "RUN uv pip install", "RUN uv pip sync", "RUN uv sync", "RUN poetry install", "RUN poetry sync",
    "RUN pdm sync", "RUN pdm install", "RUN pipenv install", "RUN pipenv sync",
)  # fmt: skip
COMPILERS = re.compile(
    r"(?:gcc|g\+\+|clang|build-essential|build-base|libc6-dev|musl-dev|gfortran|tcc|llvm|.*-dev)(?:-[0-9.]+)?\Z"
)
BUILT = ("--no-index", "--find-links", "-f", "--only-binary", "--target-platform", "--platform")
COPIED = ("-packages", "venv", "wheel", "/usr", "/root/.local")


@rule("DK4312", on=COMMANDS, stage="used", severity="error")
def sdist_needs_compiler(command: Command, file: Build, stage: Stage) -> Problems:
    if stage.family.has("gcc") is not False or command.has(*BUILT):
        return
    seen: set[str] = set()
    for found in installs_of(command, file):
        entry = facts.system_libs().get(found.name)
        if entry is None or entry.wheels or not entry.build or found.name in seen or is_optional(found):
            continue
        seen.add(found.name)
        if may_compile(command, file, stage):
            return
        what = f"`{found.name}` (`{found.path}`)" if found.path else f"`{found.name}`"
        is_debian = stage.family.distribution in ("debian", "ubuntu")
        needed = listed(entry.build, most=len(entry.build)) if is_debian else "one"
        instead = f", or use {entry.alternative.partition(' (')[0]}" if entry.alternative else ""
        fault = f"{what} has to be compiled, and `{stage.root.text}` has no compiler"
        yield Problem(found.word, f"{fault}: install {needed} in a builder stage{instead}")


def is_optional(found: Installed) -> bool:
    """Whether a package is for some platforms only, or the lock file knows of a wheel for Linux."""
    if found.requirement is not None:
        return bool(found.requirement.marker) or found.requirement.url is not None
    return found.package is not None and found.package.has_wheel() is not False


def may_compile(command: Command, file: Build, stage: Stage) -> bool:
    """Whether there is a compiler, or may be, or the package is there already."""
    if first_before(command, file, may_bring_compiler) is not None:
        return True
    copies = [
        node for node in stage.chain_instructions if node.name in ("COPY", "ADD") and node.flag("from") is not None
    ]
    return any(word in node.logical.text for node in copies for word in COPIED) or has_tool(stage, "gcc") is True


def may_bring_compiler(command: Command, file: Build) -> bool:
    """Whether a command installs a compiler, or may."""
    if command.is_opaque or (command.name or "").endswith("make"):
        return True
    manager = manager_of(command.family)
    if manager is None or not manager.system:
        return False
    if manager.system == "any" or "xargs" in command.wrappers or any(word.value is None for word in command.arguments):
        return True
    return any(COMPILERS.match((word.value or "").partition("=")[0]) for word in command.operands)

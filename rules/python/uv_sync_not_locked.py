r"""`uv sync` may change the versions

Without `--locked`, `uv sync` compares `uv.lock` with `pyproject.toml`, and where they differ, or where the lock file is
missing, it resolves anew: what is installed is then not what was tested, and may be another set tomorrow. With
`--locked` such a build fails.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --no-dev
    ^^^^^^^ `uv sync` may install other versions than those in `uv.lock`: add `--locked`
```

```dockerfile fixed
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev
```

A lock file that is not in the image does not help.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml ./
RUN uv sync
    ^^^^^^^ `uv.lock` is not in the image here, so `uv sync` resolves anew: copy it, and add `--locked`
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
```

```toml uv.lock
version = 1
```

A workspace whose members are not there yet can't be checked: there it is `--frozen`. Variables say the same.

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-install-workspace
RUN UV_LOCKED=1 uv sync
ENV UV_FROZEN=1
RUN uv sync --no-dev
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim AS test
COPY . .
RUN uv sync
FROM python:3.13-slim
COPY pyproject.toml .
RUN uv lock && uv sync
RUN uv sync --script tool.py
```

A project without a lock file has nothing to keep to.

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
```
"""

from dlint.api import Build, Command, Problem, Problems, add_option, command_project, first_before, rule, uv

ON_PURPOSE = ("--script", "--upgrade", "-U", "--upgrade-package", "-P")


@rule("DK4101", on="RUN uv sync", stage="shipped", fix="safe")
def uv_sync_not_locked(command: Command, file: Build) -> Problems:
    if uv.is_locked(command, file) or command.open_ended or command.has(*ON_PURPOSE):
        return
    place = command_project(command, file)
    lock = place.find("uv.lock")
    locked = place.project is not None and place.project.has("uv.lock")
    if (place.pyproject is not None and not locked) or first_before(command, file, makes_lock) is not None:
        return
    if not lock.absent or lock.excluded is not None:
        option = "--frozen" if command.has("--no-install-workspace") else "--locked"
        message = f"`uv sync` may install other versions than those in `uv.lock`: add `{option}`"
        yield Problem(command.head, message, add_option(command, option))
    elif locked:
        message = "`uv.lock` is not in the image here, so `uv sync` resolves anew: copy it, and add `--locked`"
        yield Problem(command.head, message, severity="error")


def makes_lock(command: Command, file: Build) -> bool:
    """Whether a command makes `uv.lock`, or makes it anew."""
    return command.path[:2] in (("uv", "lock"), ("uv", "init"), ("uv", "add"))

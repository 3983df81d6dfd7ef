r"""`uv run` installs packages when the container starts

Before `uv run` starts a program it brings the environment up to date: it checks the lock file, installs the groups for
development that `uv sync --no-dev` left out, needs the network for that, and fails where the user may not write to the
environment. What runs is then not what was built. Start the program from the environment, or add `--no-sync`.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
CMD ["uv", "run", "uvicorn", "shop.main:app", "--host", "0.0.0.0"]
     ^^^^^^^^^^^ `uv run` brings the environment up to date at each start: add `--no-sync`
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
```

```dockerfile fixed
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
CMD ["uv", "run", "--no-sync", "uvicorn", "shop.main:app", "--host", "0.0.0.0"]
```

Another user than the one that made the environment can't write to it, and the container does not start.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
USER 10001
ENTRYPOINT exec uv run gunicorn shop:app
                ^^^^^^ `uv run` brings the environment up to date at each start, and the user `10001` may not write to it: add `--no-sync`
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
```

```dockerfile fixed
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
USER 10001
ENTRYPOINT exec uv run --no-sync gunicorn shop:app
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
ENV UV_NO_SYNC=1
CMD ["uv", "run", "uvicorn", "shop.main:app"]
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
CMD ["uv", "run", "--frozen", "--no-dev", "gunicorn", "shop:app"]
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
ENV PATH="/app/.venv/bin:$PATH"
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
CMD ["uvicorn", "shop.main:app"]
```
"""

from dlint.api import (
    ROOT,
    Command,
    Problem,
    Problems,
    Stage,
    add_option,
    command_project,
    is_on,
    own_entrypoint_commands,
    project_of,
    rule,
    user_at,
    uv,
)

FAULT = "`uv run` brings the environment up to date at each start"


@rule("DK4104", on="stage", stage="production", mentions="uv", fix="safe")
def uv_run_resyncs_at_start(stage: Stage) -> Problems:
    for command in own_entrypoint_commands(stage):
        if not command.starts("uv", "run") or not syncs_again(command, stage):
            continue
        missing = missing_sync(stage)
        if missing:
            yield Problem(command.head, f"{FAULT}: run `uv sync --locked` {missing}, and add `--no-sync`")
        elif may_not_write(command, stage):
            fault = f"{FAULT}, and the user `{user_at(stage, command.instruction)}` may not write to it"
            edit = add_option(command, "--no-sync")
            yield Problem(command.head, f"{fault}: add `--no-sync`", edit, severity="error")
        else:
            yield Problem(command.head, f"{FAULT}: add `--no-sync`", add_option(command, "--no-sync"))


def syncs_again(command: Command, stage: Stage) -> bool:
    """Whether `uv run` has an environment to bring up to date, and may do so."""
    file = stage.file
    if command.has("--no-sync", "--script", "-s", "--isolated", "--no-project"):
        return False
    if is_on(command, file, "UV_NO_SYNC", "UV_NO_PROJECT"):
        return False
    place = command_project(command, file)
    frozen = command.has("--frozen", "--locked") or is_on(command, file, "UV_FROZEN", "UV_LOCKED")
    without = command.has("--no-dev", "--no-default-groups") or is_on(
        command, file, "UV_NO_DEV", "UV_NO_DEFAULT_GROUPS"
    )
    if frozen and (without or (place.pyproject is not None and not place.pyproject.uv_default_groups)):
        return False
    return not place.manifest.absent and not names_its_needs(command, stage)


def names_its_needs(command: Command, stage: Stage) -> bool:
    """Whether what is run is a script that says what it needs, and so has an environment of its own."""
    script = command.operands[0].value if command.operands else None
    project = project_of(stage.file)
    if script is None or not script.endswith(".py") or project is None:
        return False
    text = project.text(script.removeprefix("/"), 1_000_000)
    return text is not None and "# /// script" in text


def missing_sync(stage: Stage) -> str:
    """When the `uv sync` ought to run after which nothing is left to install; empty where there is one."""
    file = stage.file
    makers = uv.syncs(stage)
    if not makers:
        others = [other for part in file.stages for other in file.commands_in(part, "uv")]
        return "" if any(other.starts("uv", "sync") for other in others) else "when the image is built"
    # Nothing but this start installs the project itself.
    return "" if any(is_complete(other, stage) for other in makers) else "after the source is copied"


def is_complete(sync: Command, stage: Stage) -> bool:
    """Whether a `uv sync` leaves nothing to install: the project is no package, or is there and installed with it."""
    place = command_project(sync, stage.file)
    if place.pyproject is None or not place.pyproject.is_package:
        return True
    return uv.installs_project(sync, stage.file) and not place.lacks_source


def may_not_write(command: Command, stage: Stage) -> bool:
    """Whether root has made the environment, and somebody else is to change it."""
    makers = uv.syncs(stage)
    if not makers or user_at(stage, makers[-1].instruction) not in ROOT:
        return False
    text = stage.text_of()
    user = user_at(stage, command.instruction)
    return user is not None and user not in ROOT and "chown" not in text and "chmod" not in text

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
    Command,
    Problem,
    Problems,
    Stage,
    as_argument,
    insert_after,
    is_on,
    project_of,
    rule,
    start_commands,
    user_at,
    uv,
    workplace_of,
)

ROOT = ("root", "0")


@rule("DK4104", on="stage", fix="safe")
def uv_run_resyncs_at_start(stage: Stage) -> Problems:
    if not stage.is_final or stage.is_development:
        return
    for command in start_commands(stage):
        verb = command.subcommand
        if command.path[:2] != ("uv", "run") or verb is None or stage.file.stage_of(command.instruction) is not stage:
            continue
        if syncs_again(command, stage):
            yield report(command, stage)


def syncs_again(command: Command, stage: Stage) -> bool:
    """Whether `uv run` has an environment to bring up to date, and may do so."""
    file = stage.file
    if command.has("--no-sync", "--script", "-s", "--isolated", "--no-project") or is_on(
        command, file, "UV_NO_SYNC", "UV_NO_PROJECT"
    ):
        return False
    place = workplace_of(command, file)
    pyproject = place.project.pyproject if place.project is not None else None
    frozen = command.has("--frozen", "--locked") or is_on(command, file, "UV_FROZEN", "UV_LOCKED")
    without = command.has("--no-dev", "--no-default-groups") or is_on(
        command, file, "UV_NO_DEV", "UV_NO_DEFAULT_GROUPS"
    )
    if frozen and (without or (pyproject is not None and not pyproject.uv_default_groups)):
        return False
    if place.manifest.absent:
        return False
    script = command.operands[0].value if command.operands else None
    project = project_of(file)
    if script is not None and script.endswith(".py") and project is not None:
        # A script that names what it needs has an environment of its own.
        text = project.text(script.removeprefix("/"), 1_000_000)
        return text is None or "# /// script" not in text
    return True


def report(command: Command, stage: Stage) -> Problem:
    file = stage.file
    verb = command.subcommand
    assert verb is not None
    span = (command.words[0], verb)
    fault = "`uv run` brings the environment up to date at each start"
    makers = uv.syncs(stage)
    if not makers and not any(
        other.path[:2] == ("uv", "sync") for node in file.stages for other in file.commands_in(node, "uv")
    ):
        return Problem(span, f"{fault}: run `uv sync --locked` when the image is built, and add `--no-sync`")
    if makers and not any(is_complete(other, stage) for other in makers):
        # Nothing but this start installs the project itself.
        return Problem(span, f"{fault}: run `uv sync --locked` after the source is copied, and add `--no-sync`")
    severity = None
    name = user_at(stage, command.instruction)
    last = user_at(stage, makers[-1].instruction) if makers else None
    text = " ".join(node.logical.text for node in stage.chain_instructions)
    if name is not None and name not in ROOT and last in ROOT and "chown" not in text and "chmod" not in text:
        fault += f", and the user `{name}` may not write to it"
        severity = "error"
    return Problem(
        span, f"{fault}: add `--no-sync`", insert_after(verb, as_argument(command, "--no-sync")), severity=severity
    )


def is_complete(sync: Command, stage: Stage) -> bool:
    """Whether a `uv sync` leaves nothing to install: the project is no package, or is there and installed with it."""
    file = stage.file
    place = workplace_of(sync, file)
    project = place.project
    if project is None or project.pyproject is None or not project.pyproject.is_package:
        return True
    packages = project.package_folders
    return uv.installs_project(sync, file) and not (
        packages and all(place.find_context(path).absent for path in packages)
    )

r"""The Python of a virtual environment stays behind

Where the Python of the image is not the one that a project wants, or there is none, uv fetches one, into
`~/.local/share/uv/python`. The environment is a folder of links to it. Copied alone into another stage, its `python`
leads nowhere, and nothing starts.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim AS build
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
FROM python:3.13-slim-trixie
COPY --from=build /app/.venv /app/.venv
                  ^^^^^^^^^^ this environment needs the Python in `/root/.local/share/uv/python` (`.python-version` wants 3.12), which is not copied: use an image with that Python and `ENV UV_PYTHON_DOWNLOADS=0`
```

```text .python-version
3.12
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
requires-python = ">=3.12"
```

```dockerfile bad
FROM debian:13-slim AS build
COPY --from=ghcr.io/astral-sh/uv:0.9.26 /uv /bin/
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
FROM debian:13-slim
COPY --from=build /app /app
                  ^^^^ this environment needs the Python in `/root/.local/share/uv/python` (the image has no Python), which is not copied: copy that folder too, to the same place
```

The Python may be copied along, to where it was, or be the one of the image.

```dockerfile good
FROM debian:13-slim AS build
ENV UV_PYTHON_INSTALL_DIR=/python
WORKDIR /app
COPY . .
RUN uv python install 3.12 && uv sync --locked --no-dev
FROM debian:13-slim
COPY --from=build /python /python
COPY --from=build /app/.venv /app/.venv
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim AS build
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
FROM python:3.13-slim-trixie
COPY --from=build /app/.venv /app/.venv
```

```text .python-version
3.13
```

```dockerfile good
FROM debian:13-slim AS build
RUN apt-get update && apt-get install -y python3
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
FROM debian:13-slim
RUN apt-get update && apt-get install -y python3
COPY --from=build /app/.venv /app/.venv
```

Of root's home nobody else sees anything.

```dockerfile bad
FROM debian:13-slim
COPY --from=ghcr.io/astral-sh/uv:0.9.26 /uv /bin/
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
    ^^^^^^^ uv keeps its Python in `/root`, where the user `10001` can't read it: set `ENV UV_PYTHON_INSTALL_DIR=/opt/python` (the image has no Python)
USER 10001
CMD ["/app/.venv/bin/shop"]
```
"""

from dlint.api import ROOT, Command, Problem, Problems, Stage, copies_between, first_in, rule, run_commands, user_at, uv

MAKES = (("uv", "sync"), ("uv", "venv"))


@rule("DK4109", on="stage", stage="shipped", mentions="uv", severity="error")
def uv_managed_python_not_copied(stage: Stage) -> Problems:
    file = stage.file
    made: list[tuple[Command, str, str]] = []
    for command in run_commands(stage):
        if command.path[:2] in MAKES and file.stage_of(command.instruction) is stage:
            reason = uv.managed_python(command, file)
            home = "/root" if user_at(stage, command.instruction) in ROOT else ""
            directory = uv.python_directory(command, file, home)
            if reason is not None and directory is not None and (home or not directory.startswith("/.local")):
                made.append((command, reason, directory))
    if made:
        yield from left_behind(stage, *made[-1])
        if stage.is_final:
            yield from hidden(stage, *made[-1])


def left_behind(stage: Stage, command: Command, reason: str, directory: str) -> Problems:
    """The environment is copied, and its Python is not."""
    for other, copy, _ in uv.environment_copies(command, stage.file):
        copies = copies_between(stage, other)
        # Any part of the directory may hold the one version.
        if any(
            each.place_of(directory) == directory or f"{each.source}/".startswith(directory + "/") for each in copies
        ):
            continue
        if first_in(other, uv.fetches_python) is not None or directory in text_of(other):
            continue
        advice = "use an image with that Python and `ENV UV_PYTHON_DOWNLOADS=0`"
        if "no Python" in reason or "fetches it" in reason:
            advice = "copy that folder too, to the same place"
        fault = f"this environment needs the Python in `{directory}` ({reason}), which is not copied"
        yield Problem(copy.word, f"{fault}: {advice}", also=command)


def hidden(stage: Stage, command: Command, reason: str, directory: str) -> Problems:
    """The environment is used by somebody who can't read the home of root."""
    start = stage.last("CMD") or stage.last("ENTRYPOINT")
    user = user_at(stage, start) if start is not None else None
    if user is None or user in ROOT or not directory.startswith("/root/") or "/root" in text_of(stage):
        return
    fault = f"uv keeps its Python in `/root`, where the user `{user}` can't read it"
    message = f"{fault}: set `ENV UV_PYTHON_INSTALL_DIR=/opt/python` ({reason})"
    yield Problem(command.words[: 1 + len(command.verbs)], message)


def text_of(stage: Stage) -> str:
    """What the commands of a stage say: one may open the directory to others, or move it."""
    return " ".join(command.text for command in run_commands(stage))

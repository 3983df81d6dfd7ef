r"""uv may fetch a Python that is not in the last stage

An environment that is copied from one stage into another works only where its Python is that of both images. Should
`.python-version` or `requires-python` one day ask for another one, uv fetches it without a word, the environment links
to it, and the container does not start. `UV_PYTHON_DOWNLOADS=0` makes the build fail instead.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim AS build
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
    ^^^^^^^ uv may fetch another Python, which is not in the last stage: set `ENV UV_PYTHON_DOWNLOADS=0`
FROM python:3.13-slim-trixie
COPY --from=build /app/.venv /app/.venv
```

```dockerfile fixed
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim AS build
WORKDIR /app
COPY . .
ENV UV_PYTHON_DOWNLOADS=0
RUN uv sync --locked --no-dev
FROM python:3.13-slim-trixie
COPY --from=build /app/.venv /app/.venv
```

```dockerfile good
FROM python:3.13-slim-trixie AS build
ENV UV_PYTHON_DOWNLOADS=never
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
FROM python:3.13-slim-trixie
COPY --from=build /app/.venv /app/.venv
```

In one stage the environment and its Python stay together.

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
```
"""

from dlint.api import Problem, Problems, Stage, add_line, rule, uv


@rule("DK4110", on="stage", mentions="uv", severity="info", fix="safe")
def uv_python_downloads_unset(stage: Stage) -> Problems:
    if stage.role != "builder" or not stage.family.is_python:
        return
    file = stage.file
    for command in uv.syncs(stage):
        node = command.instruction
        if file.stage_of(node) is not stage or uv.downloads_disabled(command, file) or command.has("--python", "-p"):
            continue
        if uv.managed_python(command, file) is not None:
            return
        if any(other.family.is_python for other, _, _ in uv.environment_copies(command, file)):
            message = "uv may fetch another Python, which is not in the last stage: set `ENV UV_PYTHON_DOWNLOADS=0`"
            edit = add_line(node, "ENV UV_PYTHON_DOWNLOADS=0")
            yield Problem(command.words[:2], message, edit, title="set UV_PYTHON_DOWNLOADS")
            return

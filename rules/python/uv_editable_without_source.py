r"""The source of an editable installation stays behind

`uv sync` installs the project itself as a link to its source, as `pip install -e` does. Where only the environment is
copied into another stage, the link leads nowhere: the container stops with `ModuleNotFoundError`.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim AS build
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
    ^^^^^^^ the environment only links to `/app/src/shop`, which is not copied with it: add `--no-editable`
FROM python:3.13-slim-trixie
COPY --from=build /app/.venv /app/.venv
CMD ["/app/.venv/bin/shop"]
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
```

```python src/shop/__init__.py
```

```dockerfile fixed
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim AS build
WORKDIR /app
COPY . .
RUN uv sync --no-editable --locked --no-dev
FROM python:3.13-slim-trixie
COPY --from=build /app/.venv /app/.venv
CMD ["/app/.venv/bin/shop"]
```

Copied to where it was, the source is found; and one without a build system is not installed.

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim AS build
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
FROM python:3.13-slim-trixie
WORKDIR /app
COPY --from=build /app/.venv /app/.venv
COPY src ./src
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
```

```python src/shop/__init__.py
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim AS build
WORKDIR /app
COPY . .
RUN uv sync --locked --no-dev
FROM python:3.13-slim-trixie
COPY --from=build /app/.venv /app/.venv
COPY shop /srv/shop
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
```

```python shop/__init__.py
```
"""

from dlint.api import Problem, Problems, Stage, add_option, command_project, image_files, is_on, rule, uv


@rule("DK4111", on="stage", stage="shipped", mentions="uv", severity="error", fix="safe")
def uv_editable_without_source(stage: Stage) -> Problems:
    file = stage.file
    syncs = [command for command in uv.syncs(stage) if uv.installs_project(command, file) and not command.open_ended]
    if not syncs or file.stage_of(syncs[-1].instruction) is not stage:
        return
    last = syncs[-1]
    if last.has("--no-editable") or is_on(last, file, "UV_NO_EDITABLE"):
        return
    place = command_project(last, file)
    if place.project is None or place.pyproject is None or not place.pyproject.is_package:
        return
    sources = [path for name in place.project.package_directories if (path := place.image_path(name)) is not None]
    for other, copy, _ in uv.environment_copies(last, file):
        if sources and all(image_files(other).find(path).absent for path in sources):
            fault = f"the environment only links to `{sources[0]}`, which is not copied with it"
            edit = add_option(last, "--no-editable")
            yield Problem(last.head, f"{fault}: add `--no-editable`", edit, also=copy.node)
            return

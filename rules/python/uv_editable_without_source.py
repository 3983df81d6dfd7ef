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

from dlint.api import (
    Command,
    Problem,
    Problems,
    Stage,
    as_argument,
    image_files,
    insert_after,
    is_on,
    rule,
    uv,
    workplace_of,
)


@rule("DK4111", on="stage", severity="error", fix="safe")
def uv_editable_without_source(stage: Stage) -> Problems:
    if stage.role not in ("final", "builder"):
        return
    file = stage.file
    last: Command | None = None
    for command in uv.syncs(stage):
        if uv.installs_project(command, file) and not command.open_ended:
            last = command
    if last is None or file.stage_of(last.instruction) is not stage:
        return
    if last.has("--no-editable") or is_on(last, file, "UV_NO_EDITABLE"):
        return
    place = workplace_of(last, file)
    project = place.project
    if project is None or project.pyproject is None or not project.pyproject.is_package or place.folder is None:
        return
    prefix = project.folder + "/" if project.folder else ""
    sources = [f"{place.folder.rstrip('/')}/{path.removeprefix(prefix)}" for path in project.package_folders]
    for other, copy, _ in uv.environment_copies(last, file):
        files = image_files(other)
        if sources and all(files.find(path).absent for path in sources):
            verb = last.verbs[0]
            yield Problem(
                (last.words[0], verb),
                f"the environment only links to `{sources[0]}`, which is not copied with it: add `--no-editable`",
                insert_after(verb, as_argument(last, "--no-editable")),
                also=copy.node,
            )
            return

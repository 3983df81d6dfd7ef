r"""`uv sync` builds the project before its source is there

A project with a build system is itself installed by `uv sync`. Where only `pyproject.toml` and `uv.lock` are in the
image, the build backend finds no package and fails, or installs an empty one (setuptools, PDM). Install the dependencies
first, with `--no-install-project`, and the project after its source is copied.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked
    ^^^^^^^ `src/shop` is not in the image yet, so the project can't be built: add `--no-install-project`
COPY . .
RUN uv sync --locked
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
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --no-install-project --locked
COPY . .
RUN uv sync --locked
```

A project without a build system is not installed.

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked
COPY . .
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
```

```python src/shop/__init__.py
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
COPY src ./src
RUN uv sync --locked
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
"""

from dlint.api import Command, File, Problem, Problems, as_argument, insert_after, rule, uv, workplace_of


@rule("DK4103", on="RUN uv sync", severity="error", fix="safe")
def uv_project_before_source(command: Command, file: File) -> Problems:
    verb = command.subcommand
    stage = file.stage_of(command.instruction)
    if verb is None or stage is None or command.open_ended or not uv.installs_project(command, file):
        return
    place = workplace_of(command, file)
    pyproject = place.project.pyproject if place.project is not None else None
    if place.project is None or pyproject is None or not pyproject.is_package or command.has("--package"):
        return
    packages = place.project.package_folders
    if not packages or not all(place.find_context(path).absent for path in packages):
        return
    option = "--no-install-workspace" if pyproject.workspace_members else "--no-install-project"
    later = any(other.start > command.start and uv.installs_project(other, file) for other in uv.syncs(stage))
    # Two of the backends are content with nothing.
    empty = pyproject.backend in ("setuptools", "pdm-backend")
    fault = "an empty package is installed" if empty else "the project can't be built"
    yield Problem(
        (command.words[0], verb),
        f"`{packages[0]}` is not in the image yet, so {fault}: add `{option}`",
        insert_after(verb, as_argument(command, option)),
        severity="warning" if empty else None,
        safety=None if later else "unsafe",
    )

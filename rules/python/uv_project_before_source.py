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

Where nothing installs the project later on, that has to be added.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked
    ^^^^^^^ `src/shop` is not in the image yet, so the project can't be built: add `--no-install-project`
COPY . .
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
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --no-install-project --locked
COPY . .
RUN uv sync --locked
CMD ["/app/.venv/bin/shop"]
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

from itertools import zip_longest

from dlint.api import (
    Command,
    CommandProject,
    Edit,
    File,
    Problem,
    Problems,
    Stage,
    add_option,
    command_project,
    rule,
    uv,
)


@rule("DK4103", on="RUN uv sync", severity="error", fix="safe")
def uv_project_before_source(command: Command, file: File, stage: Stage) -> Problems:
    if command.open_ended or command.has("--package") or not uv.installs_project(command, file):
        return
    place = command_project(command, file)
    pyproject = place.pyproject
    if place.project is None or pyproject is None or not pyproject.is_package or not place.lacks_source:
        return
    package = place.project.package_directories[0]
    option = "--no-install-workspace" if pyproject.workspace_members else "--no-install-project"
    later = any(other.start > command.start and uv.installs_project(other, file) for other in uv.syncs(stage))
    again = [] if later else second_sync(place, package, stage)
    # Two of the backends are content with nothing.
    empty = pyproject.backend in ("setuptools", "pdm-backend")
    fault = "an empty package is installed" if empty else "the project can't be built"
    yield Problem(
        command.head,
        f"`{package}` is not in the image yet, so {fault}: add `{option}`",
        add_option(command, option),
        *again,
        severity="warning" if empty else None,
        safety=None if later else "unsafe" if again else "suggestion",
    )


def second_sync(place: CommandProject, package: str, stage: Stage) -> list[Edit]:
    """Install the project once its source is copied: the same RUN again."""
    node = place.command.instruction
    source = place.image_path(package)
    if source is None or len(stage.file.commands(node)) != 1:
        return []
    text = stage.file.source.text
    again = text[node.line_start : node.line_end]
    following = [other for other in stage.instructions if other.start > node.start]
    for copy, after in zip_longest(following, following[1:]):
        if copy.name == "COPY" and place.files.find(source, after).present:
            whole = text[: copy.line_end].endswith("\n") and again.endswith("\n")
            return [Edit(copy.line_end, copy.line_end, again)] if whole else []
    return []

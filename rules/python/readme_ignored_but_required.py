r"""A file that the build backend reads is not there

`pyproject.toml` may name files: the README, the license, the module that holds the version. The build backend reads
them when it builds the project, and hatchling, uv, Poetry, PDM and flit fail where one is missing. Often `.dockerignore`
leaves out `*.md`, or only the folder with the source is copied.

```dockerfile bad
FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir .
                               ^ `README.md` (`project.readme`) is left out by `.dockerignore`, and hatchling fails without it: add `!README.md` there
```

```dockerignore .dockerignore
*.md
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
readme = "README.md"
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
```

```markdown README.md
# shop
```

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
COPY src ./src
RUN uv sync --locked
    ^^^^^^^ `README.md` (`project.readme`) is not in the image yet, and hatchling fails without it: copy it before
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
readme = "README.md"
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
```

```markdown README.md
# shop
```

```python src/shop/__init__.py
```

```dockerfile fixed
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock README.md ./
COPY src ./src
RUN uv sync --locked
```

Dependencies alone are installed without it.

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-install-project
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
readme = "README.md"
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
```

```markdown README.md
# shop
```

```dockerfile good
FROM python:3.13-slim
WORKDIR /app
COPY pyproject.toml README.md ./
COPY src ./src
RUN pip install --no-cache-dir .
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
readme = "README.md"
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
```

```markdown README.md
# shop
```
"""

from dlint.api import Build, Copy, Edit, Problem, Problems, Run, Stage, Workplace, builds_of, insert_after, rule

STRICT = ("hatchling", "uv_build", "flit_core", "poetry-core", "pdm-backend")
"""The build backends that fail without the file; setuptools only warns."""


@rule("DK4401", on="stage", severity="error", fix="safe")
def readme_ignored_but_required(stage: Stage) -> Problems:
    if stage.role == "unused":
        return
    file = stage.file
    seen: set[str] = set()
    for node in stage.instructions:
        for command in file.commands(node) if isinstance(node, Run) else ():
            if command.open_ended:
                continue
            for span, place in builds_of(command, file):
                words = command.words[: 1 + len(command.verbs)] if not command.operands else [span]
                for path, fault, edits, strict in faults(place, file):
                    if path not in seen:
                        seen.add(path)
                        yield Problem(words, fault, *edits, severity=None if strict else "info")


def faults(place: Workplace, file: Build) -> list[tuple[str, str, list[Edit], bool]]:
    """The files that are not there: path, what to say, the fix, and whether the build fails."""
    project = place.project
    pyproject = project.pyproject if project is not None else None
    if project is None or pyproject is None or pyproject.backend is None or file.context is None:
        return []
    backend = pyproject.backend
    strict = backend in STRICT
    if not strict and backend != "setuptools":
        return []
    effect = f"{backend} fails without it" if strict else f"{backend} builds without what it says"
    found: list[tuple[str, str, list[Edit], bool]] = []
    packages = project.package_folders
    early = bool(packages) and all(place.find_context(path).absent for path in packages)
    for needed in pyproject.build_files:
        path = project.path(needed.path)
        there = place.find(needed.path)
        if not project.has(needed.path) or not there.absent:
            continue
        if backend == "hatchling" and needed.key == "project.license-files":
            # A pattern that matches nothing is not missed there.
            continue
        if file.context.sends(path) is False:
            fault = f"`{path}` (`{needed.key}`) is left out by `.dockerignore`, and {effect}: add `!{path}` there"
            found.append((path, fault, [], strict))
        elif not early:
            # Where the source is not there either, the project is built too early, which is another matter.
            fault = f"`{path}` (`{needed.key}`) is not in the image yet, and {effect}: copy it before"
            found.append((path, fault, addition(place, file, needed.path), strict))
    return found


def addition(place: Workplace, file: Build, name: str) -> list[Edit]:
    """Copy a file along with `pyproject.toml`."""
    node = place.manifest.instruction
    if (
        not isinstance(node, Copy)
        or node.destination is None
        or node.json is not None
        or "/" in name
        or node.flag("from")
    ):
        return []
    target = node.destination.text
    if not (target.endswith("/") or target in (".", "./")):
        return []
    sources = [word.text for word in node.sources if word.text.rpartition("/")[2] == "pyproject.toml"]
    if not sources:
        return []
    folder = sources[0].rpartition("/")[0]
    return [insert_after(node.sources[-1], f" {folder}/{name}" if folder else f" {name}")]

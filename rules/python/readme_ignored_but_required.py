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

from dlint.api import CommandProject, Context, Copy, Edit, Problem, Problems, Stage, builds_of, insert_after, rule

STRICT = ("hatchling", "uv_build", "flit_core", "poetry-core", "pdm-backend")
"""The build backends that fail without the file; setuptools only warns."""


@rule("DK4401", on="stage", stage="used", severity="error", fix="safe")
def readme_ignored_but_required(stage: Stage, context: Context) -> Problems:
    file = stage.file
    seen: set[str] = set()
    for command in (command for node in stage.named("RUN") for command in file.commands(node)):
        for span, place in builds_of(command, file) if not command.open_ended else ():
            words = command.words[: 1 + len(command.verbs)] if not command.operands else [span]
            severity = None if place.pyproject is not None and place.pyproject.backend in STRICT else "info"
            for path, fault, edits in faults(place, context):
                if path not in seen:
                    seen.add(path)
                    yield Problem(words, fault, *edits, severity=severity)


def faults(place: CommandProject, context: Context) -> list[tuple[str, str, list[Edit]]]:
    """The files that are not there: path, what to say, and the fix."""
    backend = place.pyproject.backend if place.pyproject is not None else None
    if place.project is None or place.pyproject is None or backend not in (*STRICT, "setuptools"):
        return []
    found: list[tuple[str, str, list[Edit]]] = []
    effect = f"{backend} fails without it" if backend in STRICT else f"{backend} builds without what it says"
    for needed in place.pyproject.build_files:
        path = place.project.path(needed.path)
        if not place.project.has(needed.path) or not place.find(needed.path).absent:
            continue
        if backend == "hatchling" and needed.key == "project.license-files":
            # A pattern that matches nothing is not missed there.
            continue
        if context.sends(path) is False:
            fault = f"`{path}` (`{needed.key}`) is left out by `.dockerignore`, and {effect}: add `!{path}` there"
            found.append((path, fault, []))
        elif not place.lacks_source:
            # Where the source is not there either, the project is built too early, which is another matter.
            fault = f"`{path}` (`{needed.key}`) is not in the image yet, and {effect}: copy it before"
            found.append((path, fault, addition(place, needed.path)))
    return found


def addition(place: CommandProject, name: str) -> list[Edit]:
    """Copy a file along with `pyproject.toml`."""
    node = place.manifest.instruction
    if not isinstance(node, Copy) or node.destination is None or node.json is not None or node.flag("from"):
        return []
    target = node.destination.text
    source = next((word.text for word in node.sources if word.text.rpartition("/")[2] == "pyproject.toml"), None)
    if source is None or "/" in name or not (target.endswith("/") or target in (".", "./")):
        return []
    directory = source.rpartition("/")[0]
    return [insert_after(node.sources[-1], f" {directory}/{name}" if directory else f" {name}")]

r"""`poetry install` installs the project before its source is there

`poetry install` installs the project itself after what it needs. Where only `pyproject.toml` and `poetry.lock` are in
the image, it finds no package and stops. `--no-root` installs the dependencies alone, and the layer stays valid until
they change.

```dockerfile bad
FROM python:3.13-slim
RUN pip install poetry==2.1.3
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --without dev
    ^^^^^^^^^^^^^^ `shop` is not in the image yet, so the project can't be installed: add `--no-root`
COPY . .
RUN poetry install --without dev
```

```toml pyproject.toml
[tool.poetry]
name = "shop"
```

```python shop/__init__.py
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install poetry==2.1.3
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --no-root --without dev
COPY . .
RUN poetry install --without dev
```

With the source there, nothing is wrong with it, and a project that is no package has none.

```dockerfile good
FROM python:3.13-slim
RUN pip install poetry==2.1.3
WORKDIR /app
COPY . .
RUN poetry install
```

```toml pyproject.toml
[tool.poetry]
name = "shop"
```

```python shop/__init__.py
```

```dockerfile good
FROM python:3.13-slim
RUN pip install poetry==2.1.3
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install
```

```toml pyproject.toml
[tool.poetry]
name = "shop"
package-mode = false
```

```python shop/__init__.py
```
"""

from dlint.api import Command, File, Problem, Problems, Stage, add_option, builds_of, last_in, rule


@rule("DK4201", on=("RUN poetry install", "RUN poetry sync"), severity="error", fix="safe")
def poetry_root_before_source(command: Command, file: File, stage: Stage) -> Problems:
    if command.open_ended or command.has("--only-root"):
        return
    for _, place in builds_of(command, file):
        if place.project is None or place.pyproject is None or not place.lacks_source:
            return
        option = "--no-root --no-directory" if place.pyproject.path_dependencies else "--no-root"
        last = last_in(stage, builds_of)
        later = last is not None and last.start > command.start
        package = place.project.package_directories[0]
        message = f"`{package}` is not in the image yet, so the project can't be installed: add `{option}`"
        yield Problem(command.head, message, add_option(command, option), safety=None if later else "suggestion")

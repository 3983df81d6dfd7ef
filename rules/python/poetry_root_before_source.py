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

from dlint.api import Command, File, Problem, Problems, as_argument, builds_of, insert_after, last_in, rule


@rule("DK4201", on=("RUN poetry install", "RUN poetry sync"), severity="error", fix="safe")
def poetry_root_before_source(command: Command, file: File) -> Problems:
    stage = file.stage_of(command.instruction)
    verb = command.subcommand
    if stage is None or verb is None or command.open_ended or command.has("--only-root"):
        return
    for _, place in builds_of(command, file):
        project = place.project
        if project is None or project.pyproject is None:
            return
        packages = project.package_folders
        if not packages or not all(place.find_context(path).absent for path in packages):
            return
        option = "--no-root --no-directory" if project.pyproject.path_dependencies else "--no-root"
        last = last_in(stage, builds_of)
        later = last is not None and last.start > command.start
        edits = [insert_after(verb, "".join(as_argument(command, part) for part in option.split()))]
        message = f"`{packages[0]}` is not in the image yet, so the project can't be installed: add `{option}`"
        yield Problem((command.words[0], verb), message, *edits, safety=None if later else "suggestion")

r"""A virtual environment of the host is copied into the image

A virtual environment belongs to the machine that made it: its scripts name the folder they lie in and the Python they
were made with, and compiled packages fit one operating system. In the image it does not work, or hides the packages
that were installed there. Install from the requirements or the lock file instead.

```dockerfile bad
FROM python:3.13-slim
COPY .venv /app/.venv
     ^^^^^ `.venv` was made on another machine and does not work here: install the dependencies in the image
```

```dockerfile bad
FROM python:3.13-slim
COPY app.py venv/ /app/
            ^^^^^ `venv/` was made on another machine and does not work here: install the dependencies in the image
```

One that was made in another stage is fine.

```dockerfile good
FROM python:3.13-slim AS build
RUN python -m venv /app/.venv
FROM python:3.13-slim
COPY --from=build /app/.venv /app/.venv
COPY env.sh /app/
COPY venv/requirements.txt /app/
```

A file that only bears the name of one is fine.

```dockerfile good
FROM python:3.13-slim
COPY venv.py .venvrc /app/
```
"""

from dlint.api import File, Problem, Problems, Transfer, rule

NAMES = (".venv", "venv", "virtualenv", ".virtualenv")


@rule("DK4003", on=("COPY", "ADD"), severity="error", stage="used")
def host_venv_in_image(node: Transfer, file: File) -> Problems:
    if node.flag("from"):
        return
    for word in node.sources:
        source = file.expand(word, node)
        if source is not None and source.removeprefix("./").strip("/") in NAMES:
            yield Problem(
                word,
                f"`{word.text}` was made on another machine and does not work here: install the dependencies in the image",
            )

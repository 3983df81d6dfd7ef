r"""COPY puts the virtual environment of the host over that of the image

An environment that is made in the image, in the folder of the project, and a `COPY . .` behind it: where the ignore file
lets the host's own `.venv` through, its files replace those of the image, with links to a Python that is not there.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim
WORKDIR /app
RUN uv venv
COPY . .
     ^ the host's `.venv` is copied over `/app/.venv`, which is made above: add `**/.venv` to the ignore file
```

```ini .venv/pyvenv.cfg
home = /usr/bin
```

```python app.py
print("hello")
```

An ignore file that leaves it out, another place, and other folders, are fine.

```dockerfile good
FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim
WORKDIR /app
RUN uv venv
COPY . .
```

```ini .venv/pyvenv.cfg
home = /usr/bin
```

```dockerignore .dockerignore
**/.venv
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim
WORKDIR /app
RUN uv venv /opt/venv
COPY . .
FROM python:3.13-slim
WORKDIR /app
RUN python -m venv .venv
COPY src src
```

```ini .venv/pyvenv.cfg
home = /usr/bin
```
"""

import posixpath

from dlint.api import File, Problem, Problems, Stage, Transfer, places_copied_to, rule, venvs_made_in, workdir_at


@rule("DK4507", on=("COPY", "ADD"), severity="error")
def copy_overwrites_venv(node: Transfer, file: File, stage: Stage) -> Problems:
    context = file.context
    if context is None or node.flag("from") is not None or node.destination is None or node.onbuild:
        return
    text = file.expand(node.destination, node)
    directory = workdir_at(stage, node)
    if text is None or (directory is None and not text.startswith("/")):
        return
    target = posixpath.normpath(posixpath.join(directory or "/", text))
    paths = [venv.path for venv in venvs_made_in(stage) if venv.command.start < node.start]
    for source in stage.sources:
        for venv in venvs_made_in(source):
            paths += [place for copy, place in places_copied_to(venv, stage) if copy.node.start < node.start]
    for path in paths:
        if not path.startswith(target.rstrip("/") + "/"):
            continue
        rest = path[len(target.rstrip("/")) + 1 :]
        for word in node.sources:
            directory = file.expand(word, node)
            if directory is None or "*" in directory:
                continue
            host = posixpath.normpath(posixpath.join(directory.lstrip("/") or ".", rest))
            if context.kind(host) == "directory" and context.sends(host):
                name = host.rpartition("/")[2]
                message = f"the host's `{host}` is copied over `{path}`, which is made above: add `**/{name}` to the ignore file"
                yield Problem(word, message)
                return

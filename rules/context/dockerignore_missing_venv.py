r"""The ignore file lets a virtual environment through

A virtual environment is large, and works only where it was made. Copied along with the source it can even replace the
one that was built in the image.

```dockerignore bad .dockerignore
.git
^^^^ `COPY .` takes `.venv` along: add `**/.venv`
```

```dockerignore fixed .dockerignore
.git
**/.venv
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text .venv/pyvenv.cfg
home = /usr/bin
```

A virtual environment has a `pyvenv.cfg`, whatever its name.

```dockerignore bad .dockerignore
**/.venv
^^^^^^^^ `COPY .` takes `tools/py3` along: add `tools/py3`
.git
```

```dockerignore fixed .dockerignore
**/.venv
.git
tools/py3
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text tools/py3/pyvenv.cfg
home = /usr/bin
```

A list of what is let through needs none, and neither does a build that copies named files, or is not of Python.

```dockerignore good .dockerignore
*
!app
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```dockerignore good .dockerignore
.git
```

```dockerfile Dockerfile
FROM node:22
COPY . /app
```

```dockerignore good .dockerignore
.git
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY app.py /app/
```
"""

from dlint.api import Context, Dockerignore, Problem, Problems, add_pattern, rule

USUAL = (".venv", "venv", "env", "ENV")


@rule("DK3002", on=".dockerignore", fix="safe")
def dockerignore_missing_venv(ignore: Dockerignore, context: Context) -> Problems:
    if not ignore.broad_copies() or not ignore.is_python:
        return
    places = [entry.path.rpartition("/")[0] for entry in context.find(("pyvenv.cfg",))]
    for place in filter(None, places[:3]):
        pattern = f"**/{place}" if place in (".venv", "venv", "env") else place
        message = f"`COPY .` takes `{place}` along: add `{pattern}`"
        yield Problem(ignore.first_line, message, add_pattern(ignore, pattern), severity="error")
    left_out = ignore.is_allow_list or any(ignore.matcher.excluded(f"{name}/pyvenv.cfg") for name in USUAL)
    if not places and not left_out:
        message = "`COPY .` would take a virtual environment along: add `**/.venv`"
        yield Problem(ignore.first_line, message, add_pattern(ignore, "**/.venv"))

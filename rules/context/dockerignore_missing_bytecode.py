r"""The ignore file lets bytecode through

`__pycache__` holds what the Python of the host compiled. In the image it is waste, and it changes whenever the program
was run, so that the cache of the build is lost without a change of the source.

```dockerignore bad .dockerignore
.git
^^^^ `COPY .` takes `__pycache__` along: add `**/__pycache__`
**/.env
```

```dockerignore fixed .dockerignore
.git
**/.env
**/__pycache__
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

Any of the usual patterns will do; and other languages have none.

```dockerignore good .dockerignore
**/*.py[cod]
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```dockerignore good .dockerignore
.git
```

```dockerfile Dockerfile
FROM golang:1.25
COPY . /app
```
"""

from dlint.api import Context, Dockerignore, Problem, Problems, add_pattern, rule


@rule("DK3005", on=".dockerignore", severity="info", fix="safe")
def dockerignore_missing_bytecode(ignore: Dockerignore, context: Context) -> Problems:
    if ignore.is_allow_list or not ignore.is_python or not ignore.broad_copies():
        return
    if not any(ignore.matcher.excluded(path) for path in ("__pycache__/a.cpython-313.pyc", "a.pyc")):
        message = "`COPY .` takes `__pycache__` along: add `**/__pycache__`"
        yield Problem(ignore.first_line, message, add_pattern(ignore, "**/__pycache__"))

r"""The ignore file lets `.git` through

The history of the project is of no use in the image, is often larger than the project, and holds every secret that was
ever committed and removed. It changes with every commit, so that nothing behind the COPY is ever cached.

```dockerignore bad .dockerignore
**/.env
^^^^^^^ `COPY .` takes the history in `.git` along: add `.git`
```

```dockerignore fixed .dockerignore
**/.env
.git
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text .git/HEAD
ref: refs/heads/main
```

Some builds read the version from the history.

```dockerignore good .dockerignore
**/.env
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
RUN pip install --no-cache-dir /app
```

```toml pyproject.toml
[build-system]
requires = ["hatchling", "hatch-vcs"]
```

```dockerignore good .dockerignore
**/.env
```

```dockerfile Dockerfile
FROM golang:1.25
COPY . /app
RUN go build -ldflags "-X main.version=$(git describe --tags)" ./...
```

```dockerignore good .dockerignore
.git
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```
"""

from dlint.api import Context, Dockerignore, Problem, Problems, add_pattern, rule, uses_history


@rule("DK3004", on=".dockerignore", fix="safe")
def dockerignore_missing_git(ignore: Dockerignore, context: Context) -> Problems:
    if ignore.is_allow_list or ignore.matcher.excluded(".git/HEAD"):
        return
    copies = ignore.broad_copies()
    if not copies or any(uses_history(file, context) for file, _ in copies):
        return
    there = context.exists(".git")
    final = any(stage is not None and stage.role == "final" for stage in (file.stage_of(node) for file, node in copies))
    message = f"`COPY .` {'takes' if there else 'would take'} the history in `.git` along: add `.git`"
    severity = "warning" if there and final else "info"
    yield Problem(ignore.first_line, message, add_pattern(ignore, ".git"), severity=severity)

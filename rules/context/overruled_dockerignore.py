r"""The Dockerfile has an ignore file of its own, and nobody reads this one

An ignore file that bears the name of the Dockerfile is read in place of `.dockerignore`, not with it. What only the
other one leaves out is sent.

```dockerignore bad
.env
^^^^ nobody reads this file, for `Dockerfile.dockerignore` is read in its place: move what is needed there
**/.venv
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```dockerignore Dockerfile.dockerignore
.git
```

Another Dockerfile of the same context may need it.

```dockerignore good
.env
**/.venv
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```dockerfile dev.Dockerfile
FROM python:3.13-slim
COPY . /app
```

```dockerignore dev.Dockerfile.dockerignore
.git
```

```dockerignore good dev.Dockerfile.dockerignore
.git
```

```dockerfile dev.Dockerfile
FROM python:3.13-slim
COPY . /app
```

```dockerignore .dockerignore
.env
```
"""

from dlint.api import Dockerignore, Problem, Problems, rule, why_unused


@rule("DK3019", on=".dockerignore")
def overruled_dockerignore(ignore: Dockerignore) -> Problems:
    found = why_unused(ignore)
    if found is not None and found.why == "overruled":
        yield Problem(
            ignore.first_line,
            f"nobody reads this file, for `{found.other}` is read in its place: move what is needed there",
        )

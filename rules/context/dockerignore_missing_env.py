r"""The ignore file lets `.env` through

A `.env` file holds the passwords of the machine it lies on. Copied along with the source they are in the image, for
everybody who can pull it.

```dockerignore bad .dockerignore
**/.venv
^^^^^^^^ `COPY .` takes `.env` along: add `**/.env`
.git
```

```dockerignore fixed .dockerignore
**/.venv
.git
**/.env
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text .env
PASSWORD=hunter2
```

Where there is none yet, one may come.

```dockerignore bad .dockerignore
.git
^^^^ `COPY .` would take `.env` along: add `**/.env`
```

```dockerignore fixed .dockerignore
.git
**/.env
```

```dockerfile Dockerfile
FROM node:22-slim
COPY . /app
```

What a list lets through may have one in it.

```dockerignore bad
*
^ `COPY .` takes `app/.env` along: add `**/.env`
!app
```

```dockerignore fixed
*
!app
**/.env
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /srv
```

```text app/.env
PASSWORD=hunter2
```

Examples are meant to be seen, and a list of what is let through needs nothing more.

```dockerignore good .dockerignore
.env*
!.env.example
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text .env.example
PASSWORD=
```

```dockerignore good .dockerignore
**
!src
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```
"""

from dlint.api import Context, Dockerignore, Problem, Problems, add_pattern, is_dotenv, rule


@rule("DK3003", on=".dockerignore", severity="error", fix="safe")
def dockerignore_missing_env(ignore: Dockerignore, context: Context) -> Problems:
    if not ignore.broad_copies():
        return
    names = sorted(name for name in context.by_name() if is_dotenv(name))
    sent = sorted(entry.path for entry in context.find(names) if entry.kind != "directory")
    for path in sent[:3]:
        pattern = "**/" + path.rpartition("/")[2]
        message = f"`COPY .` takes `{path}` along: add `{pattern}`"
        yield Problem(ignore.first_line, message, add_pattern(ignore, pattern))
    if not sent and not ignore.is_allow_list and not ignore.matcher.excluded(".env"):
        message = "`COPY .` would take `.env` along: add `**/.env`"
        yield Problem(ignore.first_line, message, add_pattern(ignore, "**/.env"), severity="info")

r"""`--chown` names a user that does not exist

BuildKit looks the name up in the image as it is at that point. It does not complain about one that it does not find; the
files belong to root then, and the program cannot write them.

```dockerfile bad
FROM python:3.13-slim
WORKDIR /app
COPY --chown=app:app . .
             ^^^^^^^ there is no user `app` in the image, so the files belong to root: create it before
USER 10001
```

```dockerfile bad
FROM debian:13
COPY --chown=app server /app/
             ^^^ there is no user `app` in the image yet, so the files belong to root: move the `RUN` that creates it above
RUN useradd --create-home app
USER app
```

Users that are there, numbers, variables, and images that are not known, are fine.

```dockerfile good
FROM python:3.13-slim
RUN useradd --create-home app
COPY --chown=app:app . /app
COPY --chown=10001:10001 config /config
COPY --chown=www-data data /data
FROM node:22-slim
COPY --chown=node:node . /app
```

```dockerfile good
FROM python:3.13-slim
ARG USER=app
RUN adduser --disabled-password $USER
COPY --chown=$USER . /app
FROM registry.example.org/team/base
COPY --chown=app . /app
FROM python:3.13-slim
COPY scripts /scripts
RUN /scripts/users.sh
COPY --chown=app . /app
```
"""

from dlint.api import File, Problem, Problems, Stage, Transfer, account_of, has_account, rule


@rule("DK4510", on=("COPY", "ADD"), severity="error")
def chown_unknown_user(node: Transfer, file: File, stage: Stage) -> Problems:
    flag = node.flag("chown")
    if flag is None or node.onbuild or not flag.value:
        return
    name = file.scope_at(node).expand(flag.value) if "$" in flag.value else flag.value
    name = (name or "").partition(":")[0]
    if not name or name.isdecimal() or has_account(stage, name, node) is not False:
        return
    start = f"there is no user `{name}` in the image"
    if account_of(stage, name) is not None:
        message = f"{start} yet, so the files belong to root: move the `RUN` that creates it above"
    else:
        message = f"{start}, so the files belong to root: create it before"
    yield Problem(flag.value_span or flag, message)

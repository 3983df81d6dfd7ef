r"""A virtual environment is copied to an image with another Python

A virtual environment holds packages, and a link to the interpreter that made it. Where the other image has that
interpreter elsewhere, in another version or not at all, the link leads nowhere or the packages are not found.

```dockerfile bad
FROM python:3.12-slim AS build
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.0
FROM python:3.13-slim
COPY --from=build /opt/venv /opt/venv
                  ^^^^^^^^^ `/opt/venv` is made with Python 3.12, and this image has 3.13, which does not look for its packages: use the same version
```

```dockerfile bad
FROM python:3.13-slim AS build
WORKDIR /app
RUN python -m venv .venv
FROM gcr.io/distroless/python3-debian13
COPY --from=build /app /app
                  ^^^^ the Python of `/app/.venv` is a link to `/usr/local/bin`, and this image has its own in `/usr/bin`: use the same base image
FROM debian:13
COPY --from=build /app/.venv /app/.venv
                  ^^^^^^^^^^ the Python of `/app/.venv` is a link to `/usr/local/bin`, and there is no Python in `debian:13`: use the same base image
COPY --from=1 /app /other
```

```dockerfile bad
FROM python:3.13-alpine AS build
RUN python -m venv /venv
FROM python:3.13-slim
COPY --from=build /venv /venv
                  ^^^^^ `/venv` is made with musl, and this image has glibc, which can't load its libraries: use the same base image
```

```dockerfile bad
FROM python:3.13 AS build
RUN python -m venv /venv
FROM python:3.13-slim-bookworm
COPY --from=build /venv /venv
                  ^^^^^ `/venv` is made on trixie, and what is compiled there needs a newer C library than bookworm has: use the same release
```

The full image and its slim variant have the same Python. So has the image of uv, which is made of it.

```dockerfile good
FROM python:3.13 AS build
RUN python -m venv /venv
FROM python:3.13-slim
COPY --from=build /venv /venv
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim AS uv
WORKDIR /app
RUN uv venv
FROM python:3.12-slim-bookworm
COPY --from=uv /app/.venv /app/.venv
FROM debian:13
COPY --from=build /usr/local /usr/local
COPY --from=build /venv /venv
FROM debian:13
RUN apt-get update && apt-get install -y python3 && ln -s /usr/bin/python3 /usr/local/bin/python
COPY --from=build /venv /venv
```
"""

from dlint.api import (
    Interpreter,
    Problem,
    Problems,
    Stage,
    Venv,
    interpreter_for,
    interpreter_of,
    lacks_python,
    rule,
    venvs_copied,
)

RELEASES = ("stretch", "buster", "bullseye", "bookworm", "trixie", "forky")
SAME = "use the same base image"


@rule("DK4501", on="stage", severity="error")
def venv_base_mismatch(stage: Stage) -> Problems:
    for venv, copies in venvs_copied(stage):
        there = interpreter_for(venv)
        if there is None:
            continue
        here = interpreter_of(stage)
        word = copies[0][0].word
        message = breakage(venv, there, here, stage)
        if message:
            yield Problem(word, message)
        elif here is not None and is_newer(there, here):
            fault = f"`{venv.path}` is made on {there.release}, and what is compiled there needs a newer C library than"
            yield Problem(word, f"{fault} {here.release} has: use the same release", severity="warning")


def breakage(venv: Venv, there: Interpreter, here: Interpreter | None, stage: Stage) -> str:
    """Why an environment made with one interpreter does not work with another; empty where it does."""
    link = f"the Python of `{venv.path}` is a link to `{there.directory}`, and"
    if here is None:
        return f"{link} there is no Python in `{stage.root.text}`: {SAME}" if lacks_python(stage) else ""
    if there.libc and here.libc and there.libc != here.libc:
        return f"`{venv.path}` is made with {there.libc}, and this image has {here.libc}, which can't load its libraries: {SAME}"
    if there.directory != here.directory:
        return f"{link} this image has its own in `{here.directory}`: {SAME}"
    if there.version and here.version and there.version != here.version:
        versions = f"`{venv.path}` is made with Python {there.version}, and this image has {here.version}"
        return f"{versions}, which does not look for its packages: use the same version"
    return ""


def is_newer(there: Interpreter, here: Interpreter) -> bool:
    """Whether one Python is of a later release of Debian than the other one."""
    if there.release not in RELEASES or here.release not in RELEASES:
        return False
    return RELEASES.index(there.release) > RELEASES.index(here.release)

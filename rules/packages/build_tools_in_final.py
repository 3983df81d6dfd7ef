r"""Compilers stay in the image

They are needed to build, not to run: hundreds of megabytes, and a tool box for whoever breaks in. Build in a stage of its
own and copy the result, or remove them in the same RUN.

```dockerfile bad
FROM python:3.13-slim
RUN apt-get update && apt-get install -y gcc libpq-dev
                                         ^^^^^^^^^^^^^ `gcc` and `libpq-dev` are only needed to build: build in a stage of its own, or remove them in this `RUN`
RUN pip install --no-cache-dir psycopg2==2.9.10
```

```dockerfile good
FROM python:3.13 AS build
RUN apt-get update && apt-get install -y gcc libpq-dev && pip wheel --wheel-dir /wheels psycopg2==2.9.10
FROM python:3.13-slim
COPY --from=build /wheels /wheels
```

```dockerfile good
FROM python:3.13-slim
RUN apt-get update && apt-get install -y gcc && pip install --no-cache-dir psycopg2 && apt-get purge -y --auto-remove gcc
```

```dockerfile good
FROM python:3.13-alpine
RUN apk add --no-cache --virtual .build gcc musl-dev && pip install --no-cache-dir psycopg2 && apk del .build
```

```dockerfile good
FROM python:3.13-slim AS dev
RUN apt-get update && apt-get install -y build-essential
```

```dockerfile good
FROM gcc:14
RUN apt-get update && apt-get install -y cmake
```
"""

from dlint.api import Command, Problem, Problems, Stage, listed, re, rule

TOOLS = re.compile(
    r"(?:gcc|g\+\+|clang|make|cmake|rustc|cargo|build-base|build-essential|pkg-config|pkgconf|musl-dev|python3?-dev|gcc-c\+\+"
    r"|lib[\w.+-]+-dev|[\w.+-]+-devel|linux-headers|gfortran)(?:=.*)?"
)


@rule("DK6004", on=("RUN apt-get install", "RUN apt install", "RUN apk add", "RUN yum install", "RUN dnf install"))
def build_tools_in_final(command: Command, stage: Stage) -> Problems:
    if stage.role != "final" or not stage.family.is_python or stage.family.has("gcc"):
        return
    if command.has("-t", "--virtual") and command.family == "apk":
        return
    # Removed in the same RUN: by name, or with everything that nobody needs any more.
    text = command.instruction.logical.text
    if re.search(r"\b(?:purge|autoremove|apt-get\s+remove|apk\s+del|yum\s+remove|dnf\s+remove)\b", text):
        return
    found = [word for word in command.operands if TOOLS.fullmatch(word.value or "")]
    if not found:
        return
    names = [(word.value or "").partition("=")[0] for word in found]
    subject, them = (listed(names), "it") if len(names) == 1 else (listed(names, most=2), "them")
    verb = "is" if len(names) == 1 else "are"
    message = f"{subject} {verb} only needed to build: build in a stage of its own, or remove {them} in this `RUN`"
    yield Problem(found, message)

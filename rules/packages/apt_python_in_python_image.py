r"""The distribution's Python is installed into an image that has one

The images `python:…` have their Python in `/usr/local`, with its headers, pip and `venv`. Packages of Debian or Alpine
bring a second one in `/usr/bin`, of another version, which nobody uses, and which makes the image some 50 MB larger.

```dockerfile bad
FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl python3-dev python3-pip \
                                                                      ^^^^^^^^^^^ `python3-dev` and `python3-pip` belong to a second Python, in `/usr/bin`, and the image has its own: leave them out
    gcc
```

```dockerfile fixed
FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl \
    gcc
```

```dockerfile bad
FROM python:3.13-alpine
RUN apk add --no-cache \
    gcc \
    python3-dev \
    ^^^^^^^^^^^ `python3-dev` belongs to a second Python, in `/usr/bin`, and the image has its own: leave it out
    musl-dev
```

```dockerfile fixed
FROM python:3.13-alpine
RUN apk add --no-cache \
    gcc \
    musl-dev
```

Where `/usr/bin/python3` is used, it is wanted. In images without a Python it is the way to get one.

```dockerfile good
FROM python:3.13-slim
RUN apt-get update && apt-get install -y gdb python3-dbg python3
RUN /usr/bin/python3 -c "import gdb"
```

```dockerfile good
FROM debian:13
RUN apt-get update && apt-get install -y python3 python3-venv
FROM python:3.13-alpine
RUN apk add --no-cache --virtual .build gcc python3-dev && pip install uwsgi==2.0.30 && apk del .build
```
"""

from dlint.api import Command, Edit, File, Package, Problem, Problems, Stage, distro_python, listed, rule

NEED_IT = ("gdb", "supervisor", "nodejs", "npm", "node-gyp", "certbot", "ansible", "awscli", "libreoffice", "mercurial")


@rule("DK4601", on=("RUN apt-get install", "RUN apt install", "RUN apk add"), fix="safe")
def apt_python_in_python_image(command: Command, file: File, stage: Stage) -> Problems:
    if not distro_python.has_own_python(stage):
        return
    packages = distro_python.system_packages(command, file)
    found = [package for package in packages if distro_python.is_interpreter(package.name)]
    if not found or wanted(stage, packages):
        return
    names = dict.fromkeys(package.name for package in found)
    belong, them = ("belongs", "it") if len(names) == 1 else ("belong", "them")
    subject = f"{listed(names, most=len(names))} {belong}"
    message = f"{subject} to a second Python, in `/usr/bin`, and the image has its own: leave {them} out"
    yield Problem(found[0].word, message, *removals(found, packages, command))


def wanted(stage: Stage, packages: list[Package]) -> bool:
    """Whether there is a use for the second Python."""
    return distro_python.uses_distro_python(stage) or any(package.name in NEED_IT for package in packages)


def removals(found: list[Package], packages: list[Package], command: Command) -> list[Edit]:
    """The edits that take the packages out; none where that is not safe."""
    if len(found) == len(packages):
        return []
    edits = []
    for package in found:
        span = distro_python.without(package, command)
        if span is None:
            return []
        edits.append(Edit(span.start, span.end, ""))
    return edits

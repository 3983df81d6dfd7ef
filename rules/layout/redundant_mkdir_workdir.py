r"""A folder is made that WORKDIR makes anyway

WORKDIR makes the folder, and those above it, if it is not there. A RUN that only does the same is one more layer.

```dockerfile bad
FROM python:3.13-slim
RUN mkdir -p /app
    ^^^^^^^^^^^^^ `WORKDIR /app` on line 4 makes the folder: leave this `RUN` out
COPY . /app
WORKDIR /app
```

```dockerfile fixed
FROM python:3.13-slim
COPY . /app
WORKDIR /app
```

Where the folder gets an owner or a mode, is made by another user, or is one of several, mkdir has its use.

```dockerfile good
FROM python:3.13-slim
RUN mkdir -p /app/data /app/cache
RUN mkdir -m 700 /secret
WORKDIR /secret
USER app
RUN mkdir /home/app/src
WORKDIR /home/app/src
```

```dockerfile good
FROM python:3.13-slim
RUN mkdir /app && chown app /app
WORKDIR /app
RUN mkdir /srv/www
RUN useradd --home-dir /srv/www web
WORKDIR /srv/www
```
"""

import posixpath
from bisect import bisect_left
from itertools import islice

from dlint.api import Build, Edit, Problem, Problems, Run, Span, Stage, Transfer, rule


@rule("DK6001", on="stage", severity="info", fix="safe")
def redundant_mkdir_workdir(stage: Stage) -> Problems:
    file = stage.file
    for index, node in enumerate(stage.instructions):
        if not isinstance(node, Run) or node.flags or node.heredocs or node.json or node.comments:
            continue
        directory = made_directory(file, node)
        if directory is None:
            continue
        for later in islice(stage.instructions, index + 1, None):
            if later.name == "WORKDIR" and later.argument is not None:
                target = file.expand(later.argument, later)
                if target is not None and posixpath.normpath(target) == directory and not runs_as_user(stage, index):
                    line = file.source.line(later.start)
                    yield Problem(
                        Span(node.arguments[0].start, node.arguments[0].end),
                        f"`WORKDIR {later.argument.text}` on line {line} makes the folder: leave this `RUN` out",
                        Edit(node.line_start, node.line_end, ""),
                        title="delete the RUN",
                    )
                break
            if not isinstance(later, Transfer) and later.name not in ("ENV", "LABEL", "EXPOSE", "CMD", "ARG"):
                break


def made_directory(file: Build, node: Run) -> str | None:
    """The absolute directory that a RUN makes and does nothing else, or None."""
    commands = file.commands(node)
    if len(commands) != 1 or commands[0].name != "mkdir" or commands[0].wrappers:
        return None
    command = commands[0]
    words = [word for word in command.words[1:] if word.value not in ("-p", "--parents", "-v", "-pv", "-vp")]
    value = words[0].value if len(words) == 1 else None
    if value is None or not value.startswith("/") or command.simple is None or command.simple.redirections:
        return None
    return posixpath.normpath(value)


def runs_as_user(stage: Stage, index: int) -> bool:
    """Whether a user other than root is set before the instruction at `index`, or may come from the base image."""
    file = stage.file
    node = stage.instructions[index]
    own, *others = (part.named("USER") for part in stage.chain)
    before = bisect_left(own, node.start, key=lambda user: user.start)
    users = own[:before][-1:] or next((found[-1:] for found in others if found), [])
    if not users:
        return False
    last = users[0].argument
    name = file.expand(last, users[0]) if last is not None else None
    return name is None or name.partition(":")[0] not in ("root", "0")

r"""Both wget and curl are installed

They do the same. One of them less is one package less, with what it needs, to download and to keep free of holes.

```dockerfile bad
FROM debian:12
RUN apt-get update && apt-get install -y wget curl && rm -rf /var/lib/apt/lists/*
RUN wget -q https://example.org/a
RUN curl -fsSLO https://example.org/b
    ^^^^ `wget` and `curl` are installed and do the same: use one of them
```

Where one comes with the base image, or is not used in the build, nothing is saved, nor in a stage from which only files
are copied.

```dockerfile good
FROM alpine:3.22
RUN apk add --no-cache curl
RUN wget -q https://example.org/a && curl -fsSLO https://example.org/b
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y wget curl && rm -rf /var/lib/apt/lists/*
RUN curl -fsSLO https://example.org/b
HEALTHCHECK CMD wget -q http://localhost/
```

```dockerfile good
FROM debian:12 AS build
RUN apt-get update && apt-get install -y wget curl
RUN wget -q https://example.org/a && curl -fsSLO https://example.org/b
FROM debian:12
COPY --from=build /a /b /srv/
```

With `strict`, using both is told wherever they come from, as hadolint does.

```dockerfile bad strict=true
FROM buildpack-deps
RUN wget -q https://example.org/a
RUN curl -fsSLO https://example.org/b && curl -fsSLO https://example.org/c
    ^^^^ `wget` and `curl` are used and do the same: use one of them
RUN wget -q https://example.org/d
    ^^^^ `wget` and `curl` are used and do the same: use one of them
```
"""

from dlint.api import Command, Problem, Problems, Stage, layers_are_kept, packages_of, rule

BOTH = ("wget", "curl")


@rule("DL4001", on="stage", severity="info")
def wget_and_curl(stage: Stage, *, strict: bool = False) -> Problems:
    file = stage.file
    used = file.commands_in(stage, *BOTH)
    if len({command.family for command in used}) < 2:
        return
    second = next(command for command in used if command.family != used[0].family)
    if strict:
        told = None
        for command in used:
            # Once for each RUN.
            if command.start >= second.start and command.instruction is not told:
                told = command.instruction
                yield report(command, "used")
        return
    commands = [command for part in stage.chain for command in file.commands_in(part)]
    installed = {package.name for command in commands for package in packages_of(command, file)}
    if installed.issuperset(BOTH) and layers_are_kept(stage):
        yield report(second, "installed")


def report(command: Command, what: str) -> Problem:
    return Problem(command.words[0], f"`wget` and `curl` are {what} and do the same: use one of them")

r"""The package lists of apt stay in the image

`apt-get update` writes 20 to 50 MB of lists to `/var/lib/apt/lists`. They are of use until the packages are installed,
and what a RUN leaves behind stays in its layer, whatever later ones delete.

```dockerfile bad
FROM debian:12-slim
RUN apt-get update && apt-get install -y curl
    ^^^^^^^^^^^^^^ the package lists stay in the layer: end this `RUN` with `rm -rf /var/lib/apt/lists/*`
```

```dockerfile fixed
FROM debian:12-slim
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
```

A cache mount keeps the lists out, and whatever takes them away is right, if it comes after the update and in the same
RUN. (That images of Debian clean up after apt concerns the packages, not the lists.)

```dockerfile good
FROM debian:12-slim
RUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/var/lib/apt \
    apt-get update && apt-get install -y curl
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists
RUN apt-get update && apt-get install -y curl && rm -r /var/lib/{apt,dpkg,cache}/*
RUN apt-get update && apt-get install -y curl && find /var/lib/apt/lists -mindepth 1 -delete
RUN apt-get update && apt-get install -y curl; apt-get distclean
RUN apt-get update && apt-get install -y curl && /opt/cleanup.sh
```

```dockerfile bad
FROM debian:12-slim
RUN rm -rf /var/lib/apt/lists/* \
    && sudo apt-get -y update \
            ^^^^^^^^^^^^^^^^^ the package lists stay in the layer: end this `RUN` with `rm -rf /var/lib/apt/lists/*`
    # what the app needs
    && sudo apt-get install -y \
        curl \
    && rm -rf /tmp/*
```

```dockerfile fixed
FROM debian:12-slim
RUN rm -rf /var/lib/apt/lists/* \
    && sudo apt-get -y update \
    # what the app needs
    && sudo apt-get install -y \
        curl \
    && rm -rf /tmp/* \
    && sudo rm -rf /var/lib/apt/lists/*
```

Where a later RUN needs the lists, both belong together.

```dockerfile bad
FROM debian:12-slim
RUN apt-get update
    ^^^^^^^^^^^^^^ the package lists stay in the layer: install everything in one `RUN`, and end it with `rm -rf /var/lib/apt/lists/*`
RUN apt-get install -y curl
```

```dockerfile fixed
FROM debian:12-slim
RUN apt-get update
RUN apt-get install -y curl
```

The layers of a stage from which only files are copied are not in the image.

```dockerfile good
FROM debian:12 AS build
RUN apt-get update && apt-get install -y gcc
FROM debian:12-slim
COPY --from=build /app /app
```
"""

from dlint.api import Command, File, Problem, Problems, at_the_end, insert_after, recent, rule, stays_in_layer

REMOVE = "rm -rf /var/lib/apt/lists/*"
VERBS = ("update", "install")
PROGRAMS = ("apt-get", "apt", "aptitude")
UPDATES = tuple(f"{program} update" for program in PROGRAMS)


@rule("DL3009", on=tuple(f"RUN {update}" for update in UPDATES), severity="info", fix="unsafe")
def apt_lists_in_layer(command: Command, file: File) -> Problems:
    verb = command.subcommand
    if verb is None or not stays_in_layer(command, file, "apt", fillers=UPDATES):
        return
    place = (command.words[0], verb)
    if needed_later(command, file):
        advice = f"install everything in one `RUN`, and end it with `{REMOVE}`"
        yield Problem(place, f"the package lists stay in the layer: {advice}")
        return
    end = at_the_end(command, file, REMOVE)
    edits = [insert_after(*end)] if end is not None else []
    yield Problem(place, f"the package lists stay in the layer: end this `RUN` with `{REMOVE}`", *edits)


def is_apt(command: Command, verb: str) -> bool:
    return command.family in PROGRAMS and command.subcommand is not None and command.subcommand.value == verb


def needed_later(command: Command, file: File) -> bool:
    """Whether a later RUN, in this stage or one based on it, installs something without an update of its own."""
    stage = file.stage_of(command.instruction)
    return stage is not None and needs(file)[stage.index] > command.instruction.start


@recent(1)
def needs(file: File) -> list[int]:
    """For each stage where the last RUN starts, there or in a stage based on it, that needs lists from before."""
    found = [-1] * len(file.stages)
    for stage in reversed(file.stages):
        for node in stage.named("RUN"):
            first = next((verb for other in file.commands(node) for verb in VERBS if is_apt(other, verb)), None)
            if first == "install":
                found[stage.index] = max(found[stage.index], node.start)
        if stage.base is not None:
            found[stage.base.index] = max(found[stage.base.index], found[stage.index])
    return found

r"""wget fills the log of the build

Without a terminal, wget draws its progress as dots: a line for every 50 KB, thousands of lines for a large file.

The rule is off unless it is selected: only the log gets longer, and for a small file hardly that.

```dockerfile bad
FROM debian:12
RUN wget https://example.org/data.tar.gz
    ^^^^ wget writes a line for every 50 KB to the log: add `--progress=dot:giga`
```

```dockerfile fixed
FROM debian:12
RUN wget --progress=dot:giga https://example.org/data.tar.gz
```

```dockerfile good
FROM debian:12
ARG OPTIONS
RUN wget -q https://example.org/a && wget -nv https://example.org/a && wget --no-verbose https://example.org/a
RUN wget -qO- https://example.org/a | tar xz && wget --progress=bar:force https://example.org/a
RUN wget -o /dev/null https://example.org/a && wget --version && wget $OPTIONS https://example.org/a
```

The wget of BusyBox does not know the option, and draws no dots.

```dockerfile good
FROM alpine:3.22
RUN wget https://example.org/data.tar.gz
```

With `strict`, it is told there too, as hadolint does.

```dockerfile bad strict=true
FROM alpine:3.22
RUN wget https://example.org/data.tar.gz
    ^^^^ wget writes a line for every 50 KB to the log: add `-q`
```

```dockerfile fixed
FROM alpine:3.22
RUN wget -q https://example.org/data.tar.gz
```
"""

from dlint.api import (
    Command,
    File,
    Problem,
    Problems,
    Stage,
    as_argument,
    insert_after,
    options_known,
    packages_of,
    recent,
    rule,
)

OPTIONS = (
    "-q", "--quiet", "-nv", "--no-verbose", "--progress", "-o", "--output-file", "-a", "--append-output", "--version",
    "--help", "-h", "-V", "--spider",
)  # fmt: skip


@rule("DL3047", on="RUN wget", severity="style", fix="safe", enabled=False)
def wget_progress_in_log(command: Command, file: File, *, strict: bool = False) -> Problems:
    if command.has(*OPTIONS) or not options_known(command, file) or is_quiet(command):
        return
    busybox = is_busybox(command, file)
    if busybox and not strict:
        return
    program = command.words[0]
    option = "-q" if busybox else "--progress=dot:giga"
    yield Problem(
        program,
        f"wget writes a line for every 50 KB to the log: add `{option}`",
        insert_after(program, as_argument(command, option)),
    )


def is_quiet(command: Command) -> bool:
    """Whether what wget tells goes elsewhere: `2>/dev/null`, `&>log`."""
    return any(
        redirection.operator.startswith("&>") or redirection.descriptor == "2" for redirection in command.redirections
    )


def is_busybox(command: Command, file: File) -> bool:
    """Whether wget is that of BusyBox, as on Alpine where no other is installed."""
    stage = file.stage_of(command.instruction)
    return "busybox" in command.wrappers or stage is None or command.start < others_from(stage)


@recent(8)
def others_from(stage: Stage) -> float:
    """Where in the file another wget than that of BusyBox is there: from the start, or never, or once installed."""
    commands = [other for part in stage.chain for other in stage.file.commands_in(part, "apk")]
    if not commands and stage.root.family.package_manager != "apk":
        return -1
    for command in sorted(commands, key=lambda command: command.start):
        if any(package.name == "wget" for package in packages_of(command, stage.file)):
            return command.start
    return float("inf")

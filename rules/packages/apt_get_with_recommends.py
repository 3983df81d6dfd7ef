r"""Recommended packages are installed too

Besides what a package needs, apt installs what it recommends: what a person at a desktop might like to have with it.
In an image that is often more than the packages themselves, and each of them has security holes of its own.

```dockerfile bad
FROM debian:12-slim
RUN apt-get update && apt-get install -y git
                      ^^^^^^^^^^^^^^^ recommended packages are installed too: add `--no-install-recommends`
```

```dockerfile fixed
FROM debian:12-slim
RUN apt-get update && apt-get install --no-install-recommends -y git
```

The fix is not a safe one: something may be missing then, often `ca-certificates`, and has to be named itself.

A configuration option says the same, and who asks for recommended packages means it.

```dockerfile good
FROM debian:12-slim
RUN apt-get install -y -o APT::Install-Recommends=0 git && apt-get install -y --install-recommends wine
RUN aptitude install -yR git && aptitude install -y --without-recommends git && apt-get install -f -y
RUN echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/90recommends
RUN apt-get update && apt-get install -y git
```

Where only files are copied from a stage, it does not matter how much is in it; with `strict` it is told there too.

```dockerfile good
FROM debian:12 AS build
RUN apt-get update && apt-get install -y gcc
FROM debian:12-slim
COPY --from=build /app /app
```

```dockerfile bad strict=true
FROM debian:12 AS build
RUN apt-get update && apt-get install -y gcc
                      ^^^^^^^^^^^^^^^ recommended packages are installed too: add `--no-install-recommends`
FROM debian:12-slim
COPY --from=build /app /app
```
"""

from dlint.api import (
    Command,
    File,
    Problem,
    Problems,
    as_argument,
    insert_after,
    is_configured,
    layers_are_kept,
    manager_of,
    options_known,
    rule,
)


@rule("DL3015", on="RUN {apt} install", severity="info", fix="unsafe", aliases=("DS-0029",))
def apt_get_with_recommends(command: Command, file: File, *, strict: bool = False) -> Problems:
    verb, manager = command.subcommand, manager_of(command.family)
    if verb is None or manager is None or not options_known(command, file):
        return
    options = manager.recommends.split()
    if command.has(*options) or (not command.operands and "xargs" not in command.wrappers):
        return
    if not (strict or layers_are_kept(file.stage_of(command.instruction))):
        return
    if is_configured(file, command.instruction, manager.recommends_setting, manager.configuration):
        return
    yield Problem(
        (command.words[0], verb),
        f"recommended packages are installed too: add `{options[0]}`",
        insert_after(verb, as_argument(command, options[0])),
    )

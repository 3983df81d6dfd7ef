r"""`apt-get install` stops to ask a question

A build has no terminal. `apt-get` asks for confirmation, reads end-of-file, and aborts; it may go unnoticed until the
day a package first needs a dependency.

```dockerfile bad
FROM debian:12
RUN apt-get update && apt-get install curl
                      ^^^^^^^^^^^^^^^ `apt-get install` will wait for an answer: add `-y`
```

```dockerfile fixed
FROM debian:12
RUN apt-get update && apt-get install -y curl
```

`-qq` implies `-y`, and so does a configuration option that says so.

```dockerfile good
FROM debian:12
RUN apt-get update \
    # quiet, quiet
    && apt-get -qq install curl
RUN apt-get -o APT::Get::Assume-Yes=true install curl
RUN apt-get install --download-only -yq curl
```

A variable may hold the option; an answer may be piped in, and a configuration file may say `-y` for all.

```dockerfile good
FROM debian:12
RUN apt-get install $APT_ARGS curl
RUN yes | apt-get install curl
RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes && apt-get install curl
```
"""

import re

from dlint.api import Command, Problem, Problems, insert_after, rule

OPTIONS = re.compile(r"\$.*(?:arg|opt|flag|param|yes)", re.IGNORECASE)
"""A variable that may hold options."""


@rule("DL3014", on=("RUN apt-get install", "RUN apt-get upgrade", "RUN apt-get dist-upgrade"), fix="safe")
def apt_get_without_yes(command: Command) -> Problems:
    verb = command.subcommand
    if verb is None or command.has("-y", "--yes", "--assume-yes", "-qq") or command.in_pipeline:
        return
    if "assume-yes" in command.instruction.logical.text.lower():
        return
    if any(OPTIONS.search(word.text) for word in command.arguments if word.value is None):
        return
    yield Problem(
        (command.words[0], verb),
        f"`apt-get {verb.text}` will wait for an answer: add `-y`",
        insert_after(verb, " -y"),
    )

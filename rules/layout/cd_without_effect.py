r"""A folder is changed and nothing follows

`cd` lasts as long as its shell, and each RUN has a shell of its own. Where nothing follows in the RUN, it has no effect:
the next instruction starts in the WORKDIR again.

```dockerfile bad
FROM debian:12
RUN cd /opt/app
    ^^^^^^^^^^^ `cd` has no effect behind the `RUN`: write `WORKDIR /opt/app`
RUN git clone https://example.org/app.git && cd app
                                             ^^^^^^ `cd` has no effect behind the `RUN`: write `WORKDIR app`
```

```dockerfile fixed
FROM debian:12
WORKDIR /opt/app
RUN git clone https://example.org/app.git && cd app
```

Inside of one RUN `cd` is the right thing: the change of folder ends with the work that needs it.

```dockerfile good
FROM debian:12
RUN cd /opt/app && make install
```

```dockerfile good
FROM debian:12
RUN (cd src; make) && cd /tmp && make clean && cd -
RUN echo cd /opt/app
```

With `strict`, each RUN with a `cd` is told, as hadolint does. That is off because `cd build && make` is how a program is
built, and a WORKDIR for it would stay in force for all that follows.

```dockerfile bad strict=true
FROM debian:12
RUN cd /opt/app && make install
    ^^^^^^^^^^^ the folder is changed inside the `RUN` only: write `WORKDIR /opt/app` above it
RUN (cd "$SRC"; make) && cd -
     ^^^^^^^^^ the folder is changed inside the `RUN` only: write a `WORKDIR` above it
```
"""

from dlint.api import Command, Edit, File, Problem, Problems, Run, rule


@rule("DL3003", on="RUN", fix="unsafe")
def cd_without_effect(node: Run, file: File, *, strict: bool = False) -> Problems:
    if "cd" not in node.logical.text and not node.heredocs:
        return
    commands = file.commands(node)
    changes = [command for command in commands if command.name == "cd"]
    if not changes:
        return
    first = changes[0]
    directory = directory_of(first)
    # To go back at the end is a habit that does no harm.
    back = directory in ("-", "..") or (directory == "/" and len(commands) > 1)
    if len(changes) == 1 and commands[-1] is first and not first.conditional and not back:
        target = f"`WORKDIR {directory}`" if directory else "a `WORKDIR`"
        edits = []
        if len(commands) == 1 and directory and not node.flags and first.simple is not None and not node.onbuild:
            edits = [
                Edit(node.start, first.end, f"{'workdir' if node.keyword.text.islower() else 'WORKDIR'} {directory}")
            ]
        if edits and node.end != first.end:
            edits = []
        message = f"`cd` has no effect behind the `RUN`: write {target}"
        yield Problem(first, message, *edits, title="write WORKDIR")
    elif strict:
        target = f"`WORKDIR {directory}`" if directory and directory not in ("-", "..", ".") else "a `WORKDIR`"
        yield Problem(first, f"the folder is changed inside the `RUN` only: write {target} above it")


def directory_of(command: Command) -> str | None:
    """The directory where it is plain text that WORKDIR reads in the same way."""
    words = [word for word in command.words[1:] if word.value not in ("-P", "-L", "--")]
    if len(words) != 1 or not words[0].plain or words[0].text.startswith("~") or words[0].has_glob:
        return None
    return words[0].value

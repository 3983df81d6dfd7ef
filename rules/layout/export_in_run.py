r"""What a RUN sets for its shell is gone behind it

`export`, `alias`, `ulimit` and `umask` change the shell that runs them, and each RUN has one of its own. The next
instruction, and the container, know nothing of it.

```dockerfile bad
FROM python:3.13-slim
RUN export FLASK_APP=app.py
    ^^^^^^^^^^^^^^^^^^^^^^^ `export` has no effect behind the `RUN`: write `ENV FLASK_APP=app.py`
RUN apt-get update && export LANG=C.UTF-8
                      ^^^^^^^^^^^^^^^^^^^ `export` has no effect behind the `RUN`: write `ENV LANG=C.UTF-8`
RUN ulimit -n 65536
    ^^^^^^^^^^^^^^^ `ulimit` has no effect behind the `RUN`: set it where the container is started, `docker run --ulimit`
RUN source ~/.bashrc
    ^^^^^^^^^^^^^^^^ what `.bashrc` sets is gone behind the `RUN`: set it with `ENV`
```

```dockerfile fixed
FROM python:3.13-slim
ENV FLASK_APP=app.py
RUN apt-get update && export LANG=C.UTF-8
RUN ulimit -n 65536
RUN source ~/.bashrc
```

What follows in the same RUN sees it.

```dockerfile good
FROM python:3.13-slim
RUN export DEBIAN_FRONTEND=noninteractive && apt-get update
RUN umask 027; cp -r /src /app
```

```dockerfile good
FROM python:3.13-slim
RUN echo 'export FLASK_APP=app.py' >> ~/.bashrc
RUN export VERSION=$(cat VERSION) && ./build.sh "$VERSION"
```
"""

from dlint.api import Command, Edit, File, Problem, Problems, Run, re, rule

IDLE = ("export", "alias", "ulimit", "umask", "cd", "set", "true", ":", "echo", "declare", "shopt", "unalias")
TOLD = ("export", "alias", "ulimit", "umask", "source", ".")
PROFILE = re.compile(
    r"(?:.*/)?(\.(?:bashrc|profile|bash_profile|zshrc|cargo/env)|/?etc/(?:profile|environment|bash\.bashrc)|bashrc)\Z"
)
INSTEAD = {
    "ulimit": "set it where the container is started, `docker run --ulimit`",
    "umask": "run it together with what makes the files",
    "alias": "make a link, or a script in `/usr/local/bin`",
}
WORD = re.compile(r"""[A-Za-z_][A-Za-z0-9_]*=(?:[\w@%+=:,./${}-]*|"[^"`\\]*"|'[^'\\$]*')\Z""", re.ASCII)


@rule("DK4506", on="RUN", fix="safe")
def export_in_run(node: Run, file: File) -> Problems:
    if (
        node.json is not None
        or node.heredocs
        or not any(name in node.logical.text for name in (*TOLD[:4], "rc", "rofile", "/env"))
    ):
        return
    commands = file.commands(node)
    if not commands or any(command.outer is not None for command in commands[-1:]):
        return
    idle: list[Command] = []
    for command in reversed(commands):
        if command.name not in IDLE and profile_of(command) is None:
            break
        idle.insert(0, command)
    for command in idle:
        if command.name not in TOLD or command.in_pipeline or command.conditional or command.in_subshell:
            continue
        shown = command.name == "ulimit" and not re.search(
            r"\d|unlimited", " ".join(word.text for word in command.arguments)
        )
        if command.redirections or shown or len(command.words) < 2:
            # It tells the limits, or the variables.
            continue
        profile = profile_of(command)
        if profile is not None:
            yield Problem(command, f"what `{profile}` sets is gone behind the `RUN`: set it with `ENV`")
            continue
        yield told(node, command, file, len(commands) == 1)
        return


def told(node: Run, command: Command, file: File, alone: bool) -> Problem:
    """The problem of a command that changes the shell only."""
    start = f"`{command.name}` has no effect behind the `RUN`: "
    if command.name in INSTEAD:
        return Problem(command, start + INSTEAD[command.name or ""])
    words = [word.text for word in command.arguments]
    if words and all(word.isidentifier() for word in words):
        return Problem(command, f"{start}leave it out, and set variables with `ENV`")
    scope = file.scope_at(node)
    names = {variable.name for word in command.arguments for variable in word.variables} - {"PATH"}
    unknown = any(scope.value(name).origin not in ("env", "arg") for name in names)
    if not words or unknown or not all(WORD.match(word) for word in words) or any("$(" in word for word in words):
        return Problem(command, f"{start}write `ENV`")
    line = f"ENV {' '.join(words)}"
    edits = (
        [Edit(node.start, node.end, line)]
        if alone and not node.flags and node.onbuild is None and node.end == command.end
        else []
    )
    return Problem(command, f"{start}write `{line}`", *edits, title="write ENV")


def profile_of(command: Command) -> str | None:
    """The name of the start-up file of a shell that a command reads, or None."""
    if command.name not in (".", "source") or len(command.words) != 2:
        return None
    match = PROFILE.match(command.words[1].text.strip("\"'"))
    return match[1].rpartition("/")[2] if match is not None else None

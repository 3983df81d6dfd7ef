r"""RUN uses sudo

RUN is root unless USER says otherwise, and sudo then does nothing but take its own environment. Where USER does say
otherwise, an image that can be root without a password gives that to whoever breaks into the program, too.

```dockerfile bad
FROM debian:12
RUN sudo apt-get update && sudo apt-get upgrade -y
    ^^^^ `RUN` is root already: leave `sudo` out
USER app
RUN cd /tmp && sudo make install && sudo ldconfig
               ^^^^ `sudo` needs an image in which `app` may become root: write `USER root` above, and `USER app` below
```

```dockerfile fixed
FROM debian:12
RUN apt-get update && apt-get upgrade -y
USER app
RUN cd /tmp && sudo make install && sudo ldconfig
```

To install it, to configure it, or to become another user with it is fine. So is an image whose user is not known.

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y sudo && echo "app ALL=(ALL) ALL" > /etc/sudoers.d/app
RUN sudo -Hu postgres createdb app
```

```dockerfile good
FROM registry.example.org/workspace:1
RUN sudo apt-get update
```

With `strict`, each RUN with sudo is told, as hadolint does.

```dockerfile bad strict=true
FROM registry.example.org/workspace:1
RUN sudo -E apt-get update && sudo -u app true
    ^^^^ `sudo` is of no use in a build: write `USER root` above
```
"""

from dlint.api import Command, Edit, File, Problem, Problems, Run, ShellWord, Stage, re, rule, user_at

OTHER_USER = re.compile(r"-[A-Za-z]*[ugilvV]|--(?:user|group|login|list|validate|version)\b")


@rule("DL3004", on="RUN", fix="unsafe", aliases=("DS-0010", "CKV2_DOCKER_1"))
def sudo_in_run(node: Run, file: File, stage: Stage, *, strict: bool = False) -> Problems:
    if not (node.heredocs or "sudo" in node.logical.text):
        return
    user = user_at(stage, node)
    first: ShellWord | None = None
    edits: dict[int, Edit] = {}
    for command in file.commands(node):
        words = sudo_words(command)
        if not words or (user in ("root", "0") and becomes_other(command, words)):
            first = first or (words[0] if words and strict else None)
            continue
        first = first or words[0]
        following = words[1] if len(words) > 1 else None
        if following is command.program and words[0].logical is following.logical:
            edits[words[0].start] = Edit(words[0].start, following.start, "")
    if first is None:
        return
    if user in ("root", "0"):
        yield Problem(first, "`RUN` is root already: leave `sudo` out", *edits.values(), title="leave `sudo` out")
    elif user is not None:
        remedy = f"write `USER root` above, and `USER {user}` below"
        yield Problem(first, f"`sudo` needs an image in which `{user}` may become root: {remedy}")
    elif strict:
        yield Problem(first, "`sudo` is of no use in a build: write `USER root` above")


def becomes_other(command: Command, words: list[ShellWord]) -> bool:
    """Whether sudo is told to become another user, or to do something else than run a program."""
    options = words[1 : words.index(command.program)] if command.program in words else words[1:]
    return any(OTHER_USER.match(option.value or "") for option in options)


def sudo_words(command: Command) -> list[ShellWord]:
    """The words of a command from `sudo` on; none where there is no `sudo`."""
    words = command.original
    if command.outer is not None and "sudo" in command.wrappers:
        words = command.outer.words
    for index, word in enumerate(words):
        if word.value is not None and word.value.rpartition("/")[2] == "sudo":
            return words[index:] if "sudo" in command.wrappers or command.name == "sudo" else []
    return []

r"""A pipe hides that a command fails

The status of a pipe is that of its last command. Where what stands before it fails, the shell does not notice, and the
build goes on: `curl … | sh` runs an empty script when the download fails, and that is a success. With `pipefail` the
pipe fails as well.

```dockerfile bad
FROM debian:12
RUN curl -fsSL https://example.org/install.sh | sh
    ^^^^ the build goes on where `curl` fails: write `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` above
FROM alpine:3.22
RUN apk add --no-cache curl && VERSION=$(curl -fsSL https://example.org/version | tr -d v) && echo $VERSION
                                         ^^^^ the build goes on where `curl` fails: write `set -o pipefail` in front
```

SHELL or `set` with pipefail is all that is asked for, in this stage or in one that it is based on.

```dockerfile good
FROM debian:12 AS base
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
FROM base
RUN curl -fsSL https://example.org/install.sh | sh
FROM alpine:3.22
RUN set -eo pipefail; wget -qO- https://example.org/install.sh | sh
RUN <<EOF
#!/bin/bash -o pipefail
curl -fsSL https://example.org/install.sh | sh
EOF
```

A pipe whose failure does not go unnoticed needs none: nothing but text and files goes in, what comes out of it can't be
empty (`tar`, `gunzip`, `gpg`, `sha256sum -c`), or it may fail. PowerShell and cmd have no such option.

```dockerfile good
FROM debian:12
RUN echo "deb https://example.org stable main" | tee /etc/apt/sources.list.d/example.list
RUN ls /usr/lib | grep -v keep | xargs rm -rf
RUN curl -fsSL https://example.org/app.tar.gz | tar -xz -C /opt
RUN curl -fsSL https://example.org/key.asc | gpg --dearmor > /usr/share/keyrings/example.gpg
RUN curl -fsSL https://example.org/optional.sh | sh || true
RUN if wget -qO- https://example.org/health | grep -q ok; then touch /ok; fi
RUN echo "a | b"
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Get-ChildItem | Remove-Item
```

With `strict`, each RUN with a pipe is told, as hadolint does.

```dockerfile bad strict=true
FROM debian:12
RUN ls /usr/lib | grep -v keep | xargs rm -rf
    ^^ the build goes on where `ls` fails: write `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` above
```
"""

from dlint.api import File, Pipeline, Problem, Problems, Run, Script, SimpleCommand, Stage, may_fail, pipelines, rule

HARMLESS = frozenset((
    "echo", "printf", "yes", "true", ":", "cat", "ls", "find", "grep", "egrep", "fgrep", "sed", "awk", "gawk", "sort", "head",
    "tail", "cut", "tr", "uniq", "wc", "ps", "env", "printenv", "date", "uname", "which", "nproc", "id", "seq", "basename",
    "dirname", "getent", "set", "command", "type", "xargs", "tee", "rev", "tac", "base64", "hostname", "arch", "dpkg",
    "dpkg-query", "rpm", "apt-mark", "apt-cache", "lsb_release", "du", "df", "file", "fold", "paste", "whoami", "pwd",
    "locale", "ldconfig", "expr", "column", "nl", "test", "[", "cd", "lsof", "history", "alias", "mount", "apk", "sleep",
    "readlink", "realpath", "stat", "strings", "hexdump", "od", "xxd", "ldd", "scanelf", "jq", "pgrep", "comm", "diff", "cmp", "join", "split",
))  # fmt: skip
"""Programs that fail for no reason from outside, or whose failure means that there is nothing."""

CHECKING = frozenset((
    "tar", "bsdtar", "gunzip", "zcat", "bunzip2", "bzcat", "unxz", "xzcat", "xz", "gzip", "bzip2", "unzip", "cpio", "gpg", "gpg2",
    "apt-key", "patch", "sha256sum", "sha512sum", "sha1sum", "md5sum", "shasum", "dpkg-deb", "zstd", "unzstd", "rpm2cpio", "lz4",
    "git", "psql", "grep", "egrep", "fgrep", "zgrep", "debconf-set-selections", "chpasswd",
))  # fmt: skip
"""Programs that fail themselves where they get nothing, or half of it."""


@rule("DL4006", on="RUN", severity="warning")
def pipe_without_pipefail(node: Run, file: File, stage: Stage, *, strict: bool = False) -> Problems:
    if "|" not in node.logical.text and not node.heredocs:
        return
    script = file.script(node)
    if script is None or not script.readable:
        return
    shell = file.shell_words(node) or []
    if any("pipefail" in word for word in shell) or sets_pipefail(script):
        return
    for pipeline in pipelines(script):
        command = failing(pipeline, strict)
        if not strict and (command is None or may_fail(pipeline)):
            continue
        place = command.words[0] if command is not None else pipeline.commands[0]
        what = f"`{command.words[0].text}` fails" if command is not None else "what stands before `|` fails"
        yield Problem(place, f"the build goes on where {what}: write {remedy(stage, script, shell)}")
        return


def sets_pipefail(script: Script) -> bool:
    """Whether the script switches pipefail on by itself."""
    first = script.logical.text.split("\n", 1)[0]
    if first.startswith("#!") and "pipefail" in first:
        return True
    return any(
        command.name == "set" and any(word.value == "pipefail" for word in command.words) for command in script.commands
    )


def failing(pipeline: Pipeline, strict: bool) -> SimpleCommand | None:
    """The first command before the last one whose failure would go unnoticed."""
    commands = pipeline.commands
    last = commands[-1]
    if not strict and isinstance(last, SimpleCommand) and program(last) in CHECKING:
        return None
    for command in commands[:-1]:
        if isinstance(command, SimpleCommand) and command.words and (strict or program(command) not in HARMLESS):
            return command
    return None


def program(command: SimpleCommand) -> str | None:
    """The program that a command runs, without its directory, and without `sudo`."""
    names = [(word.value or "").rpartition("/")[2] for word in command.words if not (word.value or "").startswith("-")]
    while len(names) > 1 and names[0] in ("sudo", "env", "command", "exec", "time", "nice", "xargs"):
        names = names[1:]
    return names[0] if names else None


def remedy(stage: Stage, script: Script, shell: list[str]) -> str:
    """What switches pipefail on: `set` where the shell knows it, else another shell."""
    family = stage.family
    known = any(name in word for word in shell[:1] for name in ("bash", "zsh", "ash", "ksh"))
    bash = script.logical.text.startswith(("#!/bin/bash", "#!/usr/bin/env bash"))
    if known or bash or family.distribution == "alpine":
        return "`set -o pipefail` in front"
    return '`SHELL ["/bin/bash", "-o", "pipefail", "-c"]` above'

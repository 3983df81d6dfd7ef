r"""`zypper install` stops to ask a question

A build has no terminal: zypper asks "Continue?", reads end-of-file, and gives up.

```dockerfile bad
FROM opensuse/leap:15.6
RUN zypper install git && zypper clean
    ^^^^^^^^^^^^^^ `zypper install` will wait for an answer: write `zypper --non-interactive install`
RUN zypper -q up
    ^^^^^^^^^^^^ `zypper up` will wait for an answer: write `zypper --non-interactive up`
```

```dockerfile fixed
FROM opensuse/leap:15.6
RUN zypper --non-interactive install git && zypper clean
RUN zypper --non-interactive -q up
```

```dockerfile good
FROM opensuse/leap:15.6
ARG ZYPPER_OPTIONS
```

```dockerfile good
FROM opensuse/leap:15.6
ARG ZYPPER_OPTIONS
RUN zypper -n install git && zypper in -y git && zypper rm --no-confirm git && zypper --non-interactive dup
RUN yes | zypper install git && zypper $ZYPPER_OPTIONS install git && zypper refresh
```
"""

from dlint.api import Command, File, Problems, as_problems, question, rule


@rule("DL3034", on="RUN {zypper} asks", fix="safe")
def zypper_without_yes(command: Command, file: File) -> Problems:
    return as_problems(question(command, file))

r"""`dnf install` stops to ask a question

A build has no terminal: dnf asks "Is this ok", reads end-of-file, and gives up.

```dockerfile bad
FROM fedora:42
RUN dnf install git && dnf clean all
    ^^^^^^^^^^^ `dnf install` will wait for an answer: add `-y`
RUN dnf group install 'Development Tools'
    ^^^^^^^^^^^^^^^^^ `dnf group install` will wait for an answer: add `-y`
```

```dockerfile fixed
FROM fedora:42
RUN dnf install -y git && dnf clean all
RUN dnf group install -y 'Development Tools'
```

The answer may stand before the subcommand, in a variable, or in a configuration file, or be piped in. microdnf never
asks.

```dockerfile good
FROM fedora:42
ARG DNF_OPTIONS
RUN dnf -y install git && dnf install --setopt=install_weak_deps=0 --assumeyes git && dnf5 in -qy git
```

```dockerfile good
FROM fedora:42
ARG DNF_OPTIONS
RUN yes | dnf install git && dnf $DNF_OPTIONS install git && microdnf install git
RUN echo assumeyes=True >> /etc/dnf/dnf.conf
RUN dnf install git
```
"""

from dlint.api import Command, File, Problems, as_problems, question, rule


@rule("DL3038", on="RUN {dnf} asks", fix="safe")
def dnf_without_yes(command: Command, file: File) -> Problems:
    return as_problems(question(command, file))

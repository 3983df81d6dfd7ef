r"""A package manager stops to ask a question

A build has no terminal: the package manager asks whether to go on, reads end-of-file, and gives up.

```dockerfile bad
FROM archlinux:base
RUN pacman -Syu git
    ^^^^^^^^^^^ `pacman -Syu` will wait for an answer: add `--noconfirm`
RUN pacman --needed -S base-devel && pacman -Rns gcc
    ^^^^^^^^^^^^^^^^^^ `pacman -S` will wait for an answer: add `--noconfirm`
                                     ^^^^^^^^^^^ `pacman -Rns` will wait for an answer: add `--noconfirm`
```

```dockerfile fixed
FROM archlinux:base
RUN pacman -Syu --noconfirm git
RUN pacman --needed -S --noconfirm base-devel && pacman -Rns --noconfirm gcc
```

The answer may be piped in, and a variable may hold the option. What only refreshes the lists does not ask.

```dockerfile good
FROM archlinux:base
ARG PACMAN_OPTIONS
RUN pacman -Sy && pacman --noconfirm -S git && pacman -S --needed --noconfirm base-devel
RUN yes | pacman -S vim && pacman $PACMAN_OPTIONS -S vim && pacman -Q
```

An environment variable or a configuration file may give the answer, where the package manager knows such a thing.

```dockerfile bad
FROM freebsd/freebsd-runtime:14.3
RUN pkg install nginx && pkg clean -ay
    ^^^^^^^^^^^ `pkg install` will wait for an answer: add `-y`
```

```dockerfile fixed
FROM freebsd/freebsd-runtime:14.3
RUN pkg install -y nginx && pkg clean -ay
```

```dockerfile good
FROM freebsd/freebsd-runtime:14.3
RUN ASSUME_ALWAYS_YES=yes pkg install nginx
ENV ASSUME_ALWAYS_YES=yes
RUN pkg install nginx
```

The rule speaks of each package manager that is known to ask and has no rule of its own: apt, yum, dnf and zypper have
theirs.
"""

from dlint.api import Command, File, Problems, as_problems, question, rule


@rule("DK4731", on="RUN {*} asks", fix="safe")
def install_without_yes(command: Command, file: File) -> Problems:
    return as_problems(question(command, file))

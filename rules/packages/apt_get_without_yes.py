r"""`apt-get install` stops to ask a question

A build has no terminal. `apt-get` asks for confirmation, reads end-of-file, and aborts; it may go unnoticed until the
day a package first needs a dependency.

```dockerfile bad
FROM debian:12
RUN apt-get update && apt-get install curl
                      ^^^^^^^^^^^^^^^ `apt-get install` will wait for an answer: add `-y`
RUN apt-get update && apt-get upgrade | tee /var/log/upgrade
                      ^^^^^^^^^^^^^^^ `apt-get upgrade` will wait for an answer: add `-y`
```

```dockerfile fixed
FROM debian:12
RUN apt-get update && apt-get install -y curl
RUN apt-get update && apt-get upgrade -y | tee /var/log/upgrade
```

`-qq` implies `-y`, and so does a configuration option that says so.

```dockerfile good
FROM debian:12
RUN apt-get update \
    # quiet, quiet
    && apt-get -qq install curl
RUN apt-get -o APT::Get::Assume-Yes=true install curl
RUN apt-get install --download-only -yq curl
RUN apt-get install -q=2 curl && apt-get install --quiet --quiet curl && apt-get install --simulate curl
```

An answer may be piped in, a variable may hold the option, and a configuration file may say `-y` for all.

```dockerfile good
FROM debian:12
ARG APT_OPTIONS
RUN yes | apt-get install curl && apt-get install $APT_OPTIONS curl
RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes
RUN apt-get update && apt-get install curl
```

```dockerfile bad
FROM debian:12
RUN ["apt-get", "install", "curl"]
     ^^^^^^^^^^^^^^^^^^^^ `apt-get install` will wait for an answer: add `-y`
ONBUILD RUN sudo -E /usr/bin/apt install curl
                    ^^^^^^^^^^^^^^^^^^^^ `apt install` will wait for an answer: add `-y`
```

```dockerfile fixed
FROM debian:12
RUN ["apt-get", "install", "-y", "curl"]
ONBUILD RUN sudo -E /usr/bin/apt install -y curl
```
"""

from dlint.api import Command, File, Problems, as_problems, question, rule


@rule("DL3014", on="RUN {apt} asks", fix="safe", aliases=("DS-0021",))
def apt_get_without_yes(command: Command, file: File) -> Problems:
    return as_problems(question(command, file))

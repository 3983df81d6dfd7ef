r"""Packages are installed by apt without a version

The next build installs whatever the archive holds by then. Where builds have to be the same to the byte, name the
versions.

The rule is off unless it is selected. Debian and Ubuntu keep one version of a package per release, and take the old one
away when they fix a security hole: a pinned package then breaks the build, or keeps the hole. Pins are for those who
install from a snapshot or a mirror of their own. Others are better served by a base image with a digest, rebuilt often.

```dockerfile bad
FROM debian:12
RUN apt-get update && apt-get install -y curl git=1:2.39.5-0+deb12u2
                                         ^^^^ `curl` is not pinned: write `curl=<version>`
```

A release (`/bookworm-backports`) is a choice of a version too; a file has the version it has.

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y curl=7.88.1-10+deb12u8 \
        # newer than that of the release
        git/bookworm-backports
COPY *.deb /tmp/
RUN apt-get install -y -o Dpkg::Options::=--force-confold /tmp/*.deb ./tool.deb
```

Variables are looked up; what is not known is not judged.

```dockerfile bad
FROM debian:12
ARG CURL=7.88.1-10+deb12u8
ENV TOOLS="git make"
RUN libraries='libpq5 libxml2=2.9.14' && apt-get install -y curl=$CURL $TOOLS $libraries $MORE $(cat list)
                                                                       ^^^^^^ `git` and 2 others are not pinned: write `git=<version>`
```

Names in `allow` need no version.

```dockerfile good allow=["ca-certificates"]
FROM debian:12
RUN apt-get update && apt-get install -y ca-certificates
```
"""

from dlint.api import Command, File, Problems, as_problems, rule, without_version


@rule("DL3008", on="RUN {apt} installs", severity="info", enabled=False)
def unpinned_apt_package(command: Command, file: File, *, allow: tuple[str, ...] = ()) -> Problems:
    return as_problems(without_version(command, file, allow))

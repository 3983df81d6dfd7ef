r"""Packages are installed by yum without a version

The next build installs whatever the repositories hold by then.

The rule is off unless it is selected: within a release, the packages of Red Hat and its relatives change little but for
security fixes, and these are wanted.

```dockerfile bad
FROM centos:7
RUN yum install -y httpd-2.4.6 python3-devel && yum clean all
                               ^^^^^^^^^^^^^ `python3-devel` is not pinned: write `python3-devel-<version>`
```

A package by its file or address has the version it has, a group has none. A module needs its stream.

```dockerfile good
FROM rockylinux:8
ARG VERSION
RUN yum install -y httpd-2.4.6-99.el7 nginx-$VERSION java-1.8.0-openjdk tool.rpm \
    https://dl.fedoraproject.org/pub/epel/epel-release-latest-8.noarch.rpm @development
RUN yum module install -y nodejs:18
RUN yum groupinstall -y 'Development Tools'
```

```dockerfile bad
FROM rockylinux:8
RUN yum module install -y nodejs
                          ^^^^^^ `nodejs` is not pinned: write `nodejs:<stream>`
```

Names in `allow` need no version.

```dockerfile good allow=["ca-certificates"]
FROM centos:7
RUN yum install -y ca-certificates
```
"""

from dlint.api import Command, File, Problem, Problems, named, rule, unpinned


@rule(
    "DL3033", on=("RUN yum install", "RUN yum localinstall", "RUN yum module install"), severity="info", enabled=False
)
def unpinned_yum_package(command: Command, file: File, *, allow: tuple[str, ...] = ()) -> Problems:
    found = unpinned(command, file, allow)
    if found:
        form = ":<stream>" if command.path[1] == "module" else "-<version>"
        yield Problem(found[0].word, f"{named(found)} not pinned: write `{found[0].name}{form}`")

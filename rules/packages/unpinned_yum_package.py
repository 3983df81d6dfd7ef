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

from dlint.api import Command, File, Problems, as_problems, rule, without_version


@rule("DL3033", on="RUN {yum} installs", severity="info", enabled=False)
def unpinned_yum_package(command: Command, file: File, *, allow: tuple[str, ...] = ()) -> Problems:
    return as_problems(without_version(command, file, allow))

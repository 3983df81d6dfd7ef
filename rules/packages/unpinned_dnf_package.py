r"""Packages are installed by dnf without a version

The next build installs whatever the repositories hold by then.

The rule is off unless it is selected: within a release, the packages of Red Hat and its relatives change little but for
security fixes, and these are wanted; Fedora keeps only the newest version.

```dockerfile bad
FROM fedora:42
RUN dnf install -y git-2.49.0 python3-devel && dnf clean all
                              ^^^^^^^^^^^^^ `python3-devel` is not pinned: write `python3-devel-<version>`
RUN microdnf install -y tar && microdnf clean all
                        ^^^ `tar` is not pinned: write `tar-<version>`
```

A package by its file or address has the version it has, a group has none. A module needs its stream.

```dockerfile good
FROM fedora:42
ARG VERSION
RUN dnf install -y --setopt=install_weak_deps=False nginx-$VERSION /tmp/tool.rpm @development-tools $MORE
RUN dnf group install -y 'Development Tools' && dnf module install -y nodejs:18
```

Names in `allow` need no version.

```dockerfile good allow=["ca-certificates"]
FROM fedora:42
RUN dnf install -y ca-certificates
```
"""

from dlint.api import Command, File, Problems, as_problems, rule, without_version


@rule("DL3041", on="RUN {dnf} installs", severity="info", enabled=False)
def unpinned_dnf_package(command: Command, file: File, *, allow: tuple[str, ...] = ()) -> Problems:
    return as_problems(without_version(command, file, allow))

r"""Packages are installed by zypper without a version

The next build installs whatever the repositories hold by then.

The rule is off unless it is selected: within a release, the packages of SUSE change little but for security fixes, and
these are wanted; Tumbleweed keeps only the newest version.

```dockerfile bad
FROM opensuse/leap:15.6
RUN zypper --non-interactive install git curl=8.6.0 && zypper clean
                                     ^^^ `git` is not pinned: write `git=<version>`
```

A range is a version too; a package by its file has the version it has, a pattern has none.

```dockerfile good
FROM opensuse/leap:15.6
RUN zypper -n in 'git>=2.43' ./tool.rpm pattern:devel_basis !vim $MORE && zypper clean
RUN zypper -n install -t pattern devel_basis
```

Names in `allow` need no version.

```dockerfile good allow=["ca-certificates"]
FROM opensuse/leap:15.6
RUN zypper -n install ca-certificates
```
"""

from dlint.api import Command, File, Problems, as_problems, rule, without_version


@rule("DL3037", on="RUN {zypper} installs", severity="info", enabled=False)
def unpinned_zypper_package(command: Command, file: File, *, allow: tuple[str, ...] = ()) -> Problems:
    if command.value_of("-t", "--type") in (None, "package"):
        yield from as_problems(without_version(command, file, allow))

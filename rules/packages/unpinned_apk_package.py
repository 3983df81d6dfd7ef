r"""Packages are installed by apk without a version

The next build installs whatever the repository holds by then.

The rule is off unless it is selected. Alpine deletes a version as soon as there is a newer one, so that a pinned package
breaks the build within days or weeks. Pins are for those with a mirror of their own; for others the release of Alpine
in the tag of the base image says enough.

```dockerfile bad
FROM alpine:3.22
RUN apk add --no-cache --virtual .build-deps gcc musl-dev
                                             ^^^ `gcc` and `musl-dev` are not pinned: write `gcc=<version>` or `gcc~<version>`
```

A range is a version too, and a file has the version it has. The name of a repository is no version.

```dockerfile good
FROM alpine:3.22
RUN apk add --no-cache curl=8.14.1-r2 'git>2.40' nodejs~22 ./tool.apk !busybox-extras
```

```dockerfile bad
FROM alpine:3.22
RUN apk add --no-cache -X https://dl-cdn.alpinelinux.org/alpine/edge/testing gosu@testing
                                                                             ^^^^^^^^^^^^ `gosu` is not pinned: write `gosu=<version>` or `gosu~<version>`
```

Names in `allow` need no version.

```dockerfile good allow=["ca-certificates", "tzdata"]
FROM alpine:3.22
RUN apk add --no-cache ca-certificates tzdata $EXTRA
```
"""

from dlint.api import Command, File, Problems, as_problems, rule, without_version


@rule("DL3018", on="RUN {apk} installs", severity="info", enabled=False)
def unpinned_apk_package(command: Command, file: File, *, allow: tuple[str, ...] = ()) -> Problems:
    return as_problems(without_version(command, file, allow))

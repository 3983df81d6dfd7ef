r"""COPY goes to a relative place, and the file has no WORKDIR

A relative destination starts from the WORKDIR. Where the file sets none that is whatever the base image has, and for most
images `/`: the files of the application lie among the folders of the system, where they may replace something.

```dockerfile bad
FROM debian:12
ADD app.tar.gz .
               ^ `.` is `/` here, as the file sets no `WORKDIR`: write the whole path, or set `WORKDIR`
```

A WORKDIR in the stage or in one that it is based on, an absolute path and a variable are fine. In an image that starts
from nothing `/` is as good as any place.

```dockerfile good
FROM debian:12 AS base
WORKDIR /app
FROM base
COPY . .
FROM debian:12
ARG HOME
COPY . $HOME
COPY . "/srv"
COPY app C:\app
FROM scratch
COPY --from=base app app
```

Many images bring a WORKDIR of their own; where that is not known, nothing is told.

```dockerfile good
FROM registry.example.org/team/base:1
COPY . app
```

With `strict`, these are told too, and so is an image that starts from nothing, as hadolint does.

```dockerfile bad strict=true
FROM registry.example.org/team/base:1
COPY . app
       ^^^ `app` is relative to the `WORKDIR` of the base image: write the whole path, or set `WORKDIR`
```

```dockerfile bad strict=true
FROM scratch
COPY app app
         ^^^ `app` is `/app` here, as the file sets no `WORKDIR`: write the whole path, or set `WORKDIR`
```
"""

import posixpath

from dlint.api import File, Problem, Problems, Transfer, rule


@rule("DL3045", on=("COPY", "ADD"))
def missing_workdir(node: Transfer, file: File, *, strict: bool = False) -> Problems:
    stage = file.stage_of(node)
    # The image that an ONBUILD runs in has a WORKDIR of its own.
    if stage is None or node.destination is None or node.onbuild:
        return
    path = file.expand(node.destination, node)
    if not path or path.startswith(("/", "\\")) or path[1:2] == ":":
        return
    if any(other.name == "WORKDIR" and other.start < node.start for other in stage.chain_instructions):
        return
    root = stage.root
    folder = "/" if root.is_scratch else root.family.workdir
    written = node.destination.text.strip("\"'")
    remedy = "write the whole path, or set `WORKDIR`"
    if folder == "/" and not (root.is_scratch and not strict):
        whole = posixpath.normpath(posixpath.join(folder, path))
        message = f"`{written}` is `{whole}` here, as the file sets no `WORKDIR`: {remedy}"
        yield Problem(node.destination, message)
    elif folder is None and strict:
        yield Problem(node.destination, f"`{written}` is relative to the `WORKDIR` of the base image: {remedy}")

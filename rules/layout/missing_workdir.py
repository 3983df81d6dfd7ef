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

from dlint.api import Problem, Problems, Stage, Transfer, rule


@rule("DL3045", on="stage")
def missing_workdir(stage: Stage, *, strict: bool = False) -> Problems:
    file, root = stage.file, stage.root
    if stage.base is not None and stage.base.last("WORKDIR") is not None:
        return
    directory = "/" if root.is_scratch else root.family.workdir
    if directory not in (None, "/") or (not strict and (directory is None or root.is_scratch)):
        return
    for node in stage.instructions:
        if node.name == "WORKDIR":
            return
        if not isinstance(node, Transfer) or node.destination is None:
            continue
        path = file.expand(node.destination, node)
        if not path or path.startswith(("/", "\\")) or path[1:2] == ":":
            continue
        written = node.destination.text.strip("\"'")
        remedy = "write the whole path, or set `WORKDIR`"
        if directory == "/":
            whole = posixpath.normpath(posixpath.join(directory, path))
            message = f"`{written}` is `{whole}` here, as the file sets no `WORKDIR`: {remedy}"
        else:
            message = f"`{written}` is relative to the `WORKDIR` of the base image: {remedy}"
        yield Problem(node.destination, message)

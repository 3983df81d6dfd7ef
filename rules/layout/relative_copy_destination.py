r"""COPY goes to a relative place, and the file has no WORKDIR

A relative destination starts from the WORKDIR. Where the file sets none, that is whatever the base image has, which
another tag of the image may change, and for most images it is `/`, among the folders of the system.

```dockerfile bad
FROM registry.example.org/team/base:1
COPY . app
       ^^^ `app` is relative to the `WORKDIR` of the base image: write the whole path, or set `WORKDIR`
```

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

With `strict`, an image that starts from nothing is told too, as hadolint does.

```dockerfile bad strict=true
FROM scratch
COPY app app
         ^^^ `app` is `/app` here, as the file sets no `WORKDIR`: write the whole path, or set `WORKDIR`
```
"""

import posixpath

from dlint.api import File, Problem, Problems, Transfer, rule


@rule("DL3045", on=("COPY", "ADD"))
def relative_copy_destination(node: Transfer, file: File, *, strict: bool = False) -> Problems:
    stage = file.stage_of(node)
    # The image that an ONBUILD runs in has a WORKDIR of its own.
    if stage is None or node.destination is None or node.onbuild:
        return
    path = file.expand(node.destination, node)
    if not path or path.startswith(("/", "\\")) or path[1:2] == ":":
        return
    if any(other.name == "WORKDIR" and other.start < node.start for other in stage.chain_instructions):
        return
    scratch = stage.root.is_scratch
    if scratch and not strict:
        return
    folder = "/" if scratch else stage.root.family.workdir
    written = node.destination.text.strip("\"'")
    remedy = "write the whole path, or set `WORKDIR`"
    if folder is None:
        yield Problem(node.destination, f"`{written}` is relative to the `WORKDIR` of the base image: {remedy}")
        return
    whole = posixpath.normpath(posixpath.join(folder, path))
    message = f"`{written}` is `{whole}` here, as the file sets no `WORKDIR`: {remedy}"
    yield Problem(node.destination, message, severity="info")

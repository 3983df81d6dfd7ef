r"""Without build arguments FROM names no image

`docker build .` fails: an ARG has no default, or one that makes no name of an image. Whoever builds the file has to know
which build arguments it wants. A default spares them that.

```dockerfile bad
ARG IMAGE
FROM $IMAGE
     ^^^^^^ without a build argument there is no image here: give `IMAGE` a default
ARG SUFFIX=
FROM python:${VERSION}
```

```dockerfile bad
ARG VERSION=
FROM python:${VERSION}
     ^^^^^^^^^^^^^^^^^ without a build argument the image is `python:`, which is none: give `VERSION` a default
```

```dockerfile good
ARG VERSION=3.13
ARG SUFFIX
FROM python:${VERSION}${SUFFIX}
FROM ${IMAGE:-debian:12}
```

What no build argument mends is an error of the build, and told as such. With `buildkit` it is told here too, as
`docker build --check` does.

```dockerfile bad buildkit=true
FROM Debian:12
     ^^^^^^^^^ the image is `Debian:12`, which is none
```

```dockerfile good
ARG TAG=12
FROM debian:$TAG
```
"""

from dlint.api import File, Problem, Problems, default_images, parse_reference, rule


@rule("DK8006", on="file", severity="info", aliases=("InvalidDefaultArgInFrom",))
def invalid_default_base_image(file: File, *, buildkit: bool = False) -> Problems:
    failing = {id(fault.instruction) for fault in file.faults if not fault.helped}
    for node, text, names in default_images(file):
        if node.image is None or (text and (text == "scratch" or parse_reference(text).error is None)):
            continue
        # What no build argument mends is an error of the build.
        if buildkit or (names and id(node) not in failing):
            start = "without a build argument " if names else ""
            message = f"{start}the image is `{text}`, which is none" if text else f"{start}there is no image here"
            yield Problem(node.image, f"{message}: give `{names[0]}` a default" if names else message)

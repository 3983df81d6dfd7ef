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
"""

from dlint.api import File, From, Problem, Problems, parse_reference, resolve_defaults, rule


@rule("DK8006", on="FROM", severity="info", aliases=("InvalidDefaultArgInFrom",))
def invalid_default_base_image(node: From, file: File, *, buildkit: bool = False) -> Problems:
    word = node.image
    if word is None or (not buildkit and "$" not in word.text):
        return
    found = resolve_defaults(file, node)
    if found is None:
        return
    text, names = found
    if text and (text == "scratch" or parse_reference(text).error is None):
        return
    if not buildkit and (not names or any(fault.instruction is node and not fault.helped for fault in file.faults)):
        return
    start = "without a build argument " if names else ""
    message = f"{start}the image is `{text}`, which is none" if text else f"{start}there is no image here"
    yield Problem(word, f"{message}: give `{names[0]}` a default" if names else message)

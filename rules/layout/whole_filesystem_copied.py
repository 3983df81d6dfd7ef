r"""A whole file system is copied over the image

`COPY --from=… / /` takes everything: caches, tools, keys and package lists of the other image, on top of what the base
image has. What was removed there comes back from below, and the layer is as large as the image.

```dockerfile bad
FROM golang:1.25 AS build
RUN go build -o /app
FROM debian:12
COPY --from=build / /
                  ^^^ all of `build` is copied over this image: copy what is needed, or start `FROM scratch`
```

To squash an image into one layer, it is copied into an empty one.

```dockerfile good
FROM debian:12 AS build
RUN apt-get update && rm -rf /var/lib/apt/lists/*
FROM scratch
COPY --from=build / /
COPY --from=build /usr /usr
COPY / /
```

With `strict`, the empty image is told too, as hadolint does.

```dockerfile bad strict=true
FROM scratch
COPY --from=debian:12 / /
                      ^^^ all of `debian:12` is copied over this image: copy what is needed, or start `FROM scratch`
```

```dockerfile good
FROM debian:12 AS build
FROM debian:12
COPY --from=build /opt /opt
```
"""

from dlint.api import Copy, File, Problem, Problems, Stage, origin_of, rule


@rule("DL3067", on="COPY")
def whole_filesystem_copied(node: Copy, file: File, stage: Stage, *, strict: bool = False) -> Problems:
    origin = origin_of(node)
    if origin is None or node.destination is None:
        return
    if not strict and (stage.root.is_scratch or node.flag("exclude")):
        return
    whole = [word for word in node.sources if file.expand(word, node) == "/"]
    if whole and file.expand(node.destination, node) == "/":
        message = f"all of `{origin}` is copied over this image: copy what is needed, or start `FROM scratch`"
        yield Problem((whole[0], node.destination), message)

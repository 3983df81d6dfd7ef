r"""apk leaves its index in the image

apk keeps the index of the repositories in `/var/cache/apk`, and it stays in the layer. With `--no-cache` it is
downloaded, used and forgotten.

```dockerfile bad
FROM alpine:3.22
RUN apk add --update curl
    ^^^^^^^ apk leaves its index in the layer: add `--no-cache`
```

```dockerfile fixed
FROM alpine:3.22
RUN apk add --no-cache --update curl
```

A cache mount keeps the index out of the image, and what is removed in the same RUN never gets into the layer.

```dockerfile good
FROM alpine:3.22
RUN apk --no-cache add curl && apk add -q --no-cache git
RUN --mount=type=cache,target=/var/cache/apk apk add curl
RUN --mount=type=cache,target=/etc/apk/cache apk add curl
RUN apk update && apk add curl \
    # the index
    && rm -rf /var/cache/apk/*
RUN apk add -U curl && rm -rf /var/cache/* /tmp/* && apk add --no-network ./tool.apk
```

```dockerfile bad
FROM alpine:3.22
RUN rm -rf /var/cache/apk/* && apk add curl
                               ^^^^^^^ apk leaves its index in the layer: add `--no-cache`
RUN ["apk", "add", "git"]
     ^^^^^^^^^^^^ apk leaves its index in the layer: add `--no-cache`
```

```dockerfile fixed
FROM alpine:3.22
RUN rm -rf /var/cache/apk/* && apk add --no-cache curl
RUN ["apk", "add", "--no-cache", "git"]
```

The layers of a stage from which only files are copied are not in the image; with `strict` they are judged too.

```dockerfile good
FROM alpine:3.22 AS build
RUN apk add gcc
FROM alpine:3.22
COPY --from=build /app /app
```

```dockerfile bad strict=true
FROM alpine:3.22 AS build
RUN apk add gcc
    ^^^^^^^ apk leaves its index in the layer: add `--no-cache`
FROM alpine:3.22
COPY --from=build /app /app
```

```dockerfile fixed
FROM alpine:3.22 AS build
RUN apk add --no-cache gcc
FROM alpine:3.22
COPY --from=build /app /app
```
"""

from dlint.api import Command, File, Problem, Problems, as_argument, insert_after, leaves_cache, options_known, rule


@rule("DL3019", on="RUN {apk} fills", severity="info", fix="safe", aliases=("DS-0025",))
def apk_cache_in_layer(command: Command, file: File, *, strict: bool = False) -> Problems:
    verb = command.subcommand
    if verb is not None and options_known(command, file) and leaves_cache(command, file, everywhere=strict):
        yield Problem(
            (command.words[0], verb),
            "apk leaves its index in the layer: add `--no-cache`",
            insert_after(verb, as_argument(command, "--no-cache")),
        )

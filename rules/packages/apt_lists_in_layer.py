r"""The package lists of apt stay in the image

`apt-get update` writes 20 to 50 MB of lists to `/var/lib/apt/lists`. They are of use until the packages are installed,
and what a RUN leaves behind stays in its layer, whatever later ones delete.

```dockerfile bad
FROM debian:12-slim
RUN apt-get update && apt-get install -y curl
    ^^^^^^^^^^^^^^ the package lists stay in the layer: end this `RUN` with `rm -rf /var/lib/apt/lists/*`
```

```dockerfile fixed
FROM debian:12-slim
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
```

A cache mount keeps the lists out, and whatever takes them away is right, if it comes after the update and in the same
RUN. (That images of Debian clean up after apt concerns the packages, not the lists.)

```dockerfile good
FROM debian:12-slim
RUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/var/lib/apt \
    apt-get update && apt-get install -y curl
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists
RUN apt-get update && apt-get install -y curl && rm -r /var/lib/{apt,dpkg,cache}/*
RUN apt-get update && apt-get install -y curl && find /var/lib/apt/lists -mindepth 1 -delete
RUN apt-get update && apt-get install -y curl; apt-get distclean
RUN apt-get update && apt-get install -y curl && /opt/cleanup.sh
```

```dockerfile bad
FROM debian:12-slim
RUN rm -rf /var/lib/apt/lists/* \
    && sudo apt-get -y update \
            ^^^^^^^^^^^^^^^^^ the package lists stay in the layer: end this `RUN` with `rm -rf /var/lib/apt/lists/*`
    # what the app needs
    && sudo apt-get install -y \
        curl \
    && rm -rf /tmp/*
```

```dockerfile fixed
FROM debian:12-slim
RUN rm -rf /var/lib/apt/lists/* \
    && sudo apt-get -y update \
    # what the app needs
    && sudo apt-get install -y \
        curl \
    && rm -rf /tmp/* \
    && sudo rm -rf /var/lib/apt/lists/*
```

Where a later RUN needs the lists, both belong together.

```dockerfile bad
FROM debian:12-slim
RUN apt-get update
    ^^^^^^^^^^^^^^ the package lists stay in the layer: install everything in one `RUN`, and end it with `rm -rf /var/lib/apt/lists/*`
RUN apt-get install -y curl
```

```dockerfile fixed
FROM debian:12-slim
RUN apt-get update
RUN apt-get install -y curl
```

The layers of a stage from which only files are copied are not in the image.

```dockerfile good
FROM debian:12 AS build
RUN apt-get update && apt-get install -y gcc
FROM debian:12-slim
COPY --from=build /app /app
```
"""

from dlint.api import Command, File, Problems, as_problems, lists_left, rule


@rule("DL3009", on="RUN {apt} updates", severity="info", fix="unsafe")
def apt_lists_in_layer(command: Command, file: File) -> Problems:
    return as_problems(lists_left(command, file))

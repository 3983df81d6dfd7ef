r"""zypper leaves its cache in the image

zypper keeps the lists of all repositories in `/var/cache/zypp`, tens of megabytes. What a RUN leaves behind stays in its
layer, whatever later ones delete.

```dockerfile bad
FROM opensuse/leap:15.6
RUN zypper -n install git
    ^^^^^^^^^^^^^^^^^ zypper leaves its cache in the layer: end this `RUN` with `zypper clean --all`
```

```dockerfile fixed
FROM opensuse/leap:15.6
RUN zypper -n install git && zypper clean --all
```

Whatever takes the cache away is right, if it comes after the last installation and in the same RUN; so is a mount.

```dockerfile good
FROM opensuse/leap:15.6
RUN zypper -n install git && zypper cc -a
RUN zypper -n in git \
    # as small as it gets
    && rm -rf /var/cache/zypp/*
RUN --mount=type=cache,target=/var/cache/zypp zypper -n install git
```

```dockerfile bad
FROM opensuse/leap:15.6
RUN zypper clean && zypper -n in git
                    ^^^^^^^^^^^^ zypper leaves its cache in the layer: end this `RUN` with `zypper clean --all`
```

```dockerfile fixed
FROM opensuse/leap:15.6
RUN zypper clean && zypper -n in git && zypper clean --all
```

The layers of a stage from which only files are copied are not in the image; with `strict` they are judged too.

```dockerfile good
FROM opensuse/leap:15.6 AS build
RUN zypper -n install gcc
FROM opensuse/leap:15.6
COPY --from=build /app /app
```

```dockerfile bad strict=true
FROM opensuse/leap:15.6 AS build
RUN zypper -n install gcc
    ^^^^^^^^^^^^^^^^^ zypper leaves its cache in the layer: end this `RUN` with `zypper clean --all`
FROM opensuse/leap:15.6
COPY --from=build /app /app
```
"""

from dlint.api import Command, File, Problem, Problems, at_the_end, insert_after, rule, stays_in_layer

FILLERS = tuple(f"zypper {verb}" for verb in ("install", "in", "update", "up", "patch", "dist-upgrade", "dup"))


@rule("DL3036", on=tuple(f"RUN {filler}" for filler in FILLERS), severity="info", fix="unsafe", aliases=("DS-0020",))
def zypper_cache_in_layer(command: Command, file: File, *, strict: bool = False) -> Problems:
    if stays_in_layer(command, file, "zypper", everywhere=strict, fillers=FILLERS):
        end = at_the_end(command, file, "zypper clean --all")
        yield Problem(
            (command.words[0], command.verbs[-1]),
            "zypper leaves its cache in the layer: end this `RUN` with `zypper clean --all`",
            *([insert_after(*end)] if end is not None else []),
        )

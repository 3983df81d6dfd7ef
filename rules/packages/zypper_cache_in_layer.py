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

from dlint.api import Command, File, Problems, as_problems, cache_left, rule


@rule("DL3036", on="RUN {zypper} fills", severity="info", fix="unsafe", aliases=("DS-0020",))
def zypper_cache_in_layer(command: Command, file: File, *, strict: bool = False) -> Problems:
    return as_problems(cache_left(command, file, everywhere=strict))

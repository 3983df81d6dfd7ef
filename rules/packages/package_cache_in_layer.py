r"""A package manager leaves its cache in the image

What a package manager has downloaded is kept for the next installation. In an image there is none, and what a RUN leaves
behind stays in its layer, whatever later ones delete.

```dockerfile bad
FROM freebsd/freebsd-runtime:14.3
RUN pkg install -y nginx
    ^^^^^^^^^^^ pkg leaves its cache in the layer: end this `RUN` with `pkg clean -ay`
```

```dockerfile fixed
FROM freebsd/freebsd-runtime:14.3
RUN pkg install -y nginx && pkg clean -ay
```

Whatever takes the cache away is right, if it comes after the last installation and in the same RUN; so is a mount.

```dockerfile good
FROM freebsd/freebsd-runtime:14.3
RUN pkg install -y nginx && rm -rf /var/cache/pkg/* /var/db/pkg/repos/*
RUN --mount=type=cache,target=/var/cache/pkg pkg install -y nginx
RUN pkg update && pkg install -n nginx
```

```dockerfile bad
FROM freebsd/freebsd-runtime:14.3
RUN pkg install -y nginx && pkg clean -ay && \
    pkg upgrade -y
    ^^^^^^^^^^^ pkg leaves its cache in the layer: end this `RUN` with `pkg clean -ay`
```

```dockerfile fixed
FROM freebsd/freebsd-runtime:14.3
RUN pkg install -y nginx && pkg clean -ay && \
    pkg upgrade -y && \
    pkg clean -ay
```

The layers of a stage from which only files are copied are not in the image; with `strict` they are judged too.

```dockerfile good
FROM freebsd/freebsd-runtime:14.3 AS build
RUN pkg install -y gcc
FROM freebsd/freebsd-static:14.3
COPY --from=build /app /app
```

```dockerfile bad strict=true
FROM freebsd/freebsd-runtime:14.3 AS build
RUN pkg install -y gcc
    ^^^^^^^^^^^ pkg leaves its cache in the layer: end this `RUN` with `pkg clean -ay`
FROM freebsd/freebsd-static:14.3
COPY --from=build /app /app
```

```dockerfile fixed
FROM freebsd/freebsd-runtime:14.3 AS build
RUN pkg install -y gcc && pkg clean -ay
FROM freebsd/freebsd-static:14.3
COPY --from=build /app /app
```

The rule speaks of each package manager whose cache is known and that has no rule of its own: apk, yum, dnf, zypper, pip
and yarn have theirs.
"""

from dlint.api import Command, File, Problems, as_problems, cache_left, rule


@rule("DK4732", on="RUN {*} fills", severity="info", fix="unsafe")
def package_cache_in_layer(command: Command, file: File, *, strict: bool = False) -> Problems:
    return as_problems(cache_left(command, file, everywhere=strict))

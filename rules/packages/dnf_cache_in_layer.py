r"""dnf leaves its cache in the image

dnf keeps the lists of all repositories in `/var/cache`, often more than what was installed. What a RUN leaves behind
stays in its layer, whatever later ones delete.

```dockerfile bad
FROM fedora:42
RUN dnf install -y git
    ^^^^^^^^^^^ dnf leaves its cache in the layer: end this `RUN` with `dnf clean all`
RUN microdnf install -y tar
    ^^^^^^^^^^^^^^^^ microdnf leaves its cache in the layer: end this `RUN` with `microdnf clean all`
```

```dockerfile fixed
FROM fedora:42
RUN dnf install -y git && dnf clean all
RUN microdnf install -y tar && microdnf clean all
```

Whatever takes the cache away is right, if it comes after the last installation and in the same RUN; so is a mount.

```dockerfile good
FROM fedora:42
RUN dnf install -y git \
    # as small as it gets
    && dnf -y clean all
RUN dnf clean all; dnf upgrade -y; rm -rf /var/cache/dnf /var/log/dnf*
RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y git
RUN --mount=type=cache,target=/var/cache dnf install -y git
RUN microdnf install -y tar && rm -rf /var/cache/*
```

```dockerfile bad
FROM fedora:42
RUN dnf install -y 'dnf-command(copr)' && dnf clean all && \
    dnf install -y git && \
    ^^^^^^^^^^^ dnf leaves its cache in the layer: end this `RUN` with `dnf clean all`
    rm -rf /tmp/build
```

```dockerfile fixed
FROM fedora:42
RUN dnf install -y 'dnf-command(copr)' && dnf clean all && \
    dnf install -y git && \
    rm -rf /tmp/build && \
    dnf clean all
```

The layers of a stage from which only files are copied are not in the image; with `strict` they are judged too.

```dockerfile good
FROM fedora:42 AS build
RUN dnf install -y gcc
FROM fedora:42
COPY --from=build /app /app
```

```dockerfile bad strict=true
FROM fedora:42 AS build
RUN dnf install -y gcc
    ^^^^^^^^^^^ dnf leaves its cache in the layer: end this `RUN` with `dnf clean all`
FROM fedora:42
COPY --from=build /app /app
```
"""

from dlint.api import Command, File, Problems, as_problems, cache_left, rule


@rule("DL3040", on="RUN {dnf} fills", severity="info", fix="unsafe", aliases=("DS-0019", "DS-0027"))
def dnf_cache_in_layer(command: Command, file: File, *, strict: bool = False) -> Problems:
    return as_problems(cache_left(command, file, everywhere=strict))

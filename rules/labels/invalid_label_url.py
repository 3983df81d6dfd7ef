r"""A label that is an address holds none

Tools make a link of it. What the image specification says to be an address is one with its scheme.

```dockerfile bad
FROM debian:12
LABEL org.opencontainers.image.url="www.example.org"
                                   ^^^^^^^^^^^^^^^^^ `www.example.org` is no address: write it with its scheme, like `https://example.org`
```

```dockerfile good
FROM debian:12
ARG SOURCE
```

```dockerfile good
FROM debian:12
ARG SOURCE
LABEL org.opencontainers.image.url="https://example.org" \
      org.opencontainers.image.source=$SOURCE \
      org.example.home=www.example.org
```

With `schema`, labels of your own have a type too: `text`, `url`, `rfc3339`, `spdx`, `hash`, `semver` or `email`. It takes
the place of the well-known ones.

```dockerfile bad schema={"org.example.home"="url"}
FROM debian:12
LABEL org.example.home=www.example.org
                       ^^^^^^^^^^^^^^^ `www.example.org` is no address: write it with its scheme, like `https://example.org`
```
"""

from dlint.api import WELL_KNOWN_LABELS, File, Label, Problem, Problems, labels_of_type, rule


@rule("DL3052", on="LABEL")
def invalid_label_url(node: Label, file: File, *, schema: dict[str, str] = WELL_KNOWN_LABELS) -> Problems:
    for label in labels_of_type(node, file, schema, "url"):
        yield Problem(
            label.place, f"`{label.value}` is no address: write it with its scheme, like `https://example.org`"
        )

r"""A label that is a time holds none

Tools sort images by it. The image specification asks for the form of RFC 3339: a day, `T`, the time of day to the second,
and the zone.

```dockerfile bad
FROM debian:12
LABEL org.opencontainers.image.created="2026-02-30T12:00:00Z" \
                                       ^^^^^^^^^^^^^^^^^^^^^^ `2026-02-30T12:00:00Z` is no time of RFC 3339: write it like `2026-01-31T12:00:00Z`
      org.label-schema.build-date=2026-01-31
                                  ^^^^^^^^^^ `2026-01-31` is no time of RFC 3339: write it like `2026-01-31T12:00:00Z`
```

```dockerfile good
FROM debian:12
ARG BUILD_DATE
```

```dockerfile good
FROM debian:12
ARG BUILD_DATE
LABEL org.opencontainers.image.created="2026-01-31T12:00:00.5+01:00"
LABEL org.label-schema.build-date=$BUILD_DATE
```

With `schema`, labels of your own have a type too: `text`, `url`, `rfc3339`, `spdx`, `hash`, `semver` or `email`. It takes
the place of the well-known ones.

```dockerfile bad schema={"org.example.built"="rfc3339"}
FROM debian:12
LABEL org.example.built="2026-01-31 12:00:00Z"
                        ^^^^^^^^^^^^^^^^^^^^^^ `2026-01-31 12:00:00Z` is no time of RFC 3339: write it like `2026-01-31T12:00:00Z`
```
"""

from dlint.api import WELL_KNOWN_LABELS, File, Label, Problem, Problems, labels_of_type, rule


@rule("DL3053", on="LABEL")
def invalid_label_time(node: Label, file: File, *, schema: dict[str, str] = WELL_KNOWN_LABELS) -> Problems:
    for label in labels_of_type(node, file, schema, "rfc3339"):
        yield Problem(label.place, f"`{label.value}` is no time of RFC 3339: write it like `2026-01-31T12:00:00Z`")

r"""A label that is a licence holds none that is known

Scanners read it. The image specification asks for an expression of SPDX: identifiers of its list (3.27.0), joined with
`AND`, `OR` and `WITH`.

```dockerfile bad
FROM debian:12
LABEL org.opencontainers.image.licenses="Apache 2"
                                        ^^^^^^^^^^ `Apache 2` is no expression of SPDX: write identifiers like `MIT` or `Apache-2.0`
```

```dockerfile good
FROM debian:12
LABEL org.opencontainers.image.licenses="MIT"
```

```dockerfile good
FROM debian:12
LABEL org.opencontainers.image.licenses="(MIT OR Apache-2.0) AND GPL-2.0-only WITH Classpath-exception-2.0"
LABEL org.opencontainers.image.licenses="LicenseRef-Proprietary OR GPL-2.0"
```

With `schema`, labels of your own have a type too: `text`, `url`, `rfc3339`, `spdx`, `hash`, `semver` or `email`. It takes
the place of the well-known ones.

```dockerfile bad schema={"license"="spdx"}
FROM debian:12
LABEL license=BSD
              ^^^ `BSD` is no expression of SPDX: write identifiers like `MIT` or `Apache-2.0`
```
"""

from dlint.api import WELL_KNOWN_LABELS, File, Label, Problem, Problems, labels_of_type, rule


@rule("DL3054", on="LABEL")
def invalid_label_license(node: Label, file: File, *, schema: dict[str, str] = WELL_KNOWN_LABELS) -> Problems:
    for label in labels_of_type(node, file, schema, "spdx"):
        yield Problem(
            label.place, f"`{label.value}` is no expression of SPDX: write identifiers like `MIT` or `Apache-2.0`"
        )

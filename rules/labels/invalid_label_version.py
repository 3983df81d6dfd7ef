r"""A label that is a version holds none

Which labels are a semantic version is said in `schema`; no well-known one has to be. A version has three numbers, without a
`v` in front.

```dockerfile bad schema={"org.example.version"="semver"}
FROM debian:12
LABEL org.example.version="v1.2"
                          ^^^^^^ `v1.2` is no semantic version: write it like `1.2.3`
```

```dockerfile good schema={"org.example.version"="semver"}
FROM debian:12
ARG VERSION
```

```dockerfile good schema={"org.example.version"="semver"}
FROM debian:12
ARG VERSION
LABEL org.example.version=1.2.3-rc.1+build.5
LABEL org.example.version=$VERSION
```

"""

from dlint.api import WELL_KNOWN_LABELS, File, Label, Problem, Problems, labels_of_type, rule


@rule("DL3056", on="LABEL")
def invalid_label_version(node: Label, file: File, *, schema: dict[str, str] = WELL_KNOWN_LABELS) -> Problems:
    for label in labels_of_type(node, file, schema, "semver"):
        yield Problem(label.place, f"`{label.value}` is no semantic version: write it like `1.2.3`")

r"""A label that has to say something is empty

An empty label looks as if somebody had filled it in. That is told of the labels that the image specification defines,
and of the keys of `schema`, where one is given.

```dockerfile bad
FROM debian:12
LABEL org.opencontainers.image.source=""
                                      ^^ `org.opencontainers.image.source` is empty: write its value, or leave it out
```

Other labels may be empty, and a value that is not known may be any.

```dockerfile good
FROM debian:12
ARG SOURCE
```

```dockerfile good
FROM debian:12
ARG SOURCE
LABEL org.opencontainers.image.source=$SOURCE org.example.public=""
```

```dockerfile bad schema={"vendor"="text"}
FROM debian:12
LABEL vendor=
      ^^^^^^ `vendor` is empty: write its value, or leave it out
```
"""

from dlint.api import WELL_KNOWN_LABELS, File, Label, Problem, Problems, labels_of, rule


@rule("DL3051", on="LABEL")
def empty_label(node: Label, file: File, *, schema: dict[str, str] = WELL_KNOWN_LABELS) -> Problems:
    for label in labels_of(node, file):
        if label.key in schema and label.value == "":
            yield Problem(label.place, f"`{label.key}` is empty: write its value, or leave it out")

r"""A label that is a commit of Git holds none

Which labels are the hash of a commit is said in `schema`; no well-known one is. It is 7 to 40 digits of 0-9 and a-f, or
64 for SHA-256.

```dockerfile bad schema={"org.example.commit"="hash"}
FROM debian:12
LABEL org.example.commit="v1.2"
                         ^^^^^^ `v1.2` is no hash of a commit: write 7 to 40 digits of 0-9 and a-f
```

```dockerfile good schema={"org.example.commit"="hash"}
FROM debian:12
ARG COMMIT
```

```dockerfile good schema={"org.example.commit"="hash"}
FROM debian:12
ARG COMMIT
LABEL org.example.commit=1b3a99f1
LABEL org.example.commit=$COMMIT
```

"""

from dlint.api import WELL_KNOWN_LABELS, File, Label, Problem, Problems, labels_of_type, rule


@rule("DL3055", on="LABEL")
def invalid_label_hash(node: Label, file: File, *, schema: dict[str, str] = WELL_KNOWN_LABELS) -> Problems:
    for label in labels_of_type(node, file, schema, "hash"):
        yield Problem(label.place, f"`{label.value}` is no hash of a commit: write 7 to 40 digits of 0-9 and a-f")

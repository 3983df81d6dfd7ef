r"""A label that is an email address holds none

Which labels are an address for email is said in `schema`; no well-known one is.

```dockerfile bad schema={"maintainer"="email"}
FROM debian:12
LABEL maintainer="Jane Doe <jane@example.org>"
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `Jane Doe <jane@example.org>` is no email address: write it like `jane@example.org`
```

```dockerfile good schema={"maintainer"="email"}
FROM debian:12
LABEL maintainer=jane.doe+docker@example.org
```

```dockerfile good
FROM debian:12
LABEL org.opencontainers.image.title="no address at all"
```
"""

from dlint.api import WELL_KNOWN_LABELS, File, Label, Problem, Problems, labels_of_type, rule


@rule("DL3058", on="LABEL")
def invalid_label_email(node: Label, file: File, *, schema: dict[str, str] = WELL_KNOWN_LABELS) -> Problems:
    for label in labels_of_type(node, file, schema, "email"):
        yield Problem(label.place, f"`{label.value}` is no email address: write it like `jane@example.org`")

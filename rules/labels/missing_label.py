r"""A label that every image has to have is missing

Which labels an image has to have is a matter of the house: they are the keys of `schema`. Each image that ends the build
has to set them, itself or in a stage that it is based on.

```dockerfile bad schema={"org.opencontainers.image.source"="url"}
FROM debian:12
^^^^^^^^^^^^^^ the image has no label `org.opencontainers.image.source`: add it with `LABEL`
LABEL maintainer=me
```

```dockerfile good schema={"maintainer"="text"}
FROM golang:1.25 AS build
FROM debian:12 AS base
LABEL maintainer=me
FROM base
COPY --from=build /app /app
```

```dockerfile good
FROM debian:12
```
"""

from dlint.api import Label, Problem, Problems, Stage, labels_of, rule

NONE: dict[str, str] = {}


@rule("DL3049", on="stage", severity="info")
def missing_label(stage: Stage, *, schema: dict[str, str] = NONE) -> Problems:
    if not schema or not stage.is_final:
        return
    found: set[str | None] = set()
    for node in stage.chain_instructions:
        if isinstance(node, Label):
            found.update(label.key for label in labels_of(node, stage.file))
    if None in found:
        return
    for key in schema:
        if key not in found:
            yield Problem(stage.node, f"the image has no label `{key}`: add it with `LABEL`")

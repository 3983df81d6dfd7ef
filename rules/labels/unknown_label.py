r"""A label is not in the schema

With `strict`, labels other than the keys of `schema` are told: a misspelt key is no key that anybody looks for.

```dockerfile bad strict=true, schema={"maintainer"="text"}
FROM debian:12
LABEL maintainr=me
      ^^^^^^^^^ `maintainr` is not in the schema of labels: did you mean `maintainer`?
LABEL maintainer=me vendor=us
                    ^^^^^^ `vendor` is not in the schema of labels: leave it out, or add it to the schema
```

```dockerfile good schema={"maintainer"="text"}
FROM debian:12
LABEL vendor=us
```

```dockerfile good strict=true, schema={"maintainer"="text"}
FROM debian:12
LABEL maintainer=me
```
"""

from dlint.api import File, Label, Problem, Problems, labels_of, rule

NONE: dict[str, str] = {}


@rule("DL3050", on="LABEL", severity="info")
def unknown_label(node: Label, file: File, *, schema: dict[str, str] = NONE, strict: bool = False) -> Problems:
    if not strict:
        return
    for label in labels_of(node, file):
        if label.key is None or label.key in schema:
            continue
        from difflib import get_close_matches

        close = get_close_matches(label.key, schema, 1, 0.8)
        advice = f"did you mean `{close[0]}`?" if close else "leave it out, or add it to the schema"
        yield Problem(label.key_word, f"`{label.key}` is not in the schema of labels: {advice}")

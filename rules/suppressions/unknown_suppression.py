r"""A comment suppresses a rule that does not exist

The code is misspelt, or belongs to a pack that is not installed. What the comment was meant to silence is still
reported.

```dockerfile bad
# dlint: ignore[untaged-base-image]
                ^^^^^^^^^^^^^^^^^^ there is no rule `untaged-base-image`, did you mean `untagged-base-image`?
FROM debian
```

```dockerfile fixed
# dlint: ignore[untagged-base-image]
FROM debian
```

```dockerfile bad
# check=skip=JSONArgsRecomended
             ^^^^^^^^^^^^^^^^^^ there is no rule `JSONArgsRecomended`, did you mean `JSONArgsRecommended`?
FROM debian:12
CMD true
```

```dockerfile fixed
# check=skip=JSONArgsRecommended
FROM debian:12
CMD true
```

Codes in a comment for hadolint may belong to rules that only hadolint or ShellCheck has.

```dockerfile good
FROM debian:12
# hadolint ignore=SC2086,DL9999
RUN true
```
"""

from dlint.api import Problem, Problems, Suppression, replace, rule


@rule("DK9002", on="suppression", fix="suggestion")
def unknown_suppression(suppression: Suppression) -> Problems:
    for id in suppression.unknown:
        close = suppression.suggestion(id)
        meant = f", did you mean `{close}`?" if close else ""
        edits = [replace(id, close)] if close else []
        yield Problem(id, f"there is no rule `{id.text}`{meant}", *edits)

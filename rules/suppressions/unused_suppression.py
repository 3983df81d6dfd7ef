r"""A comment suppresses what is not there

The finding that it silenced is gone, or the rule is not the one that was meant. Left in place, the comment would hide
the next mistake of that kind. Rules that did not run are not judged.

```dockerfile bad
FROM debian:12
# dlint: ignore[DL3006] the tag is set by the build
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `DL3006` is suppressed in vain: delete the comment
RUN true
```

```dockerfile fixed
FROM debian:12
RUN true
```

Where a comment names several rules, each is judged by itself.

```dockerfile bad
# dlint: ignore[untagged-base-image, deprecated-maintainer]
                                     ^^^^^^^^^^^^^^^^^^^^^ `deprecated-maintainer` is suppressed in vain: take it out
FROM debian
```

```dockerfile fixed
# dlint: ignore[untagged-base-image]
FROM debian
```

The forms of other linters are judged only where all of their rules are known here.

```dockerfile good
# hadolint ignore=DL3006,DL3999
FROM debian:12
# dlint: ignore[DL4000] the label is not enough for our registry
MAINTAINER me
```
"""

from dlint.api import Problem, Problems, Suppression, rule


@rule("DK9001", on="suppression", severity="info", fix="safe")
def unused_suppression(suppression: Suppression) -> Problems:
    unused = suppression.unused
    if len(unused) == len(suppression.ids):
        if unused:
            listed = " and ".join(f"`{id.text}`" for id in unused)
            verb = "is" if len(unused) == 1 else "are"
            message = f"{listed} {verb} suppressed in vain: delete the comment"
            yield Problem(suppression, message, *suppression.deleted(), title="delete the comment")
        return
    for id in unused:
        message = f"`{id.text}` is suppressed in vain: take it out"
        yield Problem(id, message, *suppression.without(id), title=f"take `{id.text}` out")

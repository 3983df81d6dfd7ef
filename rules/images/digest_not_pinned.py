r"""A base image is not pinned by its digest

A tag can be moved; a digest is the image. With it a build is the same tomorrow, and nobody can slip another image under
the tag. It has to be kept fresh by a bot (Renovate, Dependabot), or security fixes never arrive: that is why this rule is
off unless it is asked for.

```dockerfile bad
FROM python:3.13-slim AS base
     ^^^^^^^^^^^^^^^^ `python:3.13-slim` can be replaced by another image: add its digest, `@sha256:…`
COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `ghcr.io/astral-sh/uv:0.9` can be replaced by another image: add its digest, `@sha256:…`
```

```dockerfile good
FROM python:3.13-slim@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1 AS base
FROM base
COPY --from=base /a /b
COPY --from=0 /a /b
```

```dockerfile good
FROM scratch
```
"""

from dlint.api import Copy, Problem, Problems, Stage, origin_of, parse_reference, rule


@rule("DK1009", on="stage", severity="info", enabled=False)
def digest_not_pinned(stage: Stage) -> Problems:
    reference = stage.reference
    if reference is not None and not reference.error and not reference.digest:
        yield Problem(stage.node.image or stage.node, message(stage.text or ""))
    for node in stage.instructions:
        origin = origin_of(node) if isinstance(node, Copy) else None
        # Names without tag or slash are stages and named contexts.
        if origin is not None and (":" in origin or "/" in origin) and not parse_reference(origin).digest:
            flag = node.flag("from")
            if flag is not None:
                yield Problem(flag, message(origin))


def message(text: str) -> str:
    return f"`{text}` can be replaced by another image: add its digest, `@sha256:…`"

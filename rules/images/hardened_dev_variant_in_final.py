r"""The image is built on the development variant of a hardened one

`-dev` and `:debug` variants hold a shell and a package manager, for building and looking around, and run as root. What
one takes a hardened image for is not in them. Build in the one and copy to the other.

```dockerfile bad
FROM dhi.io/python:3.13-debian13-dev
                   ^^^^^^^^^^^^^^^^^ `3.13-debian13-dev` is for building: copy what it built to `3.13-debian13`
COPY . /app
```

```dockerfile bad
FROM gcr.io/distroless/python3-debian13:debug
                                        ^^^^^ `debug` is for looking around: use the plain tag
```

```dockerfile good
FROM dhi.io/python:3.13-debian13-dev AS build
RUN python -m venv /venv
FROM dhi.io/python:3.13-debian13
COPY --from=build /venv /venv
```

```dockerfile good
FROM registry.example.org/python:3.13-dev
```
"""

from dlint.api import Problem, Problems, Stage, re, rule

HARDENED = re.compile(r"^(?:dhi\.io/|cgr\.dev/|.*/dhi-[\w.-]+$)")


@rule("DK1010", on="stage")
def hardened_dev_variant_in_final(stage: Stage) -> Problems:
    root = stage.root
    reference = root.reference
    if reference is None or not reference.tag or not stage.is_final or stage.is_development:
        return
    tag = reference.tag
    if HARDENED.match(reference.name) and tag.endswith("-dev"):
        message = f"`{tag}` is for building: copy what it built to `{tag.removesuffix('-dev')}`"
        yield Problem(root.part("tag"), message)
    elif reference.name.startswith("gcr.io/distroless/") and tag.startswith("debug"):
        yield Problem(root.part("tag"), f"`{tag}` is for looking around: use the plain tag")

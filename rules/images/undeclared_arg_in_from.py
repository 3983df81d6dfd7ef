r"""FROM uses a variable that no ARG declares

FROM knows the ARGs before the first FROM and nothing else. What is not among them is empty, and so is a part of the
image's name.

```dockerfile bad
ARG VERSION=3.13
FROM python:${VERSION}${VARIANT}
                      ^^^^^^^^^^ no `ARG VARIANT` stands before the first `FROM`, so it is empty
FROM --platform=$BUILDPLATFORM debian:12${VERSOIN:+-}slim
                                        ^^^^^^^^^^^^^ no `ARG VERSOIN` stands before the first `FROM`, did you mean `VERSION`?
```

An ARG without a value, and one that BuildKit brings, are declared.

```dockerfile good
ARG VARIANT
FROM --platform=linux/${TARGETARCH} python:3.13${VARIANT}
ARG LATER
FROM python:3.13-\$LATER
```

Where the name of the image can't be one any more, the build fails, which is told in its place. With `buildkit` both are
told, as `docker build --check` does.

```dockerfile bad buildkit=true
FROM $IMAGE
     ^^^^^^ no `ARG IMAGE` stands before the first `FROM`, so it is empty
```

```dockerfile good
ARG VERSION=12
FROM debian:${VERSION}
FROM --platform=$BUILDPLATFORM debian:12
```
"""

from dlint.api import File, Problem, Problems, expanded_parts, nearest, rule, variables

MANY = 300
"""Among so many names no similar one is looked for."""


@rule("DK8007", on="file", aliases=("UndefinedArgInFrom",))
def undeclared_arg_in_from(file: File, *, buildkit: bool = False) -> Problems:
    scope = file.scope_after_globals
    found = [
        (stage.node, part)
        for stage in file.stages
        for part in expanded_parts(file, stage.node, scope)
        if part.undefined
    ]
    if not found:
        return
    failing = {id(fault.instruction) for fault in file.faults}
    names = tuple(sorted(scope.names()))
    for node, part in found:
        if not buildkit and id(node) in failing:
            continue
        for name in part.undefined:
            used = [use for use in variables(part.text, file.tree.escape) if use.name == name]
            place = part.place(used[0].start, used[0].end) if used else part.span
            meant = nearest(name, names) if len(names) < MANY else None
            ending = f"did you mean `{meant}`?" if meant else "so it is empty"
            yield Problem(place, f"no `ARG {name}` stands before the first `FROM`, {ending}")

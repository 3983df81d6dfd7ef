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
"""

from dlint.api import File, From, Problem, Problems, nearest, parts_of, rule, variables


@rule("DK8007", on="FROM", aliases=("UndefinedArgInFrom",))
def undeclared_arg_in_from(node: From, file: File, *, buildkit: bool = False) -> Problems:
    scope = file.scope_at(node)
    parts = parts_of(file, node, scope)
    if not any(part.undefined for part in parts):
        return
    if not buildkit and any(fault.instruction is node for fault in file.faults):
        return
    for part in parts:
        for name in part.undefined:
            used = [use for use in variables(part.text, file.tree.escape) if use.name == name]
            place = part.place(used[0].start, used[0].end) if used else part.span
            meant = nearest(name, tuple(sorted(scope.names())))
            ending = f"did you mean `{meant}`?" if meant else "so it is empty"
            yield Problem(place, f"no `ARG {name}` stands before the first `FROM`, {ending}")

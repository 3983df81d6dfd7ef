r"""An instruction stands before the first FROM

There is nothing yet that it could change. Only ARG, comments and directives may stand there; what ARG declares is for
the FROMs alone, until a stage declares it again.

```dockerfile bad
LABEL version=1
^^^^^ the build fails: `LABEL` stands before the first `FROM`
RUN echo hello
^^^ the build fails: `RUN` stands before the first `FROM`
FROM debian:12
```

```dockerfile good
# syntax=docker/dockerfile:1
ARG VERSION=12
FROM debian:$VERSION
LABEL version=1
```

```dockerfile good
# syntax=docker/dockerfile:1
# what it is for
FROM debian:12
RUN true
```
"""

from dlint.api import Problem, Problems, SyntaxFault, rule


@rule("DL3061", on="fault", severity="error")
def instruction_before_from(fault: SyntaxFault) -> Problems:
    if fault.kind == "before-from":
        yield Problem(fault, f"the build fails: {fault.message}")

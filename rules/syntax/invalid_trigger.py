r"""ONBUILD holds an instruction that it can't hold

ONBUILD, FROM and MAINTAINER can't be put off until another image is built.

```dockerfile bad
FROM debian:12
ONBUILD ONBUILD RUN true
        ^^^^^^^ the build fails: `ONBUILD` can't be nested
ONBUILD FROM debian:12
        ^^^^ the build fails: `ONBUILD` can't hold `FROM`
ONBUILD MAINTAINER me
        ^^^^^^^^^^ the build fails: `ONBUILD` can't hold `MAINTAINER`
```

```dockerfile good
FROM debian:12
ONBUILD COPY . /app
```

```dockerfile good
FROM debian:12
ONBUILD LABEL maintainer="me"
```
"""

from dlint.api import Problem, Problems, SyntaxFault, rule


@rule("DL3043", on="fault", severity="error")
def invalid_trigger(fault: SyntaxFault) -> Problems:
    if fault.kind == "onbuild":
        yield Problem(fault, f"the build fails: {fault.message}")

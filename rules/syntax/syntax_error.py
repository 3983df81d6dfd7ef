r"""The build fails

What BuildKit can't read ends the build before anything is built. dlint reads on after an error, so that all of them
are told at once, and so that the rest of the file is checked all the same.

```dockerfile bad
FORM debian:12
^^^^ the build fails: `FORM` is no instruction, did you mean `FROM`?
FROM debian:12
COPY --chwon=app . /app
     ^^^^^^^ the build fails: `COPY` has no option `--chwon`, did you mean `--chown`?
ENV PATH /opt/bin:$PATH
HEALTHCHECK --interval=5 CMD true
            ^^^^^^^^^^^^ the build fails: `--interval` has no unit, write `5s`
```

```dockerfile fixed
FROM debian:12
FROM debian:12
COPY --chown=app . /app
ENV PATH /opt/bin:$PATH
HEALTHCHECK --interval=5 CMD true
```

A heredoc takes the lines up to its delimiter as they are.

```dockerfile good
FROM debian:12
RUN <<EOF
FORM debian:12
EOF
```

An odd spelling is no error.

```dockerfile good
from debian:12
RUN echo one \
    # a comment

    && echo two
```
"""

from dlint.api import Problem, Problems, SyntaxFault, replace, rule


@rule("DL1000", on="fault", severity="error", fix="unsafe")
def syntax_error(fault: SyntaxFault) -> Problems:
    if fault.kind != "syntax":
        return
    edits = [replace(fault, fault.replacement)] if fault.replacement else []
    yield Problem(fault, f"the build fails: {fault.message}", *edits)

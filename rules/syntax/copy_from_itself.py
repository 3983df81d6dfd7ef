r"""A stage takes files from itself

`--from` names another stage or an image. A stage that names itself waits for itself, and the build ends.

```dockerfile bad
FROM node:22 AS build
COPY --from=build /app /app
            ^^^^^ the build fails: a stage can't take files from itself: leave `--from` out to take them from the build context
FROM nginx:1.29
RUN --mount=type=bind,from=build,target=/x true
COPY --from=1 /app /app
            ^ the build fails: a stage can't take files from itself: leave `--from` out to take them from the build context
```

```dockerfile good
FROM node:22 AS build
RUN cp -r /app /srv
FROM nginx:1.29
COPY --from=build /app /app
COPY --from=0 /app /app
```

```dockerfile good
FROM debian:12 AS one
FROM debian:12 AS two
COPY --from=one /a /b
COPY a b
```
"""

from dlint.api import Problem, Problems, SyntaxFault, rule


@rule("DL3023", on="fault", severity="error")
def copy_from_itself(fault: SyntaxFault) -> Problems:
    if fault.kind == "own-stage":
        yield Problem(fault, f"the build fails: {fault.message}")

r"""Two stages have the same name

From the second one on, the name means that one, and in COPY it always does. Case does not count.

```dockerfile bad
FROM golang:1.25 AS build
FROM node:22 AS Build
                ^^^^^ the stage on line 1 is called `build` already: give one of them another name
FROM alpine:3.22
COPY --from=build /app /app
```

```dockerfile good
FROM golang:1.25 AS build-server
FROM node:22 AS build-client
FROM alpine:3.22
```
"""

from dlint.api import Problem, Problems, Stage, rule


@rule("DL3024", on="stage", aliases=("DuplicateStageName",))
def duplicate_stage_name(stage: Stage) -> Problems:
    name = stage.node.alias
    if name is None:
        return
    for earlier in stage.file.stages[: stage.index]:
        if earlier.name == stage.name:
            line = stage.file.source.line(earlier.node.start)
            message = f"the stage on line {line} is called `{earlier.name}` already: give one of them another name"
            yield Problem(name, message)
            return

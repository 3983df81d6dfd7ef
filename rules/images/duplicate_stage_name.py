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
```

```dockerfile good
FROM node:22 AS build-client
FROM alpine:3.22
```
"""

from dlint.api import File, Problem, Problems, rule


@rule("DL3024", on="file", aliases=("DuplicateStageName",))
def duplicate_stage_name(file: File) -> Problems:
    lines: dict[str, int] = {}
    for stage in file.stages:
        name = stage.node.alias
        if name is None or stage.name is None:
            continue
        line = lines.get(stage.name)
        if line is None:
            lines[stage.name] = file.source.line(stage.node.start)
        else:
            message = f"the stage on line {line} is called `{stage.name}` already: give one of them another name"
            yield Problem(name, message)

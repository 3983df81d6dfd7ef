r"""The name of a stage has capital letters

Names of stages are compared in lower case by COPY and `--target`, but not by FROM: `FROM Build` does not find the stage
`Build`, it looks for an image. Written in lower case, a name means the same everywhere.

```dockerfile bad
FROM node:22 AS Build
                ^^^^^ the stage `Build` is known as `build`: write it in lower case
FROM nginx:1.29
COPY --from=Build /app /app
```

```dockerfile fixed
FROM node:22 AS build
FROM nginx:1.29
COPY --from=Build /app /app
```

```dockerfile good
FROM node:22 AS build_1
```

```dockerfile good
FROM MyRegistry.example.com/app:1.2
```
"""

from dlint.api import From, Problem, Problems, replace, rule


@rule("DK8002", on="FROM", severity="style", fix="safe", aliases=("StageNameCasing",))
def upper_case_stage_name(node: From) -> Problems:
    name = node.alias
    if name is not None and name.text != name.text.lower():
        lower = name.text.lower()
        message = f"the stage `{name.text}` is known as `{lower}`: write it in lower case"
        yield Problem(name, message, replace(name, lower))

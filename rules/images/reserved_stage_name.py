r"""The name of a stage means something else already

`scratch` is the empty image and `context` the files that are sent to the build. A stage that is called so hides them, or
is hidden by them, depending on who asks.

```dockerfile bad
FROM debian:12 AS scratch
                  ^^^^^^^ `scratch` means the empty image: give the stage another name
FROM debian:12 AS Context
                  ^^^^^^^ `Context` means the build context: give the stage another name
```

```dockerfile good
FROM scratch AS empty
```

```dockerfile good
FROM debian:12 AS context-files
```
"""

from dlint.api import From, Problem, Problems, rule

RESERVED = {"scratch": "the empty image", "context": "the build context"}


@rule("DL3063", on="FROM", aliases=("ReservedStageName",))
def reserved_stage_name(node: From) -> Problems:
    name = node.alias
    meaning = RESERVED.get(name.text.lower()) if name is not None else None
    if name is not None and meaning:
        yield Problem(name, f"`{name.text}` means {meaning}: give the stage another name")

r"""Two RUN with one command each follow one another

Each RUN is a layer. Joined with `&&` they are one, which is worth it where a later command removes what an earlier one
made. Where it does not, they are better apart: what did not change comes from the cache, and the output tells which step
failed. So this is off, and worth a thought only in the stage that ends in the image.

```dockerfile bad
FROM debian:12
RUN apt-get update
RUN apt-get install -y curl
^^^ this `RUN` follows another one: join them with `&&`
```

A RUN that is a list already, other options, and an instruction in between are fine.

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y curl
RUN curl -fsSL https://example.org/setup.sh -o /setup.sh
```

```dockerfile good
FROM debian:12
RUN --network=none sh /setup.sh
WORKDIR /app
RUN make
```

In a stage from which only files are copied the number of layers does not matter; with `strict` it is told too, as
hadolint does.

```dockerfile bad strict=true
FROM debian:12 AS build
RUN make
RUN make install
^^^ this `RUN` follows another one: join them with `&&`
FROM debian:12
COPY --from=build /app /app
```
"""

from dlint.api import Build, Problem, Problems, Run, Stage, rule


@rule("DL3059", on="stage", severity="info", enabled=False)
def consecutive_run(stage: Stage, *, strict: bool = False) -> Problems:
    if not strict and stage.role == "builder":
        return
    before: tuple[list[str], int] | None = None
    for node in stage.instructions:
        if not isinstance(node, Run):
            before = None
            continue
        count = commands(node, stage.file)
        if count is None:
            before = None
            continue
        flags = [flag.text for flag in node.flags]
        if before is None or before[0] != flags or count > 1 or before[1] > 1:
            before = flags, count
        else:
            yield Problem(node.keyword, "this `RUN` follows another one: join them with `&&`")


def commands(node: Run, file: Build) -> int | None:
    """How many commands a RUN has; None where its text can't be read."""
    if node.json is not None:
        return len(file.commands(node))
    script = file.script(node)
    if script is None or not script.readable:
        return None
    return sum(1 for command in script.commands if command.words and command.name not in ("[", "[["))

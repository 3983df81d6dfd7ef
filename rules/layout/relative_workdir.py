r"""WORKDIR is relative to a folder that the file does not name

A relative WORKDIR starts from the one before it. Where there is none, that is whatever the base image has, which
another tag of the image may change.

```dockerfile bad
FROM node:22
WORKDIR app
        ^^^ `app` is relative to the `WORKDIR` of the base image: write `/app`
```

```dockerfile bad
FROM node:22
WORKDIR ~/app
        ^^^^^ `~/app` is not expanded: write the whole path
```

A relative WORKDIR behind an absolute one, and a variable, are fine.

```dockerfile good
FROM node:22
ARG HOME=/home/node
WORKDIR $HOME/app
```

```dockerfile good
FROM node:22
ARG HOME=/home/node
WORKDIR $HOME/app
WORKDIR src
WORKDIR "/srv"
WORKDIR C:\app
```

With `strict`, every relative WORKDIR is told, as hadolint does.

```dockerfile bad strict=true
FROM node:22
WORKDIR /app
WORKDIR src
        ^^^ `src` is relative: write the whole path
```

With `buildkit`, the first WORKDIR is told wherever the image is from and on whatever system, as `docker build --check`
does.

```dockerfile bad buildkit=true
FROM scratch
WORKDIR C:/app
        ^^^^^^ `C:/app` is relative: write the whole path
WORKDIR src
```
"""

from dlint.api import File, Instruction, Problem, Problems, Stage, expanded_parts, re, rule


@rule("DL3000", on="WORKDIR", aliases=("WorkdirRelativePath",))
def relative_workdir(node: Instruction, file: File, *, strict: bool = False, buildkit: bool = False) -> Problems:
    if buildkit:
        yield from to_the_letter(node, file)
        return
    if node.argument is None or is_absolute(file.expand(node.argument, node)):
        return
    written = node.argument.text.strip("\"'")
    if strict:
        yield Problem(node.argument, f"`{written}` is relative: write the whole path")
        return
    stage = file.stage_of(node)
    if stage is None or stage.is_scratch:
        return
    if is_first(node, stage):
        plain = written.removeprefix("./").strip("/")
        simple = re.fullmatch(r"[\w$-][\w./${}-]*", plain) is not None
        advice = f"write `/{plain}`" if simple else "write the whole path"
        why = "is not expanded" if plain[:1] == "~" else "is relative to the `WORKDIR` of the base image"
        yield Problem(node.argument, f"`{written}` {why}: {advice}")


def to_the_letter(node: Instruction, file: File) -> Problems:
    """What `docker build --check` says: the first WORKDIR, those of the stages it is based on included, is relative."""
    stage = file.stage_of(node)
    if stage is None or node.argument is None:
        return
    if not is_first(node, stage):
        return
    for part in expanded_parts(file, node, file.scope_at(node)):
        path = part.result[0]
        if path is not None and not path.startswith("/"):
            yield Problem(node.argument, f"`{part.text}` is relative: write the whole path")


def is_first(node: Instruction, stage: Stage) -> bool:
    """Whether no WORKDIR precedes, in the stage or those it is based on."""
    return all(other.start >= node.start for part in stage.chain for other in part.named("WORKDIR")[:1])


def is_absolute(path: str | None) -> bool:
    """Whether a path is absolute, on Windows too; one that is not known counts."""
    return path is None or path.startswith(("/", "\\")) or path[1:2] == ":"

r"""The comment above a stage or an ARG does not begin with its name

`docker build --call=outline` and `--call=targets` list the stages and build arguments of a file, each with the comment
that stands above it and begins with its name. This rule is for files that are described in this way; it is not on by
default. `# check=experimental=InvalidDefinitionDescription` switches it on for a file.

```dockerfile bad
# which version of the base image
ARG VERSION=12
    ^^^^^^^ the comment above does not begin with the name: write `# VERSION <description>`, or an empty comment below it
# base what all stages start from
FROM debian:${VERSION} AS base
# the tests
FROM base AS test
             ^^^^ the comment above does not begin with the name: write `# test <description>`, or an empty comment below it
```

An empty comment cuts the comment above it off; an empty line does not. A stage without name has nothing to describe.

```dockerfile good
# VERSION which version of the base image
ARG VERSION=12
# This file is made by hand.
#
FROM debian:${VERSION} AS base
# anything
FROM base
# OTHER is something else
ARG NAME=1 OTHER=2
```

```dockerfile good
FROM debian:12
# any comment
RUN true
```
"""

from dlint.api import Arg, From, Instruction, Problem, Problems, Word, rule


@rule("DK8005", on=("FROM", "ARG"), severity="style", enabled=False, aliases=("InvalidDefinitionDescription",))
def definition_comment_without_name(node: Instruction) -> Problems:
    if not node.doc_comments or node.onbuild:
        return
    first = node.doc_comments[-1].split(" ")[0]
    names: list[tuple[Word, str]] = []
    if isinstance(node, From) and node.alias is not None:
        names = [(node.alias, node.alias.text.lower())]
    elif isinstance(node, Arg):
        names = [(pair.key, pair.key.text) for pair in node.pairs]
    if names and all(first != name for _, name in names):
        wanted = names[0][1] if len(names) == 1 else "<name>"
        yield Problem(
            names[0][0],
            f"the comment above does not begin with the name: write `# {wanted} <description>`, or an empty comment below it",
        )

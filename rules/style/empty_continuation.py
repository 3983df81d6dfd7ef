r"""An empty line inside an instruction

BuildKit passes over empty lines between continued lines, and says that a later version will not. An empty line behind
the last backslash makes the next instruction a part of this one.

```dockerfile bad
FROM debian:12
RUN apt-get update && \

^ an empty line in the middle of an instruction: delete it
    apt-get install -y curl
```

```dockerfile fixed
FROM debian:12
RUN apt-get update && \
    apt-get install -y curl
```

A comment keeps parts apart, and a heredoc may have empty lines.

```dockerfile good
FROM debian:12
RUN apt-get update && \
    # tools
    apt-get install -y curl
```

```dockerfile good
FROM debian:12
RUN <<EOF

apt-get clean
EOF
```
"""

from dlint.api import Edit, File, Problem, Problems, rule


@rule("DK8001", on="file", severity="style", fix="safe", aliases=("NoEmptyContinuation",))
def empty_continuation(file: File) -> Problems:
    text = file.source.text
    for node in file.tree.instructions:
        if node.blank_lines:
            edits = [Edit(blank.start, text.find("\n", blank.end) + 1 or len(text), "") for blank in node.blank_lines]
            many = "empty lines" if len(edits) > 1 else "an empty line"
            message = f"{many} in the middle of an instruction: delete {'them' if len(edits) > 1 else 'it'}"
            yield Problem(node.blank_lines[0], message, *edits, title=f"delete {many}")

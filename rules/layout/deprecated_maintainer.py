r"""MAINTAINER is deprecated

MAINTAINER sets a field of the image that nothing reads any more. A label says the same, and tools can find it.

```dockerfile bad
FROM debian:12
MAINTAINER Jane Doe <jane@example.org>
^^^^^^^^^^ `MAINTAINER` is deprecated: write `LABEL org.opencontainers.image.authors="…"`
```

```dockerfile fixed
FROM debian:12
LABEL org.opencontainers.image.authors="Jane Doe <jane@example.org>"
```

```dockerfile good
FROM debian:12
LABEL org.opencontainers.image.authors="Jane Doe <jane@example.org>"
```

```dockerfile good
FROM debian:12
LABEL maintainer="jane@example.org"
```

Quotes round the whole text are kept, and what a label would expand is escaped.

```dockerfile bad
FROM debian:12
maintainer "Jane \"JD\" Doe"
^^^^^^^^^^ `MAINTAINER` is deprecated: write `LABEL org.opencontainers.image.authors="…"`
MAINTAINER Cash $ Carry
^^^^^^^^^^ `MAINTAINER` is deprecated: write `LABEL org.opencontainers.image.authors="…"`
```

```dockerfile fixed
FROM debian:12
label org.opencontainers.image.authors="Jane \"JD\" Doe"
LABEL org.opencontainers.image.authors="Cash \$ Carry"
```
"""

from dlint.api import File, Instruction, Problem, Problems, replace, rule

KEY = "org.opencontainers.image.authors"


@rule("DL4000", on="MAINTAINER", fix="unsafe", aliases=("MaintainerDeprecated",))
def deprecated_maintainer(node: Instruction, file: File) -> Problems:
    if node.onbuild:
        return  # an error of its own
    keyword, argument = node.keyword, node.argument
    edits = []
    # A continued line is left to a person.
    if argument is not None and node.logical.text == file.source.text[node.start : node.end]:
        text = argument.text
        if not (len(text) > 1 and text[0] == text[-1] == '"'):
            escape = file.tree.escape
            for character in (escape, '"', "$"):
                text = text.replace(character, escape + character)
            text = f'"{text}"'
        word = "label" if keyword.text.islower() else "LABEL"
        edits = [replace(keyword, word), replace(argument, f"{KEY}={text}")]
    yield Problem(keyword, f'`MAINTAINER` is deprecated: write `LABEL {KEY}="…"`', *edits)

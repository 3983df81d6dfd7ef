r"""ENV or LABEL without `=`

`ENV name value` is the old form. It takes all that follows for the value, so it can set one variable only, and a `#` or a
second `name=value` becomes a part of the value without a word.

```dockerfile bad
FROM debian:12
ENV LANG C.UTF-8
    ^^^^^^^^^^^^ the form without `=` is deprecated: write `ENV LANG=C.UTF-8`
ENV APP_TITLE My App
    ^^^^^^^^^^^^^^^^ the form without `=` is deprecated: write `ENV APP_TITLE="My App"`
LABEL description "What it is for"
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the form without `=` is deprecated: write `LABEL description="What it is for"`
ENV CFLAGS -O2 "-g" -DNAME=\"x\"
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the form without `=` is deprecated: write `ENV CFLAGS="…"`
```

```dockerfile fixed
FROM debian:12
ENV LANG=C.UTF-8
ENV APP_TITLE="My App"
LABEL description="What it is for"
ENV CFLAGS -O2 "-g" -DNAME=\"x\"
```

```dockerfile good
FROM debian:12
ENV LANG=C.UTF-8 APP_TITLE="My App"
LABEL description="What it is for"
ARG NAME OTHER
```
"""

from dlint.api import Edit, File, KeyValue, Pair, Problem, Problems, insert_after, re, rule

QUOTED = re.compile(r"\"[^\"\\`]*\"|'[^']*'")
PLAIN = re.compile(r"[^\s\"'\\`]+")
BLANKS_TOO = re.compile(r"[^\"'\\`]+")


@rule("DK8009", on=("ENV", "LABEL"), severity="style", fix="safe", aliases=("LegacyKeyValueFormat",))
def legacy_key_value(node: KeyValue, file: File) -> Problems:
    for pair in node.pairs:
        if pair.separator != "=" and pair.value is not None:
            value = pair.value.text
            edits: list[Edit] = []
            written = f'{pair.key.text}="…"'
            if QUOTED.fullmatch(value) or PLAIN.fullmatch(value):
                edits = [Edit(pair.key.end, pair.value.start, "=")]
                written = f"{pair.key.text}={value}"
            elif BLANKS_TOO.fullmatch(value):
                edits = [Edit(pair.key.end, pair.value.start, '="'), insert_after(pair.value, '"')]
                written = f'{pair.key.text}="{value}"'
            if not is_in_one_piece(pair, file):
                edits = []
            if len(written) > 60 or "\n" in written:
                written = f'{pair.key.text}="…"'
            yield Problem(pair, f"the form without `=` is deprecated: write `{node.name} {written}`", *edits)


def is_in_one_piece(pair: Pair, file: File) -> bool:
    """Whether no line ends within the key or between key and value; the value may be continued."""
    assert pair.value is not None
    return "\n" not in file.source.text[pair.start : pair.value.start]

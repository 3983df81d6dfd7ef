r"""ENV or LABEL without `=`

`ENV name value` is the old form. It takes all that follows for the value, so it can set one variable only, and a `#` or a
second `name=value` becomes a part of the value without a word.

```dockerfile bad
FROM debian:12
ENV LANG C.UTF-8
    ^^^^^^^^^^^^ the form without `=` is deprecated: write `ENV LANG=C.UTF-8`, and 3 more below
ENV APP_TITLE My App
LABEL description "What it is for"
ENV CFLAGS -O2 "-g" -DNAME=\"x\"
```

```dockerfile fixed
FROM debian:12
ENV LANG=C.UTF-8
ENV APP_TITLE="My App"
LABEL description="What it is for"
ENV CFLAGS -O2 "-g" -DNAME=\"x\"
```

It is told once for the whole file; with `buildkit` at each place, as BuildKit does.

```dockerfile bad buildkit=true
FROM debian:12
ENV LANG C.UTF-8
    ^^^^^^^^^^^^ the form without `=` is deprecated: write `ENV LANG=C.UTF-8`
LABEL description "What it is for"
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the form without `=` is deprecated: write `LABEL description="What it is for"`
```

```dockerfile fixed buildkit=true
FROM debian:12
ENV LANG=C.UTF-8
LABEL description="What it is for"
```

```dockerfile good
FROM debian:12
ENV LANG=C.UTF-8 APP_TITLE="My App"
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


@rule("DK8009", on="file", severity="style", fix="safe", aliases=("LegacyKeyValueFormat",))
def legacy_key_value(file: File, *, buildkit: bool = False) -> Problems:
    nodes = [node for node in file.instructions if isinstance(node, KeyValue) and node.name in ("ENV", "LABEL")]
    found = [(node, pair) for node in nodes for pair in node.pairs if pair.separator != "=" and pair.value is not None]
    rewrites = [rewrite(pair, file) for _, pair in found]
    more = f", and {len(found) - 1} more below" if len(found) > 1 and not buildkit else ""
    for (node, pair), (written, edits) in zip(found, rewrites, strict=True):
        message = f"the form without `=` is deprecated: write `{node.name} {written}`{more}"
        if not buildkit:
            every = [edit for _, others in rewrites for edit in others]
            also = [other for _, other in found[1:]]
            yield Problem(pair, message, *every, also=also, title="write the form with `=`")
            return
        yield Problem(pair, message, *edits)


def rewrite(pair: Pair, file: File) -> tuple[str, list[Edit]]:
    """What to write, for people, and the edits that do; none where quotes or escapes would change their meaning."""
    assert pair.value is not None
    value, key = pair.value.text, pair.key
    if QUOTED.fullmatch(value) or PLAIN.fullmatch(value):
        written, edits = f"{key.text}={value}", [Edit(key.end, pair.value.start, "=")]
    elif BLANKS_TOO.fullmatch(value):
        edits = [Edit(key.end, pair.value.start, '="'), insert_after(pair.value, '"')]
        written = f'{key.text}="{value}"'
    else:
        written, edits = "", []
    if not written or len(written) > 60 or "\n" in written:
        written = f'{key.text}="…"'
    # A line may end in the value only, not within the key or behind it.
    return written, edits if "\n" not in file.source.text[pair.start : pair.value.start] else []

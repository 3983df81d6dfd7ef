r"""A variable says what Python does anyway

Since Python 3.7 standard input and output are UTF-8 in a container, whatever PYTHONIOENCODING says, and hashes have been
random since 3.3. Lines that do nothing are still read by everybody.

```dockerfile bad
FROM python:3.13-slim
ENV PYTHONIOENCODING=utf-8
    ^^^^^^^^^^^^^^^^^^^^^^ Python 3.13 reads and writes UTF-8 by itself: leave `PYTHONIOENCODING` out
ENV PYTHONHASHSEED=random PYTHONUNBUFFERED=1
    ^^^^^^^^^^^^^^^^^^^^^ hashes are random by themselves: leave `PYTHONHASHSEED` out
```

```dockerfile fixed
FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1
```

Older versions, other values, and a locale of its own, are fine.

```dockerfile good
FROM python:3.6-slim
ENV PYTHONIOENCODING=utf-8
```

```dockerfile good
FROM python:3.13-slim
ENV PYTHONHASHSEED=0
ENV LC_ALL=de_DE.ISO-8859-1 PYTHONIOENCODING=utf-8
FROM debian:13
ENV PYTHONIOENCODING=utf-8
```
"""

from dlint.api import Edit, Env, File, Pair, Problem, Problems, re, rule

UTF8 = re.compile(r"utf-?8\Z", re.IGNORECASE)


@rule("DK4721", on="ENV", severity="info", fix="safe")
def redundant_python_env(node: Env, file: File) -> Problems:
    stage = file.stage_of(node)
    version = stage.family.python_version if stage is not None else None
    if stage is None or version is None or not stage.family.is_python or node.onbuild:
        return
    major, _, minor = version.partition(".")
    if major != "3" or not minor.isdecimal() or int(minor) < 7:
        return
    for pair in node.pairs:
        name = pair.key.text
        value = file.expand(pair.value, node) if pair.value is not None else None
        if name == "PYTHONIOENCODING" and UTF8.match(value or "") and not other_locale(file, node):
            message = f"Python {version} reads and writes UTF-8 by itself: leave `PYTHONIOENCODING` out"
        elif name == "PYTHONHASHSEED" and value == "random":
            message = "hashes are random by themselves: leave `PYTHONHASHSEED` out"
        else:
            continue
        yield Problem(pair, message, *removal(pair, node, file))


def other_locale(file: File, node: Env) -> bool:
    """Whether a locale is chosen that has another encoding, or may have."""
    stage = file.stage_of(node)
    if stage is None:
        return True
    scope = file.scope_after(stage)
    values = [scope.value(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    return any(value.origin in ("env", "arg") and "utf" not in (value.text or "").lower() for value in values)


def removal(pair: Pair, node: Env, file: File) -> list[Edit]:
    """The edit that takes a pair out, with the instruction where it is the only one."""
    if len(node.pairs) == 1:
        return [Edit(node.line_start, node.line_end, "")] if node.start == node.line_start else []
    index = next(at for at, other in enumerate(node.pairs) if other is pair)
    if index:
        start, end = node.pairs[index - 1].end, pair.end
    else:
        start, end = pair.start, node.pairs[1].start
    return [Edit(start, end, "")] if "#" not in file.source.text[start:end] else []

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

from dlint.api import Edit, Env, File, Pair, Problem, Problems, Stage, re, rule

UTF8 = re.compile(r"utf-?8\Z", re.IGNORECASE)


@rule("DK4721", on="ENV", mentions=("PYTHONIOENCODING", "PYTHONHASHSEED"), severity="info", fix="safe")
def redundant_python_env(node: Env, file: File, stage: Stage) -> Problems:
    version = stage.family.python_version
    if version is None or not stage.family.is_python or node.onbuild or not is_recent(version):
        return
    for pair in node.pairs:
        name = pair.key.text
        value = file.expand(pair.value, node) if pair.value is not None else None
        if name == "PYTHONIOENCODING" and UTF8.match(value or "") and not other_locale(file, stage):
            message = f"Python {version} reads and writes UTF-8 by itself: leave `PYTHONIOENCODING` out"
        elif name == "PYTHONHASHSEED" and value == "random":
            message = "hashes are random by themselves: leave `PYTHONHASHSEED` out"
        else:
            continue
        yield Problem(pair, message, *removal(pair, node, file))


def is_recent(version: str) -> bool:
    """Whether it is Python 3.7 or newer."""
    major, _, minor = version.partition(".")
    return major == "3" and minor.isdecimal() and int(minor) >= 7


def other_locale(file: File, stage: Stage) -> bool:
    """Whether a locale is chosen that has another encoding, or may have."""
    scope = file.scope_after(stage)
    return any(
        scope.sets(name) and "utf" not in (scope.get(name) or "").lower() for name in ("LC_ALL", "LC_CTYPE", "LANG")
    )


def removal(pair: Pair, node: Env, file: File) -> list[Edit]:
    """The edit that takes a pair out, with the instruction where it is the only one."""
    if len(node.pairs) == 1:
        return [Edit(node.line_start, node.line_end, "")] if node.start == node.line_start else []
    index = next(at for at, other in enumerate(node.pairs) if other is pair)
    start, end = (node.pairs[index - 1].end, pair.end) if index else (pair.start, node.pairs[1].start)
    return [Edit(start, end, "")] if "#" not in file.source.text[start:end] else []

r"""An exception brings nothing back

An exception, `!path`, brings back what a pattern above it leaves out: that very path, or what is left out together with
a folder above. It has no effect where nothing above leaves the path out, and it does not reach what a pattern leaves
out further down.

```dockerignore bad
!README.md
^^^^^^^^^^ nothing above leaves `README.md` out: move the exception below what does
*.md
docs
!docs/guide.md
^^^^^^^^^^^^^^ `docs/*.md` in line 5 leaves `docs/guide.md` out again: move the exception below
docs/*.md
```

```dockerignore fixed
*.md
docs
docs/*.md
!README.md
!docs/guide.md
```

```dockerignore bad
**/node_modules
!web
^^^^ `!web` does not bring back `web/node_modules`, which `**/node_modules` in line 1 leaves out by itself: write `!web/node_modules`
```

```dockerfile Dockerfile
FROM node:22
COPY . /srv
```

```text web/node_modules/a.js
```

```dockerignore bad
*
!src
!src/main.py
^^^^^^^^^^^^ `!src` in line 2 brings `src/main.py` back already
```

In contrast to `.gitignore`, an exception works in a folder that is left out.

```dockerignore good
docs
!docs/README.md
**/*.md
!**/README.md
*
!src
src/tests
!src/tests/data
```

```dockerignore good
**/.env*
!**/.env.example
build/*
!build/keep
```
"""

from dlint.api import (
    Dockerignore,
    IgnorePattern,
    Problem,
    Problems,
    decided_by,
    excluded_by,
    is_plain,
    move_to_end,
    rule,
)  # fmt: skip


@rule("DK3016", on=".dockerignore", fix="unsafe")
def dockerignore_vain_exception(ignore: Dockerignore) -> Problems:
    matcher = ignore.matcher
    patterns = ignore.few_patterns() if not matcher.error else []
    excluding = False
    is_first = True
    for index, pattern in enumerate(patterns):
        path = pattern.pattern
        literal = is_plain(path) and path not in (".", "..", "/") and not path.startswith("../")
        excluding = excluding or not pattern.negated
        if not pattern.negated or (excluding and not literal):
            continue
        above = decided_by(matcher, path, index) if excluding else None
        if above is not None and above.negated:
            message = f"{ignore.mention(above.written)} brings `{path}` back already"
            yield Problem(pattern, message, severity="info")
        elif above is None and excluding and (told := deeper(ignore, pattern)):
            yield Problem(pattern, told)
        elif message := too_early(ignore, pattern, index, above is not None) if literal else "":
            yield Problem(pattern, message, *move_to_end(ignore, pattern, is_first), title="move it to the end")
            is_first = False
        elif above is None:
            yield Problem(pattern, f"nothing above leaves `{path}` out: the exception has no effect")


def too_early(ignore: Dockerignore, exception: IgnorePattern, index: int, has_effect: bool) -> str:
    """What leaves out below it what an exception is for."""
    matcher = ignore.matcher
    path = exception.pattern
    if not has_effect:
        later = excluded_by(matcher, path, len(matcher.patterns), index + 1)
        return f"nothing above leaves `{path}` out: move the exception below what does" if later is not None else ""
    again = matcher.deciding(path)
    if again is None or again.negated or again.written is None or again.written.start < exception.start:
        return ""
    return f"{ignore.mention(again.written)} leaves `{path}` out again: move the exception below"


def deeper(ignore: Dockerignore, exception: IgnorePattern) -> str:
    """What is left out in the directory of an exception, and stays so."""
    context = ignore.context
    if context is None or context.kind(exception.pattern) != "directory":
        return ""
    below = exception.pattern + "/"
    for entry, pattern in context.left_out():
        if entry.path.startswith(below) and pattern.written is not None and pattern.written.start < exception.start:
            by = ignore.mention(pattern.written)
            return (
                f"`{exception.text}` does not bring back `{entry.path}`, which {by}"
                f" leaves out by itself: write `!{entry.path}`"
            )
    return ""

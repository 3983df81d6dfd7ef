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

from dlint.api import Dockerignore, Edit, IgnorePattern, Problem, Problems, decided_by, excluded_by, re, rule

MOST = 1_000
TOO_MANY = f"there are more than {MOST:,} patterns: whether one undoes another is not looked at"
LITERAL = re.compile(r"[^*?\[\]\\]+")


@rule("DK3016", on=".dockerignore", fix="unsafe")
def dockerignore_vain_exception(ignore: Dockerignore) -> Problems:
    matcher = ignore.matcher
    if matcher.error:
        return
    if len(ignore.patterns) > MOST:
        ignore.passed.add(ignore.patterns[MOST].start, TOO_MANY)
        return
    text = ignore.source.text
    separator = "" if text.endswith("\n") else "\n"
    excluding = False
    for index, pattern in enumerate(ignore.patterns):
        if not pattern.negated:
            excluding = True
            continue
        path = pattern.pattern
        literal = bool(LITERAL.fullmatch(path)) and path not in (".", "..", "/") and not path.startswith("../")
        later = excluded_by(matcher, path, len(matcher.patterns), index + 1) if literal else None
        if excluding and literal and (earlier := brought_back(ignore, path, index)):
            yield Problem(pattern, f"{earlier} brings `{path}` back already", severity="info")
            continue
        if excluding and (not literal or excluded_by(matcher, path, index)):
            again = matcher.deciding(path) if literal else None
            if again is None or again.negated or again.written is None or again.written.start < pattern.start:
                continue
            line = ignore.source.position(again.written.start)[0]
            message = f"`{again.written.text}` in line {line} leaves `{path}` out again: move the exception below"
        elif told := deeper(ignore, pattern) if excluding else "":
            yield Problem(pattern, told)
            continue
        elif later is not None:
            message = f"nothing above leaves `{path}` out: move the exception below what does"
        else:
            yield Problem(pattern, f"nothing above leaves `{path}` out: the exception has no effect")
            continue
        moved = f"{separator}{pattern.text}\n"
        separator = ""
        yield Problem(
            pattern,
            message,
            Edit(pattern.line_start, pattern.line_end, ""),
            Edit(len(text), len(text), moved),
            title="move it to the end",
        )


def brought_back(ignore: Dockerignore, path: str, index: int) -> str:
    """The exception above for which a path is not left out any more; nothing where there is none."""
    found = decided_by(ignore.matcher, path, index)
    if found is None or not found.negated or found.written is None:
        return ""
    return f"`{found.written.text}` in line {ignore.source.position(found.written.start)[0]}"


def deeper(ignore: Dockerignore, exception: IgnorePattern) -> str:
    """What is left out in the folder of an exception, and stays so."""
    context = ignore.context
    if context is None or context.kind(exception.pattern) != "folder":
        return ""
    below = exception.pattern + "/"
    for entry, pattern in context.left_out():
        if entry.path.startswith(below) and pattern.written is not None and pattern.written.start < exception.start:
            line = ignore.source.position(pattern.written.start)[0]
            return (
                f"`{exception.text}` does not bring back `{entry.path}`, which `{pattern.written.text}` in line {line}"
                f" leaves out by itself: write `!{entry.path}`"
            )
    return ""

r"""What is left out comes back with a later exception

The last pattern that matches decides. In a list that leaves everything out but some folders, an exception for a folder
brings back all that is in it; what is to be left out in there has to stand below the exception.

```dockerignore bad
*
**/__pycache__
^^^^^^^^^^^^^^ `!src` in line 4 brings this back: move it below
src/local
^^^^^^^^^ `!src` in line 4 brings this back: move it below
!src
!pyproject.toml
```

```dockerignore fixed
*
!src
!pyproject.toml
**/__pycache__
src/local
```

```dockerignore good
*
!src
!docs/*.md
**/__pycache__
src/local
```

An exception for a file brings nothing else back.

```dockerignore good
*
**/.env
!Dockerfile
!src/main.py
```

```dockerfile Dockerfile
FROM debian:12
COPY src /srv
```

```text src/main.py
print("hello")
```
"""

from dlint.api import Dockerignore, Edit, IgnorePattern, Problem, Problems, re, rule

MOST = 1_000
TOO_MANY = f"there are more than {MOST:,} patterns: whether one undoes another is not looked at"
LITERAL = re.compile(r"[^*?\[\]\\]+")


@rule("DK3015", on=".dockerignore", fix="safe")
def dockerignore_exclusion_too_early(ignore: Dockerignore) -> Problems:
    patterns = ignore.patterns
    if not ignore.is_allow_list:
        return
    if len(patterns) > MOST:
        ignore.passed.add(patterns[MOST].start, TOO_MANY)
        return
    text = ignore.source.text
    separator = "" if text.endswith("\n") else "\n"
    for index, pattern in enumerate(patterns[1:], 1):
        if pattern.negated:
            continue
        undone = next(
            (other for other in patterns[index + 1 :] if other.negated and brings_back(ignore, other, pattern)), None
        )
        if undone is None:
            continue
        line = ignore.source.position(undone.start)[0]
        again = f"{separator}{pattern.text}\n"
        separator = ""
        yield Problem(
            pattern,
            f"`{undone.text}` in line {line} brings this back: move it below",
            Edit(pattern.line_start, pattern.line_end, ""),
            Edit(len(text), len(text), again),
            safety="unsafe",
            title="move it to the end",
        )


def brings_back(ignore: Dockerignore, exception: IgnorePattern, pattern: IgnorePattern) -> bool:
    """Whether an exception for a folder brings back what a pattern leaves out in it."""
    folder = exception.pattern.removesuffix("/**")
    if not LITERAL.fullmatch(folder) or not folder:
        return False
    context = ignore.context
    kind = context.kind(folder) if context is not None else None
    if kind == "file" or (kind is None and "." in folder.rpartition("/")[2].lstrip(".")):
        return False
    return pattern.pattern.startswith(("**/", folder + "/")) and pattern.pattern not in ("**/*", "**/")

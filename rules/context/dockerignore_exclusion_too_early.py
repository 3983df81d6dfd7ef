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

from dlint.api import Dockerignore, IgnorePattern, Problem, Problems, is_plain, move_to_end, rule


@rule("DK3015", on=".dockerignore", fix="safe")
def dockerignore_exclusion_too_early(ignore: Dockerignore) -> Problems:
    patterns = ignore.few_patterns() if ignore.is_allow_list else []
    is_first = True
    for index, pattern in enumerate(patterns[1:], 1):
        later = () if pattern.negated else patterns[index + 1 :]
        undone = next((other for other in later if other.negated and brings_back(ignore, other, pattern)), None)
        if undone is not None:
            message = f"{ignore.mention(undone)} brings this back: move it below"
            edits = move_to_end(ignore, pattern, is_first)
            yield Problem(pattern, message, *edits, safety="unsafe", title="move it to the end")
            is_first = False


def brings_back(ignore: Dockerignore, exception: IgnorePattern, pattern: IgnorePattern) -> bool:
    """Whether an exception for a directory brings back what a pattern leaves out in it."""
    directory = exception.pattern.removesuffix("/**")
    if not is_plain(directory):
        return False
    context = ignore.context
    kind = context.kind(directory) if context is not None else None
    if kind == "file" or (kind is None and "." in directory.rpartition("/")[2].lstrip(".")):
        return False
    return pattern.pattern.startswith(("**/", directory + "/")) and pattern.pattern not in ("**/*", "**/")

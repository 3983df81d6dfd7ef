r"""A pattern can match nothing

Patterns are compared with paths from the root of the build context. No such path starts with `..`, is `.`, or names the
root's own folder, so these lines do nothing.

```dockerignore bad
../secrets
^^^^^^^^^^ nothing above the root of the context is sent: this matches nothing
.
^ `.` matches nothing: write `*` to leave everything out
!src
```

```dockerignore fixed
*
!src
```

The name of the folder that the context is does not belong into a pattern.

```dockerignore bad backend/.dockerignore
backend/data
^^^^^^^^^^^^ patterns start in `backend`, and there is no `backend` in it: write `data`
```

```dockerignore fixed backend/.dockerignore
data
```

```dockerfile backend/Dockerfile
FROM debian:12
COPY . /srv
```

```text backend/data/1.csv
1
```

What does not exist may come.

```dockerignore good
./build
a/../dist
/.env
node_modules
backend/data
```
"""

import os

from dlint.api import Context, Dockerignore, IgnorePattern, Problem, Problems, delete_line, replace, rule


@rule("DK3013", on=".dockerignore", fix="safe")
def dockerignore_dead_pattern(ignore: Dockerignore) -> Problems:
    for pattern in ignore.patterns:
        text = pattern.pattern
        if text == ".." or text.startswith("../"):
            message = "nothing above the root of the context is sent: this matches nothing"
            yield Problem(pattern, message, delete_line(pattern))
        elif text in (".", "/") and not pattern.negated:
            message = f"`{pattern.text}` matches nothing: write `*` to leave everything out"
            yield Problem(pattern, message, replace(pattern, "*"), safety="unsafe")
        elif text in (".", "/"):
            yield Problem(pattern, f"`{pattern.text}` matches nothing", delete_line(pattern))
        elif "/" in text and text[0] not in "*?[\\" and ignore.context is not None:
            yield from own_name(ignore.context, pattern)


def own_name(context: Context, pattern: IgnorePattern) -> Problems:
    """A pattern that starts with the name of the root, in which there is nothing of that name."""
    first, _, rest = pattern.pattern.partition("/")
    if first != os.path.basename(context.root) or context.exists(first) is not False:
        return
    if context.exists(rest.partition("/")[0]):
        written = "!" + rest if pattern.negated else rest
        message = f"patterns start in `{first}`, and there is no `{first}` in it: write `{written}`"
        yield Problem(pattern, message, replace(pattern, written))

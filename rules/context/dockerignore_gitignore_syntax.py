r"""A pattern is written as in .gitignore, and means something else

The two files look alike, and are read by different rules. In a `.dockerignore` a class is negated by `[^…]`, a slash at
the end does not say that only folders are meant, and a name without a slash is looked for at the top only.

```dockerignore bad
data/[!a]*
^^^^^^^^^^ `[!` does not negate here: write `[^`
*/
^^ `*/` leaves out everything, files too, for the slash at the end says nothing: write `*`, or name the folders
```

```dockerignore fixed
data/[^a]*
*/
```

```dockerignore bad
coverage
^^^^^^^^ `coverage` matches at the top only, and `web/coverage` is sent: write `**/coverage`
build/
^^^^^^ the slash of `build/` says nothing here, so the file `build` is left out, too
```

```dockerignore fixed
**/coverage
build/
```

```dockerfile Dockerfile
FROM node:22
COPY . /srv
```

```text web/coverage/index.html
```

```text build
#!/bin/sh
```

```dockerignore good
*
!src/
**/[^a]*.txt
\[!x]
/coverage
dist/
**/logs/
```

```dockerfile Dockerfile
FROM node:22
COPY . /srv
```

```text src/coverage/index.html
```
"""

from dlint.api import (
    Context,
    Dockerignore,
    Edit,
    IgnorePattern,
    Problem,
    Problems,
    fits_name,
    match_anywhere,
    re,
    rule,
)  # fmt: skip

NEGATED = re.compile(r"(?<!\\)\[!")
LEFT_BEHIND = (
    ".cache", ".coverage.*", ".eggs", ".gradle", ".hypothesis", ".idea", ".next", ".nox", ".nuxt", ".nyc_output", ".parcel-cache",
    ".svelte-kit", ".terraform", ".tox", ".turbo", ".vscode", "*.bak", "*.class", "*.db", "*.o", "*.orig", "*.pid", "*.rej",
    "*.sqlite", "*.sqlite3", "*.swo", "*.tmp", "*.tsbuildinfo", "*~", "bower_components", "build", "coverage", "dist", "htmlcov",
    "logs", "npm-debug.log", "npm-debug.log*", "obj", "out", "target", "tmp", "yarn-error.log",
)  # fmt: skip


@rule("DK3011", on=".dockerignore", fix="safe")
def dockerignore_gitignore_syntax(ignore: Dockerignore) -> Problems:
    context = ignore.context
    for pattern in ignore.patterns:
        if NEGATED.search(pattern.text):
            edits = [
                Edit(pattern.start + found.end() - 1, pattern.start + found.end(), "^")
                for found in NEGATED.finditer(pattern.text)
            ]
            yield Problem(pattern, "`[!` does not negate here: write `[^`", *edits)
        elif pattern.text in ("*/", "**/") and not pattern.negated:
            yield Problem(
                pattern,
                f"`{pattern.text}` leaves out everything, files too, for the slash at the end says nothing:"
                " write `*`, or name the folders",
            )
        elif context is not None and not pattern.negated:
            yield from in_context(ignore, context, pattern)


def in_context(ignore: Dockerignore, context: Context, pattern: IgnorePattern) -> Problems:
    """What a pattern does not do to the files that are there."""
    text = pattern.text
    if text.endswith("/") and context.kind(pattern.pattern) == "file" and ignore.matcher.excluded(pattern.pattern):
        message = f"the slash of `{text}` says nothing here, so the file `{pattern.pattern}` is left out, too"
        yield Problem(pattern, message)
    elif pattern.pattern in LEFT_BEHIND and not text.startswith("/") and not ignore.is_allow_list:
        if ignore.broad_copies() and not context.present(pattern.pattern):
            names = (name for name in context.by_name() if fits_name(pattern.pattern, name))
            below = next((entry for entry in context.find(names) if "/" in entry.path), None)
            if below is not None:
                message = f"`{text}` matches at the top only, and `{below.path}` is sent: write `**/{text}`"
                yield Problem(pattern, message, match_anywhere(pattern), safety="unsafe")

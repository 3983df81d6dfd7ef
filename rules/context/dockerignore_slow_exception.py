r"""An exception with a wildcard makes Docker look into every folder

Docker does not look into a folder that is left out, unless an exception may be for something in it. It compares
exceptions without a wildcard with the folder's path. One wildcard, in any exception, and every folder is looked through
at each build: the history, the packages, the data. The option `least` says how many entries a folder has to have to be
worth a word; it is 2000 where it is not given.

```dockerignore bad least=1
node_modules
*.md
!docs/**/*.md
^^^^^^^^^^^^^ because of this wildcard Docker looks through all of `node_modules`, too: name the files or folders, as in `!docs/api`
```

```dockerfile Dockerfile
FROM node:22
COPY . /srv
```

```text node_modules/left-pad/index.js
```

A wildcard at the end, for all that is in a folder, does no harm.

```dockerignore good least=1
*
!src/**
!docs/*
!README.md
```

```dockerfile Dockerfile
FROM node:22
COPY . /srv
```

```text node_modules/left-pad/index.js
```

```dockerignore good least=1
**/*.md
!**/README.md
```

```dockerfile Dockerfile
FROM node:22
COPY . /srv
```

```text src/index.js
```
"""

from dlint.api import Context, Dockerignore, Problem, Problems, rule


@rule("DK3017", on=".dockerignore", severity="info")
def dockerignore_slow_exception(ignore: Dockerignore, context: Context, *, least: int = 2000) -> Problems:
    if not context.matcher.enters_directories:
        return
    slow = next((pattern for pattern in ignore.patterns if pattern.negated and has_wildcard(pattern.pattern)), None)
    for entry, _ in context.left_out() if slow is not None else ():
        if slow is not None and entry.kind == "directory" and context.holds(entry.path, least):
            message = f"because of this wildcard Docker looks through all of `{entry.path}`, too: name the files or folders, as in `!docs/api`"
            yield Problem(slow, message)
            return


def has_wildcard(pattern: str) -> bool:
    """Whether there is one, but for that at the end which stands for all that is in a directory."""
    text = pattern.removesuffix("/**").removesuffix("/*")
    return any(sign in text for sign in "*[]?^\\")

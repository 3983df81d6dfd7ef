r"""A pattern matches at the top of the context only

In `.gitignore` a name without a slash matches at any depth. In `.dockerignore` every pattern starts at the root of the
build context: `__pycache__` leaves `src/app/__pycache__` in. With `**/` in front it matches everywhere.

```dockerignore bad .dockerignore
__pycache__/
^^^^^^^^^^^^ `__pycache__/` matches at the top only: write `**/__pycache__/`
*.pyc
^^^^^ `*.pyc` matches at the top only: write `**/*.pyc`
.git
```

```dockerignore fixed .dockerignore
**/__pycache__/
**/*.pyc
.git
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text src/app/main.py
print("hello")
```

Where everything lies at the top there is nothing to miss, and a slash in front says that the top is meant.

```dockerignore good .dockerignore
__pycache__
*.pyc
.git
node_modules
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text main.py
print("hello")
```

```dockerignore good .dockerignore
/__pycache__
**/__pycache__
__pycache__
.env
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text src/main.py
print("hello")
```
"""

from dlint.api import (
    Context,
    Dockerignore,
    IgnorePattern,
    Problem,
    Problems,
    fits_name,
    match_anywhere,
    rule,
)  # fmt: skip

BYTECODE = ("__pycache__", "*.pyc", "*.pyo", "*.pyd", "*.py[cod]", "*.py[co]", "*$py.class")
ANYWHERE = (
    ".pytest_cache", ".mypy_cache", ".ruff_cache", ".ipynb_checkpoints", ".DS_Store", "*.egg-info", "*.egg-info/", "node_modules",
    ".env", ".env.*", ".venv", "venv", "*.log", "*.swp", "Thumbs.db", ".coverage", "*.pem", "*.key",
)  # fmt: skip


@rule("DK3006", on=".dockerignore", fix="safe")
def dockerignore_anchored_pattern(ignore: Dockerignore, context: Context) -> Problems:
    if ignore.is_allow_list or not ignore.broad_copies():
        return
    candidates = [
        pattern for pattern in ignore.patterns if not pattern.negated and bare(pattern) in BYTECODE + ANYWHERE
    ]
    below = nested(context) if candidates else []
    for pattern in candidates:
        name = bare(pattern)
        if name in BYTECODE:
            reached = misses_bytecode(ignore, context, name, below)
        else:
            reached = any(fits_name(name, other) for other in below)
        if reached:
            message = f"`{pattern.text}` matches at the top only: write `**/{pattern.text}`"
            yield Problem(pattern, message, match_anywhere(pattern))


def bare(pattern: IgnorePattern) -> str:
    """The pattern, where it is a name without a slash but one at its end; else nothing."""
    text = pattern.text.rstrip("/")
    return "" if "/" in text else text


def nested(context: Context) -> list[str]:
    """The names of what is sent from below the top."""
    return [name for name, entries in context.by_name().items() if any("/" in entry.path for entry in entries)]


def misses_bytecode(ignore: Dockerignore, context: Context, name: str, below: list[str]) -> bool:
    """Whether a pattern does not reach the bytecode in a directory: where there is a module, its bytecode will be."""
    ending = "__pycache__/module.pyc" if name == "__pycache__" else "module" + name[1:].split("[")[0]
    example = ending + "c" if "[" in name else ending
    modules = (other for other in below if other.endswith(".py"))
    directories = {entry.path.rpartition("/")[0] for module in modules for entry in context.by_name()[module]}
    return any(directory and not ignore.matcher.excluded(f"{directory}/{example}") for directory in directories)

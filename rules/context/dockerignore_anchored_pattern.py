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

from dlint.api import Dockerignore, Edit, IgnorePattern, Problem, Problems, rule

BYTECODE = ("__pycache__", "*.pyc", "*.pyo", "*.pyd", "*.py[cod]", "*.py[co]", "*$py.class")
ANYWHERE = (
    ".pytest_cache", ".mypy_cache", ".ruff_cache", ".ipynb_checkpoints", ".DS_Store", "*.egg-info", "*.egg-info/", "node_modules",
    ".env", ".env.*", ".venv", "venv", "*.log", "*.swp", "Thumbs.db", ".coverage", "*.pem", "*.key",
)  # fmt: skip


@rule("DK3006", on=".dockerignore", fix="safe")
def dockerignore_anchored_pattern(ignore: Dockerignore) -> Problems:
    context = ignore.context
    if context is None or ignore.is_allow_list or not ignore.broad_copies():
        return
    candidates = [
        pattern for pattern in ignore.patterns if not pattern.negated and bare(pattern) in BYTECODE + ANYWHERE
    ]
    if not candidates:
        return
    by_name = context.by_name()
    nested = [name for name, entries in by_name.items() if any("/" in entry.path for entry in entries)]
    modules: set[str] | None = None
    for pattern in candidates:
        name = bare(pattern)
        if name in BYTECODE:
            # Where there is a module, its bytecode will be.
            example = (
                "__pycache__/module.pyc"
                if name == "__pycache__"
                else "module" + name[1:].replace("[cod]", "c").replace("[co]", "c")
            )
            if modules is None:
                found = (entry.path for module in nested if module.endswith(".py") for entry in by_name[module])
                modules = {path.rpartition("/")[0] for path in found if "/" in path}
            reached = any(not ignore.matcher.excluded(f"{folder}/{example}") for folder in modules)
        else:
            reached = any(matches(name, other) for other in nested)
        if reached:
            message = f"`{pattern.text}` matches at the top only: write `**/{pattern.text}`"
            yield Problem(pattern, message, Edit(pattern.pattern_start, pattern.pattern_start, "**/"))


def bare(pattern: IgnorePattern) -> str:
    """The pattern, where it is a name without a slash but one at its end; else nothing."""
    text = pattern.text.rstrip("/")
    return "" if "/" in text else text


def matches(name: str, entry: str) -> bool:
    """Whether a name of a file is meant by a pattern, which has a wildcard at its start or end only."""
    if name.startswith("*"):
        return entry.endswith(name[1:])
    return entry.startswith(name[:-1]) if name.endswith("*") else entry == name

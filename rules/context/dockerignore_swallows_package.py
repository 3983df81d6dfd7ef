r"""A pattern leaves out a package of the program

Ignore files that were made for any project, or are copied from a `.gitignore` for Python, leave out `lib/`, `build/`,
`bin`, `data/`, `env/`. Where the program has a package of that name, it is missing in the image, and the import fails.

```dockerignore bad
**/__pycache__
**/lib
^^^^^^ `**/lib` leaves out the package `shop/lib`: add `!shop/lib`
**/data
```

```dockerignore fixed
**/__pycache__
**/lib
**/data
!shop/lib
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text shop/__init__.py
```

```text shop/lib/__init__.py
```

```text data/1.csv
```

What is only called like that is no package of the program, and tests and tools may be left out.

```dockerignore good
**/lib
**/tests
docs
build
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text shop/__init__.py
```

```text shop/tests/__init__.py
```

```text build/lib/shop/__init__.py
```

```text docs/conf.py
```

```text .venv/lib/python3.13/site-packages/x/__init__.py
```

Where the folder is not copied, nothing is missing.

```dockerignore good
**/bin
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY requirements.txt /app/
```

```text shop/__init__.py
```

```text shop/bin/__init__.py
```
"""

from dlint.api import Context, ContextSource, Dockerignore, Problem, Problems, add_pattern, context_sources, re, rule

DELIBERATE = re.compile(
    r"(?:^|[_.-])(?:tests?|testing|docs?|examples?|samples?|scripts?|benchmarks?|migrations|notebooks?|tools|dev)(?:$|[_.-])"
)
MADE = re.compile(r"(?:^|/)(?:\.|site-packages|node_modules|venv|__pycache__|build/lib|build/bdist)")
SUSPICIOUS = frozenset(
    ["bin", "build", "data", "dist", "downloads", "env", "lib", "lib64", "logs", "media", "models", "out", "parts", "target", "var"]
)  # fmt: skip


@rule("DK3020", on=".dockerignore", fix="unsafe")
def dockerignore_swallows_package(ignore: Dockerignore, context: Context) -> Problems:
    if not ignore.is_python or ignore.is_allow_list:
        return
    sources = [source for file in ignore.dockerfiles for source in context_sources(file) if source.path is not None]
    told = set()
    for entry, pattern in context.left_out():
        name = entry.name
        if entry.kind != "directory" or pattern.written is None or DELIBERATE.search(name) or MADE.search(entry.path):
            continue
        if not is_package(context, entry.path) or not any(takes(source, entry.path) for source in sources):
            continue
        if id(pattern) not in told:
            told.add(id(pattern))
            message = f"`{pattern.written.text}` leaves out the package `{entry.path}`: add `!{entry.path}`"
            yield Problem(pattern.written, message, add_pattern(ignore, "!" + entry.path))


def is_package(context: Context, path: str) -> bool:
    """Whether a directory is a package in another one, or one at the top whose name is that of something else."""
    if not context.exists(path + "/__init__.py"):
        return False
    above, _, name = path.rpartition("/")
    return bool(above and context.exists(above + "/__init__.py")) or (above in ("", "src") and name in SUSPICIOUS)


def takes(source: ContextSource, path: str) -> bool:
    """Whether an instruction takes along what is in a directory."""
    return source.is_whole or path.startswith(f"{source.path}/")

r"""A large file is copied along with a folder

What COPY takes along is part of the image, and is sent, stored and pulled with it. A dump, an archive or a set of data
that lies in the project is easily overlooked, and makes the image larger than all the rest of it.

```dockerfile bad megabytes=0
FROM debian:12
COPY . /srv
     ^ `backup/dump.sql`, 1 MB, is copied along: leave it out in `.dockerignore` where it is not needed
```

```text backup/dump.sql
INSERT
```

The option `megabytes` says how large a file has to be; it is 100 where it is not given. A file that is named is meant.

```dockerfile good
FROM debian:12
COPY . /srv
```

```text backup/dump.sql
INSERT
```

```dockerfile good megabytes=0
FROM debian:12
COPY backup/dump.sql /srv/
```

```text backup/dump.sql
INSERT
```
"""

from dlint.api import Context, ContextEntry, File, Problem, Problems, rule, shipped_sources

SMALL = (
    ".c", ".cc", ".cfg", ".conf", ".cpp", ".cs", ".css", ".go", ".h", ".hpp", ".html", ".ini", ".java", ".js", ".jsx", ".kt",
    ".less", ".md", ".php", ".po", ".pxd", ".py", ".pyc", ".pyi", ".pyx", ".rb", ".rs", ".rst", ".scala", ".scss", ".sh", ".svg",
    ".toml", ".ts", ".tsx", ".vue", ".yaml", ".yml",
)  # fmt: skip
"""Source is never that large, and need not be asked about."""

MOST = 3


@rule("DK3112", on="file", severity="info")
def large_file_copied_along(file: File, context: Context, *, megabytes: int = 100) -> Problems:
    told: set[str] = set()
    sizes: dict[str, int] | None = None
    for source in shipped_sources(file):
        if sizes is None:
            sizes = {entry.path: entry.size for entry in context.walk() if is_large(entry, megabytes)}
        found = [(sizes[path], path) for path in source.taken_along(context, list(sizes)) if path not in told]
        for size, path in sorted(found, reverse=True)[:MOST]:
            told.add(path)
            amount = f"{max(1, round(size / 1_000_000)):,} MB"
            message = f"`{path}`, {amount}, is copied along: leave it out in `.dockerignore` where it is not needed"
            yield Problem(source.place, message)


def is_large(entry: ContextEntry, megabytes: int) -> bool:
    """Whether an entry is a file of more than so many megabytes, as far as its name lets one expect that."""
    name = entry.name
    if entry.kind != "file" or name.endswith(SMALL) or name.lower().startswith(("dockerfile", ".dockerignore")):
        return False
    return entry.size > megabytes * 1_000_000

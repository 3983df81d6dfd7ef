r"""The ignore file of a Python project lets private and needless files through

Next to the source lie keys and data bases, caches of tools, environments of editors, data. `COPY . .` takes all of it
into the image: what is secret leaks, what is large is paid for at every pull, and what changes with every run of the
tests spoils the cache of the build.

```dockerignore bad
.git
^^^^ `COPY .` takes `.mypy_cache` and `htmlcov` along: add `**/.mypy_cache` and `**/htmlcov`
^^^^ `COPY .` takes the data base `db.sqlite3` along: add `**/db.sqlite3`
^^^^ `COPY .` takes `keys/app.pem`, a private key, along: add `**/*.pem`
**/.venv
```

```dockerignore fixed
.git
**/.venv
**/*.pem
**/db.sqlite3
**/.mypy_cache
**/htmlcov
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text db.sqlite3
```

```text keys/app.pem
-----BEGIN PRIVATE KEY-----
```

```text .mypy_cache/3.13/x.json
```

```text htmlcov/index.html
```

Folders of data count where they are larger than the option `megabytes` says, 50 where it is not given.

```dockerignore bad megabytes=0
.git
^^^^ `COPY .` takes `data` along, which is large: add `data` where the program does not need it
```

```dockerignore fixed megabytes=0
.git
data
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text data/1.csv
1,2
```

```dockerignore good
.git
**/*.pem
**/*.sqlite3
**/.*_cache
htmlcov
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text db.sqlite3
```

```text .mypy_cache/3.13/x.json
```

```text htmlcov/index.html
```

Where named files are copied, or another language is used, this is of no concern.

```dockerignore good
.git
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY app.py /app/
```

```text db.sqlite3
```

```dockerignore good
.git
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . /app
```

```text data/seed.csv
```

```text tests/fixtures/key.pem
-----BEGIN PRIVATE KEY-----
```

```text tests/data/sample.sqlite3
```
"""

from dlint.api import (
    Context,
    Dockerignore,
    Problem,
    Problems,
    add_pattern,
    caches_of,
    data_directories,
    databases_of,
    listed,
    one_of_each,
    rule,
    secrets_of,
)  # fmt: skip

MOST = 5


@rule("DK3023", on=".dockerignore", fix="safe")
def python_context_leak(ignore: Dockerignore, context: Context, *, megabytes: int = 50) -> Problems:
    if not ignore.is_python or not ignore.broad_copies():
        return
    place = ignore.first_line
    private = [*secrets_of(context), *((path, "") for path in databases_of(context))]
    for path, what, pattern in one_of_each(private)[: 2 * MOST]:
        file = f"`{path}`, {what}," if what else f"the data base `{path}`"
        message = f"`COPY .` takes {file} along: add `{pattern}`"
        yield Problem(place, message, add_pattern(ignore, pattern), severity="error" if what else None)
    if ignore.is_allow_list:
        return
    if caches := caches_of(context):
        paths, names = list(caches.values())[:MOST], list(caches)[:MOST]
        more = f" and {len(caches) - MOST} more" if len(caches) > MOST else ""
        message = f"`COPY .` takes {listed(paths, most=MOST)}{more} along: add {listed(names, most=MOST)}"
        yield Problem(place, message, add_pattern(ignore, "\n".join(caches)), severity="info")
    for directory in data_directories(context, megabytes * 1_000_000):
        message = (
            f"`COPY .` takes `{directory}` along, which is large: add `{directory}` where the program does not need it"
        )
        yield Problem(place, message, add_pattern(ignore, directory), severity="info", safety="unsafe")

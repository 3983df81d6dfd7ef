r"""A source is written in another case than the file

On macOS and Windows `readme.md` finds `README.md`. The build runs on Linux, also there, and does not.

```dockerfile bad
FROM python:3.13-slim
COPY readme.md pyproject.toml /app/
     ^^^^^^^^^ the file is called `README.md`, and the build, on Linux, does not find it: write `README.md`
COPY ./Src/App /app/
     ^^^^^^^^^ the file is called `src/app`, and the build, on Linux, does not find it: write `./src/app`
```

```dockerfile fixed
FROM python:3.13-slim
COPY README.md pyproject.toml /app/
COPY ./src/app /app/
```

```text README.md
```

```text pyproject.toml
[project]
name = "x"
```

```text src/app/main.py
```

```dockerfile good
FROM python:3.13-slim
COPY README.md readme.md /app/
```

```text README.md
```

```text readme.md
```

```dockerfile good
FROM python:3.13-slim
COPY Pipfile dockerfile* /app/
```

```text Pipfile
```
"""

from dlint.api import (
    Context,
    ContextSource,
    File,
    Problem,
    Problems,
    in_another_case,
    missing_sources,
    rewrite_source,
    rule,
)  # fmt: skip


@rule("DK3104", on="file", severity="error", fix="safe")
def miscased_copy_source(file: File, context: Context) -> Problems:
    for source in missing_sources(file):
        actual = in_another_case(context, source.path or "")
        if actual is not None:
            written = spelled(source, actual)
            message = f"the file is called `{actual}`, and the build, on Linux, does not find it: write `{written}`"
            yield Problem(source.place, message, *rewrite_source(source, written))


def spelled(source: ContextSource, actual: str) -> str:
    """The source with the letters of the file, and with what was written around."""
    text, path = source.text or "", source.path or ""
    place = text.find(path)
    return actual if place < 0 else text[:place] + actual + text[place + len(path) :]

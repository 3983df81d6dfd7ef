r"""A source lies outside of the build context

Nothing above the root of the build context is sent to the build. `../` does not lead there: at the root, it stays at the
root. So `../lib` means `lib`, if there is one.

```dockerfile bad
FROM python:3.13-slim
COPY ../common /app/common
     ^^^^^^^^^ there is nothing above the root of the build context, so the build fails: build with `..` as context, and copy `common`
COPY ../src /app/src
     ^^^^^^ there is nothing above the root of the build context, so this is `src`: write that
COPY app/../../src /app/src
     ^^^^^^^^^^^^^ there is nothing above the root of the build context, so this is `src`: write that
```

```dockerfile fixed
FROM python:3.13-slim
COPY ../common /app/common
COPY src /app/src
COPY src /app/src
```

```text src/main.py
```

Within the context `..` is fine, and in another stage it means another thing.

```dockerfile good
FROM python:3.13-slim AS build
COPY docker/../src /app/src
COPY ..data /app/data
FROM python:3.13-slim
COPY --from=build ../app /app
```

```text src/main.py
```

```text ..data
```

```dockerfile good
FROM python:3.13-slim
COPY ./src /src/
COPY /src /app/src
```

```text src/main.py
```
"""

from dlint.api import File, Problem, Problems, context_sources, rewrite_source, rule

NOTHING = "there is nothing above the root of the build context, so"


@rule("DK3103", on="file", fix="safe")
def copy_source_outside_context(file: File) -> Problems:
    context = None
    for source in context_sources(file):
        if not source.leaves_root or not source.is_used:
            continue
        context = context or file.context
        path = source.path or "."
        there = None if context is None else bool(context.present(path))
        if there is False and path != ".":
            first = (source.text or "").lstrip("./")
            message = f"{NOTHING} the build fails: build with `..` as context, and copy `{first}`"
            yield Problem(source.place, message, severity="error")
            continue
        edits = rewrite_source(source, path) if there else ()
        yield Problem(source.place, f"{NOTHING} this is `{path}`: write that", *edits)

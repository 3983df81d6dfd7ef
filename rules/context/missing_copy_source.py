r"""A file is copied or mounted that does not exist

COPY, ADD and bind mounts take files from the build context, the folder that is given to `docker build`. What is not in
there can't be copied, and the build fails.

```dockerfile bad
FROM python:3.13-slim
COPY requirments.txt pyproject.toml /app/
     ^^^^^^^^^^^^^^^ `requirments.txt` is not in the build context, and the build fails: did you mean `requirements.txt`?
RUN --mount=type=bind,source=uv.lock,target=uv.lock uv sync --locked
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `uv.lock` is not in the build context, and the build fails
```

```text requirements.txt
flask==3.1.0
```

```text pyproject.toml
[project]
name = "x"
```

The context may be another folder than that of the Dockerfile. Compose and bake files tell.

```dockerfile bad docker/Dockerfile
FROM python:3.13-slim
COPY app.py config.toml /app/
            ^^^^^^^^^^^ `config.toml` is not in the build context `..`, and the build fails
```

```yaml compose.yaml
services:
  web:
    build:
      context: .
      dockerfile: docker/Dockerfile
```

```text app.py
print("hello")
```

```text docker/config.toml
x = 1
```

A pattern may match nothing, programs that another tool has to build first are not there in a checkout, and neither is
what git ignores. What comes from stages and images is not in the context.

```dockerfile good
FROM python:3.13-slim AS build
COPY pyproject.toml uv.lock* ./
COPY dist/app.whl server /usr/local/bin/
FROM python:3.13-slim
COPY --from=build /nowhere /app/
COPY generated.py /app/
ADD https://example.org/app.tar.gz /app/
```

```text pyproject.toml
[project]
name = "x"
```

```text .git/HEAD
ref: refs/heads/main
```

```text .gitignore
generated.py
```

What a build argument can change, what a template leaves open, and what git fills from another repository is not known.

```dockerfile good
FROM python:3.13-slim
ARG SOURCE=nowhere
COPY pyproject.toml $SOURCE {{name}} libs/shared/x.py /app/
```

```text pyproject.toml
[project]
name = "x"
```

```text .gitmodules
[submodule "shared"]
    path = libs/shared
```

Where no source exists in a folder that does not look like a project, the context is another one.

```dockerfile good
FROM python:3.13-slim
COPY app.py /app/
```
"""

import os

from dlint.api import Context, File, Problem, Problems, in_another_case, missing_sources, near_path, rule


@rule("DK3101", on="file", severity="error")
def missing_copy_source(file: File, context: Context) -> Problems:
    where = ""
    if file.directory is not None and context.root != os.path.realpath(file.directory):
        where = f" `{os.path.relpath(context.root, os.path.realpath(file.directory)).replace(os.sep, '/')}`"
    for source in missing_sources(file):
        path = source.path or ""
        excluded = not source.is_mount and context.matcher.excluded(path)
        if source.leaves_root or excluded or in_another_case(context, path):
            continue  # what other rules tell
        if context.leads_out(path):
            fault, hint = "is, or goes through, a link that leads out of", ""
        else:
            near = near_path(context, path)
            fault, hint = "is not in", f": did you mean `{near}`?" if near else ""
        yield Problem(source.place, f"`{source.text}` {fault} the build context{where}, and the build fails{hint}")

r"""Requirements are installed from a file that is not there

`pip install -r` fails, and with it the build: the file does not exist, has another name, is copied later, or is left out by
the ignore file.

```dockerfile bad Dockerfile
FROM python:3.13-slim
WORKDIR /app
RUN pip install --no-cache-dir -r requirements.txt
                                  ^^^^^^^^^^^^^^^^ `/app/requirements.txt` is not in the image here: copy it before this line
COPY . .
```

```text requirements.txt
flask==3.1.0
```

```dockerfile bad Dockerfile
FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
                                  ^^^^^^^^^^^^^^^^ `requirements.txt` names `base.txt`, which is not in the image here: copy it as well
```

```text requirements.txt
-r base.txt
flask==3.1.0
```

```text base.txt
click==8.2.0
```

What is mounted, generated, or not known is fine.

```dockerfile good Dockerfile
FROM python:3.13-slim
WORKDIR /app
RUN --mount=type=bind,source=requirements.txt,target=requirements.txt \
    pip install --no-cache-dir -r requirements.txt
```

```text requirements.txt
flask==3.1.0
```

```dockerfile good Dockerfile
FROM python:3.13-slim
WORKDIR /app
COPY requirements.in .
RUN pip-compile -o requirements.txt requirements.in && pip install --no-cache-dir -r requirements.txt
```

```text requirements.in
flask
```

```dockerfile good Dockerfile
FROM python:3.13-slim
COPY requirements/ /requirements/
RUN pip install --no-cache-dir -r /requirements/prod.txt
```

```text requirements/prod.txt
-r base.txt
```

```text requirements/base.txt
flask==3.1.0
```
"""

import posixpath

from dlint.api import Command, File, FileInImage, Problem, Problems, Project, Stage, directory_of, image_files, rule


@rule("DK4008", on=("RUN pip install", "RUN uv pip install"), severity="error")
def requirements_file_missing(command: Command, file: File, stage: Stage, project: Project) -> Problems:
    node = command.instruction
    directory = directory_of(command, file)
    if node.onbuild or directory is None:
        return
    for option in command.options:
        if option.name not in ("-r", "--requirement", "--requirements") or option.value_span is None:
            continue
        if not option.value or "://" in option.value or option.value == "-":
            continue
        path = posixpath.normpath(posixpath.join(directory, option.value))
        if written_before(file, command, posixpath.basename(path)):
            continue
        found = image_files(stage).find(path, node)
        if found.absent:
            left_out = f"the ignore file leaves `{found.excluded}` out"
            reason = f": {left_out}" if found.excluded else " here: copy it before this line"
            yield Problem(option.value_span, f"`{path}` is not in the image{reason}")
        for name in includes(found, project):
            if image_files(stage).find(posixpath.normpath(posixpath.join(posixpath.dirname(path), name)), node).absent:
                message = f"`{option.value}` names `{name}`, which is not in the image here: copy it as well"
                yield Problem(option.value_span, message)


def includes(found: FileInImage, project: Project) -> list[str]:
    """The files that a requirements file names, from where it lies."""
    requirements = project.requirements(found.path) if found.present and found.path is not None else None
    if requirements is None or found.path is None:
        return []
    start = posixpath.dirname(found.path) or "."
    return [posixpath.relpath(include, start) for include in requirements.includes if "://" not in include]


def written_before(file: File, command: Command, name: str) -> bool:
    """Whether an earlier command of the same RUN names the file: it may write it."""
    for other in file.commands(command.instruction):
        if other is command:
            return False
        if name in other.text or any(name in redirection.text for redirection in other.redirections):
            return True
    return False

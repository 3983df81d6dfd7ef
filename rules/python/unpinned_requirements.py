r"""The installed requirements name no versions

`flask` alone is whatever is newest on the day of the build: two builds of the same commit are two images, and one day the
newest does not work. Write the versions that were tested, `pip freeze` or `pip-compile` does it, or keep a lock file.

```dockerfile bad Dockerfile
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
                                  ^^^^^^^^^^^^^^^^ `requirements.txt` leaves the version of `flask` and 1 more open: write `flask==<version>`
```

```text requirements.txt
flask
requests>=2
click==8.2.0
```

```dockerfile good Dockerfile
FROM python:3.13-slim
COPY requirements.txt constraints.txt ./
RUN pip install --no-cache-dir -r requirements.txt -c constraints.txt
```

```text requirements.txt
flask
```

```text constraints.txt
flask==3.1.0
```

```dockerfile good Dockerfile
FROM python:3.13-slim
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
```

```text requirements.txt
flask==3.1.0
our-library @ git+https://example.org/our-library@0c0ffee0c0ffee0c0ffee0c0ffee0c0ffee0c0ff
./vendor/thing
```

```dockerfile good
FROM python:3.13-slim
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
```
"""

from dlint.api import Command, File, Problem, Problems, Project, Requirement, Stage, file_named, rule


@rule("DK4010", on=("RUN pip install", "RUN uv pip install"), severity="info")
def unpinned_requirements(command: Command, file: File, stage: Stage, project: Project) -> Problems:
    if stage.is_development or command.has("-c", "--constraint", "--constraints", "--require-hashes"):
        return
    for option in command.options:
        if option.name not in ("-r", "--requirement") or not option.value or option.value_span is None:
            continue
        path = file_named(command, file, option.value).path
        open_ones = unpinned(project, path) if path is not None else []
        if open_ones and not open_ones[0].url:
            name = open_ones[0].written or open_ones[0].text
            more = f" and {len(open_ones) - 1} more" if len(open_ones) > 1 else ""
            message = f"`{option.value}` leaves the version of `{name}`{more} open: write `{name}==<version>`"
            yield Problem(option.value_span, message)


def unpinned(project: Project, path: str) -> list[Requirement]:
    """What a requirements file, with those that it names, leaves open; nothing where another file may say the versions."""
    files = project.closure(path)[0]
    if any(requirements.constraints or not requirements.is_complete for requirements in files):
        return []
    return [item for requirements in files for item in requirements.unpinned]

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

from dlint.api import Command, File, Problem, Problems, Run, image_files, project_of, rule


@rule("DK4010", on=("RUN pip install", "RUN uv pip install"), severity="info")
def unpinned_requirements(command: Command, file: File) -> Problems:
    node = command.instruction
    stage = file.stage_of(node)
    project = project_of(file)
    if project is None or stage is None or not isinstance(node, Run) or stage.is_development:
        return
    if command.has("-c", "--constraint", "--constraints", "--require-hashes"):
        return
    folder = image_files(stage).folder(command)
    for option in command.options:
        if (
            option.name not in ("-r", "--requirement")
            or not option.value
            or option.value_span is None
            or folder is None
        ):
            continue
        found = image_files(stage).find(f"{folder}/{option.value}" if option.value[0] != "/" else option.value, node)
        if found.path is None:
            continue
        files = project.closure(found.path)[0]
        if any(requirements.constraints or not requirements.is_complete for requirements in files):
            continue
        open_ones = [item for requirements in files for item in requirements.unpinned]
        if open_ones and not open_ones[0].url:
            more = f" and {len(open_ones) - 1} more" if len(open_ones) > 1 else ""
            name = open_ones[0].written or open_ones[0].text
            message = f"`{option.value}` leaves the version of `{name}`{more} open: write `{name}==<version>`"
            yield Problem(option.value_span, message)

r"""A package has no wheel for Alpine

Alpine uses another C library, musl, and needs wheels of its own. Most packages have them by now; where one has not, it is
compiled, which needs a compiler and takes minutes, or can't be installed at all.

```dockerfile bad Dockerfile
FROM python:3.13-alpine
     ^^^^^^^^^^^^^^^^^^ `torch` has no wheel for Alpine and no source to build from, so it can't be installed: use `python:3.13-slim`
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
```

```text requirements.txt
torch==2.8.0
```

```dockerfile good Dockerfile
FROM python:3.13-alpine
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
```

```text requirements.txt
numpy==2.3.0
pandas==2.3.0
flask==3.1.0
```

```dockerfile good Dockerfile
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
```

```text requirements.txt
torch==2.8.0
```

```dockerfile good
FROM python:3.13-alpine
RUN pip install --no-cache-dir flask==3.1.0
```
"""

from dlint.api import Build, Problem, Problems, Stage, facts, has_tool, project_of, rule


@rule("DK4009", on="stage", severity="error")
def alpine_without_wheels(stage: Stage) -> Problems:
    if stage.base is not None or stage.family.libc != "musl" or not stage.family.is_python or stage.node.image is None:
        return
    slim = (
        f"`{stage.reference.name}:{stage.python_tag.version}-slim`"
        if stage.reference and stage.python_tag
        else "a slim image"
    )
    impossible: list[str] = []
    compiled: list[str] = []
    for name in sorted(installed(stage.file, stage)):
        wheels = facts.wheels(name)
        if wheels is None or wheels.musl or not wheels.glibc:
            continue
        (compiled if wheels.sdist else impossible).append(name)
    if impossible:
        message = f"`{impossible[0]}` has no wheel for Alpine and no source to build from, so it can't be installed: use {slim}"
        yield Problem(stage.node.image, message)
    elif compiled and has_tool(stage, "gcc") is False:
        message = f"`{compiled[0]}` has no wheel for Alpine and there is no compiler to build it: use {slim}"
        yield Problem(stage.node.image, message, severity="warning")


def installed(file: Build, stage: Stage) -> set[str]:
    """The names that pip is told to install in a stage, in the command or by a file of the context; or the lock's."""
    names: set[str] = set()
    project = project_of(file)
    for command in file.commands_in(stage, "pip", "uv", "poetry", "pdm"):
        verbs = command.path[1:]
        if "install" not in verbs and "sync" not in verbs:
            continue
        for word in command.operands:
            text = word.value or ""
            names.add(text.partition("[")[0].partition("=")[0].partition("<")[0].partition(">")[0].strip("~! ").lower())
        for option in command.options:
            if option.name in ("-r", "--requirement") and option.value and project is not None:
                for requirements in project.closure(option.value.removeprefix("./"))[0]:
                    names.update(item.name for item in requirements.requirements if item.marker is None)
        if (
            project is not None
            and command.family in ("uv", "poetry", "pdm")
            and "pip" not in verbs
            and project.lock is not None
        ):
            names.update(package.name for package in project.lock.selected(set()))
    return names

r"""The image has another Python than the project asks for

`requires-python` says for which versions the project is made. Installers refuse the others; where nothing is installed as
a package, the program fails at the first line of newer syntax.

```dockerfile bad Dockerfile
FROM python:3.10-slim
            ^^^^ the image has Python 3.10, and the project requires `>=3.12`
COPY . /app
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
requires-python = ">=3.12"
```

```dockerfile good Dockerfile
FROM python:3.13-slim
COPY . /app
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
requires-python = ">=3.12"
```

```dockerfile good Dockerfile
FROM python:3.10-slim AS tools
RUN pip install --no-cache-dir yq
FROM python:3.13-slim
COPY --from=tools /usr/local/bin/yq /usr/local/bin/
COPY . /app
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
requires-python = ">=3.12,<4"
```

A file that pins one version is for people's machines; where it differs from the image that is worth knowing.

```dockerfile bad Dockerfile
FROM python:3.13-slim
            ^^^^ the image has Python 3.13, and `.python-version` says 3.12
COPY . /app
```

```text .python-version
3.12
```
"""

from dlint.api import Problem, Problems, Project, Stage, Transfer, rule, satisfies


@rule("DK4007", on="stage", severity="error")
def python_version_mismatch(stage: Stage, project: Project) -> Problems:
    version = stage.family.python_version
    tag = stage.python_tag
    if version is None or stage.base is not None or stage.is_development or not uses_project(stage):
        return
    if tag is not None and (tag.prerelease or tag.is_default):
        return
    place = stage.part_of_tag(tag.version_span) if tag is not None and tag.version_span else stage.part("tag")
    required = project.requires_python
    pinned = project.pinned_python
    if required and satisfies(required, version) is False:
        yield Problem(place, f"the image has Python {version}, and the project requires `{required}`")
    elif pinned is not None and ".".join(pinned[1].split(".")[:2]) != version:
        yield Problem(place, f"the image has Python {version}, and `{pinned[0]}` says {pinned[1]}", severity="info")


def uses_project(stage: Stage) -> bool:
    """Whether something of the context gets into the stage: a stage for tools has its own Python."""
    return any(isinstance(node, Transfer) and not node.flag("from") for node in stage.instructions) or any(
        "type=bind" in node.logical.text for node in stage.named("RUN")
    )

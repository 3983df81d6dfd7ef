r"""The version comes from git, and git is not there

setuptools-scm, hatch-vcs and their like ask git for the version when the project is built. In an image `.git` is mostly
left out, and the small images have no git: the build then fails, or makes a version `0.0.0`. Mount `.git` for the one
step that needs it, or say the version in a variable.

```dockerfile bad
FROM python:3.13
WORKDIR /app
COPY . .
RUN pip install --no-cache-dir .
                               ^ setuptools-scm takes the version from git, and `.git` is left out by `.dockerignore`: mount it, `--mount=type=bind,source=.git,target=.git`, or set `SETUPTOOLS_SCM_PRETEND_VERSION_FOR_SHOP`
```

```dockerignore .dockerignore
.git
```

```toml pyproject.toml
[project]
name = "shop"
dynamic = ["version"]
[build-system]
requires = ["setuptools>=80", "setuptools-scm>=8"]
[tool.setuptools_scm]
```

```dockerfile bad
FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN --mount=type=bind,source=.git,target=.git pip install --no-cache-dir .
                                                                         ^ hatch-vcs takes the version from git, which `python:3.13-slim` does not have: install it, or set `SETUPTOOLS_SCM_PRETEND_VERSION_FOR_SHOP`
```

```toml pyproject.toml
[project]
name = "shop"
dynamic = ["version"]
[build-system]
requires = ["hatchling", "hatch-vcs"]
build-backend = "hatchling.build"
[tool.hatch.version]
source = "vcs"
```

```text .git/HEAD
ref: refs/heads/main
```

```dockerfile good
FROM python:3.13-slim
ARG VERSION
ENV SETUPTOOLS_SCM_PRETEND_VERSION=$VERSION
WORKDIR /app
COPY src pyproject.toml ./
RUN pip install --no-cache-dir .
```

```toml pyproject.toml
[project]
name = "shop"
dynamic = ["version"]
[build-system]
requires = ["setuptools>=80", "setuptools-scm>=8"]
[tool.setuptools_scm]
```

A version for where git tells none, or one that is written down, is enough.

```dockerfile good
FROM python:3.13-slim
WORKDIR /app
COPY pyproject.toml ./
RUN pip install --no-cache-dir .
```

```toml pyproject.toml
[project]
name = "shop"
dynamic = ["version"]
[build-system]
requires = ["setuptools>=80", "setuptools-scm>=8"]
[tool.setuptools_scm]
fallback_version = "0"
```

```dockerfile good
FROM python:3.13-slim
WORKDIR /app
COPY pyproject.toml ./
RUN pip install --no-cache-dir .
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
[build-system]
requires = ["setuptools>=80"]
```
"""

from dlint.api import (
    Build,
    Command,
    Problem,
    Problems,
    Stage,
    Workplace,
    builds_of,
    has_tool,
    normalize,
    rule,
    run_commands,
    variable,
)

VARIABLES = {
    "setuptools-scm": "SETUPTOOLS_SCM_PRETEND_VERSION_FOR_{}",
    "hatch-vcs": "SETUPTOOLS_SCM_PRETEND_VERSION_FOR_{}",
    "flit-scm": "SETUPTOOLS_SCM_PRETEND_VERSION_FOR_{}",
    "pdm-backend": "PDM_BUILD_SCM_VERSION",
    "pbr": "PBR_VERSION",
    "poetry-dynamic-versioning": "POETRY_DYNAMIC_VERSIONING_BYPASS",
    "uv-dynamic-versioning": "UV_DYNAMIC_VERSIONING_BYPASS",
}
"""What gives each of them a version without git."""

PRETENDED = ("PRETEND_VERSION", "PBR_VERSION", "PDM_BUILD_SCM_VERSION", "VERSIONING_BYPASS")


@rule("DK4402", on="stage", severity="error")
def scm_version_without_git(stage: Stage) -> Problems:
    file = stage.file
    if stage.role == "unused" or any(text in file.source.text for text in PRETENDED):
        return
    for command in run_commands(stage):
        if file.stage_of(command.instruction) is not stage or command.open_ended:
            continue
        for span, place in builds_of(command, file):
            message = fault(command, place, file)
            if message is not None:
                yield Problem(span, message)
                return


def fault(command: Command, place: Workplace, file: Build) -> str | None:
    """What is missing for the version of a project; None where nothing is, or it is not known."""
    pyproject = place.project.pyproject if place.project is not None else None
    tool = pyproject.scm_version if pyproject is not None else None
    if place.project is None or pyproject is None or tool not in VARIABLES or pyproject.has_fallback_version:
        return None
    setting = VARIABLES[tool].format(normalize(pyproject.name or "").replace("-", "_").upper())
    if variable(command, file, setting) is not None:
        return None
    says = f"{tool} takes the version from git"
    mount = "mount it, `--mount=type=bind,source=.git,target=.git`"
    folder = place.folder or ""
    found = place.find(".git")
    # git looks in the folders above, too.
    while not found.present and folder not in ("", "/"):
        folder = folder.rpartition("/")[0]
        above = place.files.find(f"{folder}/.git", command.instruction)
        if above.state != "absent":
            return None if above.state == "unknown" else git_missing(command, file, says, setting)
    if found.present:
        return git_missing(command, file, says, setting)
    if not found.absent or file.context is None or place.find("PKG-INFO").present:
        return None
    if found.excluded is not None or file.context.matcher.excluded(place.project.path(".git")):
        return f"{says}, and `.git` is left out by `.dockerignore`: {mount}, or set `{setting}`"
    copied = place.manifest.instruction
    everything = copied is not None and any(word in (".", "./") for word in copied.logical.text.split()[1:-1])
    # Where all is copied, `.git` only lacks in the copy of the repository that is looked at.
    return None if everything else f"{says}, and `.git` is not copied: {mount}, or set `{setting}`"


def git_missing(command: Command, file: Build, says: str, setting: str) -> str | None:
    """What to say where there is no program to ask."""
    stage = file.stage_of(command.instruction)
    if stage is None or has_tool(stage, "git") is not False:
        return None
    return f"{says}, which `{stage.root.text}` does not have: install it, or set `{setting}`"

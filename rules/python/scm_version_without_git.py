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
    CommandProject,
    Problem,
    Problems,
    Stage,
    builds_of,
    has_tool,
    normalize,
    rule,
    run_commands,
    variable,
)

SETUPTOOLS_SCM = "SETUPTOOLS_SCM_PRETEND_VERSION_FOR_{}"
VARIABLES = {
    "setuptools-scm": SETUPTOOLS_SCM, "hatch-vcs": SETUPTOOLS_SCM, "flit-scm": SETUPTOOLS_SCM,
    "pdm-backend": "PDM_BUILD_SCM_VERSION", "pbr": "PBR_VERSION",
    "poetry-dynamic-versioning": "POETRY_DYNAMIC_VERSIONING_BYPASS",
    "uv-dynamic-versioning": "UV_DYNAMIC_VERSIONING_BYPASS",
}  # fmt: skip
"""What gives each of them a version without git."""
PRETENDED = ("PRETEND_VERSION", "PBR_VERSION", "PDM_BUILD_SCM_VERSION", "VERSIONING_BYPASS")


@rule("DK4402", on="stage", stage="used", severity="error")
def scm_version_without_git(stage: Stage) -> Problems:
    file = stage.file
    if any(text in file.source.text for text in PRETENDED):
        return
    for command in run_commands(stage):
        if file.stage_of(command.instruction) is not stage or command.open_ended:
            continue
        for span, place in builds_of(command, file):
            message = fault(place, stage)
            if message:
                yield Problem(span, message)
                return


def fault(place: CommandProject, stage: Stage) -> str:
    """What is missing for the version of a project; empty where nothing is, or it is not known."""
    pyproject = place.pyproject
    tool = pyproject.scm_version if pyproject is not None else None
    if pyproject is None or tool not in VARIABLES or pyproject.has_fallback_version:
        return ""
    setting = VARIABLES[tool].format(normalize(pyproject.name or "").replace("-", "_").upper())
    if variable(place.command, stage.file, setting) is not None:
        return ""
    says = f"{tool} takes the version from git"
    state = state_of_history(place)
    if state == "absent":
        missing = history_missing(place, stage)
        return f"{says}, and {missing}, or set `{setting}`" if missing else ""
    if state == "present" and has_tool(stage, "git") is False:
        return f"{says}, which `{stage.root.text}` does not have: install it, or set `{setting}`"
    return ""


def state_of_history(place: CommandProject) -> str:
    """Whether `.git` is `present` beside the manifest or in the directories above, where git looks too; else `absent` or `unknown`."""
    own = place.find(".git").state
    directory = place.directory or ""
    while own != "present" and directory not in ("", "/"):
        directory = directory.rpartition("/")[0]
        above = place.files.find(f"{directory}/.git", place.command.instruction).state
        if above != "absent":
            return above
    return own


def history_missing(place: CommandProject, stage: Stage) -> str:
    """Why `.git` is not there, and what to do; empty where nobody needs it, or that is not known."""
    context = stage.file.context
    if context is None or place.project is None or place.find("PKG-INFO").present:
        return ""
    mount = "mount it, `--mount=type=bind,source=.git,target=.git`"
    if place.find(".git").excluded is not None or context.matcher.excluded(place.project.path(".git")):
        return f"`.git` is left out by `.dockerignore`: {mount}"
    copied = place.manifest.instruction
    everything = copied is not None and any(word in (".", "./") for word in copied.logical.text.split()[1:-1])
    # Where all is copied, `.git` only lacks in the copy of the repository that is looked at.
    return "" if everything else f"`.git` is not copied: {mount}"

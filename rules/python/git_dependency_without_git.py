r"""A dependency comes from git, and there is no git

pip, uv and Poetry call `git` to fetch such a dependency. The small images do not have it, so a build that worked with
`python:3.13` fails with `python:3.13-slim`. Install git where the packages are installed, best in a stage of its own.

```dockerfile bad
FROM python:3.13-slim
RUN pip install --no-cache-dir git+https://github.com/acme/lib.git@0123456789abcdef0123456789abcdef01234567
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this needs `git`, which `python:3.13-slim` does not have: install it before, in a builder stage
```

```dockerfile bad
FROM python:3.13-alpine
COPY requirements.txt .
RUN pip install -r requirements.txt
                   ^^^^^^^^^^^^^^^^ `lib` in `requirements.txt` needs `git`, which `python:3.13-alpine` does not have: install it before, in a builder stage
```

```text requirements.txt
lib @ git+https://github.com/acme/lib.git
```

```dockerfile good
FROM python:3.13
RUN pip install git+https://github.com/acme/lib.git
FROM python:3.13-slim
RUN apt-get update && apt-get install -y --no-install-recommends git && pip install git+https://github.com/acme/lib.git
```

```dockerfile good
FROM registry.example.org/team/base:3
RUN pip install git+https://github.com/acme/lib.git
```
"""

from dlint.api import Command, File, Problem, Problems, Stage, has_tool, installs_of, installs_on_system, rule

COMMANDS = (
    "RUN pip install", "RUN uv pip install", "RUN uv pip sync", "RUN uv sync", "RUN poetry install", "RUN poetry sync",
    "RUN pdm sync", "RUN pdm install", "RUN pipenv install", "RUN pipenv sync",
)  # fmt: skip


@rule("DK4311", on=COMMANDS, severity="error", stage="used")
def git_dependency_without_git(command: Command, file: File, stage: Stage) -> Problems:
    if stage.family.has("git") is not False:
        return
    for found in installs_of(command, file):
        requirement = found.requirement
        if not found.is_git or (requirement is not None and requirement.marker):
            continue
        if has_git(command, file):
            return
        what = f"`{found.name or 'a line'}` in `{found.path}`" if found.path else "this"
        fault = f"{what} needs `git`, which `{stage.root.text}` does not have"
        yield Problem(found.word, f"{fault}: install it before, in a builder stage")
        return


def has_git(command: Command, file: File) -> bool:
    """Whether git is there, or may be, for another reason than that this command and its like name it."""
    stage = file.stage_of(command.instruction)
    if stage is None or has_tool(stage, "git") is False:
        return False
    for node in stage.chain_instructions:
        for other in file.commands(node) if node.name == "RUN" else ():
            if other.name is None or other.name.endswith((".sh", "make")) or "xargs" in other.wrappers:
                return True
            if installs_on_system(other.family):
                words = [word.value for word in other.arguments]
                if None in words or any(
                    (word or "").partition("=")[0] in ("git", "git-core", "git-lfs", "git-all") for word in words
                ):
                    return True
        if (
            node.name in ("COPY", "ADD")
            and node.flag("from") is not None
            and "git" in node.logical.text.rpartition("--from=")[2]
        ):
            return True
    return False

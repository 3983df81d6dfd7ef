r"""pip is replaced by whatever version is the newest

The images of Python come with a current pip. `pip install --upgrade pip` fetches another one each time the layer is
built: a second copy in the image, and one day a version that behaves differently, for a build that needed neither.

```dockerfile bad
FROM python:3.13-slim
RUN pip install --upgrade pip && pip install --no-cache-dir flask==3.1.0
    ^^^^^^^^^^^^^^^^^^^^^^^^^ the image has a current pip, and this takes any newer one: leave it out, or write `pip==<version>`
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install --no-cache-dir flask==3.1.0
```

```dockerfile bad
FROM python:3.13-slim
RUN python -m pip install -U pip setuptools wheel
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the image has a current pip, and this takes any newer one: leave it out, or write `pip==<version>`
RUN pip install --no-cache-dir flask==3.1.0
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install --no-cache-dir flask==3.1.0
```

The pip of a distribution, or of an old Python, may be too old for today's packages.

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y python3-pip && pip install --upgrade pip
FROM python:3.8-slim
RUN pip install --upgrade pip
```

```dockerfile good
FROM python:3.13-slim
RUN pip install --upgrade pip==25.3
RUN pip install --upgrade flask
RUN pip install --upgrade -r requirements.txt
```
"""

from dlint.api import Command, Edit, File, Problem, Problems, Stage, packages_of, rule

OURS = ("pip", "setuptools", "wheel")
OLD = ("2.7", "3.4", "3.5", "3.6", "3.7", "3.8")
FROM_FILES = ("-r", "--requirement", "-c", "--constraint")


@rule("DK4301", on="RUN pip install", stage="used", severity="info", fix="unsafe")
def pip_upgrade_unpinned(command: Command, file: File, stage: Stage) -> Problems:
    if command.open_ended or not command.has("-U", "--upgrade") or command.has(*FROM_FILES):
        return
    if "/" in (command.original[0].value or "/"):
        # That of a virtual environment.
        return
    family = stage.family
    if (family.tag is None and family.name != "uv") or not family.is_python or family.python_version in OLD:
        return
    packages = packages_of(command, file)
    ours = all(package.kind == "name" and package.version is None and package.name in OURS for package in packages)
    if ours and any(package.name == "pip" for package in packages):
        message = "the image has a current pip, and this takes any newer one: leave it out, or write `pip==<version>`"
        yield Problem(command, message, *removal(command, file), title="leave pip as it is")


def removal(command: Command, file: File) -> list[Edit]:
    """Take the command out, with the RUN where it is the only one."""
    node = command.instruction
    simple = command.simple
    script = file.script(node)
    if simple is None or script is None or node.heredocs or node.comments or command.outer is not None:
        return []
    if simple.redirections:
        return []
    commands = script.commands
    if len(commands) == 1:
        return [Edit(node.line_start, node.line_end, "")] if not node.flags else []
    index = next((index for index, other in enumerate(commands) if other is simple), None)
    if index is None or any(other.operator_after not in ("&&", None) for other in commands) or simple.conditional:
        return []
    if index + 1 < len(commands):
        return [Edit(simple.start, commands[index + 1].start, "")]
    return [Edit(commands[index - 1].end, simple.end, "")]

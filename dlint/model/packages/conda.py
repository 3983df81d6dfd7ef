"""What conda, mamba and micromamba do in a Dockerfile: what they install, from where, into which environment.

installs(stage)          # the commands that install packages
environment(command)     # the name or path of the environment that a command works on, "" for the base
"""

from dlint.model.stage.history import run_commands
from dlint.startup import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Stage
    from dlint.syntax.shell_nodes import ShellWord

FAMILIES = ("conda", "mamba", "micromamba")
_INSTALLING = (("install",), ("create",), ("update",), ("upgrade",), ("env", "create"), ("env", "update"))
_NAME = re.compile(r"(?:[\w.-]+::)?([A-Za-z0-9_][\w.-]*)")


def is_install(command: "Command") -> bool:
    """Whether a command installs packages."""
    verbs = tuple(verb.value or "" for verb in command.verbs)
    return command.family in FAMILIES and verbs in _INSTALLING and not command.has("--dry-run", "-d", "--help", "-h")


def installs(stage: "Stage") -> "list[Command]":
    """The commands that install packages in the image of a stage."""
    return [command for command in run_commands(stage) if is_install(command)]


def packages(command: "Command") -> "list[tuple[ShellWord, str, bool]]":
    """What a command names to install: the word, the name, and whether it says which version."""
    if not is_install(command) or command.path[1:2] == ("env",):
        return []
    found = []
    for word in command.operands:
        text = word.value
        match = _NAME.match(text or "")
        if text is None or match is None or "/" in text or text.endswith((".yml", ".yaml", ".conda", ".bz2", ".txt")):
            continue
        found.append((word, match[1], bool(re.search(r"[=<>~\[ ]", text))))
    return found


def environment(command: "Command") -> str | None:
    """The environment that a command works on: a name, a path, `""` for the one that is active; None: not known."""
    option = command.option("-n", "--name", "-p", "--prefix")
    return "" if option is None else option.value


def requirements(text: str) -> "list[tuple[int, str, bool]]":
    """The dependencies in an `environment.yml`: the line, the name, and whether it says which version; not pip's."""
    found: list[tuple[int, str, bool]] = []
    inside = False
    indent = -1
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.split(" #", 1)[0].rstrip()
        if not bare.strip() or bare.lstrip().startswith("#"):
            continue
        depth = len(bare) - len(bare.lstrip())
        if not bare.startswith((" ", "-")):
            inside = bare.startswith("dependencies:")
            indent = -1
            continue
        item = bare.lstrip()
        if not inside or not item.startswith("- "):
            continue
        if indent < 0:
            indent = depth
        if depth != indent:
            # What pip installs is a list of its own.
            continue
        entry = item[2:].strip().strip("\"'")
        match = _NAME.match(entry)
        if match is not None and not entry.endswith(":"):
            found.append((number, match[1], bool(re.search(r"[=<>~]", entry))))
    return found

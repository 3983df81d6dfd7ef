"""Which programs are in an image: from what is known of its base, and what the stages add."""

from dlint.model.managers.table import installs_on_system
from dlint.startup import regex as re
from dlint.startup.remember import recent
from dlint.syntax.nodes import Run, Transfer

from .build import Stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command

PACKAGES = {
    "pg_isready": ("postgresql", "postgresql-client"),
    "nc": ("netcat", "netcat-openbsd", "netcat-traditional", "nmap-ncat", "busybox"),
    "redis-cli": ("redis", "redis-tools", "redis-server"),
    "mysqladmin": ("mysql", "mariadb", "default-mysql-client", "mysql-client", "mariadb-client"),
}
"""Packages that bring a program of another name."""


@recent(20)
def has_tool(stage: Stage, name: str) -> bool | None:
    """Whether a program is in the image of a stage: False only where it can't be, None where that is not known."""
    if stage.root.is_scratch:
        known: bool | None = False
    else:
        known = stage.family.has(name)
    if known is not False:
        return known
    names = (name, *PACKAGES.get(name, ()))
    word = r"(?<![\w-])(?:" + "|".join(re.escape(text) for text in names) + r")(?![\w])"
    for node in stage.chain_instructions:
        if isinstance(node, Transfer) and brings(node, name):
            return None
        if isinstance(node, Run):
            commands = stage.file.commands(node)
            if not commands or any(may_bring(command, word) for command in commands):
                return None
    return False


def may_bring(command: "Command", name: str) -> bool:
    """Whether a command may bring a program: it names it, or installs what is not known."""
    if command.name is None or "xargs" in command.wrappers or command.name.endswith(".sh"):
        return True
    # A list in a file or a variable may hold anything.
    if installs_on_system(command.family) and any(argument.value is None for argument in command.arguments):
        return True
    return any(re.search(name, argument.text) for argument in command.arguments)


def brings(node: Transfer, name: str) -> bool:
    """Whether a copy may bring a program: it names it, or goes where programs are."""
    target = node.destination.value if node.destination is not None else ""
    if any(word.value.rstrip("/").rpartition("/")[2] == name for word in node.sources):
        return True
    if node.flag("from") is None:
        return target.rstrip("/").endswith("bin") or target == "/"
    return (
        "bin" in target
        or target.rstrip("/") in ("", "/usr", "/usr/local", "/opt")
        or any(word.value.rstrip("/") in ("", "/usr", "/usr/local") for word in node.sources)
    )

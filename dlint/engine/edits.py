"""Edits of commands: an argument more, an argument less, a command that runs last."""

from dlint.model.stage.command_edits import as_argument, at_the_end, removable

from .findings import Edit, delete, insert_after

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Build
    from dlint.syntax.nodes import Instruction
    from dlint.syntax.shell_nodes import ShellWord


def add_line(node: "Instruction", text: str) -> Edit:
    """Add a line above an instruction: `ENV UV_LINK_MODE=copy`."""
    return Edit(node.line_start, node.line_start, text + "\n")


def add_option(command: "Command", option: str) -> Edit:
    """Add arguments behind the program and its subcommands: `--locked`, or `--only main`; in the exec form further strings."""
    return insert_after(command.head[-1], "".join(as_argument(command, part) for part in option.split()))


def remove_argument(command: "Command", word: "ShellWord") -> tuple[Edit, ...]:
    """Take a word out of a command; no edits where it can't be taken out."""
    place = removable(command, word)
    return (delete(place),) if place is not None else ()


def run_last(command: "Command", file: "Build", text: str) -> tuple[Edit, ...]:
    """Add a command that runs last in the RUN of another one; no edits where it is not certain how to add it."""
    place = at_the_end(command, file, text)
    return (insert_after(*place),) if place is not None else ()

"""Environment variables as a command sees them.

variable(command, file, "UV_LOCKED")     # the value that the command sees, MAYBE, or None where it is not set
is_on(command, file, "UV_LOCKED")        # whether it is, or may be, switched on
"""

from dlint.syntax.nodes import Instruction

from .scope import KNOWN, UNDEFINED, UNSET
from .shell_fields import UNKNOWN as UNKNOWN_TEXT, fields_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command

    from .build import Build

MAYBE = "\ufffc"
"""A variable that is set, to what is not known."""

_OFF = ("", "0", "false", "no", "off", "f", "n")


def variable(command: "Command", file: "Build", name: str) -> str | None:
    """The value of an environment variable that a command of a RUN, CMD or ENTRYPOINT sees.

    None where it is not set, or only the base image could set it; MAYBE where it is set to what is not known.
    """
    for assignment in reversed(command.assignments):
        if assignment.name == name:
            value = assignment.value
            fields = fields_of(value, command, file) if value is not None else [""]
            return _text(" ".join(fields))
    for other in reversed(_before(command, file)):
        if other.family in ("export", "declare", "typeset"):
            for word in reversed(other.arguments):
                if word.prefix.startswith(name + "="):
                    return _text(" ".join(fields_of(word, other, file)).partition("=")[2])
    return variable_at(file, command.instruction, name)


def variable_at(file: "Build", node: Instruction, name: str) -> str | None:
    """The same for what an instruction sees."""
    value = file.scope_at(node).value(name)
    if value.state == KNOWN:
        return value.text
    if value.state == UNSET:
        return MAYBE
    return None if value.state == UNDEFINED or value.origin in ("image", "none") else MAYBE


def _text(text: str) -> str:
    return MAYBE if UNKNOWN_TEXT in text else text.strip("\"'")


def _before(command: "Command", file: "Build") -> "list[Command]":
    """The commands of the same instruction that precede a command."""
    if command.exec_form:
        return []
    return [other for other in file.commands(command.instruction) if other.start < command.start]


def is_on(command: "Command", file: "Build", *names: str) -> bool:
    """Whether one of these variables is switched on, or may be."""
    return any((value := variable(command, file, name)) is not None and value.lower() not in _OFF for name in names)


def is_off(command: "Command", file: "Build", *names: str) -> bool:
    """Whether one of these variables is set and switched off, or may be."""
    return any(
        (value := variable(command, file, name)) is not None and value.lower() in (*_OFF, MAYBE) for name in names
    )

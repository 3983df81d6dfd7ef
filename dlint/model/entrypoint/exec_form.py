"""The exec form, `["program", "argument"]`: which strings run together, and how to write them.

words_before(node, file)           # the strings of the ENTRYPOINT that stand before those of a CMD
runs_code(values)                  # whether something in them reads a text as a program: `sh -c`, `python -c`
json_array(["a", "b"])             # `["a", "b"]`
shell_array(["uvicorn", "$HOST"])  # `["sh", "-c", "exec uvicorn \"$HOST\""]`
"""

from dlint.startup import regex as re
from dlint.syntax.nodes import Instruction, Invocation
from dlint.syntax.shell_dialect import SHELLS, program_name

from .commands import entrypoint_instructions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from dlint.model.stage.build import Build

_PLAIN = re.compile(r"[\w@%+=:,./-]+\Z", re.ASCII)
_CODE = ("-c", "-e", "-lc", "-ec", "-cl", "-ce", "-exec", "--eval", "-p", "-lic", "-ic", "-xc", "-r")
_READERS = (
    "python", "python2", "python3", "perl", "ruby", "node", "php", "concurrently", "entr", "watch", "ssh", "parallel",
    "jq", "tclsh", "R", "Rscript",
)  # fmt: skip
_EXPAND = ("su", "runuser", "eval", "envsubst", "make", "awk", "gawk", "sed", "find", "xargs")


def words_before(node: Invocation, file: "Build") -> list[str] | None:
    """What stands before the words of a CMD: the strings of the ENTRYPOINT, none for other instructions.

    None where that can't be told: the ENTRYPOINT is in shell form, so that CMD is not looked at.
    """
    stage = file.stage_of(node)
    if node.name != "CMD" or stage is None:
        return []
    entrypoint, command = entrypoint_instructions(stage)
    if entrypoint is None or command is not node:
        return []
    return [element.value for element in entrypoint.json.elements] if entrypoint.json is not None else None


def words_behind(node: Instruction, file: "Build") -> bool:
    """Whether a CMD adds words to those of an ENTRYPOINT."""
    stage = file.stage_of(node)
    if node.name != "ENTRYPOINT" or stage is None:
        return False
    entrypoint, command = entrypoint_instructions(stage)
    return entrypoint is node and command is not None


def runs_code(values: "Sequence[str]") -> bool:
    """Whether one of the words is a shell, or a program that reads code from the words behind it."""
    for index, value in enumerate(values):
        name = program_name(value)
        if name in SHELLS or name in (
            "su",
            "runuser",
            "eval",
            "envsubst",
            "make",
            "awk",
            "gawk",
            "sed",
            "find",
            "xargs",
        ):
            return True
        base = re.sub(r"[0-9.]+\Z", "", name)
        if (base in _READERS or name in _READERS) and any(later in _CODE for later in values[index + 1 :]):
            return True
    return False


def json_array(values: "Sequence[str]") -> str:
    """The words as the exec form writes them."""
    import json

    return json.dumps(list(values), ensure_ascii=False)


def shell_array(values: "Sequence[str]") -> str | None:
    """The exec form of a shell that expands the variables in words and then gives way to the program.

    None where a word holds what could mean something else to the shell.
    """
    quoted: list[str] = []
    for value in values:
        if _PLAIN.match(value):
            quoted.append(value)
        elif "$" in value:
            if re.search(r"[`\\\"]|\$\(", value):
                return None
            quoted.append(f'"{value}"')
        elif "'" in value:
            return None
        else:
            quoted.append(f"'{value}'")
    return json_array(["sh", "-c", "exec " + " ".join(quoted)])

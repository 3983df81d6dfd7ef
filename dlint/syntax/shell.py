"""Shell text to commands with places: `parse_shell(logical)` gives a `Script`; it never raises.

    script = parse_shell(Logical.plain(text, 0))
    script.readable, script.faults          # can it be trusted, and if not, why
    script.commands                         # all SimpleCommands anywhere, in the order of the text
    script.body                             # Sequence > Chain (&& ||) > Pipeline (|) > command
    command.words, .assignments, .redirections, .heredocs
    command.operator_before, .operator_after, .in_pipeline, .in_subshell, .conditional, .negated
    word.value                              # quotes removed; None where it holds an expansion
    word.prefix, .pattern(), .parts, .variables, .substitutions, .has_glob, .decoded()

Every node has `start` and `end` in the file, and `parent`; `index` and `stop` are its place in the folded text.
The nodes are in `shell_nodes`, the grammar in `shell_reader` and `shell_words`. It takes time in proportion to the
text; a text that nests deeper than 50 levels or holds more than 60,000 nodes is not readable.
"""

from .shell_dialect import (
    READABLE,
    command_string,
    dialect_of,
    dialect_of_script,
    program_name,
)
from .shell_nodes import (
    Arithmetic,
    ArithmeticCommand,
    ArithmeticFor,
    Arm,
    Assignment,
    Case,
    Chain,
    DoubleQuoted,
    For,
    Function,
    Group,
    If,
    Literal,
    Parameter,
    Part,
    Pattern,
    Pipeline,
    Redirection,
    Script,
    Sequence,
    ShellCommand,
    ShellFault,
    ShellHeredoc,
    ShellNode,
    ShellWord,
    SimpleCommand,
    SingleQuoted,
    Subshell,
    Substitution,
    Test,
    While,
)
from .shell_reader import Reader
from .shell_words import Limits, TooMuchShell, Unreadable
from .source import Logical

__all__ = [
    "READABLE",
    "Arithmetic",
    "ArithmeticCommand",
    "ArithmeticFor",
    "Arm",
    "Assignment",
    "Case",
    "Chain",
    "DoubleQuoted",
    "For",
    "Function",
    "Group",
    "If",
    "Literal",
    "Parameter",
    "Part",
    "Pattern",
    "Pipeline",
    "Redirection",
    "Script",
    "Sequence",
    "ShellCommand",
    "ShellFault",
    "ShellHeredoc",
    "ShellNode",
    "ShellWord",
    "SimpleCommand",
    "SingleQuoted",
    "Subshell",
    "Substitution",
    "Test",
    "While",
    "command_string",
    "dialect_of",
    "dialect_of_script",
    "parse_shell",
    "program_name",
]


def parse_shell(logical: Logical) -> Script:
    """Read a text as POSIX sh and bash do. Never raises: what can't be read has no commands and is not `readable`."""
    script = Script(logical)
    try:
        script.body = Reader(script, logical, Limits()).whole(None)
    except Unreadable as error:
        place = error.logical.place(error.index)
        _unreadable(script, ShellFault(place, place, error.message))
        script.too_much = isinstance(error, TooMuchShell)
    except RecursionError:
        # The caller's own stack was deep already.
        _unreadable(script, ShellFault(logical.place(0), logical.place(0), "it is nested too deeply"))
        script.too_much = True
    return script


def _unreadable(script: Script, fault: ShellFault) -> None:
    script.readable = False
    script.body = None
    script.commands = []
    script.comments = []
    script.functions = set()
    script.faults = [fault]

"""The texts of `--help`."""

from .options import Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMN = 30
"""Where the explanations of options start."""

WIDTH = 100


def help_text(usage: str, description: str, table: "Sequence[Option]", closing: str = "") -> str:
    """Usage, what the command does, its options one below the other, and closing words."""
    lines = [f"Usage: {usage}", "", description.strip(), "", "Options:"]
    for option in table:
        if option.help:
            lines += _entry(option)
    if closing:
        lines += ["", closing.strip()]
    return "\n".join(lines) + "\n"


def _entry(option: Option) -> list[str]:
    from textwrap import wrap

    names = ", ".join(option.names)
    if len(option.names) == 1:
        names = "    " + names
    label = f"  {names} {option.metavar}".rstrip()
    explained = option.help
    if option.choices:
        explained += f" [{', '.join(option.choices)}]"
    lines = wrap(explained, WIDTH - COLUMN)
    if len(label) < COLUMN - 1:
        return [f"{label:<{COLUMN}}{lines[0]}", *(" " * COLUMN + line for line in lines[1:])]
    return [label, *(" " * COLUMN + line for line in lines)]

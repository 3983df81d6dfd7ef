"""Command-line options: a table of what a command takes, and the reader of the arguments.

`argparse` would do, but every run pays for it, it accepts abbreviations by default, and it has no suggestions.
"""

from .errors import UsageError, suggestion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class Option:
    """One option of a command.

    `names` are its spellings, the long one last. `metavar` names the value; an option without is a switch. Lists are
    split at commas and may be repeated (`many="comma"`), or only repeated (`many="repeat"`). `choices` are the values
    allowed. `help` is one line for `--help`; options without are not listed.
    """

    __slots__ = ("choices", "help", "key", "many", "metavar", "names")

    def __init__(
        self,
        *names: str,
        metavar: str = "",
        many: str = "",
        choices: "Sequence[str]" = (),
        help: str = "",
    ) -> None:
        self.names = names
        self.key = names[-1].lstrip("-").replace("-", "_")
        self.metavar = metavar
        self.many = many
        self.choices = choices
        self.help = help


class Options:
    """The options that were given, by key: `options["fail_level"]`. A switch is a bool, a list is a list.

    A single value that was not given is None.
    """

    __slots__ = ("operands", "values")

    def __init__(self, table: "Sequence[Option]") -> None:
        self.values: dict[str, Any] = {
            option.key: [] if option.many else None if option.metavar else False for option in table
        }
        self.operands: list[str] = []

    def __getitem__(self, key: str) -> "Any":
        return self.values[key]


def read(arguments: "Sequence[str]", table: "Sequence[Option]") -> Options:
    """Read arguments by a table of options.

    Options and operands may be mixed; `--` ends the options; `-` is an operand. A value follows as the next argument
    or behind `=`; behind a short option it may also follow at once (`-fjson`). Where a single value is given twice,
    the last counts. Raises `UsageError`.
    """
    known = {name: option for option in table for name in option.names}
    options = Options(table)
    values = options.values
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            options.operands += rest
            break
        if argument[:1] != "-" or argument == "-":
            options.operands.append(argument)
            continue
        value: str | None
        if argument.startswith("--"):
            name, equals, value = argument.partition("=")
            value = value if equals else None
        else:
            name, value = argument[:2], argument[2:] or None
        option = known.get(name)
        if option is None:
            raise UsageError(f"unknown option `{name}`{suggestion(name, list(known))}")
        if not option.metavar:
            if value is not None:
                raise UsageError(f"`{name}` takes no value, but `{argument}` gives one")
            values[option.key] = True
            continue
        if value is None:
            value = next(rest, None)
            if value is None:
                raise UsageError(f"`{name}` needs a value: `{name} {option.metavar}`")
        if option.many == "comma":
            values[option.key] += [item for item in map(str.strip, value.split(",")) if item]
        elif option.many:
            values[option.key].append(value)
        else:
            if option.choices and value not in option.choices:
                allowed = ", ".join(option.choices)
                wrong = f"`{name} {value}` is not known"
                raise UsageError(f"{wrong}{suggestion(value, list(option.choices))}", f"It is one of: {allowed}.")
            values[option.key] = value
    return options

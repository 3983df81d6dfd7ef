"""`dlint rules`: the rules there are."""

from dlint.report.escape import visible

from .errors import UsageError
from .options import Option, read
from .output import complain, console, for_a_person, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from rich.console import RenderableType

    from dlint.engine.rule import Rule

OPTIONS = (
    Option("-f", "--format", metavar="FORMAT", choices=("text", "json"), help="How to list them"),
    Option("--rules", metavar="DIR", many="repeat", help="Load more rules from a folder; their code is run"),
    Option("--no-color", help="Write without colours; so does the environment variable NO_COLOR"),
    Option("-h", "--help", help="Print this"),
)

USAGE = "dlint rules [OPTION ...] [SELECTOR ...]"

DESCRIPTION = """
List the rules: all of them, or those that the selectors mean, which are codes, names, groups, beginnings
of codes (DL30), and the ids of other linters.
"""


def rules(arguments: "Sequence[str]") -> int:
    """Run the command; the exit status comes back. Raises `UsageError`."""
    options = read(arguments, OPTIONS)
    if options["help"]:
        from .help import help_text

        tell(help_text(USAGE, DESCRIPTION, OPTIONS))
        return 0
    from dlint.engine.registry import load

    registry = load(options["rules"])
    for error in registry.errors:
        complain(f"error: {error!s}")
    chosen: list[Rule] = []
    for selector in options.operands or ("ALL",):
        found, _ = registry.select(selector)
        if not found and options.operands:
            close = registry.suggestion(selector)
            hint = f"; did you mean `{close}`?" if close else ""
            raise UsageError(f"there is no rule or group `{selector}`{hint}")
        chosen += [rule for rule in found if rule not in chosen]
    if options["format"] == "json":
        from dlint.report.json import encoded

        tell(encoded([_facts(rule) for rule in chosen]))
    elif for_a_person():
        _draw(chosen, options["no_color"])
    else:
        tell(_lines(chosen))
    return max((error.status for error in registry.errors), default=0)


def _row(rule: "Rule") -> tuple[str, ...]:
    default = "on" if rule.enabled else "off"
    return rule.code, rule.name, rule.group, rule.severity, rule.fix or "-", default, visible(rule.title)


def _lines(chosen: "Sequence[Rule]") -> str:
    """A row for each rule, in columns."""
    rows = [_row(rule) for rule in chosen]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows
    )


def _draw(chosen: "Sequence[Rule]", no_color: bool) -> None:
    """A table as wide as the terminal, group by group."""
    from rich.style import Style
    from rich.table import Table
    from rich.text import Text

    from dlint.engine.checker import rule_url
    from dlint.report.frames import SEVERITY_STYLES

    groups: dict[str, list[Rule]] = {}
    for rule in chosen:
        groups.setdefault(rule.group, []).append(rule)
    rows = [(rule.code, rule.name, rule.severity) for rule in chosen]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    parts: list[RenderableType] = []
    for group, rules_of_group in groups.items():
        table = Table.grid(padding=(0, 2, 0, 0))
        for width in widths:
            table.add_column(width=width, no_wrap=True)
        table.add_column()
        parts += [Text(f"\n{group}" if parts else group, "bold"), table]
        for rule in rules_of_group:
            url = rule_url(rule)
            title = Text(visible(rule.title))
            title.highlight_regex(r"`[^`]+`", "cyan")
            if rule.fix in ("safe", "unsafe"):
                title.append(f" ({rule.fix} fix)", "green")
            if not rule.enabled:
                title.append(" (off by default)", "dim")
            table.add_row(
                Text(rule.code),
                Text(rule.name, Style(color="blue", link=url) if url else "blue"),
                Text(rule.severity, SEVERITY_STYLES[rule.severity]),
                title,
            )
    screen = console(no_color)
    with screen.capture() as capture:
        for part in parts:
            screen.print(part)
    tell(capture.get())


def _facts(rule: "Rule") -> "dict[str, Any]":
    from dlint.engine.checker import rule_url

    return {
        "code": rule.code,
        "name": rule.name,
        "aliases": list(rule.aliases),
        "group": rule.group,
        "severity": rule.severity,
        "fix": rule.fix,
        "enabled": rule.enabled,
        "title": rule.title,
        "options": {
            name.replace("_", "-"): list(value) if isinstance(value, tuple) else value
            for name, value in rule.options.items()
        },
        "pack": rule.pack,
        "url": rule_url(rule),
    }

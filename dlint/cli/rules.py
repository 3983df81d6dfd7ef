"""`dlint rules`: the rules there are."""

from dlint.engine.config.keys import PROFILES
from dlint.report.escape import visible

from .errors import UsageError
from .options import Option, read
from .output import (
    complain,
    console,
    for_a_person,
    tell,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from rich.console import RenderableType

    from dlint.engine.config.config import Config
    from dlint.engine.packs.registry import Registry
    from dlint.engine.rule import Rule

OPTIONS = (
    Option("-f", "--format", metavar="FORMAT", choices=("text", "json"), help="How to list them"),
    Option("--profile", metavar="NAME", choices=PROFILES, help="List the rules of a profile, as it has them"),
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
    from dlint.engine.packs.loading import load

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
    listed = _listed(chosen, options["profile"], registry)
    if options["format"] == "json":
        from dlint.report.json import encoded

        tell(encoded([entry.facts() for entry in listed]))
    elif for_a_person():
        _draw(listed, options["no_color"])
    else:
        tell(_lines(listed))
    return max((error.status for error in registry.errors), default=0)


class _Listed:
    """A rule as it is listed: with the severity and the options that a profile gives it, where one is asked for."""

    def __init__(self, rule: "Rule", config: "Config | None") -> None:
        self.rule = rule
        self.severity = rule.severity
        self.enabled = rule.enabled
        self.options = dict(rule.options)
        if config is not None:
            self.severity = config.severities.get(rule.name, rule.severity)
            self.enabled = True
            self.options.update(config.options.get(rule.name, {}))

    def row(self) -> tuple[str, ...]:
        """The columns of its line."""
        rule = self.rule
        default = "on" if self.enabled else "off"
        return rule.code, rule.name, rule.group, self.severity, rule.fix or "-", default, visible(rule.title)

    def facts(self) -> "dict[str, Any]":
        """All that is told of it in JSON."""
        from dlint.engine.verdict import rule_url

        rule = self.rule
        return {
            "code": rule.code,
            "name": rule.name,
            "aliases": list(rule.aliases),
            "group": rule.group,
            "severity": self.severity,
            "fix": rule.fix,
            "enabled": self.enabled,
            "title": rule.title,
            "options": {
                name.replace("_", "-"): list(value) if isinstance(value, tuple) else value
                for name, value in self.options.items()
            },
            "pack": rule.pack,
            "url": rule_url(rule),
        }


def _listed(chosen: "Sequence[Rule]", profile: str | None, registry: "Registry") -> list[_Listed]:
    """The rules, those of the profile alone where one is asked for."""
    if profile is None:
        return [_Listed(rule, None) for rule in chosen]
    from dlint.engine.config.config import Config, command_line

    config = Config(registry, [command_line({"profile": profile}, registry)])
    return [_Listed(rule, config) for rule in chosen if rule in config.rules]


def _lines(chosen: "Sequence[_Listed]") -> str:
    """A row for each rule, in columns."""
    rows = [entry.row() for entry in chosen]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows
    )


def _draw(chosen: "Sequence[_Listed]", no_color: bool) -> None:
    """A table as wide as the terminal, group by group."""
    from rich.style import Style
    from rich.table import Table
    from rich.text import Text

    from dlint.engine.verdict import rule_url
    from dlint.report.frames import SEVERITY_STYLES

    groups: dict[str, list[_Listed]] = {}
    for entry in chosen:
        groups.setdefault(entry.rule.group, []).append(entry)
    rows = [(entry.rule.code, entry.rule.name, entry.severity) for entry in chosen]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    parts: list[RenderableType] = []
    for group, rules_of_group in groups.items():
        table = Table.grid(padding=(0, 2, 0, 0))
        for width in widths:
            table.add_column(width=width, no_wrap=True)
        table.add_column()
        parts += [Text(f"\n{group}" if parts else group, "bold"), table]
        for entry in rules_of_group:
            rule = entry.rule
            url = rule_url(rule)
            title = Text(visible(rule.title))
            title.highlight_regex(r"`[^`]+`", "cyan")
            if rule.fix in ("safe", "unsafe"):
                title.append(f" ({rule.fix} fix)", "green")
            if not entry.enabled:
                title.append(" (off by default)", "dim")
            table.add_row(
                Text(rule.code),
                Text(rule.name, Style(color="blue", link=url) if url else "blue"),
                Text(entry.severity, SEVERITY_STYLES[entry.severity]),
                title,
            )
    screen = console(no_color)
    with screen.capture() as capture:
        for part in parts:
            screen.print(part)
    tell(capture.get())

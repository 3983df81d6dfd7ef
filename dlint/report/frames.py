"""The report for a terminal: each finding with the code it is about, the exact stretch underlined."""

from io import StringIO

from rich.console import Console
from rich.style import Style
from rich.text import Text

from dlint.engine.findings import Finding, Fix
from dlint.startup import regex as re

from .escape import visible
from .excerpt import Excerpt, excerpt
from .fixes import preview
from .results import (
    Results,
    fix_of,
    shown_path,
    source_of,
)
from .summary import summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from dlint.syntax.source import Source

SEVERITY_STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan", "style": "bold magenta"}
GUTTER = "blue"
ESCAPED = "dim reverse"

MOST_LINES = 6
"""A longer stretch is shown by its first and last lines."""

MOST_FIX_LINES = 4
"""Of a fix that writes more lines only the first are shown."""

LEAST_COLUMNS = 20
"""In less there is no room for words."""

MOST_COLUMNS = 160
"""Lines are cropped to the terminal, but no eye follows longer ones."""


class Signs:
    """The characters that frames are drawn with."""

    __slots__ = ("across", "bottom", "dot", "down", "ellipsis", "rows", "top")

    def __init__(self, characters: "Iterable[str]") -> None:
        self.top, self.bottom, self.down, self.across, self.ellipsis, self.rows, self.dot = characters


UNICODE = Signs("╭╰│─…⋮·")
ASCII = Signs(",`|-~:-")


def frames(results: Results, console: Console, *, closing: bool = True) -> str:
    """The findings as code frames, a blank line after each, and the summary unless it is not wanted.

    Styled as the console can show it.
    """
    width = min(max(console.width, LEAST_COLUMNS), MOST_COLUMNS)
    buffer = StringIO()
    drawing = Console(
        file=buffer,
        force_terminal=True,
        color_system=console.color_system,  # type: ignore[arg-type]
        no_color=console.no_color,
        width=width,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    writer = _Writer(drawing, width, ASCII if console.options.ascii_only else UNICODE)
    for report in results.reports:
        if report.findings:
            source = source_of(report)
            for finding in report.findings:
                writer.finding(finding, source)
    if closing:
        writer.write(Text(summary(results), "bold"))
        writer.flush()
    return buffer.getvalue()


class _Writer:
    """Draws findings on a console of a given width."""

    def __init__(self, console: Console, width: int, signs: Signs) -> None:
        self.console = console
        self.width = width
        self.signs = signs
        self.gutter = 1
        self.lines: list[Text] = []

    def write(self, *texts: Text) -> None:
        """Take one line, which has its length already."""
        self.lines.append(Text.assemble(*texts))

    def flush(self) -> None:
        """Print the lines taken."""
        self.console.print(Text("\n").join(self.lines), soft_wrap=True)
        self.lines.clear()

    def row(self, label: str, sign: str, *texts: Text, style: str = GUTTER) -> None:
        """Print a line of a frame: the label to the left of the rule, then what stands to its right."""
        margin = Text(f"{label:>{self.gutter}} {sign}", style)
        self.write(margin, *([Text(" "), *texts] if any(texts) else []))

    def finding(self, finding: Finding, source: "Source | None") -> None:
        """Print the message, where it is, and, where the text is at hand, the code and the fix."""
        style = SEVERITY_STYLES[finding.severity]
        self.gutter = len(str(finding.end_line))
        self.message(Text(finding.severity, style), finding.message)
        link = Style(link=finding.url) if finding.url else Style.null()
        place = f"{visible(shown_path(finding.path))}:{finding.line}:{finding.column}"
        self.row(
            "",
            self.signs.top + self.signs.across,
            Text(place),
            Text(f" {self.signs.dot} ", GUTTER),
            Text(f"{finding.code} {finding.rule}", Style(color="blue", underline=False) + link),
        )
        if source:
            self.code(finding, source, style)
            fix = fix_of(finding)
            if fix:
                self.fix(fix, source)
        self.write(Text(""))
        self.flush()

    def message(self, severity: Text, message: str) -> None:
        """Print the headline, wrapped between words."""
        text = Text.assemble(severity, (": ", "bold"), _with_code(visible(message)))
        for number, line in enumerate(text.wrap(self.console, self.width - 2)):
            line.rstrip()
            self.write(Text("  " if number else ""), line)

    def code(self, finding: Finding, source: "Source", style: str) -> None:
        """Print the lines that the finding is about."""
        end = finding.end
        if end > finding.start and source.position(end)[1] == 1:
            end -= 1  # a stretch that takes the line end is shown on its own lines only
        last, column = source.position(end)
        if last == finding.line:
            self.one_line(source, last, finding.column - 1, column - 1, style)
        else:
            self.several_lines(source, finding, last, column - 1, style)

    def one_line(self, source: "Source", number: int, start: int, end: int, style: str) -> None:
        """Print a line and underline its characters from `start` to `end`."""
        shown = self.excerpt(source.line_text(number), start, end)
        self.row(str(number), self.signs.down, _code(shown))
        self.row("", self.signs.down, Text(" " * shown.mark + "^" * max(shown.marked, 1), style))

    def several_lines(self, source: "Source", finding: Finding, last: int, end: int, style: str) -> None:
        """Print lines with a bracket that runs from the first character to the last."""
        signs = self.signs
        first, start = finding.line, finding.column - 1
        numbers = list(range(first, last + 1))
        if len(numbers) > MOST_LINES:
            numbers = [*numbers[: MOST_LINES // 2], 0, *numbers[-(MOST_LINES // 2) + 1 :]]
        for number in numbers:
            if not number:
                self.row("", signs.rows, Text(signs.down, style))
                continue
            line = source.line_text(number)
            if number == first:
                shown = self.excerpt(line, start, start + 1, room=2)
                if line[:start].strip(" \t"):
                    self.row(str(number), signs.down, Text("  "), _code(shown))
                    self.row("", signs.down, Text(signs.top + signs.across * (shown.mark + 1) + "^", style))
                else:
                    self.row(str(number), signs.down, Text(signs.top + " ", style), _code(shown))
                continue
            from_end = max(end - 1, 0) if number == last else 0
            shown = self.excerpt(line, from_end, from_end + 1, room=2)
            self.row(str(number), signs.down, Text(signs.down + " ", style), _code(shown))
            if number == last:
                reach = shown.mark + max(shown.marked, 1)
                self.row("", signs.down, Text(signs.bottom + signs.across * reach + "^", style))

    def fix(self, fix: Fix, source: "Source") -> None:
        """Print what the fix does, and the lines as they will be."""
        name = "fix" if fix.safety == "safe" else f"{fix.safety} fix"
        self.row("", "=", Text(name, "bold green"), Text(": "), _with_code(visible(fix.description)))
        lines = preview(source, fix)
        for line in lines[:MOST_FIX_LINES]:
            shown = self.excerpt(line.text, line.start, line.end)
            style = "green" if line.sign == "+" else "red"
            code = _code(shown)
            code.stylize(f"bold {style}", shown.text_start, shown.text_end)
            self.row(str(line.number), line.sign, code, style=style)
        if len(lines) > MOST_FIX_LINES:
            self.row("", self.signs.rows, Text(f"{len(lines) - MOST_FIX_LINES} more lines", "dim"))

    def excerpt(self, line: str, start: int, end: int, room: int = 0) -> Excerpt:
        """What of a line fits beside the gutter, with its part from `start` to `end` in view."""
        return excerpt(line, start, end, max(self.width - self.gutter - 4 - room, 20), self.signs.ellipsis)


def _code(shown: Excerpt) -> Text:
    text = Text(shown.text)
    for start, end in shown.escapes:
        text.stylize(ESCAPED, start, end)
    return text


_code_span = re.compile(r"`[^`]+`")


def _with_code(message: str) -> Text:
    """A message in bold, with what stands in backticks set off."""
    text = Text(message, "bold")
    text.highlight_regex(_code_span, "not bold cyan")
    return text

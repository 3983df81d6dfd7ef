"""What one run found, as the reports take it."""

from dlint.engine.findings import SEVERITIES, Finding, Fix

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dlint.engine.checker import Report
    from dlint.engine.notices import Notice
    from dlint.engine.rule import Rule
    from dlint.syntax.source import Source


class Results:
    """The reports on all files, and the counts that every format needs.

    `reports` are in the order in which the files are told. `rules` are the rules that could have found something;
    `directory` is the absolute path that relative paths start from. `notices` are those that belong to no file.
    """

    __slots__ = ("counts", "directory", "findings", "fixable", "notices", "reports", "rules")

    def __init__(
        self,
        reports: "Iterable[Report]",
        rules: "Iterable[Rule]" = (),
        directory: str = "",
        notices: "Iterable[Notice]" = (),
    ) -> None:
        self.reports: Sequence[Report] = list(reports)
        self.rules: Sequence[Rule] = list(rules)
        self.directory = directory
        self.notices: Sequence[Notice] = list(notices)
        self.findings: list[Finding] = [finding for report in self.reports for finding in report.findings]
        self.counts: dict[str, int] = dict.fromkeys(SEVERITIES, 0)
        self.fixable = 0
        for finding in self.findings:
            self.counts[finding.severity] += 1
            if fix_of(finding):
                self.fixable += 1


def fix_of(finding: Finding) -> Fix | None:
    """The fix that may be applied to the file; a mere suggestion, which only editors show, is none."""
    return finding.fix if finding.fix and finding.fix.safety != "suggestion" else None


def source_of(report: "Report") -> "Source | None":
    """The text of the file that a report is about; None where it can't be had any more.

    Files that another process linted come without their text. It is read again, and not used where it has changed.
    """
    if report.source is not None:
        return report.source
    from dlint.engine.files.discovery import ReadError, read

    try:
        source = read(report.path)
    except ReadError:
        return None
    size = len(source.text)
    for finding in report.findings:
        if finding.end > size or source.position(finding.start) != (finding.line, finding.column):
            return None
    return source


def shown_path(path: str) -> str:
    """A path as every report writes it: with `/` on Windows too."""
    import os

    return path if os.sep == "/" else path.replace(os.sep, "/")


def counted(number: int, thing: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"

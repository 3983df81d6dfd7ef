"""The report in SonarQube's generic issue format.

Documentation: SonarQube, "Generic formatted issue reports". Lines count from 1; columns count UTF-16 units from 0, have
to be inside of the line, and a range must not be empty: else the scanner stops.
"""

from .escape import visible
from .json import compact
from .results import Results, source_of
from .tool import DLINT, Tool

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from dlint.engine.findings import Finding
    from dlint.syntax.source import Source

SEVERITIES = {"error": "CRITICAL", "warning": "MAJOR", "info": "MINOR", "style": "INFO"}


def sonarqube(results: Results, tool: Tool = DLINT) -> str:
    """The issues of all files; what a file could not be read for stands on its first line."""
    issues: list[dict[str, Any]] = []
    engine = tool.name.title() if tool.is_hadolint else tool.name
    for report in results.reports:
        path = tool.path(report.path)
        if report.error is not None:
            place = {"message": visible(report.error), "filePath": path}
            issues.append(
                {"engineId": engine, "ruleId": "unreadable-file", "severity": "BLOCKER", "type": "BUG",
                 "primaryLocation": place}
            )  # fmt: skip
        source = source_of(report) if report.findings else None
        issues += [
            {
                "engineId": engine,
                "primaryLocation": {
                    "filePath": path,
                    "message": visible(finding.message),
                    "textRange": _range(finding, source),
                },
                "ruleId": finding.code,
                "severity": SEVERITIES[finding.severity],
                "type": _type(finding),
            }
            for finding in report.findings
        ]
    return compact({"issues": issues}) + "\n"


def _type(finding: "Finding") -> str:
    if finding.severity == "error":
        return "VULNERABILITY" if finding.group == "security" else "BUG"
    return "CODE_SMELL"


def _range(finding: "Finding", source: "Source | None") -> dict[str, int]:
    """The stretch; whole lines where it is empty or ends beyond the end of a line."""
    start, end = finding.start, finding.end
    if source is None or end <= start:
        return {"startLine": finding.line, "endLine": finding.line}
    while end > start + 1 and source.text[end - 1] in "\r\n":
        end -= 1
    line, end_line = source.line(start), source.line(end)
    first, last = source.utf16_column(start), source.utf16_column(end)
    if first >= _length(source, line) or last > _length(source, end_line) or (line, first) >= (end_line, last):
        return {"startLine": line, "endLine": end_line}
    return {"endColumn": last, "endLine": end_line, "startColumn": first, "startLine": line}


def _length(source: "Source", line: int) -> int:
    return len(source.line_text(line).encode("utf-16-le", "surrogatepass")) // 2

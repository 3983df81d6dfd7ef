"""The report for Codacy: one JSON object after the other."""

from .escape import visible
from .json import compact
from .results import Results
from .tool import DLINT, Tool


def codacy(results: Results, tool: Tool = DLINT) -> str:
    """An object on a line for each finding, and for each file that could not be read."""
    lines: list[dict[str, object]] = []
    for report in results.reports:
        path = tool.path(report.path)
        if report.error is not None:
            lines.append({"filename": path, "message": visible(report.error)})
        lines += [
            {
                "filename": path,
                "line": finding.line,
                "message": visible(finding.message),
                "patternId": finding.code,
            }
            for finding in report.findings
        ]
    return "".join(compact(line) + "\n" for line in lines)

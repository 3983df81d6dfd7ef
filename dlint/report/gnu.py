"""The report in the form of GNU programs: `program:file:line:column: message`."""

from .escape import visible
from .results import Results
from .tool import DLINT, Tool


def gnu(results: Results, tool: Tool = DLINT) -> str:
    """A line for each finding and for each file that could not be read; hadolint's lines have no column."""
    lines = []
    for report in results.reports:
        path = tool.path(report.path)
        if report.error is not None:
            lines.append(f"{tool.name}:{path}: {visible(report.error)}\n")
        for finding in report.findings:
            place = f"{finding.line}" if tool.is_hadolint else f"{finding.line}:{finding.column}"
            lines.append(f"{tool.name}:{path}:{place}: {finding.code} {finding.severity}: {visible(finding.message)}\n")
    return "".join(lines)

"""The reports of hadolint that dlint has in another form: tty and JSON."""

from .escape import line_start, visible
from .json import compact
from .results import Results
from .tool import Tool

COLORS = {"error": "\x1b[1m\x1b[31m", "warning": "\x1b[1m\x1b[33m", "info": "\x1b[32m", "style": "\x1b[36m"}
PLAIN = "\x1b[0m"


def tty(results: Results, tool: Tool, *, color: bool = False) -> str:
    """`path:line CODE severity: message`, a finding to a line."""
    lines = []
    for report in results.reports:
        path = line_start(tool.path(report.path))
        for finding in report.findings:
            severity = finding.severity
            if color:
                severity = f"{COLORS[severity]}{severity}{PLAIN}"
            lines.append(f"{path}:{finding.line} {finding.code} {severity}: {visible(finding.message)}\n")
    return "".join(lines)


def json(results: Results, tool: Tool) -> str:
    """One array with all findings."""
    return (
        compact(
            [
                {
                    "code": finding.code,
                    "column": finding.column,
                    "file": tool.path(finding.path),
                    "level": finding.severity,
                    "line": finding.line,
                    "message": visible(finding.message),
                }
                for finding in results.findings
            ]
        )
        + "\n"
    )

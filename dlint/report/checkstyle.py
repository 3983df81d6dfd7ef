"""The report as Checkstyle writes it, which Jenkins, reviewdog and many others read."""

from .results import Results
from .tool import DLINT, Tool
from .xml import DECLARATION, tag


def checkstyle(results: Results, tool: Tool = DLINT) -> str:
    """Each file with its findings. Checkstyle has no severity `style`: it is `info`, but hadolint writes it."""
    files = []
    for report in results.reports:
        errors = []
        if report.error is not None:
            errors.append(tag("error", {"line": 1, "message": report.error, "severity": "error", "source": tool.name}))
        for finding in report.findings:
            severity = finding.severity if finding.severity != "style" or tool.is_hadolint else "info"
            attributes = {
                "column": finding.column,
                "line": finding.line,
                "message": finding.message,
                "severity": severity,
                "source": finding.code,
            }
            errors.append(tag("error", attributes))
        files.append(tag("file", {"name": tool.path(report.path)}, *errors))
    return f"{DECLARATION}{tag('checkstyle', {'version': '4.3'}, *files)}\n"

"""The report for a pipe: one line for each finding, which editors and `grep` understand."""

from .escape import line_start, visible
from .results import Results, shown_path


def text(results: Results) -> str:
    """`path:line:column: severity CODE message [name]`, line and column from 1, one finding to a line."""
    lines = []
    for report in results.reports:
        if report.findings:
            path = line_start(visible(shown_path(report.path)))
            for finding in report.findings:
                place = f"{path}:{finding.line}:{finding.column}"
                message = visible(finding.message)
                lines.append(f"{place}: {finding.severity} {finding.code} {message} [{finding.rule}]\n")
    return "".join(lines)

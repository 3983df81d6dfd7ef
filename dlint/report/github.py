"""The report as workflow commands of GitHub Actions, which show findings in the changed files of a pull request.

Documentation: GitHub, "Workflow commands for GitHub Actions". Escapes as in actions/toolkit, packages/core/command.ts.
"""

import os

from .escape import visible
from .results import Results, shown_path

LEVELS = {"error": "error", "warning": "warning", "info": "notice", "style": "notice"}


def github(results: Results) -> str:
    """A command for each finding, and for each file that could not be read."""
    lines = []
    for report in results.reports:
        path = from_workspace(report.path, results.directory)
        if report.error is not None:
            lines.append(_command("error", {"file": path, "title": "dlint"}, visible(report.error)))
        for finding in report.findings:
            properties = {"file": path, "line": finding.line, "endLine": finding.end_line}
            if finding.line == finding.end_line:  # GitHub takes columns only then
                properties |= {"col": finding.column, "endColumn": finding.end_column}
            properties["title"] = f"{finding.code} {finding.rule}"
            lines.append(_command(LEVELS[finding.severity], properties, visible(finding.message)))
    return "".join(lines)


def from_workspace(path: str, directory: str) -> str:
    """A path from the root of the repository on, if a workflow says where that is; commands need it so."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if workspace and directory and not path.startswith("<"):
        whole = os.path.normpath(os.path.join(directory, path))
        root = os.path.normpath(workspace).rstrip(os.sep)
        if whole.startswith(root + os.sep):
            path = whole[len(root) + 1 :]
    return shown_path(path)


def _command(level: str, properties: "dict[str, object]", message: str) -> str:
    listed = ",".join(f"{name}={_property(visible(str(value)))}" for name, value in properties.items())
    return f"::{level} {listed}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

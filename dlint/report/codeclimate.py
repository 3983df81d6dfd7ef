"""The report for Code Climate, and as GitLab's code quality reports take it over from there.

Specifications: codeclimate/platform, SPEC.md; GitLab, Code Quality, "Code Quality report format".
"""

from .escape import visible
from .fingerprints import fingerprints
from .json import compact
from .results import Results
from .tool import DLINT, Tool

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from dlint.engine.findings import Finding

SEVERITIES = {"error": "blocker", "warning": "major", "info": "info", "style": "minor"}

CATEGORIES = {"security": "Security", "style": "Style", "syntax": "Bug Risk", "layout": "Clarity"}
"""By the group of the rule; hadolint calls all a bug risk."""


def codeclimate(results: Results, tool: Tool = DLINT) -> str:
    """An object for each finding, with a NUL behind each, as the specification of engines asks for."""
    return "".join(compact(issue) + "\0" for issue in _issues(results, tool))


def gitlab(results: Results, tool: Tool = DLINT) -> str:
    """One array. A finding keeps its fingerprint when lines above it change, so that GitLab knows it again."""
    return compact(_issues(results, tool)) + "\n"


def _issues(results: Results, tool: Tool) -> "list[dict[str, Any]]":
    issues: list[dict[str, Any]] = []
    for report in results.reports:
        path = tool.path(report.path)
        if report.error is not None:
            issues.append(_unreadable(report.error, path))
        for finding, fingerprint in zip(report.findings, fingerprints(report, path), strict=True):
            issues.append(_issue(finding, path, fingerprint, tool))
    return issues


def _issue(finding: "Finding", path: str, fingerprint: str, tool: Tool) -> "dict[str, Any]":
    return {
        "categories": ["Bug Risk" if tool.is_hadolint else CATEGORIES.get(finding.group, "Bug Risk")],
        "check_name": finding.code,
        "description": visible(finding.message),
        "fingerprint": fingerprint,
        "location": {"lines": {"begin": finding.line, "end": finding.end_line}, "path": path},
        "severity": SEVERITIES[finding.severity],
        "type": "issue",
    }


def _unreadable(error: str, path: str) -> "dict[str, Any]":
    from hashlib import sha256

    return {
        "categories": ["Bug Risk"],
        "check_name": "unreadable-file",
        "description": visible(error),
        "fingerprint": sha256(f"unreadable-file\0{path}".encode()).hexdigest()[:32],
        "location": {"lines": {"begin": 1, "end": 1}, "path": path},
        "severity": "blocker",
        "type": "issue",
    }

"""The report for reviewdog, with the fixes as suggestions.

Specification: reviewdog, proto/rdf/reviewdog.proto. Lines count from 1, columns count bytes of UTF-8 from 1.
"""

import dlint

from .escape import visible
from .json import encoded, representable
from .results import (
    Results,
    fix_of,
    shown_path,
    source_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from dlint.engine.findings import Finding, Fix
    from dlint.syntax.source import Source

SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO", "style": "INFO"}


def rdjson(results: Results) -> str:
    """One `DiagnosticResult`; a file that could not be read is a diagnostic without a place."""
    diagnostics: list[dict[str, Any]] = []
    for report in results.reports:
        path = representable(shown_path(report.path))
        if report.error is not None:
            diagnostics.append({"message": visible(report.error), "location": {"path": path}, "severity": "ERROR"})
        source = source_of(report) if report.findings else None
        diagnostics += [_diagnostic(finding, path, source) for finding in report.findings]
    return encoded({"source": {"name": "dlint", "url": dlint.DOCUMENTATION_URL}, "diagnostics": diagnostics})


def _diagnostic(finding: "Finding", path: str, source: "Source | None") -> "dict[str, Any]":
    code = {"value": finding.code}
    if finding.url:
        code["url"] = finding.url
    found: dict[str, Any] = {
        "message": visible(finding.message),
        "location": {"path": path, "range": _range(source, finding.start, finding.end, finding)},
        "severity": SEVERITIES[finding.severity],
        "code": code,
    }
    fix = fix_of(finding)
    if fix and source:
        suggestion = _suggestion(source, fix)
        if suggestion is not None:
            found["suggestions"] = [suggestion]
    return found


def _suggestion(source: "Source", fix: "Fix") -> "dict[str, Any] | None":
    """The fix in one piece: several suggestions would be a choice. None where the text can't be written in JSON."""
    edits = sorted(fix.edits, key=lambda edit: (edit.start, edit.end))
    start, end = edits[0].start, max(edit.end for edit in edits)
    pieces, position = [], start
    for edit in edits:
        pieces += [source.text[position : edit.start], edit.text]
        position = edit.end
    text = "".join(pieces)
    return {"range": _range(source, start, end), "text": text} if representable(text) == text else None


def _range(source: "Source | None", start: int, end: int, finding: "Finding | None" = None) -> "dict[str, Any]":
    if source is None:
        assert finding is not None
        return {"start": {"line": finding.line}, "end": {"line": finding.end_line}}
    return {"start": _position(source, start), "end": _position(source, end)}


def _position(source: "Source", offset: int) -> dict[str, int]:
    line, _ = source.position(offset)
    before = source.text[source.offset(line) : offset]
    size = len(before.encode("utf-8", "surrogatepass"))
    # A byte that is not UTF-8 is kept as a surrogate, which would take three.
    size -= 2 * sum("\udc80" <= character <= "\udcff" for character in before if not character.isascii())
    return {"line": line, "column": size + 1}

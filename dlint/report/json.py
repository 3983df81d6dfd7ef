"""The report as one JSON object; `dlint/schemas/report.json` is its schema."""

import json as encoder

import dlint

from .escape import in_json, visible
from .results import Results, shown_path, source_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from dlint.engine.findings import Finding
    from dlint.syntax.source import Source


def json(results: Results) -> str:
    """The findings with their places and fixes, the files with their errors, and the counts."""
    findings = []
    for report in results.reports:
        source = source_of(report) if any(finding.fix for finding in report.findings) else None
        findings += [_finding(finding, source) for finding in report.findings]
    return encoded(
        {
            "version": 1,
            "tool": {"name": "dlint", "version": dlint.__version__},
            "files": [
                {
                    "path": representable(shown_path(report.path)),
                    "kind": report.kind,
                    "error": None if report.error is None else visible(report.error),
                }
                for report in results.reports
            ],
            "findings": findings,
            "summary": {"files": len(results.reports), **results.counts, "fixable": results.fixable},
        }
    )


def encoded(value: "Any") -> str:
    """JSON in ASCII only, so that neither the encoding of the output nor a terminal can spoil it."""
    # Of all the characters in a string, DEL alone is neither escaped by JSON's rules nor by ensure_ascii.
    return in_json(encoder.dumps(value, indent=2, ensure_ascii=True).replace("\x7f", "\\u007f")) + "\n"


def compact(value: "Any") -> str:
    """JSON in ASCII only, without blanks and line ends."""
    return in_json(encoder.dumps(value, separators=(",", ":"), ensure_ascii=True).replace("\x7f", "\\u007f"))


def representable(text: str) -> str:
    """The text, with bytes that are not UTF-8 written out: JSON has no way to say them, and readers reject it."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join(visible(character) if "\ud800" <= character <= "\udfff" else character for character in text)
    return text


def _finding(finding: "Finding", source: "Source | None") -> "dict[str, Any]":
    return {
        "path": representable(shown_path(finding.path)),
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "code": finding.code,
        "name": finding.rule,
        "aliases": list(finding.aliases),
        "group": finding.group,
        "severity": finding.severity,
        "message": visible(finding.message),
        "url": finding.url,
        "fix": _fix(finding, source) if source else None,
    }


def _fix(finding: "Finding", source: "Source") -> "dict[str, Any] | None":
    fix = finding.fix
    # An edit that writes bytes which are not UTF-8 can't be said in JSON: half a fix would be worse than none.
    if fix is None or any(representable(edit.text) != edit.text for edit in fix.edits):
        return None
    return {
        "safety": fix.safety,
        "description": visible(fix.description),
        "edits": [
            {"start": _position(source, edit.start), "end": _position(source, edit.end), "text": edit.text}
            for edit in fix.edits
        ],
    }


def _position(source: "Source", offset: int) -> dict[str, int]:
    line, column = source.position(offset)
    return {"line": line, "column": column}

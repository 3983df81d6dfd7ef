"""The report as SARIF 2.1.0, which code scanning services read.

Specification: OASIS, Static Analysis Results Interchange Format 2.1.0 with Errata 01. Columns count code points
(`columnKind`), ends are exclusive as in SARIF. Paths below the current directory are relative to `%SRCROOT%`.
"""

import dlint

from .escape import visible
from .fingerprints import fingerprints
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

    from dlint.engine.checker import Report
    from dlint.engine.findings import Finding, Fix
    from dlint.engine.rule import Rule
    from dlint.syntax.source import Source

    Object = dict[str, Any]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LEVELS = {"error": "error", "warning": "warning", "info": "note", "style": "note"}

FINGERPRINT = "dlint/v1"
"""The name of our fingerprint; the number grows when the same finding would get another one."""


def sarif(results: Results) -> str:
    """One run: the rules that found something with their pages, the results, and what went wrong with the tool."""
    rules = {rule.code: rule for rule in results.rules}
    found: list[str] = sorted({finding.code for finding in results.findings})
    indexes = {code: index for index, code in enumerate(found)}
    first = {finding.code: finding for finding in reversed(results.findings)}
    return encoded(
        {
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "dlint",
                            "version": dlint.__version__,
                            "semanticVersion": dlint.__version__,
                            "informationUri": dlint.DOCUMENTATION_URL,
                            "rules": [_descriptor(first[code], rules.get(code) or _shellcheck(code)) for code in found],
                        }
                    },
                    "columnKind": "unicodeCodePoints",
                    "originalUriBaseIds": {"%SRCROOT%": {"uri": _directory_uri(results.directory)}},
                    "artifacts": [
                        {
                            "location": _location(report.path, results.directory),
                            "roles": ["analysisTarget"],
                            "sourceLanguage": "yaml" if report.kind == "compose" else report.kind,
                        }
                        for report in results.reports
                    ],
                    "results": [
                        result
                        for index, report in enumerate(results.reports)
                        if report.findings
                        for result in _results(report, index, indexes, results.directory)
                    ],
                    "invocations": [_invocation(results)],
                }
            ],
        }
    )


def _descriptor(finding: "Finding", rule: "Rule | None") -> "Object":
    """A `reportingDescriptor`: what a rule is, with its page as the help text."""
    # A name is a Pascal-case identifier by the specification; consumers show it beside the id.
    descriptor: Object = {"id": finding.code, "name": "".join(map(str.title, finding.rule.split("-")))}
    if finding.url:
        descriptor["helpUri"] = finding.url
    if rule:
        from .page import markdown, plain

        descriptor["shortDescription"] = {"text": plain(rule.title)}
        page = markdown(rule.page)
        descriptor["help"] = {"text": plain(page), "markdown": page}
        descriptor["defaultConfiguration"] = {"level": LEVELS[rule.severity], "enabled": rule.enabled}
    tags = [finding.group] if finding.group else []
    descriptor["properties"] = {"tags": tags, "rule": finding.rule, "aliases": list(finding.aliases)}
    return descriptor


def _shellcheck(code: str) -> "Rule | None":
    """One of ShellCheck's codes, which are in no list of rules."""
    from dlint.engine.shellcheck.codes import ShellCheckCode
    from dlint.engine.shellcheck.ids import is_code

    return ShellCheckCode(code) if is_code(code) else None


def _results(report: "Report", index: int, rules: dict[str, int], directory: str) -> "list[Object]":
    source = source_of(report)
    location = {**_location(report.path, directory), "index": index}
    results = []
    for finding, fingerprint in zip(report.findings, fingerprints(report), strict=True):
        result: Object = {
            "ruleId": finding.code,
            "ruleIndex": rules[finding.code],
            "level": LEVELS[finding.severity],
            "message": {"text": visible(finding.message)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": location,
                        "region": {
                            "startLine": finding.line,
                            "startColumn": finding.column,
                            "endLine": finding.end_line,
                            "endColumn": finding.end_column,
                        },
                    }
                }
            ],
            "partialFingerprints": {FINGERPRINT: fingerprint},
            "properties": {"severity": finding.severity},
        }
        fix = fix_of(finding)
        if fix and source and all(representable(edit.text) == edit.text for edit in fix.edits):
            result["fixes"] = [_fix(fix, source, location)]
        results.append(result)
    return results


def _fix(fix: "Fix", source: "Source", location: "Object") -> "Object":
    replacements = []
    for edit in fix.edits:
        line, column = source.position(edit.start)
        end_line, end_column = source.position(edit.end)
        deleted = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
        replacement: Object = {"deletedRegion": deleted}
        if edit.text:
            replacement["insertedContent"] = {"text": edit.text}
        replacements.append(replacement)
    return {
        "description": {"text": visible(fix.description)},
        "artifactChanges": [{"artifactLocation": location, "replacements": replacements}],
        "properties": {"safety": fix.safety},
    }


def _invocation(results: Results) -> "Object":
    """Whether the tool did its work, and if not, what it could not do."""
    notifications = []
    failed = False
    configuration = [
        _notification("configuration", visible(str(notice))) for notice in results.notices if notice.status < 3
    ]
    for notice in results.notices:
        if notice.status >= 3:
            failed = True
            notifications.append(_notification("failure", visible(str(notice))))
    for index, report in enumerate(results.reports):
        artifact = {**_location(report.path, results.directory), "index": index}
        location = {"physicalLocation": {"artifactLocation": artifact}}
        if report.error is not None:
            notifications.append(_notification("unreadable-file", visible(report.error), location))
        for notice in report.notices:
            failed = failed or notice.status >= 3
            level = "error" if notice.status else "warning"
            notifications.append(_notification("failure", visible(str(notice)), location, level=level))
    invocation: Object = {"executionSuccessful": not failed}
    if notifications:
        invocation["toolExecutionNotifications"] = notifications
    if configuration:
        invocation["toolConfigurationNotifications"] = configuration
    return invocation


def _notification(name: str, message: str, *locations: "Object", level: str = "error") -> "Object":
    found: Object = {"descriptor": {"id": name}, "level": level, "message": {"text": message}}
    if locations:
        found["locations"] = list(locations)
    return found


def _location(path: str, directory: str) -> "Object":
    """An `artifactLocation`: relative to the directory where the path is below it, else an absolute URI."""
    import os

    if path.startswith("<"):  # standard input, which has no place
        return {"uri": _quoted(path)}
    whole = os.path.normpath(os.path.join(directory, path))
    start = directory if directory.endswith(os.sep) else directory + os.sep
    if whole.startswith(start):
        return {"uri": _quoted(whole[len(start) :]), "uriBaseId": "%SRCROOT%"}
    return {"uri": _file_uri(whole)}


def _directory_uri(directory: str) -> str:
    return _file_uri(directory).rstrip("/") + "/"


def _file_uri(path: str) -> str:
    quoted = _quoted(path)
    # A Windows path starts with a drive (`/C:/…` in a URI) or with two slashes and a host.
    return f"file:{quoted}" if quoted.startswith("//") else f"file:///{quoted.lstrip('/')}"


def _quoted(path: str) -> str:
    """A path as a URI reference: `/` between the parts, everything that a URI can't hold percent-encoded."""
    import os
    from urllib.parse import quote

    path = shown_path(path)
    try:
        name = os.fsencode(path)
    except UnicodeEncodeError:  # no file has such a name, but a report may be made from any text
        name = path.encode("utf-8", "surrogatepass")
    return quote(name, safe="/:" if os.name == "nt" else "/")

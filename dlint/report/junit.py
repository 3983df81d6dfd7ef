"""The report as JUnit writes it: a suite for each file, a failed test for each finding."""

from .results import Results
from .tool import DLINT, Tool
from .xml import DECLARATION, tag, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.engine.checker import Report


def junit(results: Results, tool: Tool = DLINT) -> str:
    """Test suites with their counts; nothing in it depends on when or how fast it was made."""
    suites = [_suite(report, tool) for report in results.reports]
    unreadable = sum(report.error is not None for report in results.reports)
    counts = {
        "id": tool.name,
        "name": tool.title,
        "tests": sum(max(1, len(report.findings)) for report in results.reports),
        "failures": len(results.findings),
        "errors": unreadable,
        "time": "0",
    }
    return f"{DECLARATION}\n{tag('testsuites', counts, *suites)}\n"


def _suite(report: "Report", tool: Tool) -> str:
    path = tool.path(report.path)
    cases = []
    if report.error is not None:
        error = tag("error", {"message": report.error, "type": "error"}, text(report.error))
        cases.append(_case(tool, "error", "readable", path, error))
    for finding in report.findings:
        details = (
            f"File: {path}\nLine: {finding.line}\nColumn: {finding.column}\n"
            f"Category: {_category(tool)}\n{finding.severity}: {finding.message}\n"
        )
        if finding.url and not tool.is_hadolint:
            details += f"{finding.url}\n"
        attributes = {"id": finding.code, "message": finding.message, "type": finding.severity}
        name = f"{finding.code} {finding.rule} at line {finding.line}, column {finding.column}"
        failure = tag("failure", attributes, text(details))
        cases.append(_case(tool, f"rule.{finding.code}", name, path, failure))
    if not cases:
        cases.append(_case(tool, "clean", "no findings", path))
    counts = {
        "id": tool.name,
        "name": f"{tool.title}: {path}",
        "tests": len(cases),
        "failures": len(report.findings),
        "errors": int(report.error is not None),
        "time": "0",
    }
    return tag("testsuite", counts, *cases)


def _case(tool: Tool, id: str, name: str, path: str, *content: str) -> str:
    attributes = {"id": f"{tool.name}.{id}", "name": name, "classname": path, "file": path, "time": "0"}
    return tag("testcase", attributes, *content)


def _category(tool: Tool) -> str:
    return "Hadolint - Dockerfile Static Analysis" if tool.is_hadolint else "dlint"

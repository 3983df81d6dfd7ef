"""A report that can't be made over one file is made over the others."""

from dlint.report.results import Results

from . import errors
from .output import complain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from dlint.engine.checker import Report


def made(results: Results, write: "Callable[[Results], str]") -> tuple[str, int]:
    """The report that `write` makes, and the exit status: that of a failure where files had to be left out of it.

    These have an error in it, and what was found in them is told on standard error. Where no file is to blame, the
    exception is raised again.
    """
    try:
        return write(results), 0
    except Exception:
        others, failed = _without_failing(results, write)
        if not failed:
            raise
        return write(others), errors.FAILURE


def _without_failing(results: Results, write: "Callable[[Results], str]") -> tuple[Results, int]:
    """The results with an error in place of each file over which `write` fails, and how many these are."""
    from dlint.engine.checker import Report

    reports = []
    failed = 0
    for report in results.reports:
        try:
            write(_of(results, [report]))
        except Exception as error:
            _tell(report, error)
            report = Report(report.path, report.kind, error="not reported, for dlint failed over it")
            failed += 1
        reports.append(report)
    return _of(results, reports), failed


def _of(results: Results, reports: "list[Report]") -> Results:
    return Results(reports, results.rules, results.directory, results.notices)


def _tell(report: "Report", error: Exception) -> None:
    """Say that a file is not in the report, and why, and what was found in it as far as that can be said."""
    from dlint.engine.notices import RuleCrash

    complain(f"error: {RuleCrash(None, 'dlint', error, report.path)!s}")
    for finding in report.findings:
        complain(f"{finding.path}:{finding.line}:{finding.column}: {finding.severity} {finding.code} {finding.message}")

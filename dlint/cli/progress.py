"""A progress bar on standard error for runs that take their time."""

import sys
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dlint.engine.checker import Report

PATIENCE = 1.0
"""Seconds without a sign of life that nobody minds."""

MANY = 100
"""Of so many files it is known from the start that they take longer."""


def watched(reports: "Iterable[Report]", total: int, quiet: bool) -> "Iterable[Report]":
    """The reports, with a bar on standard error while they are made, if a terminal shows it and they take long."""
    if quiet or total < 2 or not sys.stderr or not sys.stderr.isatty():
        return reports
    return _with_bar(reports, total)


def _with_bar(reports: "Iterable[Report]", total: int) -> "Iterator[Report]":
    start = monotonic()
    rest = iter(reports)
    done = 0
    if total <= MANY:
        for report in rest:
            yield report
            done += 1
            if monotonic() - start > PATIENCE:
                break
        else:
            return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from .output import console

    columns = (TextColumn("dlint"), BarColumn(), MofNCompleteColumn(), TextColumn("files"), TimeRemainingColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, completed=done)
        for report in rest:
            yield report
            progress.advance(task)

"""The progress bar: on a terminal, on long runs, and nowhere else."""

import io
import sys

import pytest

from dlint.cli import progress
from tests.report.reporting import report


class Terminal(io.StringIO):
    """Standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in place; no fixture, since pytest puts its own stream there after fixtures have run."""
    found = Terminal()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return found


REPORTS = [report("", f"{number}/Dockerfile") for number in range(5)]


def test_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "MANY", 4)
    shown = terminal(monkeypatch)
    assert REPORTS == list(progress.watched(iter(REPORTS), 5, False))
    assert "5/5" in shown.getvalue()


def test_slow_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    shown = terminal(monkeypatch)
    assert REPORTS == list(progress.watched(iter(REPORTS), 5, False))
    assert "5/5" in shown.getvalue()


def test_short_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    assert REPORTS == list(progress.watched(iter(REPORTS), 5, False))
    assert "" == shown.getvalue()


def test_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "MANY", 4)
    shown = terminal(monkeypatch)
    assert REPORTS == list(progress.watched(iter(REPORTS), 5, True))
    assert "" == shown.getvalue()


def test_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "MANY", 4)
    assert REPORTS == list(progress.watched(iter(REPORTS), 5, False))
    assert "" == stream.getvalue()

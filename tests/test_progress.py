"""The progress bar: on a terminal, on long runs, and nowhere else."""

import io
import sys

import pytest

from dlint.cli import progress
from tests.reporting import report


class Terminal(io.StringIO):
    """Standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    found = Terminal()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return found


REPORTS = [report("", f"{number}/Dockerfile") for number in range(5)]


def test_many_files(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "MANY", 4)
    assert REPORTS == list(progress.watched(iter(REPORTS), 5, False))
    assert "5/5" in terminal.getvalue()


def test_slow_files(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    assert REPORTS == list(progress.watched(iter(REPORTS), 5, False))
    assert "5/5" in terminal.getvalue()


def test_short_runs(terminal: Terminal) -> None:
    assert REPORTS == list(progress.watched(iter(REPORTS), 5, False))
    assert "" == terminal.getvalue()


def test_quiet(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "MANY", 4)
    assert REPORTS == list(progress.watched(iter(REPORTS), 5, True))
    assert "" == terminal.getvalue()


def test_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "MANY", 4)
    assert REPORTS == list(progress.watched(iter(REPORTS), 5, False))
    assert "" == stream.getvalue()

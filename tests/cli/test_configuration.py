"""Values of the command line that are more than text."""

import pytest

from dlint.cli.configuration import build_arguments, day
from dlint.cli.errors import UsageError


def test_build_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DLINT_TEST_GIVEN", "here")
    monkeypatch.delenv("DLINT_TEST_LACKING", raising=False)
    found = build_arguments(["A=1", "B=", "C=x=y", "DLINT_TEST_GIVEN", "DLINT_TEST_LACKING", "A=2"])
    assert {"A": "2", "B": "", "C": "x=y", "DLINT_TEST_GIVEN": "here"} == found
    with pytest.raises(UsageError):
        build_arguments(["=x"])


def test_day() -> None:
    assert day(None) is None
    assert "2026-01-31" == day("2026-01-31")
    for wrong in ("2026-02-30", "today", "20260131", "2026-1-31", ""):
        with pytest.raises(UsageError):
            day(wrong)

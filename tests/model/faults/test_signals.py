"""Signals of STOPSIGNAL, as moby/sys reads them on Linux."""

import signal
import sys

import pytest

from dlint.model.faults.signals import is_signal


@pytest.mark.parametrize(
    "text", ["TERM", "SIGTERM", "sigterm", "Quit", "9", "+9", "RTMIN", "SIGRTMIN+15", "RTMAX-14", "CLD"]
)
def test_signals(text: str) -> None:
    assert is_signal(text)


@pytest.mark.parametrize(
    "text", ["", "0", "+0", "-0", "SIG", "SIGSIGTERM", "TERM ", "RTMIN+16", "RTMIN+0", "RTMAX-15", "9x", "KILLED"]
)
def test_what_is_none(text: str) -> None:
    assert not is_signal(text)


@pytest.mark.skipif(sys.platform != "linux", reason="the names are those of Linux")
def test_what_the_system_knows_is_known() -> None:
    assert [] == [name for name in signal.Signals.__members__ if not is_signal(name)]

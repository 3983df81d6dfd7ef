"""Durations as Go's `time.ParseDuration` reads them, and what HEALTHCHECK takes of them."""

import pytest

from dlint.syntax.durations import duration_error


@pytest.mark.parametrize(
    "text",
    ["", "0", "+0", "-0", "0s", "30s", "1m30s", "1.5h", ".5s", "5.s", "+5s", "1h2m3s4ms", "1ms", "1000us", "1000000ns", "1000µs"],
)  # fmt: skip
def test_durations(text: str) -> None:
    assert duration_error(text) is None


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        # From the tests of Go's package `time`.
        ("3", 'time: missing unit in duration "3"'),
        ("-", 'time: invalid duration "-"'),
        ("s", 'time: invalid duration "s"'),
        (".", 'time: invalid duration "."'),
        ("-.", 'time: invalid duration "-."'),
        (".s", 'time: invalid duration ".s"'),
        ("+.s", 'time: invalid duration "+.s"'),
        ("1d", 'time: unknown unit "d" in duration "1d"'),
        ("3000000h", 'time: invalid duration "3000000h"'),
        ("9223372036854775808ns", 'time: invalid duration "9223372036854775808ns"'),
        # What BuildKit demands besides.
        ("-1s", "Interval {name} cannot be less than 1ms"),
        ("999us", "Interval {name} cannot be less than 1ms"),
        (".0000001s", "Interval {name} cannot be less than 1ms"),
    ],
)
def test_what_is_none(text: str, reference: str) -> None:
    error = duration_error(text)
    assert error is not None
    assert reference == error[1]


def test_digits_without_end_are_read_in_no_time() -> None:
    error = duration_error("9" * 100_000 + "h")
    assert error is not None
    assert "is no duration" in error[0]

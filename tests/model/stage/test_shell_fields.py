"""A word of a shell script as the fields that it becomes."""

import pytest

from dlint.model.stage.shell_fields import UNKNOWN, expand_braces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", ["a"]),
        ("a{b,c}d", ["abd", "acd"]),
        ("{a,b}{c,d}", ["ac", "ad", "bc", "bd"]),
        ("{a,{b,c}}", ["a", "b", "c"]),
        ("{a}{b,c}", ["{a}b", "{a}c"]),
        ("{a,b", ["{a,b"]),
        ("x{,y}", ["x", "xy"]),
    ],
)
def test_braces(text: str, expected: list[str]) -> None:
    assert expected == expand_braces(text)


def test_too_many_braces() -> None:
    assert ["{a,b}" * 40] == expand_braces("{a,b}" * 40)


def test_unknown_is_one_character() -> None:
    assert 1 == len(UNKNOWN)

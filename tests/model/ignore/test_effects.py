"""What patterns of an ignore file do to each other, by the text alone: certain for all files that there may be."""

import pytest
from hypothesis import assume, given, strategies as st

from dlint.model.ignore.effects import excluded_by, pattern_covers, redundant_patterns
from dlint.model.ignore.matcher import Matcher

PIECES = st.lists(st.sampled_from(["a", "b", "*", "**", "/", "*a", ".py"]), min_size=1, max_size=5).map("".join)
PATHS = st.lists(st.sampled_from(["a", "b", "ba", "a.py", ".py"]), min_size=1, max_size=4).map("/".join)


def excluded(lines: list[str], path: str) -> bool:
    return Matcher.of_lines(lines).excluded(path)


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        ("*", "a", True),
        ("**", "a/b", True),
        ("a", "a/b", True),
        ("**/a", "b/a/c", True),
        ("*.py", "a.py", True),
        ("**/*.py", "*.py", True),
        ("**/*.p?", "**/*.py", True),
        ("*.py", "**/*.py", False),
        ("a", "ab", False),
        ("a/b", "a", False),
        ("[ab]", "a", True),
        ("a", "[ab]", False),
    ],
)
def test_covers(wide: str, narrow: str, expected: bool) -> None:
    first, second = Matcher.of_lines([wide, narrow]).patterns
    assert expected is pattern_covers(first, second)


@given(PIECES, PIECES, PATHS)
def test_what_is_covered_hits_nothing_of_its_own(wide: str, narrow: str, path: str) -> None:
    patterns = Matcher.of_lines([wide, narrow]).patterns
    assume(len(patterns) == 2)
    if pattern_covers(*patterns) and excluded([narrow], path):
        assert excluded([wide], path)


@given(st.lists(st.tuples(st.sampled_from(["", "!"]), PIECES).map("".join), max_size=5), PATHS)
def test_without_what_is_redundant_the_same_is_sent(lines: list[str], path: str) -> None:
    matcher = Matcher.of_lines(lines)
    assume(len(matcher.patterns) == len(lines))
    for pattern, _ in redundant_patterns(matcher):
        kept = [line for line, other in zip(lines, matcher.patterns, strict=True) if other is not pattern]
        assert excluded(lines, path) == excluded(kept, path), pattern.text


def test_by_which_pattern_a_path_is_left_out() -> None:
    matcher = Matcher.of_lines(["a", "!a/b", "**/*.py"])
    found = [excluded_by(matcher, path, 3) for path in ("a/c", "a/b", "a/b/x.py", "d")]
    assert ["a", None, "**/*.py", None] == [pattern and pattern.text for pattern in found]
    assert None is excluded_by(matcher, "x.py", 2)

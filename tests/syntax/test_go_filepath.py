"""Go's path functions."""

import pytest
from hypothesis import given, strategies as st

from dlint.syntax.dockerignore import (
    pattern_error,
)
from dlint.syntax.go_filepath import (
    BadPattern,
    clean,
    has_wildcard,
    match,
)


@given(st.lists(st.sampled_from(["a", "b", ".", "..", "/", "//", "!", " "])).map("".join))
def test_clean_is_idempotent(path: str) -> None:
    cleaned = clean(path)
    assert cleaned == clean(cleaned)
    assert cleaned
    assert "//" not in cleaned
    assert cleaned == "/" or not cleaned.endswith("/")


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        # From the tests of Go's path/filepath.
        ("abc", "abc", True),
        ("*", "abc", True),
        ("*c", "abc", True),
        ("a*", "a", True),
        ("a*", "ab/c", False),
        ("a*/b", "abc/b", True),
        ("a*/b", "a/c/b", False),
        ("a*b*c*d*e*/f", "axbxcxdxe/f", True),
        ("a*b*c*d*e*/f", "axbxcxdxexxx/f", True),
        ("a*b*c*d*e*/f", "axbxcxdxe/xxx/f", False),
        ("a*b?c*x", "abxbbxdbxebxczzx", True),
        ("a*b?c*x", "abxbbxdbxebxczzy", False),
        ("ab[c]", "abc", True),
        ("ab[b-d]", "abc", True),
        ("ab[e-g]", "abc", False),
        ("ab[^c]", "abc", False),
        ("ab[^e-g]", "abc", True),
        ("a\\*b", "a*b", True),
        ("a\\*b", "ab", False),
        ("a?b", "a☺b", True),
        ("a[^a]b", "a☺b", True),
        ("a???b", "a☺b", False),
        ("[a-ζ]*", "α", True),
        ("*[a-ζ]", "A", False),
        ("a?b", "a/b", False),
        ("a*b", "a/b", False),
        ("[\\]a]", "]", True),
        ("[\\-]", "-", True),
        ("[x\\-]", "z", False),
        ("[]a]", "]", None),
        ("[-]", "-", None),
        ("[x-]", "x", None),
        ("[-x]", "x", None),
        ("\\", "a", None),
        ("[a-b-c]", "a", None),
        ("[", "a", None),
        ("[^", "a", None),
        ("[^bc", "a", None),
        ("a[", "a", None),
        ("a[", "ab", None),
        ("*x", "xxx", True),
    ],
)
def test_match(pattern: str, name: str, expected: bool | None) -> None:
    try:
        found: bool | None = match(pattern, name)
    except BadPattern:
        found = None
    assert expected == found


def test_has_wildcard() -> None:
    assert [True, True, True, False, False, True] == [
        has_wildcard(name) for name in ("a*", "[a]", "?", "a", "a\\*\\[", "\\**")
    ]


@given(st.text(alphabet="a[]*?\\-^/!"), st.text(alphabet="ab/-]"))
def test_match_raises_nothing_else(pattern: str, name: str) -> None:
    assert pattern_error(pattern) in (None, "syntax error in pattern", 'illegal exclusion pattern: "!"')
    try:
        assert match(pattern, name) in (True, False)
    except BadPattern:
        pass

"""The tree of a .dockerignore."""

import pytest
from hypothesis import example, given, strategies as st

from dlint.model.ignore.matcher import Matcher
from dlint.syntax.dockerignore import (
    MAX_LINE_BYTES,
    IgnoreBlank,
    IgnoreComment,
    IgnoreFile,
    IgnorePattern,
    parse_ignore,
    read_pattern,
)
from dlint.syntax.source import Source

SHAPES = [
    "[",
    "!",
    "*",
    "**/",
    "/",
    "../",
    "a/../",
    "\\",
    "#",
    " ",
    "\t",
    "\n",
    "!\n",
    "[\n",
    "\r\n",
    "\ufeff",
    "[a-",
    "é",
]


def read(text: str) -> IgnoreFile:
    return parse_ignore(Source(text))


@pytest.mark.parametrize(
    ("line", "pattern", "negated"),
    [
        ("foo", "foo", False),
        ("  foo\t", "foo", False),
        ("foo/", "foo", False),
        ("/foo", "foo", False),
        ("//foo//bar/", "foo/bar", False),
        ("./foo/../bar", "bar", False),
        ("/", "/", False),
        (".", ".", False),
        ("..", "..", False),
        ("../a", "../a", False),
        ("/../a", "a", False),
        ("a/..", ".", False),
        ("!foo", "foo", True),
        ("! foo ", "foo", True),
        ("!/foo/", "foo", True),
        ("!!a", "!a", True),
        ("\\!a", "\\!a", False),
        ("\\#a", "\\#a", False),
        (" # x", "# x", False),
        ("foo # c", "foo # c", False),
        ("foo\\ ", "foo\\", False),
        ("a b", "a b", False),
        ("\u00a0a\u3000", "a", False),
        ("\x1ca", "\x1ca", False),
        ("**/", "**", False),
        ("a/**/", "a/**", False),
        # What the second reading makes of the result of the first.
        ("!", "", True),
        ("!  ", "", True),
        ("!/", "", True),
        ("/!a", "a", True),
        ("./!a", "a", True),
        ("/ a", "a", False),
        ("a/b /", "a/b", False),
        ("/ /a", "/a", False),
    ],
)
def test_pattern(line: str, pattern: str, negated: bool) -> None:
    assert (pattern, negated) == read_pattern(line)


def test_tree() -> None:
    text = "\ufeff# a comment \r\n\n  ! docs/ \r\n\tfoo  \n# last"
    file = read(text)
    comment, blank, docs, foo, last = file.items
    assert isinstance(comment, IgnoreComment)
    assert isinstance(blank, IgnoreBlank)
    assert isinstance(docs, IgnorePattern)
    assert isinstance(foo, IgnorePattern)
    assert isinstance(last, IgnoreComment)
    assert "a comment" == comment.text
    assert "# a comment" == text[comment.start : comment.end]
    assert "! docs/" == docs.text == text[docs.start : docs.end]
    assert ("docs", True) == (docs.pattern, docs.negated)
    assert "docs/" == text[docs.pattern_start : docs.end]
    assert "foo" == text[foo.start : foo.end] == text[foo.pattern_start : foo.end]
    assert "last" == last.text
    assert [docs, foo] == file.patterns
    assert [comment, last] == file.comments
    assert [] == file.faults


def test_byte_order_mark_before_a_comment() -> None:
    assert ["x"] == [pattern.pattern for pattern in read("\ufeff#c\n\ufeff# no comment\nx").patterns][1:]
    assert [] == read("\ufeff").patterns


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("!", 'illegal exclusion pattern: "!"'),
        ("a\n! \n", 'illegal exclusion pattern: "!"'),
        ("!/", 'illegal exclusion pattern: "!"'),
        ("[", "syntax error in pattern"),
        ("a[", "syntax error in pattern"),
        ("[]a]", "syntax error in pattern"),
        ("[a-]", "syntax error in pattern"),
        ("![", "syntax error in pattern"),
        ("foo\\", "syntax error in pattern"),
        ("*\\", "syntax error in pattern"),
        ("a" * (MAX_LINE_BYTES + 1), "bufio.Scanner: token too long"),
        ("é" * (MAX_LINE_BYTES // 2 + 1), "bufio.Scanner: token too long"),
    ],
)
def test_faults(text: str, reference: str) -> None:
    faults = read(text).faults
    assert [reference] == [fault.reference for fault in faults]
    assert all(0 <= fault.start < fault.end <= len(text) for fault in faults)
    assert all(len(fault.message) < 200 for fault in faults)


@pytest.mark.parametrize(
    "text", ["a" * MAX_LINE_BYTES, "a*\\", "[b-a]", "[!a]", "\\d", "{a,b}", "a|b", "é" * (MAX_LINE_BYTES // 2)]
)
def test_no_fault(text: str) -> None:
    assert [] == read(text).faults


LINES = st.lists(
    st.sampled_from([*SHAPES, "foo", "*.log", "!keep", "a/b", "\x00", "\udc80", "\x85", "\v", "\u2028"])
).map("".join)


@given(st.text() | LINES)
@example("a\n")
@example("\n")
@example("\r")
@example("\ufeff\n")
def test_any_text_is_read_and_tiled(text: str) -> None:
    file = read(text)
    place = 0
    for item in file.items:
        assert place == item.line_start
        assert item.line_start <= item.start <= item.end <= item.line_end
        assert item.parent is file
        place = item.line_end
        if isinstance(item, IgnorePattern):
            assert item.text == text[item.start : item.end]
            assert item.start <= item.pattern_start <= item.end
    assert len(text) == place
    assert text.count("\n") + (text[-1:] not in ("", "\n")) == len(file.items)
    matcher = Matcher.of(file)
    assert all(isinstance(matcher.excluded(path), bool) for path in ("a", "a/b", "foo.log", ""))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_megabyte_of_anything(shape: str) -> None:
    file = read(shape * (1_000_000 // len(shape)))
    matcher = Matcher.of(file)
    assert matcher.excluded("a/b/c") in (True, False)
    assert len(file.patterns) >= len(matcher.broken())

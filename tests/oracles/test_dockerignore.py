"""What a .dockerignore excludes: against the answers of the Go code, and against a second evaluator written naively."""

import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st
from pathspec import PathSpec

from dlint.model.ignore.go_regex import GoRegexError, read
from dlint.model.ignore.matcher import ROOT, Matcher, Pattern
from dlint.model.ignore.pathspec import DockerignorePattern
from dlint.model.ignore.pattern_steps import (
    EXACT,
    PREFIX,
    SUFFIX,
    Steps,
    linear_source,
    source,
    translate,
)
from dlint.syntax.dockerignore import parse_ignore
from dlint.syntax.source import Source

ORACLES = Path(__file__).parent

WRONG: dict[str, str] = {}
"""Cases of the oracles that we hold to be wrong, by id, each with the reason. There are none."""


def rows(name: str) -> list[dict[str, Any]]:
    with (ORACLES / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


ROWS = rows("dockerignore.jsonl")
DIFFERENCES = rows("dockerignore-vs-gitignore.jsonl")


def matcher_of(text: str) -> Matcher:
    return Matcher.of(parse_ignore(Source(text)))


def spec_of(text: str) -> "PathSpec[DockerignorePattern]":
    lines = [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]
    return PathSpec.from_lines(DockerignorePattern, lines, backend="simple")


def test_all_rows_are_there() -> None:
    assert (329, 37) == (len(ROWS), len(DIFFERENCES))
    assert {} == WRONG


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_oracle(row: dict[str, Any]) -> None:
    file = parse_ignore(Source(row["ignore"]))
    assert row["patterns"] == ["!" * pattern.negated + pattern.pattern for pattern in file.patterns]
    matcher = Matcher.of(file)
    error = row["error"].removeprefix("New: ") if row["error"] else None
    assert error == matcher.error
    assert ([error] if error else []) == [fault.reference for fault in file.faults]
    for path in row["paths"]:
        if "error" in path:
            assert matcher.broken()
            continue
        assert path["direct"] == matcher.excluded_directly(path["path"])
        assert path["walk"] == matcher.excluded(path["path"])
    if not error and not matcher.broken():
        spec = spec_of(row["ignore"])
        assert [path["direct"] for path in row["paths"]] == [spec.match_file(path["path"]) for path in row["paths"]]


@pytest.mark.parametrize("row", DIFFERENCES, ids=[repr(row["ignore"] + " " + row["path"]) for row in DIFFERENCES])
def test_not_gitignore(row: dict[str, Any]) -> None:
    matcher = matcher_of(row["ignore"])
    if row["docker"] == "error":
        assert matcher.error
        with pytest.raises(ValueError, match="syntax error in pattern"):
            spec_of(row["ignore"])
        return
    assert row["docker"] == matcher.excluded_directly(row["path"])
    assert row["docker_walk"] == matcher.excluded(row["path"])
    assert row["docker"] == spec_of(row["ignore"]).match_file(row["path"])


@pytest.mark.parametrize(
    ("lines", "path", "pattern", "directly"),
    [
        (["foo", "!foo/bar", "f*"], "foo/bar/x", "!foo/bar", "f*"),
        (["**/*.py", "!keep"], "keep/x.py", "**/*.py", "!keep"),
        (["*", "!src", "**/*.pyc"], "src/a.pyc", "**/*.pyc", "**/*.pyc"),
        (["*", "!src", "**/*.pyc"], "src/a.py", "!src", "!src"),
        (["docs"], "src/a.py", None, None),
        (["!docs"], "docs", None, "!docs"),
    ],
)
def test_which_pattern_decides(lines: list[str], path: str, pattern: str | None, directly: str | None) -> None:
    matcher = Matcher.of_lines(lines)

    def told(found: Pattern | None) -> str | None:
        return "!" * found.negated + found.text if found else None

    assert pattern == told(matcher.deciding(path))
    assert directly == told(matcher.deciding_directly(path))


def test_pattern_knows_where_it_is_written() -> None:
    file = parse_ignore(Source("a\n\n  b* # x\n"))
    pattern = Matcher.of(file).deciding("b1 # x/c")
    assert pattern is not None
    assert file.patterns[1] is pattern.written


@pytest.mark.parametrize(
    ("lines", "directory", "expected"),
    [
        (["docs"], "docs", False),
        (["docs", "!docs/README.md"], "docs", True),
        (["docs", "!docs/README.md"], "src", False),
        (["*", "!a/b/c"], "a", True),
        (["*", "!a/b/c"], "a/b", True),
        (["*", "!a/b/c"], "a/b/d", False),
        (["*", "!a/b/**"], "a", True),
        (["*", "!a/b/**"], "x", False),
        (["*", "!**/*.md"], "node_modules", True),
        (["*", "!a*"], "b", True),
    ],
)
def test_which_excluded_directories_are_entered(lines: list[str], directory: str, expected: bool) -> None:
    assert expected == Matcher.of_lines(lines).enters(directory)


# The naive evaluator: the description of the two rules, word by word.


def naive_match(pattern: Pattern, path: str) -> bool:
    kind, expression = translate(pattern.text)
    if pattern.check():
        return False
    if kind == EXACT:
        return path == pattern.text
    if kind == PREFIX:
        return path.startswith(pattern.text[:-2])
    if kind == SUFFIX:
        return path.endswith(pattern.text[2:]) or (pattern.text[2:3] == "/" and path == pattern.text[3:])
    return re.search(source(read(expression), r"\Z"), path) is not None


def ancestors(path: str) -> Iterator[str]:
    for index, character in enumerate(path):
        if character == "/":
            yield path[:index]


def naive_direct(patterns: list[Pattern], path: str) -> bool:
    excluded = False
    for pattern in patterns:
        if any(naive_match(pattern, above) for above in [*ancestors(path), path]):
            excluded = not pattern.negated
    return excluded


def naive_walk(patterns: list[Pattern], path: str) -> bool:
    above = [False] * len(patterns)
    excluded = False
    for directory in [*ancestors(path), path]:
        excluded = False
        here = [False] * len(patterns)
        for index, pattern in enumerate(patterns):
            hit = above[index]
            if not hit and pattern.negated == excluded:
                hit = naive_match(pattern, directory)
            here[index] = hit
            if hit:
                excluded = not pattern.negated
        above = here
    return excluded


PLAIN = ["a", "b", "ab", ".a", "/", "/", "*", "**", "**/", "/**", "?", "[ab]", ".b"]
ODD = [
    *PLAIN,
    *["[^a]", "\\d", "\\W", "{2}", "{0,1}", "{1,}", "|", "^", "[a*]", "[?]", "(", ")", "+", "$", "[[:alpha:]]", "]"],
    *[
        "\\b",
        "\\B",
        "\\A",
        "\\z",
        "\\Qa*\\E",
        "\\.",
        "\\x61",
        "\\x{62}",
        "{",
        "}",
        "\\141",
        "é",
        "\\pL",
        "[b-a]",
        "\\y",
    ],
]
PATHS = st.lists(st.text(alphabet="aab.1", min_size=1, max_size=4), min_size=1, max_size=5).map("/".join)
TEXTS = st.lists(st.sampled_from(PLAIN), min_size=1, max_size=6) | st.lists(
    st.sampled_from(ODD), min_size=1, max_size=6
)


@given(
    st.lists(TEXTS.map("".join) | TEXTS.map(lambda parts: "!" + "".join(parts)), max_size=5),
    st.lists(PATHS, max_size=4),
)
def test_like_the_naive_evaluator(lines: list[str], paths: list[str]) -> None:
    patterns = [Pattern.of(line) for line in lines]
    matcher = Matcher.of_lines(lines)
    for path in paths:
        assert naive_direct(patterns, path) == matcher.excluded_directly(path)
        assert naive_walk(patterns, path) == matcher.excluded(path)


@given(TEXTS.map("".join), PATHS)
def test_every_way_to_match_is_the_same(text: str, path: str) -> None:
    pattern = Pattern.of(text)
    if pattern.check():
        return
    expected = naive_match(pattern, path)
    assert expected == pattern.matches(path)
    kind, expression = translate(pattern.text)
    if kind not in (EXACT, PREFIX, SUFFIX):
        assert expected == Steps(read(expression)).search(path)
    if expected:
        head, inner, tail = pattern.literals()
        assert path.startswith(head)
        assert inner in path
        assert path.endswith(tail)
    hit = any(naive_match(pattern, above) for above in [*ancestors(path), path])
    assert hit == pattern.hits(path)
    assert hit == (re.search(pattern.regex(), path) is not None)


@given(st.text(alphabet="ab*?[]{}|^\\/!.-,01dDQEpLxz:", max_size=20), st.text(alphabet="ab/\n\udc80é.", max_size=12))
def test_nothing_raises(text: str, path: str) -> None:
    pattern = Pattern.of(text)
    assert pattern.matches(path) in (True, False)
    assert pattern.hits(path) in (True, False)
    re.compile(pattern.regex())


@given(st.text(max_size=30))
def test_an_expression_is_read_or_refused(text: str) -> None:
    try:
        read(text.replace("(", "[("))
    except GoRegexError:
        pass


def test_a_line_break_or_a_byte_in_a_path() -> None:
    assert Pattern.of("a*b").matches("a\nb")
    assert not Pattern.of("**/*b").matches("x\ny/b")
    assert Pattern.of("**/b").matches("x\ny/b")
    assert Pattern.of("a?").matches("a\udcff")
    assert Pattern.of("a[^b]\udcff*").matches("ac\udcfe")


EVIL = [
    "*a" * 12 + "b",
    "**/*a*/" * 10 + "b",
    "[^b]*" * 12 + "c",
    "a{0,1000}" * 20 + "*b",
    "**a" * 12 + "*b",
    "**/" * 200 + "*b",
    "*" + "?" * 1000,
    "x{1000}" * 200 + "*",
    "*a" * 5000,
    "*|" * 1000 + "b",
]


@pytest.mark.parametrize("text", EVIL, ids=[text[:16] for text in EVIL])
def test_no_pattern_runs_away(text: str) -> None:
    pattern = Pattern.of(text)
    for path in ("a" * 4000, "a/" * 2000 + "a", "ab" * 2000, "a" * 255, "a\n" * 2000):
        assert pattern.matches(path) in (True, False)
    assert linear_source(read("^" + "[^/]*a" * 20 + "$"), r"\Z")


def test_a_hundred_thousand_patterns() -> None:
    shapes: list[Callable[[int], str]] = [
        lambda number: f"folder{number}/file.txt",
        lambda number: f"**/name{number}",
        lambda number: f"*.ending{number}",
        lambda number: f"!keep{number}",
        lambda number: f"start{number}/**",
        lambda number: f"**/*inner{number}*",
    ]
    matcher = Matcher.of_lines(shapes[number % len(shapes)](number) for number in range(100_000))
    found = {
        path: matcher.excluded(path)
        for path in ("folder6/file.txt", "a/name7", "x.ending8", "start10/a", "b/xinner11y", "z")
    }
    assert {path: path != "z" for path in found} == found
    state = ROOT
    for index in range(1000):
        matcher.enter(state, f"file{index}.py")
    assert matcher.work < 20_000_000


def test_many_random_trees() -> None:
    chance = random.Random(1)
    names = ["a", "b", "foo", "x.md", ".git", "src"]
    parts = [*names, "*", "**", "?", "*.md", "[ab]", ".*"]
    for _ in range(300):
        lines = [
            chance.choice(["", "", "!"]) + "/".join(chance.choices(parts, k=chance.randint(1, 3)))
            for _ in range(chance.randint(1, 5))
        ]
        patterns = [Pattern.of(line) for line in lines]
        matcher = Matcher.of_lines(lines)
        spec = PathSpec.from_lines(DockerignorePattern, lines, backend="simple")
        for _ in range(6):
            path = "/".join(chance.choices(names, k=chance.randint(1, 4)))
            assert naive_walk(patterns, path) == matcher.excluded(path), (lines, path)
            assert naive_direct(patterns, path) == matcher.excluded_directly(path) == spec.match_file(path), (
                lines,
                path,
            )


def test_pathspec_frame() -> None:
    spec = spec_of("\ufeff# comment\n\n*\n!src\n")
    assert [None, True, False] == [pattern.include for pattern in spec.patterns]
    found = spec.check_file("src/a")
    assert (False, 2) == (found.include, found.index)
    assert spec == spec_of("# comment\n\n*\n!src\n")
    assert DockerignorePattern("a*").match_file("a/b") is not None
    assert DockerignorePattern(re.compile("a"), True).match_file("a") is not None

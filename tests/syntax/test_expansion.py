"""The expander, words and JSON strings: what holds for chosen texts, and for any."""

import json

import pytest
from hypothesis import given, strategies as st

from dlint.syntax.dockerfile import parse
from dlint.syntax.nodes import (
    Env,
    JsonString,
    Run,
    Word,
)
from dlint.syntax.source import Logical, Source
from dlint.syntax.words import (
    decode_quoted,
    expand,
    heredoc_delimiter,
    heredoc_start,
    shell_words,
    variables,
)


def test_a_declared_variable_without_a_value_is_not_set() -> None:
    found = expand("${a:-x}", {"a": None})
    assert "x" == found.text
    assert ["a"] == found.unmatched


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${p%%b*z}", "foo/"),
        ("${p%z*}", "foo/bar/baz.tar.g"),
        ("${p%%z*}", "foo/bar/ba"),
        ("${p##*r}", ".gz"),
        ("${p/?ar*/X}", "foo/X"),
        ("${p//?/X}", "XXXXXXXXXXXXXXXXXX"),
        ("${p//\\?/X}", "foo/bar/baz.tar.gz"),
        ("${p///X}", "X" + "X".join("foo/bar/baz.tar.gz") + "X"),
        ("${p//*/X}", "X"),
        ("${p//ba*/$n}", "foo/"),
        ("${p#${n:-foo}}", "/bar/baz.tar.gz"),
        ("${p#*****/}", "bar/baz.tar.gz"),
    ],
)
def test_patterns(text: str, expected: str) -> None:
    assert expected == expand(text, {"p": "foo/bar/baz.tar.gz"}).text


def test_a_bad_escape_in_a_pattern_is_an_error() -> None:
    assert "invalid pattern (\\x) in substitution: invalid escape '\\x'" == expand("${p#\\x}", {"p": "a"}).error


def test_keep_unset() -> None:
    assert "$a ${b} ${c:-d} e" == expand("$a ${b} ${c:-d} $e", {"e": "e"}, keep_unset=True).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$a", [("a", "$a", None, None)]),
        ("x${a}y$b", [("a", "${a}", None, None), ("b", "$b", None, None)]),
        ("'$a' \\$b \"$c\"", [("c", "$c", None, None)]),
        ("${a:-$b}", [("a", "${a:-$b}", ":-", "$b"), ("b", "$b", None, None)]),
        ("${a//x/$b}", [("a", "${a//x/$b}", "//", "x/$b"), ("b", "$b", None, None)]),
        ("${a##*/}", [("a", "${a##*/}", "#", "#*/")]),
        ("$a ${b", [("a", "$a", None, None)]),
        ("$", []),
    ],
)
def test_variables(text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    found = variables(text)
    assert expected == [(use.name, text[use.start : use.end], use.modifier, use.default) for use in found]
    assert [text[use.start + 1] == "{" for use in found] == [use.braces for use in found]


def test_variables_with_the_other_escape() -> None:
    assert ["b"] == [use.name for use in variables("`$a \\$b", "`")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RUN cat <<EOF >x", ["RUN", "cat", "<<EOF", ">x"]),
        ("<<  EOF x", ["<<  EOF", "x"]),
        ("< <x", ["<", "<x"]),
        ("a 'b c' \"d e\"f g\\ h", ["a", "'b c'", '"d e"f', "g\\ h"]),
        ("a ${b:-c d}", ["a", "${b:-c", "d}"]),
        ("$((1 << 2))", ["$((1", "<< 2))"]),
        ("it's", None),
        ("${a!b}", None),
        ("${a", None),
        ("", []),
        (" \t ", []),
    ],
)
def test_shell_words(text: str, expected: list[str] | None) -> None:
    found = shell_words(text)
    assert expected == (None if found is None else [text[start:end] for start, end in found])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EOF", ("EOF", True)),
        ("'EOF'", ("EOF", False)),
        ('E"O"F', ("EOF", False)),
        ("\\EOF", ("EOF", True)),
        ("\\'EOF", ("'EOF", True)),
        ("'one two'", ("one two", False)),
        ("$X", ("$X", True)),
        ("one two", None),
        ("''", None),
        ("${x:-a", "syntax error: missing '}'"),
    ],
)
def test_heredoc_delimiter(text: str, expected: tuple[str, bool] | str | None) -> None:
    assert expected == heredoc_delimiter(text)


def test_heredoc_start() -> None:
    start = heredoc_start("10<<-'EOF'")
    assert start is not None
    assert (10, True, "EOF", False, None) == (
        start.descriptor,
        start.strip_tabs,
        start.delimiter,
        start.expand,
        start.error,
    )
    assert [None] * 5 == [heredoc_start(word) for word in ("a<<EOF", "<<<EOF", "<<A<<B", "<<", '"<<EOF"')]


def _json_string(text: str) -> JsonString:
    node = parse(Source(f"FROM a\nRUN [{text}]\n")).instructions[1]
    assert isinstance(node, Run)
    assert node.json is not None
    return node.json.elements[0]


@pytest.mark.parametrize("text", ['"a"', '""', '"a\\nb\\"\\\\"', '"\\u00e9\\uD83D\\uDE00x"', '"\\/\\t"'])
def test_json_strings(text: str) -> None:
    node = _json_string(text)
    decoded = node.decoded()
    assert json.loads(text) == decoded.text == node.value
    for index, character in enumerate(decoded.text):
        place = decoded.place(index)
        assert node.start < place < node.end
        assert text[place - node.start] in (character, "\\")


def test_a_lone_surrogate_is_replaced() -> None:
    assert "�x" == _json_string('"\\ud800x"').decoded().text


def _value(text: str) -> Word:
    node = parse(Source(f"FROM a\nENV a={text}\n")).instructions[1]
    assert isinstance(node, Env)
    word = node.pairs[0].value
    assert word is not None
    return word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("b", "b"),
        ("'b c'", "b c"),
        ('"b \\"c\\n"', 'b "c\\n'),
        ("b\\ c", "b c"),
        ("b\"'c'\"'\"'", "b'c'\""),
        ("a$", "a$"),
        ("$b", None),
        ('"$b"', None),
    ],
)
def test_decode_quoted(text: str, expected: str | None) -> None:
    word = _value(text)
    decoded = decode_quoted(word)
    assert expected == (None if decoded is None else decoded.text)
    if decoded is not None:
        places = [decoded.place(index) - word.start for index in range(len(decoded.text))]
        assert expected == "".join(text[place] for place in places)


HOSTILE = [
    "${a:-" * 100_000,
    "${a:-x" * 100_000 + "}" * 100_000,
    '"${a:-' * 100_000,
    "${p//o/" * 50_000 + "}" * 50_000,
    "${p//?/$p$p" * 100 + "}" * 100,
    "${p#" + "*a" * 100_000 + "}",
    '"' * 100_001,
    "$" * 300_000,
    "<< " * 200_000,
    "\\" * 500_001,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts(text: str) -> None:
    found = expand(text, {"p": "foo" * 100})
    assert found.error is not None or isinstance(found.text, str)
    shell_words(text)
    variables(text)
    heredoc_delimiter(text)


ALPHABET = st.text(st.sampled_from("ab$p{}:-+?#%/\\`'\" <*\n\té\x85")) | st.text()


@given(ALPHABET, st.sampled_from("\\`"), st.booleans(), st.booleans())
def test_never_raises(text: str, escape: str, heredoc_body: bool, keep_unset: bool) -> None:
    environment = {"a": "", "p": "foo/bar"}
    found = expand(text, environment, escape, heredoc_body=heredoc_body, keep_unset=keep_unset)
    assert all(found.words)
    assert not set(found.matched) & set(found.unmatched)
    for use in variables(text, escape, heredoc_body=heredoc_body):
        assert 0 <= use.start < use.end <= len(text)
        assert "$" == text[use.start]
        span = use.word_span
        assert span is None or use.start < span[0] <= span[1] < use.end


@given(ALPHABET)
def test_shell_words_are_spans_in_order(text: str) -> None:
    position = 0
    for start, end in shell_words(text) or []:
        assert position <= start < end <= len(text)
        position = end
        heredoc_start(text[start:end])


@given(st.text(st.characters(exclude_characters="$'\"\\")))
def test_plain_text_is_itself(text: str) -> None:
    found = expand(text, {})
    assert (text, None, []) == (found.text, found.error, found.unmatched)


@given(st.text(st.characters(exclude_characters="'")))
def test_single_quotes_keep_everything(text: str) -> None:
    assert text == expand(f"'{text}'", {}).text


@given(st.text(st.sampled_from("ab'\"\\$ ")))
def test_decode_quoted_agrees_with_the_expander(text: str) -> None:
    decoded = decode_quoted(Word(Logical.plain(text, 0), 0, len(text)))
    found = expand(text, {})
    if decoded is None:
        assert found.error is not None or variables(text)
    else:
        assert found.text == decoded.text

"""Promises of the Dockerfile parser for every input: it never raises, items tile the file, places are in the file."""

import gzip
import json
import pathlib
from typing import Any

import pytest
from hypothesis import given, strategies as st

from dlint.syntax.dockerfile import parse
from dlint.syntax.limits import MAX_INSTRUCTIONS, MAX_WORDS
from dlint.syntax.nodes import (
    Comment,
    Dockerfile,
    Flag,
    Heredoc,
    Instruction,
    JsonString,
    KeyValue,
    Node,
    Onbuild,
    Pair,
    Span,
    Word,
)
from dlint.syntax.source import Source

FRAGMENTS = [
    "FROM a\n", "RUN x", " \\\n", "\\", "`", "\n", "\r\n", "# c\n", "  # c\n", "# escape=`\n", "#\n", "<<EOF", "<<-'EOF' ",
    "EOF\n", "\tEOF\n", '["a", "b"]', '["\\u00e9", 1]', "ENV a=b c='d e'", "ENV a b", "LABEL x", "ARG a b=1", "COPY --from=x ",
    "--mount=type=cache,target=/x ", "ONBUILD ", "HEALTHCHECK --interval=1s CMD ", "\ufeff", "\x00", "\x85", "\xa0", "\u2003",
    "$x", "${x:-y}", '"', "'", "é", "\udc80", "\x1c", "SHELL ", "FROMM ", "--", "=", ",",
]  # fmt: skip
texts = st.one_of(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join), st.text(max_size=200))


def nodes_of(node: Instruction) -> list[Node]:
    found: list[Node] = [node, node.keyword, *node.flags, *node.arguments, *node.heredocs, *node.comments]
    if isinstance(node, KeyValue):
        found += node.pairs
    if isinstance(node, Onbuild) and node.trigger is not None:
        found += nodes_of(node.trigger)
    return found


def check(tree: Dockerfile) -> None:
    text = tree.source.text
    position = 0
    for item in tree.items:
        assert item.line_start == position
        position = item.line_end
        assert item.line_start <= item.start <= item.end <= max(item.line_end, item.start)
    assert position == tree.end
    places: list[Span] = [*tree.faults, *tree.comments, *tree.directives]
    for instruction in tree.instructions:
        places += nodes_of(instruction)
    for place in places:
        assert 0 <= place.start <= place.end <= len(text)
    for instruction in tree.instructions:
        if instruction.logical.text == text[instruction.start : instruction.end]:
            for word in instruction.arguments:
                assert word.text == text[word.start : word.end]


@given(texts)
def test_any_text_is_read(text: str) -> None:
    tree = parse(Source(text))
    check(tree)
    assert tree.is_whole


@given(st.binary(max_size=200))
def test_any_bytes_come_back(data: bytes) -> None:
    source = Source.decode(data)
    check(parse(source))
    assert data == source.encode()


@pytest.mark.parametrize(
    "text",
    [
        "FROM a\nRUN " + "x" * 1_000_000,
        "FROM a\nRUN x \\\n" * 70_000,
        "FROM a\nRUN x" + " \\\n y" * 200_000,
        "FROM a\nRUN x" + " \\\n# c\n\n y" * 100_000,
        "FROM a\nENV a=" + "'\"" * 500_000,
        "FROM a\nENV " + "a=b " * 250_000,
        "FROM a\nENV a=" + '"\\' * 500_000,
        "FROM a\nCMD [" + '"a",' * 250_000,
        "FROM a\nCMD [" + '"a",' * 250_000 + '"a"]',
        "FROM a\nCMD " + "[" * 500_000 + "]" * 500_000,
        "FROM a\nCOPY " + "--x=y " * 170_000 + "a b",
        "FROM a\nCOPY " + "--é=y " * 150_000 + "a b",
        "FROM a\nRUN x " + "<<A " * 250_000,
        "FROM a\nRUN x " + "${a:-" * 200_000,
        "ONBUILD " * 125_000,
        "#\n" * 500_000,
        "FROM a\nRUN <<A\n" + "x\n" * 500_000,
        "\\\n" * 500_000,
        "FROM a\nRUN --mount=" + "a," * 500_000,
        "\\" * 1_000_000,
        " " * 1_000_000,
    ],
    ids=lambda text: text[:24].encode("unicode_escape").decode(),
)
def test_a_megabyte_of_anything_is_read(text: str) -> None:
    check(parse(Source(text)))
    whole = parse(Source(text), None)
    check(whole)
    assert whole.is_whole


def made(monkeypatch: pytest.MonkeyPatch, text: str) -> tuple[Dockerfile, int]:
    """The tree of a text, and how many words, flags and comments were made for it."""
    count = 0

    def counted(kind: Any) -> Any:
        begin = kind.__init__

        def init(self: object, *arguments: object, **named: object) -> None:
            nonlocal count
            count += type(self) is kind
            begin(self, *arguments, **named)

        return init

    with monkeypatch.context() as patch:
        for kind in (Word, JsonString, Flag, Comment, Heredoc, Pair):
            patch.setattr(kind, "__init__", counted(kind))
        tree = parse(Source(text))
    return tree, count


LINES = [
    "COPY a b", "ENV a=b", "ENV a b", "RUN --mount=type=cache,target=/a x", "# hello", "RUN x \\\n# c\n y",
    "COPY <<E /a\nx\nE", 'CMD ["a", "b"]', "LABEL " + "a=b " * 10, "ARG " + "a=b " * 10, "EXPOSE " + "80 " * 10,
    "ONBUILD COPY a b c d e", "COPY --a --b --c x y",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_nothing_is_made_of_what_is_beyond_the_bounds(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    tree, count = made(monkeypatch, "FROM a\n" + f"{line}\n" * MAX_WORDS)
    longer, more = made(monkeypatch, "FROM a\n" + f"{line}\n" * MAX_WORDS * 2)
    assert not tree.is_whole
    assert tree.end == longer.end
    assert count == more


@pytest.mark.parametrize(
    ("start", "unit", "end"),
    [
        ("COPY ", "a ", "x"), ("COPY ", "--a=b ", "a"), ("COPY ", "<<E ", "/x"), ("ENV ", "a=b ", ""), ("ARG ", "a=b ", ""),
        ("LABEL ", "a=b ", ""), ("EXPOSE ", "80 ", ""), ("VOLUME ", "/a ", ""), ("CMD [", '"a",', '"b"]'),
        ("RUN x \\\n", "# c\n", " y"), ("ONBUILD COPY ", "a ", "x"),
    ],
)  # fmt: skip
def test_nothing_is_made_of_the_rest_of_an_instruction(
    monkeypatch: pytest.MonkeyPatch, start: str, unit: str, end: str
) -> None:
    tree, count = made(monkeypatch, f"FROM a\n{start}{unit * MAX_WORDS}{end}\nUSER a\n")
    _, more = made(monkeypatch, f"FROM a\n{start}{unit * MAX_WORDS * 2}{end}\nUSER a\n")
    assert ["FROM"] == [node.name for node in tree.instructions]
    assert len("FROM a\n") == tree.end
    assert count == more


def test_what_is_within_the_bounds_is_whole() -> None:
    assert parse(Source("FROM a\n" + "USER a\n" * (MAX_INSTRUCTIONS - 1))).is_whole
    assert not parse(Source("FROM a\n" + "USER a\n" * MAX_INSTRUCTIONS)).is_whole
    assert parse(Source("FROM a\nEXPOSE " + "80 " * (MAX_WORDS - 1))).is_whole
    assert not parse(Source("FROM a\nEXPOSE " + "80 " * MAX_WORDS)).is_whole


def test_nothing_is_missing_in_what_was_not_read() -> None:
    assert [] == parse(Source("ARG a=b\n" * (2 * MAX_INSTRUCTIONS) + "FROM a\n")).faults
    assert [] == parse(Source("# a\n" * (2 * MAX_WORDS) + "FROM a\n")).faults


def test_every_file_of_the_corpus_is_read(shared: pathlib.Path) -> None:
    with gzip.open(shared / "corpus" / "shipwright.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            check(parse(Source(json.loads(line)["dockerfile"])))


def test_no_valid_dockerfile_is_called_invalid(shared: pathlib.Path) -> None:
    files = sorted((shared / "oracles" / "valid-dockerfiles").glob("*.Dockerfile"))
    assert len(files) == 67
    faults = {file.name: parse(Source.decode(file.read_bytes())).faults for file in files}
    assert {} == {name: [fault.reference for fault in found] for name, found in faults.items() if found}

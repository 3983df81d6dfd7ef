"""Promises of the Dockerfile parser for every input: it never raises, items tile the file, places are in the file."""

import gzip
import json
import pathlib

import pytest
from hypothesis import given, strategies as st

from dlint.syntax.dockerfile import parse
from dlint.syntax.nodes import Dockerfile, Instruction, KeyValue, Node, Onbuild, Span
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
    assert position == len(text)
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
    check(parse(Source(text)))


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


def test_every_file_of_the_corpus_is_read(shared: pathlib.Path) -> None:
    with gzip.open(shared / "corpus" / "shipwright.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            check(parse(Source(json.loads(line)["dockerfile"])))


def test_no_valid_dockerfile_is_called_invalid(shared: pathlib.Path) -> None:
    files = sorted((shared / "oracles" / "valid-dockerfiles").glob("*.Dockerfile"))
    assert len(files) == 67
    faults = {file.name: parse(Source.decode(file.read_bytes())).faults for file in files}
    assert {} == {name: [fault.reference for fault in found] for name, found in faults.items() if found}

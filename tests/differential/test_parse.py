"""Second opinions on the parser over the whole corpus: BuildKit's own (package `dockerfile`) and dockerfile-parse."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dlint.syntax.dockerfile import parse
from dlint.syntax.instructions import CLASSES
from dlint.syntax.nodes import (
    Arg,
    Dockerfile,
    Healthcheck,
    Instruction,
    KeyValue,
    Onbuild,
)
from dlint.syntax.source import Source


def corpus(shared: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(shared / "corpus" / "shipwright.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["id"], row["dockerfile"]


def arguments(node: Instruction) -> tuple[str, ...]:
    if isinstance(node, Onbuild) or node.name not in CLASSES:
        return ()
    if isinstance(node, KeyValue) and not isinstance(node, Arg):
        return tuple(word.value for pair in node.pairs for word in (pair.key, pair.value) if word is not None)
    values = tuple(word.value for word in node.arguments)
    return (node.kind.value, *values) if isinstance(node, Healthcheck) and node.kind is not None else values


def ours(tree: Dockerfile) -> list[tuple[Any, ...]]:
    line = tree.source.line
    return [
        (
            node.keyword.text,
            line(node.line_start),
            line(node.line_end - 1),
            tuple(f.text for f in node.flags),
            arguments(node),
        )
        for node in tree.instructions
    ]


def theirs(text: str) -> list[tuple[Any, ...]] | None:
    """What BuildKit 0.12 reads, or None where it refuses the file."""
    dockerfile = pytest.importorskip("dockerfile", reason="needs the package dockerfile, which has no wheel here")
    try:
        commands = dockerfile.parse_string(text)
    except dockerfile.GoParseError:
        return None
    return [
        (
            c.cmd,
            c.start_line,
            c.end_line,
            c.flags,
            () if c.cmd.upper() == "ONBUILD" or c.cmd.upper() not in CLASSES else c.value,
        )
        for c in commands
    ]


TRAILING_TEXT = re.compile(r"^\s*(?:CMD|COPY|ENTRYPOINT|RUN|ADD|VOLUME)\s+\[.*\]\s*\S+", re.IGNORECASE | re.MULTILINE)
"""The one class of difference in the corpus: text behind a JSON array, which BuildKit ignored until 0.13."""


def test_the_corpus_is_read_as_buildkit_reads_it(shared: Path) -> None:
    different = []
    for id, text in corpus(shared):
        tree = parse(Source(text))
        refused = any(fault.phase == 1 for fault in tree.faults)
        expected = theirs(text)
        if (expected is None) != refused or (expected is not None and expected != ours(tree)):
            different.append((id, text))
    assert [] == [id for id, text in different if not TRAILING_TEXT.search(text)]
    assert len(different) == 5


class Known:
    """What dockerfile-parse is known to read otherwise than BuildKit; each is a reason to leave a file out."""

    heredoc = re.compile(r"<<")
    blank_in_continuation = re.compile(r"\\[ \t]*\r?\n[ \t]*\r?\n")
    double_escape = re.compile(r"\\\\[ \t]*$", re.MULTILINE)
    escape_at_end = re.compile(r"\\\s*\Z")
    escape_directive = re.compile(r"^\s*#\s*escape\s*=", re.IGNORECASE | re.MULTILINE)
    byte_order_mark = re.compile("\ufeff")
    escape_alone = re.compile(r"^[ \t]*\\[ \t]*$", re.MULTILINE)
    without_arguments = re.compile(r"^[ \t]*[A-Za-z]+[ \t]*\r?$", re.MULTILINE)
    lone_return = re.compile(r"\r(?!\n)")
    comment_at_end = re.compile(r"\\[ \t]*\r?\n[ \t]*#[^\n]*\Z")
    comment_after_escape = re.compile(r"\\[ \t]*\r?\n(?:[ \t]*#.*\n)+[ \t]*\n")

    @classmethod
    def reason(cls, text: str) -> str | None:
        for name, pattern in vars(cls).items():
            if isinstance(pattern, re.Pattern) and pattern.search(text):
                return name
        return None


def test_the_corpus_is_read_as_dockerfile_parse_reads_it(shared: Path, tmp_path: Path) -> None:
    library = pytest.importorskip("dockerfile_parse")
    parser = library.DockerfileParser(path=str(tmp_path), cache_content=True)
    compared = 0
    different = []
    for id, text in corpus(shared):
        tree = parse(Source(text))
        if tree.faults or Known.reason(text):
            continue
        parser.content = text
        expected = [
            (entry["instruction"], entry["startline"] + 1, entry["endline"] + 1)
            for entry in parser.structure
            if entry["instruction"] != "COMMENT"
        ]
        compared += 1
        if expected != [
            (node.name, tree.source.line(node.line_start), tree.source.line(node.line_end - 1))
            for node in tree.instructions
        ]:
            different.append(id)
    assert compared > 3500
    assert [] == different


def test_lint_takes_a_parser_of_dockerfile_parse(tmp_path: Path) -> None:
    from dlint.api import lint

    library = pytest.importorskip("dockerfile_parse")
    text = "FROM debian:latest\nMAINTAINER me\n"
    parser = library.DockerfileParser(path=str(tmp_path))
    parser.content = text
    expected = [(finding.line, finding.code) for finding in lint(text)]
    assert expected == [(finding.line, finding.code) for finding in lint(parser)]
    assert (1, "DL3007") in expected

"""BuildKit's own answers for 839 Dockerfiles: instructions, lines, flags, arguments, heredocs, directives, errors."""

import json
import pathlib
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

ORACLE = pathlib.Path(__file__).with_name("parse.jsonl")
CASES = [json.loads(line) for line in ORACLE.read_text("utf-8").splitlines()]

FOREIGN_SYNTAX = ("own/237", "own/238", "own/239", "own/240")
"""`//syntax=…` and a JSON object with `syntax`: for frontends of other languages; a file so written is no Dockerfile."""


def arguments(node: Instruction) -> list[Any]:
    """The arguments as BuildKit's dump has them."""
    if isinstance(node, Onbuild):
        trigger = node.trigger
        # An unknown instruction has one empty argument in BuildKit's dump.
        return (
            []
            if trigger is None
            else [trigger.keyword.text, *(arguments(trigger) if trigger.name in CLASSES else [""])]
        )
    if isinstance(node, KeyValue) and not isinstance(node, Arg):
        found: list[str] = []
        for pair in node.pairs:
            assert pair.value is not None
            found += [pair.key.value, pair.value.value, "=" if pair.separator == "=" else ""]
        return found
    values = [word.value for word in node.arguments]
    if isinstance(node, Healthcheck) and node.kind is not None:
        return [node.kind.value, *values]
    return values


def dump(source: Source, tree: Dockerfile) -> list[dict[str, Any]]:
    found = []
    for node in tree.instructions:
        last = max(node.line_end - 1, node.line_start)
        found.append(
            {
                "value": node.keyword.text,
                "start": source.line(node.line_start),
                "end": source.line(last),
                "flags": [flag.text for flag in node.flags],
                "args": arguments(node),
                "comments": node.doc_comments,
                "heredocs": [
                    {
                        "Name": heredoc.delimiter,
                        "FileDescriptor": heredoc.descriptor or 0,
                        "Expand": heredoc.expand,
                        "Chomp": heredoc.strip_tabs,
                        "Content": heredoc.content,
                    }
                    for heredoc in node.heredocs
                ],
                "json": node.json is not None,
            }
        )
    return found


def expected_nodes(case: dict[str, Any], tree: Dockerfile) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    nodes: list[dict[str, Any]] = case["nodes"]
    for node, instruction in zip(nodes, tree.instructions, strict=False):
        found.append(node if instruction.name in CLASSES else {**node, "args": []})
    return found + nodes[len(found) :]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_reads_what_buildkit_reads(case: dict[str, Any]) -> None:
    source = Source(case["dockerfile"])
    tree = parse(source)
    line_faults = [fault for fault in tree.faults if fault.phase == 1]
    form_faults = [fault for fault in tree.faults if fault.phase == 2]
    if not case["ok"]:
        assert line_faults, case["error"]
        first = next((fault for fault in line_faults if fault.reference == case["error"]), None)
        assert first is not None, [fault.reference for fault in line_faults]
        lines = case["error_lines"]
        # BuildKit reports directives one line too low, and a too long line or an empty file on line 0.
        on_directive = "directive" in case["error"] or "escape token" in case["error"]
        if lines and "no instructions" not in case["error"]:
            assert source.line(first.start) - on_directive in range(min(lines), max(lines) + 1)
        return
    assert [fault.reference for fault in line_faults] == []
    assert expected_nodes(case, tree) == dump(source, tree)
    assert case["escape"] == tree.escape
    for name in ("syntax", "check"):
        directive = tree.directive(name)
        if case[name] is None or case["id"] in FOREIGN_SYNTAX:
            assert directive is None
        else:
            assert directive is not None
            value, whole, line = case[name]
            assert (value, whole) == (directive.value.split(" ")[0], directive.value)
            assert line == source.line(directive.start)
    last_lines = [
        source.line(max(node.line_start, (node.heredocs[0].start if node.heredocs else node.line_end) - 1))
        for node in tree.instructions
        if node.blank_lines
    ]
    assert case["empty_continuation_lines"] == last_lines
    if case["instructions_ok"]:
        assert [fault.reference for fault in form_faults] == []
    else:
        references = [
            fault.reference.replace("{line}", str(source.line(fault.instruction.line_start)))
            for fault in form_faults
            if fault.instruction is not None
        ]
        assert case["instructions_error"] in references
        fault = form_faults[references.index(case["instructions_error"])]
        assert fault.instruction is not None
        assert source.line(max(fault.start, fault.instruction.line_start)) in case["instructions_error_lines"]

"""Pipes of a script, and for whose failure it provides."""

import pytest

from dlint.model.shell.commands import script_of
from dlint.model.shell.pipes import may_fail, pipelines
from dlint.syntax.dockerfile import parse
from dlint.syntax.shell import Script
from dlint.syntax.source import Source


def script(text: str) -> Script:
    (node,) = parse(Source(f"RUN {text}\n")).instructions
    found = script_of(node)
    assert found is not None
    return found


def test_pipes_in_the_order_of_the_text() -> None:
    text = "a | b && c; d $(e | f) | g; for x in 1; do h | i; done"
    found = [text[pipe.index : pipe.stop] for pipe in pipelines(script(text))]
    assert ["a | b", "d $(e | f) | g", "e | f", "h | i"] == found
    assert [] == pipelines(script("a && b"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a | b", False),
        ("a | b || true", True),
        ("a || b | c", False),
        ("! a | b", True),
        ("if a | b; then c; fi", True),
        ("if c; then a | b; fi", False),
        ("while a | b; do c; done", True),
        ("while c; do a | b; done", False),
        ("a | b && c || d", True),
        ("x || y && a | b", False),
        ("(a | b)", False),
    ],
)
def test_may_fail(text: str, expected: bool) -> None:
    (pipe,) = pipelines(script(text))
    assert expected is may_fail(pipe)

"""A part of a long line, and the lines that a fix makes."""

import pytest

from dlint.engine.findings import Edit, Fix
from dlint.report.excerpt import excerpt
from dlint.report.fixes import preview
from dlint.syntax.source import Source


@pytest.mark.parametrize("width", [20, 33, 60])
@pytest.mark.parametrize("unit", ["a", "日", "\t", "\x1b", "e\u0301"])
def test_excerpt_fits_and_marks_what_was_asked_for(width: int, unit: str) -> None:
    from rich.cells import cell_len

    for before, marked, after in [(0, 1, 0), (3, 2, 500), (500, 3, 0), (500, 3, 500), (500, 400, 3), (9, 0, 9)]:
        line = unit * before + "X" * marked + unit * after
        start = len(unit) * before
        shown = excerpt(line, start, start + marked, width, "…")
        assert cell_len(shown.text) <= width
        assert shown.mark + shown.marked <= width
        assert set(shown.text[shown.text_start : shown.text_end]) <= {"X"}
        assert cell_len(shown.text[: shown.text_start]) == shown.mark
        if marked < 10:
            assert "X" * marked == shown.text[shown.text_start : shown.text_end]


def test_excerpt_of_a_huge_line_looks_at_little_of_it() -> None:
    shown = excerpt("a" * 5_000_000, 2_500_000, 2_500_003, 60, "…")
    assert 60 == len(shown.text)


def test_preview_of_a_fix() -> None:
    def lines(source: str, *edits: Edit) -> list[tuple[str, int, str, str]]:
        found = preview(Source(source), Fix("safe", "", edits))
        return [(line.sign, line.number, line.text, line.text[line.start : line.end]) for line in found]

    assert [("+", 2, "RUN b -y c", "-y ")] == lines("FROM a\nRUN b c\n", Edit(12, 12, " -y"))
    assert [("-", 1, "FROM a", "FROM a")] == lines("FROM a\nRUN b\n", Edit(0, 7, ""))
    assert [("+", 1, "x", "x"), ("+", 3, "z", "z")] == lines("a\nb\nc", Edit(4, 5, "z"), Edit(0, 1, "x"))
    assert [("+", 2, "new", "new")] == lines("a\nb\n", Edit(2, 2, "new\n"))
    assert [] == lines("abc", Edit(0, 2, ""), Edit(1, 3, "")), "edits that overlap"
    assert [] == lines("abc", Edit(0, 9, "")), "edits outside of the file"
    assert [] == lines("abc")

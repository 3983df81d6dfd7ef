"""Putting fixes into a text."""

import pytest
from hypothesis import given, strategies

from dlint.engine.findings import Edit, Finding, Fix
from dlint.engine.fixer import apply, fix_text, replaced
from dlint.syntax.source import Source


def finding(text: str, *edits: Edit, safety: str = "safe", code: str = "AA1") -> Finding:
    start = min((edit.start for edit in edits), default=0)
    return Finding(
        path="Dockerfile",
        source=Source(text),
        start=start,
        end=start,
        code=code,
        rule="a-rule",
        aliases=(),
        group="group",
        severity="warning",
        message=f"found at {start}",
        url=None,
        fix=Fix(safety, "fix it", edits) if edits else None,
    )


def test_edits_in_any_order() -> None:
    text = "FROM debian\nRUN a\n"
    found = [finding(text, Edit(16, 17, "b")), finding(text, Edit(0, 4, "from"), Edit(11, 11, ":12"))]
    result = apply(text, found)
    assert "from debian:12\nRUN b\n" == result.text
    assert {"AA1"} == {one.code for one in result.applied}
    assert [] == result.skipped


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Edit(0, 4, "x"), Edit(2, 6, "y")),  # they overlap
        (Edit(0, 4, "x"), Edit(0, 4, "y")),  # they are the same
        (Edit(2, 2, "x"), Edit(2, 2, "y")),  # both insert at one place
        (Edit(0, 4, "x"), Edit(4, 4, "y")),  # an insertion where a replacement ends
        (Edit(2, 2, "y"), Edit(2, 4, "x")),  # or begins
    ],
)
def test_of_two_that_collide_the_first_wins(first: Edit, second: Edit) -> None:
    text = "abcdefgh"
    found = [finding(text, second, code="AA2"), finding(text, first)]
    result = apply(text, sorted(found, key=lambda one: one.code))
    assert (["AA1"], ["AA2"]) == ([one.code for one in result.applied], [one.code for one in result.skipped])
    assert replaced(text, [first]) == result.text


def test_neighbours_do_not_collide() -> None:
    text = "abcdefgh"
    result = apply(text, [finding(text, Edit(0, 2, "x")), finding(text, Edit(2, 4, ""))])
    assert "xefgh" == result.text


def test_a_fix_is_taken_whole_or_not_at_all() -> None:
    text = "abcdefgh"
    both = finding(text, Edit(1, 2, "x"), Edit(6, 7, "x"), code="AA2")
    result = apply(text, [finding(text, Edit(0, 2, "-")), both])
    assert ("-cdefgh", [both]) == (result.text, result.skipped)


def test_only_what_is_allowed_is_applied() -> None:
    text = "abc"
    found = [
        finding(text, Edit(0, 1, "1")),
        finding(text, Edit(1, 2, "2"), safety="unsafe"),
        finding(text, Edit(2, 3, "3"), safety="suggestion"),
        finding(text),
    ]
    assert "1bc" == apply(text, found).text
    assert "12c" == apply(text, found, unsafe=True).text
    assert "123" == apply(text, found, safety="suggestion").text


def test_line_ends_and_byte_order_mark_are_kept() -> None:
    text = "\ufeffFROM a\r\nRUN b\r\n"
    assert "\ufeffFROM a\r\nUSER x\r\nRUN b\r\n" == replaced(text, [Edit(9, 9, "USER x\n")])
    assert "\ufeffFROM a\r\nUSER x\r\nRUN b\r\n" == replaced(text, [Edit(9, 9, "USER x\r\n")])
    assert "FROM a\nUSER x\nRUN b\r\n" == replaced("FROM a\nRUN b\r\n", [Edit(7, 7, "USER x\n")]).replace(
        "\r\nR", "\nR"
    )


def test_bytes_that_are_not_utf8_are_kept() -> None:
    source = Source.decode(b"FROM a\nLABEL x=\xff\n")
    assert b"FROM b\nLABEL x=\xff\n" == Source(replaced(source.text, [Edit(5, 6, "b")])).encode()


@given(strategies.text(), strategies.lists(strategies.tuples(strategies.integers(0, 30), strategies.integers(0, 30))))
def test_what_is_not_edited_stays(text: str, places: list[tuple[int, int]]) -> None:
    size = len(text)
    spans = [(min(start, end, size), min(max(start, end), size)) for start, end in places]
    found = [finding(text, Edit(start, end, "")) for start, end in spans]
    result = apply(text, found)
    removed = {
        index for one in result.applied if one.fix for edit in one.fix.edits for index in range(edit.start, edit.end)
    }
    assert "".join(character for index, character in enumerate(text) if index not in removed) == result.text


# Until nothing changes


def test_fixes_are_applied_until_nothing_changes() -> None:
    def check(text: str) -> list[Finding]:
        place = text.find("aa")
        return [finding(text, Edit(place, place + 2, "a"))] if place >= 0 else []

    result = fix_text("aaaa b", check)
    assert ("a b", 3, True) == (result.text, result.rounds, result.stable)
    assert 3 == len(result.applied)
    assert [] == result.left


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    def check(text: str) -> list[Finding]:
        return [finding(text, Edit(0, 1, "b" if text[0] == "a" else "a"))]

    result = fix_text("a", check)
    assert (10, False) == (result.rounds, result.stable)


def test_a_fix_that_changes_nothing_is_no_round() -> None:
    result = fix_text("a", lambda text: [finding(text, Edit(0, 1, "a"))])
    assert ("a", 0) == (result.text, result.rounds)


def test_a_fix_that_breaks_the_file_is_taken_back() -> None:
    def check(text: str) -> list[Finding]:
        found = [finding(text, Edit(0, 1, "!"), code="AA1")] if text[0] == "a" else []
        return found + ([finding(text, Edit(1, 2, "B"), code="AA2")] if text[1] == "b" else [])

    result = fix_text("ab", check, faults=lambda text: text.count("!"))
    assert "aB" == result.text
    assert ["AA2"] == [one.code for one in result.applied]
    assert ["AA1"] == [one.code for one in result.left]

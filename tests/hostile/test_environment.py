"""What surrounds a run: closed streams, a directory that is gone, odd variables, a hostile directory on Python's path."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dlint.cli import destinations, targets
from dlint.cli.main import main
from dlint.engine import sequential
from dlint.engine.checker import Report
from dlint.engine.files import discovery
from dlint.engine.library import lint
from dlint.report import formats
from dlint.report.formats import FORMATS
from dlint.report.results import source_of
from tests.report.reporting import add, report

BAD = "FROM debian\nMAINTAINER me\n"
SELECT = "--select=DL3006,DL4000"

POSIX = pytest.mark.skipif(
    os.name == "nt", reason="Windows has neither: no process there loses a stream or a directory"
)

Run = Callable[..., "subprocess.CompletedProcess[str]"]

CODE = "import sys; sys.argv[0] = 'dlint'; from dlint.__main__ import run; run()"


def environment(root: Path, **given: str) -> dict[str, str]:
    """The variables for a process that lints, without those that change how it looks."""
    left_out = ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "PYTHONWARNINGS", "PYTHONSAFEPATH")
    inherited = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**inherited, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8", **given}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A directory with one Dockerfile, which has findings."""
    directory = tmp_path / "project"
    directory.mkdir()
    (directory / "Dockerfile").write_text(BAD, encoding="utf-8")
    return directory


@pytest.fixture
def shell(project: Path, root: Path) -> Run:
    """Run dlint through a shell in the project: `$DLINT` is the command."""

    def run(script: str, *, cwd: Path = project, **given: str) -> Any:
        return subprocess.run(
            ["sh", "-c", script],
            env=environment(root, DLINT=f"{sys.executable} -P -m dlint", **given),
            cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip

    return run


# Streams that are closed


@POSIX
@pytest.mark.parametrize("color", ["", "1"])
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_lose_nothing(shell: Run, project: Path, closed: str, color: str) -> None:
    found = shell(f"$DLINT {SELECT} -f text -f json:report.json {closed}", FORCE_COLOR=color)
    assert (1, "") == (found.returncode, found.stderr)
    assert (">&-" in closed.replace("2>&-", "")) == (found.stdout == "")
    assert "DL3006" in (project / "report.json").read_text()
    assert BAD == (project / "Dockerfile").read_text()


@POSIX
@pytest.mark.parametrize(
    "arguments", ["--help", "--version", "rules", "explain DL3006", "config", "context", "hadolint Dockerfile"]
)
def test_commands_end_as_they_would_where_standard_output_is_closed(shell: Run, arguments: str) -> None:
    for color in ("", "1"):
        open_, closed = (shell(f"$DLINT {arguments} {end}", FORCE_COLOR=color) for end in ("", ">&-"))
        assert (open_.returncode, "", "") == (closed.returncode, closed.stdout, closed.stderr)


@POSIX
@pytest.mark.parametrize("command", ["", "hadolint"])
def test_standard_input_that_is_closed_is_no_empty_file(shell: Run, command: str) -> None:
    found = shell(f"$DLINT {command} - <&-")
    assert (2, "") == (found.returncode, found.stdout)
    assert "standard input is closed" in found.stderr


@POSIX
def test_standard_input_is_read_up_to_the_limit_of_files(shell: Run) -> None:
    found = shell("ulimit -v 2000000; $DLINT - < /dev/zero")
    assert (2, "dlint: error: <stdin>: is larger than 10 MB\n") == (found.returncode, found.stderr)


# The working directory


@pytest.fixture
def gone(tmp_path: Path, root: Path) -> Run:
    """Run dlint in a directory that was deleted."""

    def run(*arguments: str, **given: str) -> Any:
        (tmp_path / "gone").mkdir()
        code = f"import os; os.rmdir({str(tmp_path / 'gone')!r}); {CODE}"
        return subprocess.run(
            [sys.executable, "-P", "-c", code, *arguments],
            env=environment(root, **given), cwd=tmp_path / "gone",
            input=BAD, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
        )  # fmt: skip

    return run


@POSIX
@pytest.mark.parametrize("name", FORMATS)
def test_absolute_paths_are_linted_where_the_working_directory_is_gone(gone: Run, project: Path, name: str) -> None:
    found = gone(str(project / "Dockerfile"), str(project), SELECT, "--format", name)
    assert (1, "") == (found.returncode, found.stderr)
    assert found.stdout


@POSIX
def test_other_commands_where_the_working_directory_is_gone(gone: Run, project: Path) -> None:
    (project / "dlint.toml").write_text('profile = "strict"\nexclude = ["x"]\n')
    path = str(project)
    for arguments in (["-", SELECT], [path, "-j2", SELECT], ["hadolint", f"{path}/Dockerfile"]):
        found = gone(*arguments)
        assert (1, "") == (found.returncode, found.stderr), arguments
    for arguments in (["config", path], ["context", path], ["context", path, "--why=Dockerfile"], ["rules"]):
        found = gone(*arguments)
        assert (0, "") == (found.returncode, found.stderr), arguments


@POSIX
@pytest.mark.parametrize("arguments", [[], ["."], ["config"], ["context"], ["--context", ".", "/"]])
def test_that_the_working_directory_is_gone_is_told(gone: Run, arguments: list[str]) -> None:
    found = gone(*arguments)
    assert (2, "") == (found.returncode, found.stdout)
    assert "the working directory no longer exists" in found.stderr
    assert "internal" not in found.stderr


@POSIX
def test_relative_paths_where_the_working_directory_is_gone(gone: Run, project: Path) -> None:
    found = gone("Dockerfile", str(project), "x/y", SELECT, "--format", "gnu", "--output", "report")
    assert (2, "") == (found.returncode, found.stdout)
    assert [
        "dlint: error: Dockerfile: no such file or directory",
        "dlint: error: x/y: no such file or directory",
        "dlint: error: cannot write report: No such file or directory",
    ] == found.stderr.splitlines()


# Variables


@pytest.mark.parametrize("size", ["0", "1", "-1", "x", "²", "9" * 5000, "99999999999", ""])
@pytest.mark.parametrize("name", ["COLUMNS", "LINES"])
def test_odd_sizes_of_the_terminal(
    project: Path, name: str, size: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv(name, size)
    assert 1 == main([SELECT])
    assert "DL3006" in capsys.readouterr().out


# What fails in dlint itself


def broken(*_: object, **__: object) -> Any:
    raise ZeroDivisionError("oh")


@pytest.fixture
def two(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two Dockerfiles, and the project is the working directory."""
    monkeypatch.chdir(project)
    (project / "a.Dockerfile").write_text("FROM debian\n# a\n")
    return project


def test_a_path_over_which_the_search_fails(
    two: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    discover = discovery.discover
    monkeypatch.setattr(
        targets,
        "discover",
        lambda paths, **rest: broken() if paths == ["a.Dockerfile"] else discover(paths, **rest),
    )
    assert 3 == main([SELECT, "a.Dockerfile", "Dockerfile"])
    shown = capsys.readouterr()
    assert "Dockerfile:1:6: " in shown.out
    assert shown.err.startswith("dlint: error: a.Dockerfile: dlint failed with ZeroDivisionError: oh (")


@pytest.mark.parametrize("step", ["start", "read"])
def test_a_file_over_which_dlint_fails(
    two: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], step: str
) -> None:
    real: Any = getattr(sequential, step)

    def fails(subject: Any, *rest: Any, **named: Any) -> Any:
        name = subject if isinstance(subject, str) else subject.path
        return broken() if name == "a.Dockerfile" else real(subject, *rest, **named)

    monkeypatch.setattr(sequential, step, fails)
    assert 3 == main([SELECT])
    shown = capsys.readouterr()
    assert "Dockerfile:1:6: " in shown.out
    assert shown.err.startswith("dlint: error: a.Dockerfile: dlint failed with ZeroDivisionError: oh (")


@pytest.mark.parametrize("color", ["", "1"])
@pytest.mark.parametrize("name", ["text", "json", "sarif", "github"])
def test_a_file_over_which_a_report_fails(
    two: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, color: str
) -> None:
    """The others are in the report, and what was found in it is told."""
    from dlint.engine import checker

    class Odd(str):
        """A text that can't be written."""

        __slots__ = ()

        def isprintable(self) -> bool:
            """Fail."""
            return bool(broken())

    finish = checker.Started.finish

    def spoiled(started: checker.Started) -> Report:
        made = finish(started)
        if made.path == "a.Dockerfile":
            made.findings[0].message = Odd("a message")
        return made

    monkeypatch.setenv("FORCE_COLOR", color)
    monkeypatch.setattr(checker.Started, "finish", spoiled)
    assert 3 == main([SELECT, "--format", name])
    shown = capsys.readouterr()
    assert "DL4000" in shown.out
    assert "dlint: error: a.Dockerfile: dlint failed with ZeroDivisionError: oh (" in shown.err
    assert "dlint: a.Dockerfile:1:6: warning DL3006 a message\n" in shown.err


def test_a_report_that_fails_keeps_no_other_back(
    two: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written = formats.written
    monkeypatch.setattr(
        destinations, "written", lambda results, name: (broken if name == "gnu" else written)(results, name)
    )
    assert 3 == main([SELECT, "--format=gnu:out.gnu", "--format=json:out.json", "--format=text"])
    shown = capsys.readouterr()
    assert "DL4000" in shown.out
    assert "DL4000" in (two / "out.json").read_text()
    assert "internal error: ZeroDivisionError: oh" in shown.err


def test_a_report_that_cant_be_written_keeps_no_other_back(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (two / "directory").mkdir()
    assert 2 == main([SELECT, "--format=json:directory", "--format=sarif:out.sarif", "--format=text"])
    assert "DL4000" in (two / "out.sarif").read_text()
    shown = capsys.readouterr()
    assert "DL4000" in shown.out
    assert "cannot write directory" in shown.err


@pytest.mark.parametrize(
    "problem", ["Problem(node, 7)", "Problem(node, 'x', severity='bad')", "Problem(node, 'x', title=7)", "sys.exit(5)"]
)
def test_what_a_rule_makes_and_no_report_could_say(two: Path, capsys: pytest.CaptureFixture[str], problem: str) -> None:
    (two / "rules").mkdir()
    (two / "rules" / "odd_rule.py").write_text(
        '"""A title"""\nimport sys\nfrom dlint.api import From, Problem, Problems, rule\n\n\n'
        f'@rule("XX1", on="FROM")\ndef odd_rule(node: From) -> Problems:\n    yield {problem}\n'
    )
    assert 3 == main([SELECT, "--extend-select=XX1", "--rules=rules"])
    shown = capsys.readouterr()
    assert "DL4000" in shown.out
    assert "the rule `odd-rule` failed" in shown.err


# What happens to a file before it is reported


@POSIX
@pytest.mark.parametrize("becomes", ["shorter", "other", "directory", "pipe", "gone"])
def test_a_file_that_changes_before_it_is_reported(tmp_path: Path, becomes: str) -> None:
    path = tmp_path / "Dockerfile"
    found = report(BAD, str(path))
    add(found, (12, 22), "x")
    found.source = None
    path.write_text(BAD)
    assert source_of(found) is not None
    path.unlink()
    if becomes == "directory":
        path.mkdir()
    elif becomes == "pipe":
        os.mkfifo(path)
    elif becomes != "gone":
        path.write_text("FROM" if becomes == "shorter" else "FROM debian AS something\n" * 3)
    assert source_of(found) is None


# A path where a text is meant


@pytest.mark.parametrize(
    "text", ["a/Dockerfile", "Dockerfile", "./x", "compose.yaml", "prod.Dockerfile", ".dockerignore"]
)
def test_a_path_in_place_of_a_text(text: str) -> None:
    with pytest.raises(ValueError, match=r"looks like a path, .* pass `pathlib\.Path\("):
        lint(text)


def test_a_path_that_exists_in_place_of_a_text(two: Path) -> None:
    (two / "with a blank").write_text(BAD)
    with pytest.raises(ValueError, match="looks like a path"):
        lint("with a blank")


@pytest.mark.parametrize(
    "text", ["", "FROM", "FROM a/b", "# a/b", "a/Dockerfile\n", "FROM debian", "RUN", "word", "COPY a/b /c", "x y/z"]
)
def test_a_text_of_one_line_is_a_text(text: str) -> None:
    assert isinstance(lint(text, select=["DL1000"]), list)


def test_what_is_named_is_a_text() -> None:
    assert [] == lint("a/b", path=".dockerignore", select=["DL1000"])


# Modules in the working directory

NAMES = (
    "re",
    "tomllib",
    "enum",
    "typing",
    "subprocess",
    "pathlib",
    "datetime",
    "difflib",
    "traceback",
    "textwrap",
    "signal",
)
PACKAGES = ("json", "yaml", "rich", "multiprocessing", "pathspec")
SAYS = "import os as _os\n_os.write(2, b'this code was run: ' + __name__.encode() + b'\\n')\n"


@pytest.fixture
def hostile(project: Path) -> Path:
    """The project, with modules that are called like those that dlint imports, and files that make it import them."""
    for name in NAMES:
        (project / f"{name}.py").write_text(SAYS)
    for name in PACKAGES:
        (project / name).mkdir()
        (project / name / "__init__.py").write_text(SAYS)
    (project / "pyproject.toml").write_text("[tool.dlint]\nselect = ['ALL']\n")
    (project / "compose.yaml").write_text("services: {a: {image: debian}}\n")
    return project


@pytest.mark.parametrize(
    "arguments", [[], ["-j2"], ["-fjson"], ["rules"], ["explain", "DL3006"], ["context"], ["config"], ["no such"]]
)
def test_modules_of_the_working_directory_are_not_imported(hostile: Path, root: Path, arguments: list[str]) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "dlint", *arguments],
        env=environment(root, FORCE_COLOR="1"), cwd=hostile,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert "this code was run" not in found.stderr
    assert "internal error" not in found.stderr


SPAWNING = """
import multiprocessing
import sys

multiprocessing.get_all_start_methods = lambda: ["spawn"]
from dlint.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""


def test_processes_that_start_afresh_do_not_import_them_either(hostile: Path, root: Path, tmp_path: Path) -> None:
    (hostile / "b.Dockerfile").write_text(BAD)
    (tmp_path / "spawning.py").write_text(SPAWNING)
    found = subprocess.run(
        [sys.executable, str(tmp_path / "spawning.py"), "-j2", "Dockerfile", "b.Dockerfile", "--no-shellcheck"],
        env=environment(root), cwd=hostile,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert (1, "") == (found.returncode, found.stderr)
    assert "b.Dockerfile:1:" in found.stdout


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
def test_a_checkout_runs_from_its_root(root: Path, project: Path, jobs: str) -> None:
    """Python finds it in the working directory only, which is taken off the path."""
    (project / "b.Dockerfile").write_text(BAD)
    given = {name: value for name, value in environment(root).items() if name != "PYTHONPATH"}
    found = subprocess.run(
        [sys.executable, "-m", "dlint", SELECT, jobs, str(project)],
        env=given, cwd=root,
        stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert (1, "") == (found.returncode, found.stderr)
    assert 4 == len(found.stdout.splitlines())

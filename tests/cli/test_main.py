"""The command as a whole: what it prints, where, and how it ends. Bad input never keeps good files from being told."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dlint as package
from dlint.cli.main import main

POSIX = os.name == "posix"

BAD = "FROM python:latest\nMAINTAINER me\n"
"""A file with two findings, DL3007 (a warning) and DL4000."""

FOUND = ["DL3007", "DL4000"]

SELECT = "--select=DL3007,DL4000"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A directory with one Dockerfile, which has findings."""
    directory = tmp_path / "project"
    directory.mkdir()
    (directory / "Dockerfile").write_text(BAD, encoding="utf-8")
    return directory


@pytest.fixture
def dlint(project: Path, root: Path) -> Run:
    """Run the command in the project, in a process of its own, as in a pipe."""

    def run(*arguments: str, environment: dict[str, str] | None = None, **options: Any) -> Any:
        options = {"cwd": project, "stdin": subprocess.DEVNULL, **options}
        if "input" in options:
            del options["stdin"]
        inherited = {
            name: value
            for name, value in os.environ.items()
            if name not in ("FORCE_COLOR", "NO_COLOR", "TERM", "COLUMNS", "PYTHONWARNINGS")
        }
        return subprocess.run(
            [sys.executable, "-m", "dlint", *arguments],
            env={**inherited, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8", **(environment or {})},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            **options,
        )

    return run


def codes(stdout: str) -> list[str]:
    """The codes of the findings in a report of the format text."""
    found = []
    for line in stdout.splitlines():
        match = re.fullmatch(r"[^:]+:\d+:\d+: (?:error|warning|info|style) ([A-Z]+\d+) .+ \[[a-z0-9-]+\]", line)
        assert match, f"not a line of the report: {line!r}"
        found.append(match[1])
    return found


def test_findings(dlint: Run) -> None:
    run = dlint(SELECT, "Dockerfile")
    assert (1, FOUND, "") == (run.returncode, codes(run.stdout), run.stderr)


def test_this_directory_is_the_default(dlint: Run) -> None:
    for arguments in ([], ["."], ["check"], ["check", "."]):
        run = dlint(SELECT, *arguments) if "check" not in arguments else dlint(*arguments, SELECT)
        assert (1, FOUND) == (run.returncode, codes(run.stdout)), arguments
        assert run.stdout.startswith("Dockerfile:1:"), arguments


def test_nothing_found(dlint: Run, project: Path) -> None:
    (project / "Dockerfile").write_text("FROM scratch\n", encoding="utf-8")
    run = dlint(SELECT)
    assert (0, "", "") == (run.returncode, run.stdout, run.stderr)


def test_standard_input(dlint: Run) -> None:
    run = dlint(SELECT, "-", input=BAD)
    assert (1, FOUND) == (run.returncode, codes(run.stdout))
    run = dlint(SELECT, "-", "--stdin-filename", "docker/api.Dockerfile", input=BAD)
    assert run.stdout.startswith("docker/api.Dockerfile:1:")
    assert (1, FOUND) == (run.returncode, codes(run.stdout))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--fail-level=error"], 0),
        (["--fail-level=style"], 1),
        (["--fail-level=never"], 0),
        (["--exit-zero"], 0),
    ],
)
def test_fail_level(dlint: Run, arguments: list[str], expected: int) -> None:
    run = dlint("--select=DL3007", *arguments)
    assert (expected, ["DL3007"]) == (run.returncode, codes(run.stdout))


def test_fail_level_of_the_configuration(dlint: Run, project: Path) -> None:
    (project / "dlint.toml").write_text('fail-level = "error"\nselect = ["DL3007"]\n', encoding="utf-8")
    assert 0 == dlint().returncode
    assert 1 == dlint("--fail-level=warning").returncode


def test_format_of_the_configuration(dlint: Run, project: Path) -> None:
    (project / "dlint.toml").write_text('format = "json"\nselect = ["DL3007"]\n', encoding="utf-8")
    assert 1 == json.loads(dlint().stdout)["version"]
    assert ["DL3007"] == codes(dlint("--format=text").stdout)
    (project / "dlint.toml").write_text('format = "jsno"\nselect = ["DL3007"]\n', encoding="utf-8")
    run = dlint()
    assert 2 == run.returncode
    assert "jsno" in run.stderr and "did you mean `json`?" in run.stderr


def test_statistics(dlint: Run) -> None:
    run = dlint(SELECT, "--statistics")
    assert 1 == run.returncode
    assert [["1", "DL3007"], ["1", "DL4000"]] == sorted(line.split()[:2] for line in run.stdout.splitlines())
    run = dlint(SELECT, "--statistics", "--format=json")
    assert (2, "") == (run.returncode, run.stdout)


def test_output(dlint: Run, project: Path) -> None:
    run = dlint(SELECT, "--format=json", "--output=report.json")
    assert (1, "") == (run.returncode, run.stdout)
    report = json.loads((project / "report.json").read_text(encoding="utf-8"))
    assert FOUND == [finding["code"] for finding in report["findings"]]
    run = dlint(SELECT, "--output=-")
    assert (1, FOUND) == (run.returncode, codes(run.stdout))


def test_ascii_terminals_and_pipes(dlint: Run, project: Path) -> None:
    (project / "é.Dockerfile").write_text("FROM a:latest\nMAINTAINER 日本\n", encoding="utf-8")
    run = dlint(SELECT, "é.Dockerfile", environment={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert (1, FOUND, "") == (run.returncode, codes(run.stdout), run.stderr)
    assert run.stdout.isascii()


def test_exclude(dlint: Run, project: Path) -> None:
    (project / "dlint.toml").write_text('exclude = ["old"]\n', encoding="utf-8")
    (project / "old").mkdir()
    (project / "old" / "Dockerfile").write_text(BAD, encoding="utf-8")
    assert FOUND == codes(dlint(SELECT).stdout)
    assert FOUND == codes(dlint(SELECT, "old/Dockerfile").stdout), "a file that is named is linted"
    run = dlint(SELECT, "--force-exclude", "old/Dockerfile")
    assert (0, "", "") == (run.returncode, run.stdout, run.stderr)


def test_program_that_is_called_like_a_dockerfile(dlint: Run, project: Path) -> None:
    (project / "Dockerfile.py").write_text("import os\n", encoding="utf-8")
    (project / "Dockerfile.php").write_text("# for PHP\n" + BAD, encoding="utf-8")
    run = dlint("--select=DL1000,DL3007", "--force-exclude", "Dockerfile.py", "Dockerfile.php")
    assert ["DL3007"] == codes(run.stdout)
    assert "DL1000" in codes(dlint("--select=DL1000", "Dockerfile.py").stdout)


# Terminals


def test_forced_colour_draws_frames(dlint: Run) -> None:
    shown = dlint(SELECT, environment={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" in shown and "╭─" in shown and "Found 2 problems" in shown
    shown = dlint(SELECT, environment={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", shown)
    shown = dlint(SELECT, "--no-color", environment={"FORCE_COLOR": "1"}).stdout
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", shown)
    shown = dlint(SELECT, environment={"FORCE_COLOR": "1", "TERM": "dumb"}).stdout
    assert "\x1b" not in shown and "╭─" in shown
    assert "Found" not in dlint(SELECT, "--quiet", environment={"FORCE_COLOR": "1"}).stdout


@pytest.mark.skipif(not POSIX, reason="needs pseudo-terminals")
def test_a_terminal_gets_frames(project: Path, root: Path) -> None:
    import pty

    master, slave = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(root), "TERM": "xterm", "COLUMNS": "80", "PYTHONUTF8": "1"}
    for name in ("NO_COLOR", "FORCE_COLOR"):
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-m", "dlint", SELECT, "Dockerfile"],
        cwd=project,
        env=environment,
        stdin=slave,
        stdout=slave,
        stderr=subprocess.PIPE,
    )
    os.close(slave)
    shown = b""
    try:
        while data := os.read(master, 65536):
            shown += data
    except OSError:  # how Linux says that the other side has gone
        pass
    os.close(master)
    _, complaints = process.communicate(timeout=60)
    assert (1, b"") == (process.returncode, complaints)
    assert "╭─" in shown.decode() and "\x1b[" in shown.decode()


def test_the_path_to_one_file_is_short(project: Path, root: Path) -> None:
    """Start-up is a feature: an editor runs dlint on every save. A list, not a clock."""
    script = (
        "import sys; from dlint.cli.main import main; status = main(sys.argv[1:]); "
        "sys.stdout.flush(); print(*sorted(sys.modules), file=sys.stderr); sys.exit(status)"
    )
    expensive = {
        "argparse", "dataclasses", "difflib", "hashlib", "importlib.metadata", "inspect", "json", "multiprocessing",
        "pathlib", "pathspec", "rich", "subprocess", "tempfile", "tomllib", "traceback", "typing",
    }  # fmt: skip
    run = subprocess.run(
        [sys.executable, "-S", "-c", script, SELECT, "Dockerfile"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert 1 == run.returncode
    assert set() == expensive & set(run.stderr.split())


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--fromat=json"], "unknown option `--fromat`; did you mean `--format`?"),
        (["--format=jsno"], "`--format jsno` is not known; did you mean `json`?"),
        (["--fail-level=fatal"], "`--fail-level fatal` is not known"),
        (["--as-of=yesterday"], "`--as-of yesterday` is not a day: write it as 2026-01-31"),
        (["--jobs=many"], "`--jobs many` is not a number"),
        (["--build-arg==x"], "`--build-arg =x` has no name"),
        (["--stdin-filename=Dockerfile"], "`--stdin-filename` goes with the path `-`"),
        (["--output=no/such/folder/report"], "there is no folder no/such/folder"),
        (["--select=DL3O07"], "unknown rule `DL3O07` in `select`; did you mean `DL3007`?"),
        (["--config=nowhere.toml"], "nowhere.toml"),
        (["explain"], "which rule?"),
        (["explain", "latest-base-imag"], "there is no rule `latest-base-imag`; did you mean `latest-base-image`?"),
        (["rules", "nonsense"], "there is no rule or group `nonsense`"),
        (["config", "nowhere"], "no such file or folder: nowhere"),
    ],
)
def test_wrong_usage(dlint: Run, arguments: list[str], message: str) -> None:
    run = dlint(*arguments)
    assert (2, "") == (run.returncode, run.stdout)
    assert message in run.stderr
    assert "Traceback" not in run.stderr


def test_misspelt_command(dlint: Run) -> None:
    run = dlint("chekc", "Dockerfile")
    assert 2 == run.returncode
    assert "chekc" in run.stderr and "did you mean the command `check`?" in run.stderr
    assert "a command comes first: `dlint rules ...`" in dlint("--no-color", "rules").stderr
    assert "`dlint explain DL3007`" in dlint("DL3007").stderr


def test_a_command_comes_before_a_path_of_its_name(dlint: Run, project: Path) -> None:
    (project / "rules").write_text(BAD, encoding="utf-8")
    assert "DL3007" in dlint("rules").stdout and "Dockerfile" not in dlint("rules", "DL3007").stdout
    run = dlint(SELECT, "./rules")
    assert FOUND == codes(run.stdout)


# Bad input, with a good file beside it


def beside(run: "subprocess.CompletedProcess[str]", status: int, *messages: str) -> None:
    """Assert that the good file is told, that the messages are given, and how the run ends."""
    assert FOUND == [code for code in codes(run.stdout) if code in FOUND], run.stdout
    for message in messages:
        assert message in run.stderr
    assert "Traceback" not in run.stderr
    assert status == run.returncode


def test_missing_path(dlint: Run) -> None:
    beside(dlint(SELECT, "Dockerfile", "nowhere/Dockerfile"), 2, "nowhere/Dockerfile", "no such file")


def test_directory_without_dockerfiles(dlint: Run, project: Path) -> None:
    (project / "empty").mkdir()
    beside(dlint(SELECT, "Dockerfile", "empty"), 1, "warning: no Dockerfile found in empty")
    run = dlint(SELECT, "empty")
    assert (0, "") == (run.returncode, run.stdout)
    assert "warning: no Dockerfile found in empty" in run.stderr
    assert "" == dlint(SELECT, "empty", "--quiet").stderr


AS_SOMEBODY_ELSE = """
import os, sys
from dlint.cli.main import main
main(["--output=" + os.devnull, *sys.argv[1:]])  # whatever has to be imported is
os.setgroups([]); os.setgid(65534); os.setuid(65534)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(not POSIX, reason="needs POSIX permissions")
def test_unreadable_file(dlint: Run, root: Path) -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own directories may not be entered by others
        directory = Path(name)
        directory.chmod(0o755)
        (directory / "Dockerfile").write_text(BAD, encoding="utf-8")
        (directory / "locked.Dockerfile").write_text(BAD, encoding="utf-8")
        (directory / "locked.Dockerfile").chmod(0)
        if os.geteuid() == 0:  # who may read everything
            if not all(part.stat().st_mode & 0o001 for part in (root, *root.parents)):
                pytest.skip("another user can't reach the checkout")
            run = subprocess.run(
                [sys.executable, "-c", AS_SOMEBODY_ELSE, SELECT, "."],
                cwd=directory,
                env={**os.environ, "PYTHONPATH": str(root)},
                capture_output=True,
                text=True,
                timeout=60,
            )
        else:
            run = dlint(SELECT, ".", cwd=directory)
        beside(run, 2, "locked.Dockerfile: ", "permission denied")


def test_binary_file(dlint: Run, project: Path) -> None:
    (project / "binary.Dockerfile").write_bytes(b"\x7fELF\x02\x01\x00\x00" + bytes(range(256)))
    beside(dlint(SELECT, "Dockerfile", "binary.Dockerfile"), 2, "binary.Dockerfile", "binary")


def test_utf_16(dlint: Run, project: Path) -> None:
    (project / "wide.Dockerfile").write_bytes(BAD.encode("utf-16"))
    beside(dlint(SELECT, "Dockerfile", "wide.Dockerfile"), 2, "wide.Dockerfile", "UTF-16")


def test_invalid_utf_8(dlint: Run, project: Path) -> None:
    (project / "latin.Dockerfile").write_bytes(b"FROM python:latest\nMAINTAINER Andr\xe9\n")
    run = dlint(SELECT, "latin.Dockerfile")
    assert (1, FOUND, "") == (run.returncode, codes(run.stdout), run.stderr)


def test_empty_file(dlint: Run, project: Path) -> None:
    (project / "empty.Dockerfile").write_bytes(b"")
    run = dlint("empty.Dockerfile", "Dockerfile", "--format=json")
    report = json.loads(run.stdout)
    assert ["dockerfile", "dockerfile"] == [file["kind"] for file in report["files"]]
    assert [None, None] == [file["error"] for file in report["files"]]
    empty = [finding for finding in report["findings"] if finding["path"] == "empty.Dockerfile"]
    assert ["error"] == [finding["severity"] for finding in empty]
    assert 1 == run.returncode


@pytest.mark.skipif(not POSIX, reason="needs symbolic links")
def test_symbolic_link_loops(dlint: Run, project: Path) -> None:
    (project / "loop").symlink_to("loop")
    (project / "loop.Dockerfile").symlink_to("loop.Dockerfile")
    (project / "again").symlink_to(".")
    beside(dlint(SELECT, "Dockerfile", "loop"), 2, "loop")
    run = dlint(SELECT)
    assert FOUND == codes(run.stdout), "each file once, however many ways lead to it"
    assert "Traceback" not in run.stderr


@pytest.mark.skipif(not POSIX, reason="needs named pipes")
def test_named_pipe(dlint: Run, project: Path) -> None:
    os.mkfifo(project / "pipe.Dockerfile")
    beside(dlint(SELECT, "Dockerfile", "pipe.Dockerfile"), 2, "pipe.Dockerfile")
    run = dlint(SELECT)
    assert FOUND == codes(run.stdout)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select = [\n", "dlint.toml"),
        ('selekt = ["DL3007"]\n', "unknown key `selekt`; did you mean `select`?"),
        ('ignore = ["DL3O07"]\n', "unknown rule `DL3O07` in `ignore`; did you mean `DL3007`?"),
        ('[severity]\nDL3007 = "fatal"\n', "fatal"),
    ],
)
def test_broken_configuration(dlint: Run, project: Path, text: str, message: str) -> None:
    broken = project / "broken"
    broken.mkdir()
    (broken / "Dockerfile").write_text(BAD, encoding="utf-8")
    (broken / "dlint.toml").write_text(text, encoding="utf-8")
    beside(dlint(SELECT, "Dockerfile", "broken/Dockerfile"), 2, message, "broken")


def test_closed_pipe(project: Path, root: Path) -> None:
    (project / "Dockerfile").write_text("FROM a\n" + "MAINTAINER me\n" * 900, encoding="utf-8")
    for arguments in ((), ("--format=json",)):
        process = subprocess.Popen(
            [sys.executable, "-m", "dlint", SELECT, "Dockerfile", *arguments],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(root)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout and process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert b"" == process.stderr.read()
        process.stderr.close()
        assert 1 == process.wait(timeout=60)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_full_disk(dlint: Run, project: Path) -> None:
    run = dlint(SELECT, "--output=/dev/full")
    assert (2, "") == (run.returncode, run.stdout)
    assert "cannot write /dev/full: No space left on device" in run.stderr


@pytest.mark.skipif(not POSIX, reason="needs resource limits")
def test_full_disk_leaves_no_partial_report(dlint: Run, project: Path) -> None:
    import resource

    (project / "Dockerfile").write_text("FROM a\n" + "MAINTAINER me\n" * 500, encoding="utf-8")
    (project / "report.json").write_text("before", encoding="utf-8")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    run = dlint(
        SELECT, "--format=json", "--output=report.json", preexec_fn=limit, environment={"PYTHONDONTWRITEBYTECODE": "1"}
    )
    assert (2, "") == (run.returncode, run.stdout)
    assert "cannot write report.json: File too large" in run.stderr
    assert "before" == (project / "report.json").read_text(encoding="utf-8")
    assert ["Dockerfile", "report.json"] == sorted(os.listdir(project))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_full_disk_behind_standard_output(project: Path, root: Path) -> None:
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "dlint", SELECT],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(root)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert 2 == run.returncode
    assert "dlint: error: cannot write to standard output: No space left on device\n" == run.stderr


def write_rule(directory: Path, name: str, text: str) -> None:
    directory.mkdir(exist_ok=True)
    (directory / f"{name}.py").write_text(text, encoding="utf-8")


def test_pack_that_fails_to_import(dlint: Run, tmp_path: Path) -> None:
    write_rule(tmp_path / "extra", "broken_rule", "import no_such_module\n")
    run = dlint("--extend-select=DL3007,DL4000", "--rules", str(tmp_path / "extra"), "Dockerfile")
    beside(run, 2, "broken_rule.py", "no_such_module")


def test_rule_that_raises(dlint: Run, tmp_path: Path) -> None:
    text = (
        '"""A rule that raises"""\n'
        "from dlint.api import rule\n"
        '@rule("XX1", on="FROM")\n'
        "def broken_rule(instruction):\n"
        '    raise ValueError("no\\x1b[31m way")\n'
        "    yield\n"
    )
    write_rule(tmp_path / "extra", "broken_rule", text)
    run = dlint("--select=DL3007,DL4000,XX1", "--rules", str(tmp_path / "extra"), "Dockerfile")
    beside(run, 3, "broken-rule", "ValueError", "no\\x1b[31m way", "report")
    run = dlint("--select=DL3007,XX1", "--rules", str(tmp_path / "extra"), "nowhere", "Dockerfile")
    assert 3 == run.returncode, "our own failure outranks wrong usage"


def test_what_breaks_many_files_is_told_once(dlint: Run, project: Path) -> None:
    (project / "dlint.toml").write_text("selekt = []\n", encoding="utf-8")
    for number in range(5):
        (project / f"Dockerfile.{number}").write_text(BAD, encoding="utf-8")
    run = dlint(SELECT)
    first, last = run.stderr.splitlines()
    assert first.startswith("dlint: error: Dockerfile: not linted for its configuration: dlint.toml:1: unknown key")
    assert last.startswith("dlint: error: 5 more files not linted for")
    assert 2 == run.returncode


def test_internal_error(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*arguments: object) -> object:
        raise RuntimeError("un\x1bexpected")

    monkeypatch.setattr("dlint.cli.check.read", broken)
    monkeypatch.delenv("DLINT_TRACEBACK", raising=False)
    assert 3 == main([])
    complaints = capsys.readouterr().err
    assert "internal error: RuntimeError: un\\x1bexpected" in complaints
    assert "Traceback" not in complaints
    monkeypatch.setenv("DLINT_TRACEBACK", "1")
    assert 3 == main([])
    assert "Traceback" in capsys.readouterr().err


def test_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("dlint.cli.check.read", interrupted)
    assert 130 == main([])


# Other commands


def test_version(dlint: Run) -> None:
    assert f"dlint {package.__version__}\n" == dlint("--version").stdout
    assert 0 == dlint("--version").returncode


def test_help(dlint: Run, golden: Callable[[str, str], None]) -> None:
    golden("help.txt", dlint("--help").stdout)
    for command in ("check", "explain", "rules", "config"):
        run = dlint(command, "--help")
        assert 0 == run.returncode
        assert run.stdout.startswith("Usage: dlint")
        assert max(map(len, run.stdout.splitlines())) <= 108


def test_explain(dlint: Run) -> None:
    run = dlint("explain", "DL3007")
    assert (0, "") == (run.returncode, run.stderr)
    assert run.stdout.startswith("# ")
    assert "`DL3007` `latest-base-image`" in run.stdout
    assert run.stdout == dlint("explain", "latest-base-image").stdout
    assert "\x1b[" in dlint("explain", "DL3007", environment={"FORCE_COLOR": "1", "TERM": "xterm"}).stdout


def test_rules(dlint: Run) -> None:
    run = dlint("rules")
    assert (0, "") == (run.returncode, run.stderr)
    rules = json.loads(dlint("rules", "--format=json").stdout)
    assert [rule["code"] for rule in rules] == [line.split()[0] for line in run.stdout.splitlines()]
    assert ["latest-base-image"] == [rule["name"] for rule in json.loads(dlint("rules", "-fjson", "DL3007").stdout)]
    assert "\x1b[" in dlint("rules", environment={"FORCE_COLOR": "1", "TERM": "xterm"}).stdout


def test_config(dlint: Run, project: Path) -> None:
    import tomllib

    (project / "dlint.toml").write_text('fail-level = "error"\n[severity]\nDL3007 = "info"\n', encoding="utf-8")
    run = dlint("config", "--ignore", "DL4000")
    assert (0, "") == (run.returncode, run.stderr)
    assert re.search(r'^fail-level = "error" +# dlint\.toml:1$', run.stdout, re.MULTILINE)
    assert re.search(r'^severity\.DL3007 = "info" +# dlint\.toml:3$', run.stdout, re.MULTILINE)
    assert re.search(r'^ignore = \["DL4000"\] +# command line$', run.stdout, re.MULTILINE)
    assert "error" == tomllib.loads(run.stdout)["fail-level"], "it can be used as a configuration file"
    values = json.loads(dlint("config", "--format=json").stdout)["values"]
    assert {"key": "fail-level", "value": "error", "origin": "dlint.toml:1"} in values

"""ShellCheck's processes: how many, what becomes of a broken one, and how long a run waits."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dlint.api import lint
from dlint.cli.main import main
from dlint.engine.config.config import Configurations
from dlint.engine.files.discovery import Target
from dlint.engine.packs.registry import Registry
from dlint.engine.scheduler import check_paths
from dlint.engine.shellcheck import on_demand, process, session
from dlint.engine.shellcheck.process import find_program
from dlint.engine.shellcheck.scripts import scripts_of
from dlint.engine.shellcheck.session import Session
from dlint.model.file import File
from dlint.model.limits import MAX_SHELL
from dlint.syntax.source import Source
from tests.conftest import ROOT
from tests.engine.shellcheck.linting import CODES, needs_shellcheck, run, told

pytestmark = needs_shellcheck

FILES = 30


def counted_processes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    counts: list[int] = []
    start = process.Process.__init__

    def counted(self: process.Process, program: str, scripts: list[str], *rest: Any) -> None:
        counts.append(len(scripts))
        start(self, program, scripts, *rest)

    monkeypatch.setattr(process.Process, "__init__", counted)
    return counts


def written(directory: Path, count: int = FILES) -> list[Target]:
    for number in range(count):
        lines = ["FROM x:1", "RUN cd /same; make", f"RUN cd /x{number}; make", "RUN apt-get update"]
        (directory / f"{number}.Dockerfile").write_text("\n".join(lines) + "\n")
    return [Target(str(directory / f"{number}.Dockerfile"), "dockerfile") for number in range(count)]


def test_many_scripts_one_process(registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = counted_processes(monkeypatch)
    reports = list(check_paths(written(tmp_path), Configurations(registry, {"select": ["SC"]}), jobs=1))
    assert [["2:5 SC2164", "3:5 SC2164"]] * FILES == [told(report) for report in reports]
    assert [17, 14] == counts  # the script that all files share, and one of each, for 16 and 14 files


def test_in_several_processes(registry: Registry, tmp_path: Path) -> None:
    reports = list(check_paths(written(tmp_path), Configurations(registry, {"select": ["SC"]}), jobs=2))
    assert [["2:5 SC2164", "3:5 SC2164"]] * FILES == [told(report) for report in reports]


def test_no_process_without_need(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = counted_processes(monkeypatch)
    run(registry, 'FROM x\nRUN apt-get update && apt-get install -y gcc\nRUN ["x"]\nCMD echo $x\n')
    run(registry, CODES, select=["DL3006"])
    run(registry, CODES, ignore=["SC"])
    run(registry, CODES, shellcheck=False)
    assert [] == counts


def test_long_lists(registry: Registry) -> None:
    text = "FROM x:1\nRUN cd $y" + "".join(f" \\\n && ls {number}" for number in range(2000)) + "\n"
    assert ["2:8 SC2086", "2:8 SC2154"] == told(run(registry, text))


def leftovers() -> set[str]:
    return {entry for entry in os.listdir(os.environ["TMPDIR"]) if entry.startswith("dlint-")}


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = tmp_path / "tmp"
    directory.mkdir()
    monkeypatch.setenv("TMPDIR", str(directory))


@pytest.mark.usefixtures("temporary")
@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("exit 4", "failed with exit status 4"),
        ("echo what >&2; exit 2", "failed with exit status 2 (what)"),
        ("echo nonsense", "gave no answer that can be read"),
        ("echo '{}'", "gave no answer that can be read"),
        ("kill -9 $$", "was ended by signal 9"),
        ("exec sleep 100", "took longer than 1 seconds and was stopped"),
    ],
)
def test_a_broken_shellcheck(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    program: str,
    said: str,
) -> None:
    fake = tmp_path / "shellcheck"
    fake.write_text(f"#!/bin/sh\n{program}\n")
    fake.chmod(0o755)
    monkeypatch.setattr(session, "find_program", lambda: str(fake))
    monkeypatch.setattr(process, "PATIENCE", 0.6)
    for number in range(3):
        (tmp_path / f"{number}.Dockerfile").write_text(f"FROM x\nRUN cd /x{number}; make\n")
    assert 3 == main(["--select", "DL3006,SC", str(tmp_path)])
    output = capsys.readouterr()
    assert 3 == output.out.count("DL3006")
    assert [f"dlint: error: ShellCheck {said}; what it would say of RUN is missing, all else is checked"] == (
        [line for line in output.err.splitlines() if "ShellCheck" in line]
    )
    assert set() == leftovers()


COMMENT = {
    "file": "0", "line": 2, "endLine": 2, "column": 1, "endColumn": 3, "level": "warning", "code": 2164, "message": "m",
    "fix": None,
}  # fmt: skip
REPLACEMENT = {
    "line": 2, "endLine": 2, "column": 1, "endColumn": 1, "insertionPoint": "afterEnd", "replacement": "x",
}  # fmt: skip


def answering(directory: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    """Put a program in the place of shellcheck that gives this answer."""
    (directory / "answer").write_bytes(answer)
    fake = directory / "shellcheck"
    fake.write_text(f"#!/bin/sh\ncat '{directory}/answer'\n")
    fake.chmod(0o755)
    monkeypatch.setattr(session, "find_program", lambda: str(fake))


def commented(**values: object) -> bytes:
    return json.dumps({"comments": [{**COMMENT, **values}]}).encode()


@pytest.mark.usefixtures("temporary")
@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\xff\xfe{}",
        b'{"comments": ' + b"[" * 200_000,
        b'{"comments": ' + b'{"a":' * 200_000,
        b"null",
        b"[]",
        b'{"comments": null}',
        b'{"comments": "text"}',
        b'{"comments": [null]}',
        b'{"comments": [{}]}',
        b'{"comments": [{"file": ' + b"9" * 5000 + b"}]}",
        *(json.dumps({"comments": [{**COMMENT, name: None}]}).encode() for name in COMMENT if name != "fix"),
        *(commented(**{name: "text"}) for name in COMMENT if name != "message"),
        commented(file="-1"),
        commented(file="1"),
        commented(file="9" * 5000),
        commented(line=1.5),
        commented(line=True),
        commented(code=-1),
        commented(level="horror"),
        commented(fix={"replacements": [None]}),
        commented(fix={"replacements": [{**REPLACEMENT, "line": "x"}]}),
        commented(fix={"replacements": [{**REPLACEMENT, "replacement": 1}]}),
    ],
    ids=lambda answer: answer[:40].decode("ascii", "replace") + f"-{len(answer)}",
)
def test_an_answer_that_makes_no_sense(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    answering(tmp_path, monkeypatch, answer)
    report = run(registry, "FROM x\nRUN cd /x; make\n")
    assert ["ShellCheck gave no answer that can be read; what it would say of RUN is missing, all else is checked"] == [
        str(notice) for notice in report.notices
    ]
    assert set() == leftovers()


@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
@pytest.mark.parametrize("name", ["line", "column", "endLine", "endColumn"])
@pytest.mark.parametrize("value", [0, -1, -(10**9), 10**9, 10**30])
@pytest.mark.parametrize("where", ["comment", "fix"])
def test_places_outside_of_the_script(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: int, where: str
) -> None:
    changed = {name: value} if where == "comment" else {"fix": {"replacements": [{**REPLACEMENT, name: value}]}}
    answering(tmp_path, monkeypatch, commented(**changed))
    text = "FROM x\nRUN cd /x; make\nRUN ls\n"
    report = run(registry, text)
    assert [] == report.notices
    for finding in report.findings:
        assert text.index("cd") <= finding.start <= finding.end <= text.index("\nRUN ls")


@pytest.mark.usefixtures("temporary")
@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
def test_an_answer_that_never_ends(registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "shellcheck"
    fake.write_text("#!/bin/sh\nexec cat /dev/zero\n")
    fake.chmod(0o755)
    monkeypatch.setattr(session, "find_program", lambda: str(fake))
    report = run(registry, "FROM x\nRUN cd /x; make\n")
    assert "ShellCheck gave an answer of more than 32 MB" in str(report.notices)
    assert set() == leftovers()


@pytest.mark.skipif(os.name == "nt", reason="the programs are no programs of Windows")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x7fELF\x02\x01\x01" + b"\0" * 57, "Exec format error"),
        (b"", "Exec format error"),
        (b"#!/no/such/interpreter\n", "No such file or directory"),
    ],
)
def test_a_program_that_is_none(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str
) -> None:
    fake = tmp_path / "shellcheck"
    fake.write_bytes(content)
    fake.chmod(0o755)
    monkeypatch.setattr(session, "find_program", lambda: str(fake))
    report = run(registry, "FROM x\nRUN cd /x; make\n")
    assert f"ShellCheck can't be run: {said}" in str(report.notices)


@pytest.mark.parametrize("kind", ["a directory", "not executable"])
def test_what_is_no_program_is_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    place = tmp_path / ("shellcheck.exe" if os.name == "nt" else "shellcheck")
    if kind == "a directory":
        place.mkdir()
    else:
        place.write_text("#!/bin/sh\n")
        place.chmod(0o644)
    monkeypatch.setattr(sys, "executable", "")
    monkeypatch.setattr(sys, "argv", ["dlint"])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_program() is None


# Bounds


def long_script(number: int, size: int = session.LONG + 1) -> str:
    lines = [f"RUN cd /x{number}; make"]
    while sum(map(len, lines)) < size:
        lines.append(f" && echo {'x' * 1000}")
    return " \\\n".join(lines) + "\n"


@pytest.mark.usefixtures("temporary")
@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
@pytest.mark.parametrize("processors", [1, 2, 64])
def test_there_are_no_more_processes_than_processors(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processors: int
) -> None:
    fake = tmp_path / "shellcheck"
    fake.write_text(
        f"#!/bin/sh\necho >{tmp_path}/run-$$; ls {tmp_path} | grep -c run- >>{tmp_path}/counts\n"
        f"sleep 0.1; rm {tmp_path}/run-$$; echo '{{\"comments\": []}}'\n"
    )
    fake.chmod(0o755)
    monkeypatch.setattr(session, "find_program", lambda: str(fake))
    monkeypatch.setattr(on_demand, "processors", lambda: processors)
    assert [] == told(run(registry, "FROM x\n" + "".join(map(long_script, range(9)))))
    counts = list(map(int, (tmp_path / "counts").read_text().split()))
    assert 9 == len(counts)
    assert max(counts) <= min(processors, 4)


def test_what_dlint_does_not_read_is_not_given_away() -> None:
    text = "FROM x\n" + "".join(long_script(number) for number in range(30))
    given = [script.instruction.start for script in scripts_of(File(Source(text, "Dockerfile")))]
    assert given == sorted(given)
    assert MAX_SHELL // len(long_script(1)) - 1 <= len(given) <= MAX_SHELL // len(long_script(1))


@pytest.mark.usefixtures("temporary")
@pytest.mark.skipif(os.name == "nt", reason="the programs are shell scripts")
def test_a_run_waits_for_so_long_and_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = counted_processes(monkeypatch)
    fake = tmp_path / "shellcheck"
    fake.write_text("#!/bin/sh\nexec sleep 600\n")
    fake.chmod(0o755)
    monkeypatch.setattr(session, "find_program", lambda: str(fake))
    monkeypatch.setattr(session, "PATIENCE_FOR_ALL", 0.3)
    for number in range(40):
        (tmp_path / f"{number:02}.Dockerfile").write_text("FROM x\n" + long_script(number))
    assert 3 == main(["--select", "DL3006,SC", "-j1", str(tmp_path)])
    output = capsys.readouterr()
    assert 40 == output.out.count("DL3006")
    assert 1 == output.err.count("ShellCheck exceeded the time limit of this run and was stopped")
    assert len(counts) <= 4
    assert set() == leftovers()


def test_a_script_that_is_too_long_is_not_checked(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = counted_processes(monkeypatch)
    text = f"FROM x\n{long_script(1, session.LONGEST)}RUN cd /x; make\n"
    report = run(registry, text)
    (notice,) = report.notices
    assert ("Dockerfile", 2, 0) == (notice.path, notice.line, notice.status)
    assert "the script has more than 30,000 characters, so ShellCheck does not check it" in str(notice)
    assert [text.count("\n")] == [finding.line for finding in report.findings if finding.code == "SC2164"]
    assert [1] == counts


@pytest.mark.parametrize(("asked_for", "status"), [(False, 0), (True, 2)])
def test_a_missing_shellcheck(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked_for: bool,
    status: int,
) -> None:
    monkeypatch.setattr(session, "find_program", lambda: None)
    monkeypatch.chdir(tmp_path)
    Path("Dockerfile").write_text("FROM debian:12\nRUN cd /x; make\n")
    Path("dlint.toml").write_text('select = ["SC", "DL3006"]\n' + "shellcheck = true\n" * asked_for)
    assert status == main(["Dockerfile"])
    (line,) = (line for line in capsys.readouterr().err.splitlines() if "ShellCheck" in line)
    assert line.startswith(f"dlint: {'error' if asked_for else 'warning'}: ShellCheck is not installed")
    assert 0 == main(["--no-shellcheck", "Dockerfile"])
    assert "ShellCheck" not in capsys.readouterr().err


@pytest.mark.usefixtures("temporary")
def test_files_are_deleted_also_after_an_error() -> None:
    with pytest.raises(KeyboardInterrupt), Session() as session:
        session.submit(["#!/bin/sh\necho $x\n"], "style")
        session.start()
        raise KeyboardInterrupt
    assert set() == leftovers()


@pytest.mark.usefixtures("temporary")
def test_options_of_the_environment_do_not_count(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELLCHECK_OPTS", "--exclude=SC2164 --format=gcc")
    monkeypatch.setenv("LC_ALL", "C")
    assert ["2:5 SC2164", "2:15 SC2086", "2:15 SC2154"] == told(run(registry, "FROM x:1\nRUN cd 日本; ls $y\n"))
    assert set() == leftovers()


def test_the_library(recwarn: pytest.WarningsRecorder) -> None:
    assert ["SC2164"] == [finding.code for finding in lint(CODES, select=["SC2164"])]
    assert [] == list(recwarn)


def test_nothing_is_imported_for_plain_scripts(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM x:1\nRUN apt-get update && apt-get install -y gcc\n")
    probe = "import sys; from dlint.cli.main import main; main(['Dockerfile']); print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, cwd=tmp_path, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ).stdout  # fmt: skip
    loaded = {name for name in found.split() if name.startswith("dlint.engine.shellcheck.")}
    assert {"dlint.engine.shellcheck.on_demand", "dlint.engine.shellcheck.plain_scripts"} == loaded

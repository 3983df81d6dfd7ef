"""Processes that die or are ended: the others' files are reported, nothing goes on and no file is left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dlint.cli.main import main

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc, and kills them")

FOUND = "FROM debian\nMAINTAINER me\nRUN cd /x{}; make\n"
"""Has DL4000 and a script for ShellCheck."""

PATIENCE = 20.0
"""Seconds after which what has not happened will not happen."""

KILLER = '''
"""A rule that ends its process

```dockerfile good
FROM scratch
```
"""
import os
import signal

from dlint.api import File, Problems, rule


@rule("XX1", on="file")
def killer(file: File) -> Problems:
    name = os.path.basename(file.path)
    if "kill" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "exit" in name:
        os._exit(7)
    if "quit" in name:
        raise SystemExit(0)
    if "memory" in name:
        raise MemoryError
    if "deep" in name:
        raise RecursionError
    yield from ()
'''

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def environment(tmp_path: Path, root: Path) -> dict[str, str]:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "project").mkdir()
    return {**os.environ, "PYTHONPATH": str(root), "TMPDIR": str(tmp_path / "tmp")}


def write(directory: Path, names: list[str]) -> None:
    for number, name in enumerate(names):
        (directory / f"{number:02}{name}.Dockerfile").write_text(FOUND.format(number))


def dlint(tmp_path: Path, environment: dict[str, str], *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "dlint", *arguments],
        cwd=tmp_path / "project",
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


# Workers that die


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["", "", "", "", "kill", "", "", "", ""], "was killed by signal 9"),
        (["kill", "", "kill", "", "", "", "", "", "kill"], "was killed by signal 9"),
        (["kill"] * 5, "was killed by signal 9"),
        (["", "exit", "", ""], "ended with exit status 7"),
        (["", "quit", "", ""], "failed with SystemExit: 0"),
        (["", "memory", "", ""], "failed with MemoryError"),
        (["", "deep", "", ""], "failed with RecursionError"),
    ],
)
@pytest.mark.parametrize("shellcheck", [False, True])
def test_a_file_that_ends_its_process_is_named_and_the_others_are_reported(
    tmp_path: Path, environment: dict[str, str], names: list[str], said: str, shellcheck: bool
) -> None:
    (tmp_path / "extra" / "endings").mkdir(parents=True)
    (tmp_path / "extra" / "endings" / "killer.py").write_text(KILLER)
    write(tmp_path / "project", names)
    codes = "DL4000,XX1" + ",SC2164" * shellcheck
    ended = dlint(
        tmp_path, environment, "-j2", "--rules", str(tmp_path / "extra"), "--select", codes, "--format=json", "."
    )
    assert 3 == ended.returncode, ended.stderr
    bad = [f"{number:02}{name}.Dockerfile" for number, name in enumerate(names) if name]
    told = [line for line in ended.stderr.splitlines() if said in line]
    if "exit" in said or "signal" in said:
        assert len(bad) == len(told)
        assert [] == [name for name, line in zip(bad, told, strict=True) if name not in line]
    else:
        assert bad[0] in told[0]
    report = json.loads(ended.stdout)
    assert sorted(file["path"] for file in report["files"]) == [file["path"] for file in report["files"]]
    assert len(names) == len(report["files"])
    if "exit" in said or "signal" in said:
        assert bad == [file["path"] for file in report["files"] if file["error"]]
    found = {finding["path"] for finding in report["findings"] if finding["code"] == "DL4000"}
    assert {f"{number:02}.Dockerfile" for number, name in enumerate(names) if not name} <= found
    assert eventually(lambda: not os.listdir(tmp_path / "tmp"))
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("jobs", ["9" * 5000, "1" + "0" * 9])
def test_a_number_of_processes_that_nobody_means(tmp_path: Path, capsys: pytest.CaptureFixture[str], jobs: str) -> None:
    assert 2 == main(["-j", jobs, str(tmp_path)])
    assert "the number of `--jobs` is too large" in capsys.readouterr().err


def test_a_large_number_of_processes_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dlint.engine import scheduler, workers
    from dlint.engine.config.config import Configurations
    from dlint.engine.files.discovery import Target
    from dlint.engine.library import installed_rules

    asked: list[int] = []

    class Counting(workers.Workers):
        def reports(self) -> "Iterator[object]":  # type: ignore[override]
            asked.append(self._jobs)
            return iter(())

    monkeypatch.setattr(workers, "Workers", Counting)
    targets = [Target(f"{number}.Dockerfile", "dockerfile") for number in range(5000)]
    list(scheduler.check_paths(targets, Configurations(installed_rules(), {}), 999_999_999))
    assert 1 < asked[0] <= max(16, 2 * (os.cpu_count() or 1))


def test_what_cannot_be_pickled_costs_only_its_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dlint.engine.checker import Report
    from dlint.engine.files.discovery import Target
    from dlint.engine.notices import Notice
    from dlint.engine.workers import _packed, _unpacked

    class Local(Notice):
        """Nobody else can import it."""

    target = Target("Dockerfile", "dockerfile")
    report = Report(target.path)
    report.notices.append(Local("text"))
    again = _unpacked(_packed(report, target), target)
    assert ([3], "Dockerfile") == ([notice.status for notice in again.notices], again.path)
    again = _unpacked(b"\x80nonsense", target)
    assert ([3], "Dockerfile") == ([notice.status for notice in again.notices], again.path)


# Signals

START = """
import sys
from dlint.engine.shellcheck import session
session.find_program = lambda: FAKE
FAKE = sys.argv[1]
del sys.argv[1]
from dlint.__main__ import run
run()
"""

FAKES = {
    "sleeps": "exec sleep 600",
    "has a child": "trap '' TERM INT HUP; sleep 600; exit 0",
    "is busy": "trap '' TERM INT HUP; while :; do :; done",
}


def of_session(session: int) -> list[str]:
    """The processes of a session that are alive."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                text = Path("/proc", entry, "stat").read_text()
            except OSError:
                continue
            fields = text.rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] not in "ZX":
                found.append(text)
    return found


def eventually(happened: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@pytest.mark.parametrize("jobs", ["-j1", "-j2"])
@pytest.mark.parametrize("fake", FAKES)
@pytest.mark.parametrize(
    ("number", "statuses"),
    [
        (signal.SIGINT, {130}),
        (signal.SIGTERM, {-signal.SIGTERM}),
        (signal.SIGHUP, {-signal.SIGHUP}),
        (signal.SIGKILL, {-signal.SIGKILL}),
    ],
)
def test_nothing_goes_on_when_dlint_has_ended(
    tmp_path: Path, environment: dict[str, str], jobs: str, fake: str, number: int, statuses: set[int]
) -> None:
    program = tmp_path / "shellcheck"
    program.write_text(f"#!/bin/sh\necho >> {tmp_path}/started\n{FAKES[fake]}\n")
    program.chmod(0o755)
    write(tmp_path / "project", [""] * 8)
    with subprocess.Popen(
        [sys.executable, "-c", START, str(program), jobs, "--select=SC2164", "."],
        cwd=tmp_path / "project",
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert eventually((tmp_path / "started").exists)
        process.send_signal(number)
        _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode in statuses
    assert b"" == errors
    assert eventually(lambda: not of_session(process.pid)), of_session(process.pid)
    assert eventually(lambda: not os.listdir(tmp_path / "tmp"))


def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path, environment: dict[str, str]) -> None:
    """As `nohup` has it."""
    program = tmp_path / "shellcheck"
    program.write_text(f"#!/bin/sh\necho >> {tmp_path}/started\nwhile [ ! -e {tmp_path}/go ]; do sleep 0.01; done\n"
                       "echo '{\"comments\": []}'\n")  # fmt: skip
    program.chmod(0o755)
    write(tmp_path / "project", ["", ""])
    with subprocess.Popen(
        [
            "/bin/sh",
            "-c",
            'trap \'\' HUP; exec "$0" "$@"',
            sys.executable,
            "-c",
            START,
            str(program),
            "--select=SC2164",
        ],
        cwd=tmp_path / "project",
        env=environment,
        start_new_session=True,
    ) as process:
        assert eventually((tmp_path / "started").exists)
        process.send_signal(signal.SIGHUP)
        (tmp_path / "go").touch()
        assert 0 == process.wait(PATIENCE)


def test_a_report_that_is_cut_off_leaves_nothing(tmp_path: Path, environment: dict[str, str]) -> None:
    write(tmp_path / "project", [""])
    slow = START.replace("run()\n", "") + (
        "import os, time\n"
        "from dlint.startup import atomic\n"
        "def write(descriptor, data):\n"
        "    os.write(1, b'x')\n"
        "    time.sleep(600)\n"
        "atomic.write_all = write\n"
        "run()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", slow, "none", "--no-shellcheck", "--output=report", "."],
        cwd=tmp_path / "project",
        env=environment,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert b"x" == process.stdout.read(1)
        process.send_signal(signal.SIGTERM)
        assert -signal.SIGTERM == process.wait(PATIENCE)
    assert ["00.Dockerfile"] == os.listdir(tmp_path / "project")

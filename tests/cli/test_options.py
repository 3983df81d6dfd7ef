"""The reader of the command line, and the writer of files."""

import os
import stat
import sys
from pathlib import Path

import pytest

from dlint.cli.atomic import replace_file
from dlint.cli.configuration import build_arguments, day
from dlint.cli.errors import UsageError
from dlint.cli.options import Option, read

TABLE = (
    Option("-f", "--format", metavar="FORMAT", choices=("text", "json")),
    Option("-o", "--output", metavar="FILE"),
    Option("--select", metavar="RULES", many="comma"),
    Option("--build-arg", metavar="NAME=VALUE", many="repeat"),
    Option("-q", "--quiet"),
)


def test_nothing() -> None:
    options = read([], TABLE)
    found = {key: options[key] for key in ("format", "output", "select", "build_arg", "quiet")}
    assert {"format": None, "output": None, "select": [], "build_arg": [], "quiet": False} == found
    assert [] == options.operands


@pytest.mark.parametrize("arguments", [["--format", "json"], ["--format=json"], ["-f", "json"], ["-fjson"]])
def test_values(arguments: list[str]) -> None:
    assert "json" == read(arguments, TABLE)["format"]


def test_the_last_value_counts() -> None:
    assert "json" == read(["--format=text", "--format=json"], TABLE)["format"]


def test_lists() -> None:
    options = read(["--select", "A, B,,", "--select=C", "--build-arg", "a=1,2", "--build-arg=b="], TABLE)
    assert ["A", "B", "C"] == options["select"]
    assert ["a=1,2", "b="] == options["build_arg"]


def test_operands() -> None:
    assert ["a", "-", "b", "-q", "--x"] == read(["a", "-", "b", "--", "-q", "--x"], TABLE).operands
    options = read(["a", "-q", "b"], TABLE)
    assert (True, ["a", "b"]) == (options["quiet"], options.operands)
    assert "-" == read(["--output", "-"], TABLE)["output"]
    assert "" == read(["--output="], TABLE)["output"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--quite"], "unknown option `--quite`; did you mean `--quiet`?"),
        (["--form", "json"], "unknown option `--form`; did you mean `--format`?"),
        (["-x"], "unknown option `-x`"),
        (["--format"], "`--format` needs a value: `--format FORMAT`"),
        (["--quiet=1"], "`--quiet` takes no value, but `--quiet=1` gives one"),
        (["--format", "jsno"], "`--format jsno` is not known; did you mean `json`?"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(arguments, TABLE)
    assert str(caught.value).startswith(message)


def test_build_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DLINT_TEST_GIVEN", "here")
    monkeypatch.delenv("DLINT_TEST_LACKING", raising=False)
    found = build_arguments(["A=1", "B=", "C=x=y", "DLINT_TEST_GIVEN", "DLINT_TEST_LACKING", "A=2"])
    assert {"A": "2", "B": "", "C": "x=y", "DLINT_TEST_GIVEN": "here"} == found
    with pytest.raises(UsageError):
        build_arguments(["=x"])


def test_day() -> None:
    assert day(None) is None
    assert "2026-01-31" == day("2026-01-31")
    for wrong in ("2026-02-30", "today", "20260131", "2026-1-31", ""):
        with pytest.raises(UsageError):
            day(wrong)


# Writing files


def test_a_new_file(tmp_path: Path) -> None:
    replace_file(str(tmp_path / "new"), b"data")
    assert b"data" == (tmp_path / "new").read_bytes()
    assert ["new"] == os.listdir(tmp_path)


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_bytes(b"before")
    old.chmod(0o640)
    replace_file(str(old), b"after")
    assert b"after" == old.read_bytes()
    if os.name == "posix":
        assert 0o640 == stat.S_IMODE(old.stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"before")
    (tmp_path / "link").symlink_to("target")
    replace_file(str(tmp_path / "link"), b"after")
    assert (tmp_path / "link").is_symlink()
    assert b"after" == (tmp_path / "target").read_bytes()


def test_a_failure_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old"
    old.write_bytes(b"before")

    def full(descriptor: int, data: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.write", full)
    with pytest.raises(OSError, match="No space left"):
        replace_file(str(old), b"after")
    monkeypatch.undo()
    assert b"before" == old.read_bytes()
    assert ["old"] == os.listdir(tmp_path)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(1), OSError(28, "No space left on device")])
def test_an_interrupted_run_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def interrupted(source: str, target: str) -> None:
        raise error

    monkeypatch.setattr("os.replace", interrupted)
    with pytest.raises(type(error)):
        replace_file(str(tmp_path / "new"), b"data")
    assert [] == os.listdir(tmp_path)


def test_what_went_wrong_first_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, data: object) -> int:
        raise OSError(28, "No space left on device")

    def gone(path: str) -> None:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("os.write", full)
    monkeypatch.setattr("os.unlink", gone)
    with pytest.raises(OSError, match="No space left"):
        replace_file(str(tmp_path / "new"), b"data")


def test_what_another_run_left_behind_is_in_nobodys_way(tmp_path: Path) -> None:
    """A container's process has the number 1, that of the run before too."""
    (tmp_path / f".new.{os.getpid()}.tmp").write_bytes(b"")
    replace_file(str(tmp_path / "new"), b"data")
    assert b"data" == (tmp_path / "new").read_bytes()


def test_a_name_that_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [b"a" * 8, b"a" * 8, b"b" * 8]
    (tmp_path / f".dlint-{names[0].hex()}.tmp").write_bytes(b"of another")
    monkeypatch.setattr("os.urandom", lambda size: names.pop(0))
    replace_file(str(tmp_path / "new"), b"data")
    assert b"data" == (tmp_path / "new").read_bytes()
    assert [b"of another"] == [path.read_bytes() for path in tmp_path.glob(".dlint-*")]


@pytest.mark.skipif(os.name == "nt", reason="names have other bounds on Windows")
@pytest.mark.parametrize("name", ["n" * 255, "\U0001f433" * 63 + "abc"])
def test_the_longest_name(tmp_path: Path, name: str) -> None:
    replace_file(str(tmp_path / name), b"data")
    assert [name] == os.listdir(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")
def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    replace_file(str(tmp_path / "link"), b"data")
    assert b"data" == (tmp_path / "target").read_bytes()
    (tmp_path / "folder").mkdir()
    (tmp_path / "other").symlink_to("folder")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("other", "loop"):
        with pytest.raises(OSError, match=r"directory|symbolic links"):
            replace_file(str(tmp_path / name), b"data")
        assert (tmp_path / name).is_symlink()


def test_a_file_that_may_not_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old"
    old.write_bytes(b"before")
    real = os.open

    def refused(path: str, flags: int, mode: int = 0o777) -> int:
        """What the system says to one who is not root."""
        if path == str(old):
            raise PermissionError(13, "Permission denied")
        return real(path, flags, mode)

    monkeypatch.setattr("os.open", refused)
    with pytest.raises(PermissionError):
        replace_file(str(old), b"after")
    monkeypatch.undo()
    assert b"before" == old.read_bytes()
    assert ["old"] == os.listdir(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_a_device_is_written_to_and_not_replaced() -> None:
    with pytest.raises(OSError, match="No space left"):
        replace_file("/dev/full", b"data")
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)

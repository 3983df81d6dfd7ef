"""Files that are written whole or not at all."""

import os
import stat
import sys
from pathlib import Path

import pytest

from dlint.cli.atomic import replace_file


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
    (tmp_path / "directory").mkdir()
    (tmp_path / "other").symlink_to("directory")
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

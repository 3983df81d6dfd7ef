"""Caches heal: whatever is wrong with one, a run is right, and leaves a whole cache where it can."""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dlint.engine.packs import entry_points, rule_files
from dlint.engine.packs.loading import load_pack
from dlint.engine.packs.registry import Registry
from dlint.startup import cache_file, regex

RULE = '''r"""A title"""
from dlint.api import Problems, rule

@rule("{code}", on="stage", aliases=("Alias{code}",))
def {name}(stage: object, *, limit: int = {limit}) -> Problems:
    yield from ()
'''


@pytest.fixture(autouse=True)
def writes_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


def seen(directory: Path) -> object:
    """All that the rules in a directory say and do, as a run sees it."""
    registry = Registry()
    load_pack(registry, str(directory), "pack", "pack")
    assert [] == registry.errors
    return [(rule.card(), rule.page, rule.check.__code__.co_code) for rule in registry.rules]


class Pack:
    """Rules in a directory, what a run sees of them, and their cache when it is whole."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        for number in range(3):
            text = RULE.format(code=f"XX{number}", name=f"rule_{number}", limit=number)
            (directory / f"rule_{number}.py").write_text(text)
        self.seen = seen(directory)
        path = cache_file.place(str(directory), "rules")
        assert path is not None
        self.path = Path(path)
        self.data = self.path.read_bytes()

    @property
    def known(self) -> Any:
        found = cache_file.read(str(self.path))
        return None if found is None else found[0]

    def heals(self) -> None:
        """Two runs are right, and the first leaves a whole cache."""
        for _ in range(2):
            assert self.seen == seen(self.directory)
            assert self.data == self.path.read_bytes()


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    directory = tmp_path / "pack"
    directory.mkdir()
    return Pack(directory)


def flipped(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) * 8)
    changed = bytearray(data)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


DAMAGES: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "a bit": flipped,
    "cut": lambda data, chance: data[: chance.randrange(len(data))],
    "random bytes": lambda data, chance: chance.randbytes(chance.randrange(1, 2 * len(data))),
    "some bytes": lambda data, chance: data[: (start := chance.randrange(len(data)))] + b"\xe9" * 9 + data[start + 9 :],
    "empty": lambda data, chance: b"",
    "twice": lambda data, chance: data + data,
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_cache_heals(pack: Pack, name: str) -> None:
    chance = random.Random(name)
    for _ in range(100):
        data = DAMAGES[name](pack.data, chance)
        if data != pack.data:
            pack.path.write_bytes(data)
            pack.heals()


def test_no_damage_goes_unnoticed(tmp_path: Path) -> None:
    path = str(tmp_path / "file")
    cache_file.write(path, {"key": "value"}, b"pieces")
    data = Path(path).read_bytes()
    for place in range(len(data) * 8):
        changed = bytearray(data)
        changed[place // 8] ^= 1 << place % 8
        Path(path).write_bytes(changed)
        assert cache_file.read(path) is None
    for size in range(len(data)):
        Path(path).write_bytes(data[:size])
        assert cache_file.read(path) is None
    Path(path).write_bytes(data)
    found = cache_file.read(path)
    assert found is not None
    assert ({"key": "value"}, b"pieces") == (found[0], bytes(found[1]))


CARDS: dict[str, Callable[[dict[str, Any]], object]] = {
    "a key is missing": lambda card: {key: card[key] for key in card if key != "on"},
    "a key too many": lambda card: {**card, "more": 1},
    "another type": lambda card: {**card, "on": "stage"},
    "another type within": lambda card: {**card, "aliases": (1,)},
    "no name": lambda card: {**card, "name": None},
    "an option that is none": lambda card: {**card, "options": {"limit": None}},
    "no card": lambda card: None,
    "nothing": lambda card: {},
}


@pytest.mark.parametrize("name", CARDS)
def test_cards_of_another_shape_heal(pack: Pack, name: str) -> None:
    found = cache_file.read(str(pack.path))
    assert found is not None
    known, pieces = found
    changed = {path: (*entry[:2], CARDS[name](entry[2]), *entry[3:]) for path, entry in known.items()}
    cache_file.write(str(pack.path), changed, bytes(pieces))
    assert changed == pack.known
    pack.heals()


@pytest.mark.parametrize("value", [None, [], 1, {}, "text", ((), ())])
def test_a_cache_of_another_shape_heals(pack: Pack, value: object) -> None:
    for changed in (value, dict.fromkeys(pack.known, value)):
        cache_file.write(str(pack.path), changed)
        pack.heals()


def test_code_that_is_none_is_compiled(pack: Pack) -> None:
    for piece in (b"", b"N", b"\xe9\x01"):
        changed = {path: (*entry[:3], 0, len(piece)) for path, entry in pack.known.items()}
        cache_file.write(str(pack.path), changed, piece)
        assert pack.seen == seen(pack.directory)


def test_a_rule_that_cant_be_kept(tmp_path: Path) -> None:
    text = RULE.format(code="XX1", name="one", limit="(object,)").replace("limit: int", "limit: tuple")
    (tmp_path / "one.py").write_text(text)
    for _ in range(2):
        registry = Registry()
        load_pack(registry, str(tmp_path), "pack", "pack")
        assert ["one"] == [rule.name for rule in registry.rules]


def test_patterns_heal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "patterns")
    monkeypatch.setattr(regex, "_path", lambda: path)
    key = (r"a(b+)c", 0)

    def run() -> None:
        monkeypatch.setattr(regex, "_known", None)
        monkeypatch.setattr(regex, "_new", {})
        match = regex._compiled(*key).match("abbc")
        assert match is not None
        assert "bb" == match[1]
        regex.keep()

    run()
    whole = cache_file.read(path)
    assert whole is not None
    values: tuple[object, ...] = (None, [], 1, {key: None}, {key: b""}, {key: b"N"}, {key: b"\xe9\x00"}, {key: 1}, {})
    for value in values:
        cache_file.write(path, value)
        for _ in range(2):
            run()
            healed = cache_file.read(path)
            assert healed is not None
            assert whole[0] == healed[0]


def test_entry_points_heal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "packs")
    monkeypatch.setattr(cache_file, "place", lambda directory, name: path)
    directory = tmp_path / "installed"
    (directory / "x.dist-info").mkdir(parents=True)
    (directory / "x.dist-info/entry_points.txt").write_text("[dlint.rules]\nmine = my.rules\n")
    monkeypatch.setattr(entry_points, "site_directories", lambda: [str(directory)])

    def run() -> None:
        assert [("mine", "my.rules")] == [(entry.name, entry.value) for entry in entry_points.entry_points()]

    run()
    whole = cache_file.read(path)
    assert whole is not None
    time = directory.stat().st_mtime_ns
    entries: tuple[object, ...] = (
        None, (), (time,), (time, None), (time, [1]), (time, [("mine",)]), (time, [("mine", 1)]), (None, []),
    )  # fmt: skip
    for entry in entries:
        cache_file.write(path, {str(directory): entry})
        for _ in range(2):
            run()
            healed = cache_file.read(path)
            assert healed is not None
            assert whole[0] == healed[0]
    values: tuple[object, ...] = (None, [], 1, "text")
    for value in values:
        cache_file.write(path, value)
        run()


# What may lie in a cache's place


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")
def test_a_link_is_neither_read_nor_followed(pack: Pack, tmp_path: Path) -> None:
    target = tmp_path / "target"
    for data in (pack.data, b"of another"):
        target.write_bytes(data)
        pack.path.unlink()
        pack.path.symlink_to(target)
        assert cache_file.read(str(pack.path)) is None
        pack.heals()
        assert not pack.path.is_symlink()
        assert data == target.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")
def test_nothing_is_written_behind_a_link(pack: Pack, tmp_path: Path) -> None:
    pack.path.unlink()
    pack.path.parent.rename(tmp_path / "elsewhere")
    pack.path.parent.symlink_to(tmp_path / "elsewhere")
    assert pack.seen == seen(pack.directory)
    assert [] == list((tmp_path / "elsewhere").iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with names")
def test_a_pipe_is_not_waited_for(pack: Pack) -> None:
    pack.path.unlink()
    os.mkfifo(pack.path)
    code = "import sys; from dlint.startup import cache_file; assert cache_file.read(sys.argv[1]) is None"
    subprocess.run([sys.executable, "-c", code, str(pack.path)], check=True, timeout=60)
    pack.heals()


def test_a_huge_file_is_not_read(pack: Pack) -> None:
    with pack.path.open("r+b") as stream:
        stream.truncate(10_000_000_000)
    pack.heals()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_file_of_another_user_is_replaced(pack: Pack) -> None:
    os.chown(pack.path, 12345, 12345)
    assert cache_file.read(str(pack.path)) is None
    pack.heals()
    assert 0 == pack.path.stat().st_uid


def test_a_directory_in_its_place(pack: Pack) -> None:
    pack.path.unlink()
    pack.path.mkdir()
    for _ in range(2):
        assert pack.seen == seen(pack.directory)
    assert [pack.path] == list(pack.path.parent.iterdir())


def test_a_full_disk(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    pack.path.write_bytes(b"damaged")

    def full(descriptor: int, data: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    assert pack.seen == seen(pack.directory)
    monkeypatch.undo()
    assert [pack.path] == list(pack.path.parent.iterdir())


def test_many_processes_with_a_damaged_cache(pack: Pack, root: Path) -> None:
    pack.path.write_bytes(pack.data[:-1])
    code = (
        "import sys\nfrom dlint.engine.packs.loading import load_pack\nfrom dlint.engine.packs.registry import Registry\n"
        "registry = Registry()\n"
        "load_pack(registry, sys.argv[1], 'pack', 'pack')\n"
        "print([rule.page for rule in registry.rules], registry.errors)\n"
    )
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(pack.directory)],
            cwd=root,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(8)
    ]
    assert {"['A title', 'A title', 'A title'] []\n"} == {run.communicate(timeout=60)[0] for run in runs}
    assert pack.data == pack.path.read_bytes()
    assert [pack.path] == list(pack.path.parent.iterdir())


def test_the_cache_holds_what_the_files_say(pack: Pack) -> None:
    assert sorted(pack.known) == [file.path for file in rule_files.rule_files(str(pack.directory), "pack", cache=False)]

"""The build context: which ignore file, what is sent, and that nothing leads out of it."""

import os
import sys
from pathlib import Path

import pytest

from dlint.model.context import transfer
from dlint.model.context.context import Context
from dlint.model.disk import (
    NotAFile,
    TooLarge,
    locate,
    read_bytes,
)
from dlint.model.file import File
from dlint.syntax.source import Source
from tests.model.dockerfiles import Tree

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes and permissions as on Unix")
not_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")


def sent(context: Context) -> list[str]:
    return [entry.path + "/" * (entry.kind == "directory") for entry in context.walk()]


def test_which_ignore_file(tree: Tree) -> None:
    root = tree({"Dockerfile": "", "ci/app.Dockerfile": "", ".dockerignore": "a", "ci/.dockerignore": "b"})
    general = os.path.join(root, ".dockerignore")
    context = Context(str(root), str(root / "ci" / "app.Dockerfile"))
    assert (general, None) == (context.ignore_path, context.unused_ignore_path)
    tree({"ci/app.Dockerfile.dockerignore": ""})
    context = Context(str(root), str(root / "ci" / "app.Dockerfile"))
    assert os.path.join(root, "ci", "app.Dockerfile.dockerignore") == context.ignore_path
    assert general == context.unused_ignore_path
    assert context.sends("a") is False
    assert context.sends(".dockerignore") is True
    context = Context(str(root), str(root / "Dockerfile"))
    assert general == context.ignore_path
    assert context.ignore is not None
    assert ["a"] == [pattern.pattern for pattern in context.ignore.patterns]
    assert Context(str(root / "ci" / "none")).ignore_path is None


def test_no_ignore_file(tree: Tree) -> None:
    context = Context(str(tree({"a/b": "1", "c": "22"})))
    assert context.ignore is None
    assert ["a/", "a/b", "c"] == sent(context)
    assert [0, 1, 2] == [entry.size for entry in context.walk()]
    assert (False, []) == (context.limited, context.unreadable)


def test_a_directory_is_no_ignore_file(tree: Tree) -> None:
    assert Context(str(tree({".dockerignore/": ""}))).ignore_path is None


PROJECT = {
    "README.md": "",
    "docs/README.md": "",
    "docs/deep/a.md": "",
    "docs/b.txt": "",
    "src/a.py": "",
    "src/__pycache__/a.pyc": "",
    "x/node_modules/y": "",
    "empty/": "",
}


@pytest.mark.parametrize(
    ("ignore", "expected"),
    [
        ("docs\nx\nsrc\nempty", [".dockerignore", "README.md"]),
        ("*\n!src\n**/__pycache__", ["src/", "src/a.py"]),
        ("*\n!docs/README.md", ["docs/", "docs/README.md"]),
        ("*\n!docs/*.md", ["docs/", "docs/README.md"]),
        ("*\n!**/*.md", ["README.md", "docs/", "docs/README.md", "docs/deep/", "docs/deep/a.md"]),
        ("*\n!docs/deep/b.md", []),
        ("*\n!empty", ["empty/"]),
        ("**\n", []),
        # An exception does not bring back what an earlier pattern excludes deeper down.
        (".dockerignore\nREADME.md\ndocs\nsrc\nempty\n**/node_modules\n!x", ["x/"]),
    ],
)
def test_what_is_sent(tree: Tree, ignore: str, expected: list[str]) -> None:
    root = tree({**PROJECT, ".dockerignore": ignore})
    context = Context(str(root))
    assert expected == sent(context)
    every = [path.relative_to(root).as_posix() + "/" * path.is_dir() for path in root.rglob("*")]
    assert sorted(expected) == sorted(path for path in every if context.sends(path))
    assert context.sends(".") is True
    assert context.sends("none") is False


def test_walking_is_done_once_and_as_far_as_needed(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    context = Context(str(tree({"a/b": "", "c/d": ""})))
    looked: list[object] = []
    scandir = os.scandir

    def counted(path: str) -> object:
        looked.append(path)
        return scandir(path)

    monkeypatch.setattr("dlint.model.context.transfer.os.scandir", counted)
    walk = context.walk()
    assert "a" == next(walk).path
    assert 2 >= len(looked)
    assert ["a/", "a/b", "c/", "c/d"] == sent(context)
    assert ["a/b", "c", "c/d"] == [entry.path for entry in walk]
    assert 3 == len(looked)
    assert ["c/d"] == [entry.path for entry in context.find(("d", "none"))]
    assert 3 == len(looked)


def test_limits(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({f"a/{number}": "" for number in range(20)})
    monkeypatch.setattr(transfer, "MAX_ENTRIES", 10)
    context = Context(str(root))
    assert 10 >= len(sent(context))
    assert context.limited
    monkeypatch.setattr(transfer, "MAX_ENTRIES", 1000)
    monkeypatch.setattr(transfer, "MAX_WORK", 50)
    tree({".dockerignore": "*z*\n*y*\n" * 100})
    context = Context(str(root))
    assert 10 > len(sent(context))
    assert context.limited


@posix
def test_links_stay_inside(tree: Tree) -> None:
    root = tree({"in/real/file": "text", "in/secret/": "", "out/password": "x"})
    inside = root / "in"
    (inside / "up").symlink_to("../out")
    (inside / "absolute").symlink_to(root / "out")
    (inside / "root").symlink_to("/real")
    (inside / "near").symlink_to("real")
    (inside / "loop").symlink_to("loop")
    (inside / "broken").symlink_to("nothing")
    (inside / "system").symlink_to("/etc/passwd")
    context = Context(str(inside))
    assert {entry.path: entry.kind for entry in context.walk()} == {
        "absolute": "link",
        "broken": "link",
        "loop": "link",
        "near": "link",
        "real": "directory",
        "real/file": "file",
        "root": "link",
        "secret": "directory",
        "system": "link",
        "up": "link",
    }
    assert [True, True, True] == [context.exists(path) for path in ("near/file", "root/file", "real/../near/file")]
    assert [False] * 6 == [
        context.exists(path)
        for path in ("up/password", "absolute/password", "system", "broken", "../out/password", "a\0b")
    ]
    assert context.exists("loop") is None
    assert context.sends("loop") is True
    assert context.sends("loop/a") is None
    assert context.sends("near/file") is True
    assert context.read("system") is None
    source = context.read("root/file")
    assert source is not None
    assert "text" == source.text


@posix
def test_pipes_are_not_opened(tree: Tree) -> None:
    root = tree({})
    os.mkfifo(root / "pipe")
    os.mkfifo(root / ".dockerignore")
    context = Context(str(root))
    assert context.ignore_path is None
    assert [(".dockerignore", "other", 0), ("pipe", "other", 0)] == [(e.path, e.kind, e.size) for e in context.walk()]
    assert context.read("pipe") is None
    assert "other" == context.kind("pipe")
    with pytest.raises(NotAFile, match="a pipe"):
        read_bytes(str(root / "pipe"))


@posix
@not_root
def test_unreadable_is_unknown(tree: Tree) -> None:
    root = tree({"locked/a": "", "b": "", ".dockerignore": "b"})
    (root / "locked").chmod(0)
    try:
        context = Context(str(root))
        assert context.exists("locked/a") is None
        assert context.sends("locked/a") is None
        assert [] == context.expand_source("locked/*")
        assert [".dockerignore", "locked/"] == sent(context)
        assert ["locked"] == context.unreadable
    finally:
        (root / "locked").chmod(0o700)
    (root / ".dockerignore").chmod(0)
    context = Context(str(root))
    assert context.sends("b") is None
    assert [] == sent(context)
    assert context.unknown


def test_an_ignore_file_that_is_too_large_is_unknown(tree: Tree) -> None:
    root = tree({"b": ""})
    with (root / ".dockerignore").open("wb") as stream:
        stream.truncate(11_000_000_000 if sys.platform != "win32" else 11_000_000)
    context = Context(str(root))
    assert context.sends("b") is None
    assert context.unknown
    with pytest.raises(TooLarge):
        read_bytes(str(root / ".dockerignore"))


def test_one_path(tree: Tree) -> None:
    context = Context(str(tree({"a/b": "x" * 10})))
    assert ["directory", "file", None] == [context.kind(path) for path in ("a", "a/b", "a/b/c")]
    assert context.mode("a/b")
    assert context.mode("c") is None
    assert context.read("a/b", limit=9) is None
    assert context.read("a") is None
    place = locate(context.root, "/../a/./b/../b")
    assert place is not None
    assert "a/b" == place.path


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (".", ["."]),
        ("./", ["."]),
        ("/", ["."]),
        ("..", ["."]),
        ("src", ["src"]),
        ("./src/", ["src"]),
        ("/src/a.py", ["src/a.py"]),
        ("../src/a.py", ["src/a.py"]),
        ("none", []),
        ("docs", []),
        ("*.md", ["README.md"]),
        ("*/*.py", ["src/a.py", "src/b.py"]),
        ("s?c/[ab].py", ["src/a.py", "src/b.py"]),
        ("s*", ["setup.cfg", "src"]),
        ("src/*", ["src/a.py", "src/b.py", "src/sub"]),
        ("src/**/x", ["src/sub/x"]),
        ("**/a.py", ["src/a.py"]),
        ("[", []),
        ("[]a]", []),
        ("src/[a-", []),
        ("docs/*", []),
        ("a\\*b", []),
    ],
)
def test_sources(tree: Tree, source: str, expected: list[str]) -> None:
    files = ("README.md", "docs/x", "setup.cfg", "src/a.py", "src/b.py", "src/sub/x")
    root = tree({**dict.fromkeys(files, ""), ".dockerignore": "docs"})
    assert expected == Context(str(root)).expand_source(source)


def test_sources_before_anything_is_excluded(tree: Tree) -> None:
    context = Context(str(tree({"docs/x": "", ".dockerignore": "docs"})))
    assert ["docs/x"] == context.present("docs/*")
    assert [] == context.expand_source("docs/*")


def test_left_out(tree: Tree) -> None:
    files = ("a/b/c", "a/b/d", "a/e", "f/g", "h", "i/j/k.md", "i/l")
    root = tree({**dict.fromkeys(files, ""), ".dockerignore": "a/b\nf\nh\ni\n!i/j\n.dockerignore"})
    found = [(entry.path, pattern.text) for entry, pattern in Context(str(root)).left_out()]
    assert [(".dockerignore", ".dockerignore"), ("a/b", "a/b"), ("f", "f"), ("h", "h"), ("i", "i")] == found


def test_context_of_a_file(tree: Tree) -> None:
    text = (
        "FROM a\nCOPY --from=b none .\nADD https://a.b/c git@x:y.git .\nARG N=app\nCOPY $N.py <<EOF /x/\nEOF\nCOPY $Z ."
    )
    root = tree({".git/": "", "app.py": "", "docker/Dockerfile": text})
    path = root / "docker" / "Dockerfile"
    context = File(Source(text, str(path)), directory=str(path.parent)).context
    assert context is not None
    assert root.resolve() == Path(context.root)
    assert File(Source(text, "Dockerfile")).context is None

"""From paths to files, and from files to text."""

import os
import random
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dlint.engine.files import discovery
from dlint.engine.files.discovery import (
    ReadError,
    Target,
    discover,
    read,
)
from dlint.engine.files.names import (
    COMPOSE,
    DOCKERFILE,
    DOCKERIGNORE,
    kind_by_name,
    kind_in_search,
    starts_like_dockerfile,
)
from dlint.model.disk import MAX_BYTES

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes and permissions as on Unix")
not_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Make files with their text, or empty ones, and work in the directory they are in."""
    monkeypatch.chdir(tmp_path)

    def files(*names: str, **texts: str) -> Path:
        for name in names:
            name, _, text = name.partition("=")
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return tmp_path

    return files


def found(*paths: str) -> list[str]:
    targets = discover(paths or ["."])
    assert all(target.error is None for target in targets)
    return [target.path for target in targets]


@pytest.mark.parametrize(
    "name",
    [
        *["Dockerfile", "dockerfile", "Containerfile", "Dockerfile.dev", "Dockerfile.prod.alpine", "Dockerfile.3.12"],
        *[
            "app.Dockerfile",
            "app.dockerfile",
            "Containerfile.dev",
            "Containerfile-dev",
            "Dockerfile.php",
            "Dockerfile.in.x",
        ],
        *["my.in.dockerfile", "Dockerfile.test", "Dockerfile.example"],
    ],
)
def test_dockerfiles(name: str) -> None:
    assert DOCKERFILE == kind_in_search(name)


@pytest.mark.parametrize(
    "name",
    [
        *[
            "Dockerfile.j2",
            "Dockerfile.jinja",
            "Dockerfile.jinja2",
            "Dockerfile.erb",
            "Dockerfile.in",
            "Dockerfile.tpl",
        ],
        *["Dockerfile.tmpl", "Dockerfile.template", "Dockerfile.mustache", "Dockerfile.hbs", "Dockerfile.ejs"],
        *["Dockerfile.gotmpl", "Dockerfile.m4", "Dockerfile.j2.alpine", "app.j2.dockerfile", "Containerfile.in"],
        *["Dockerfile.md", "Dockerfile.rst", "Dockerfile.orig", "Dockerfile.bak", "Dockerfile.swp", "Dockerfile.dev~"],
        *[
            ".Dockerfile.swp",
            "Dockerfile~",
            "#Dockerfile.dev#",
            ".#Dockerfile.dev",
            "Dockerfile.yaml",
            "Dockerfile.json",
        ],
        *[
            "Containerfile.md",
            "Dockerfile-dev",
            "MyDockerfile",
            "DOCKERFILE",
            "README.md",
            "x.DockerFile",
            "my-compose.yml",
        ],
    ],
)
def test_no_dockerfiles(name: str) -> None:
    assert kind_in_search(name) is None
    assert DOCKERFILE == kind_by_name(name)


@pytest.mark.parametrize("name", [".dockerignore", "Dockerfile.dockerignore", "app.Dockerfile.dockerignore"])
def test_ignore_files(name: str) -> None:
    assert (DOCKERIGNORE, DOCKERIGNORE) == (kind_in_search(name), kind_by_name("a/" + name))
    assert kind_in_search(".containerignore") is None


@pytest.mark.parametrize(
    "name",
    [
        *["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml", "compose.prod.yaml"],
        *["docker-compose.override.yml", "docker-compose-dev.yml", "compose.dev.local.yaml"],
    ],
)
def test_compose_files(name: str) -> None:
    assert (COMPOSE, COMPOSE) == (kind_in_search(name), kind_by_name("a/" + name))


@pytest.mark.parametrize(
    "name",
    ["Compose.yaml", "compose.YAML", "compose.json", "composer.yaml", "compose-dev.yaml", "compose.j2.yaml", "compose"],
)
def test_no_compose_files(name: str) -> None:
    assert (None, DOCKERFILE) == (kind_in_search(name), kind_by_name(name))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FROM a", True),
        ("\ufeff# syntax=x\n\n  from a\n", True),
        ("ARG x\nFROM a", True),
        ("<?php", False),
        ("#!/bin/sh\nset -e\n", False),
        ("from docker import x", True),
        ("package main", False),
        ("", False),
        ("FROM", False),
    ],
)
def test_a_start(text: str, expected: bool) -> None:
    assert expected == starts_like_dockerfile(text)


def test_a_directory_is_searched(make: Make) -> None:
    make(
        "Dockerfile",
        "b/Dockerfile",
        "a/x.Dockerfile",
        "a/x.Dockerfile.dockerignore",
        "a/Dockerfile.d/Containerfile",
        ".dockerignore",
        "README.md",
        ".devcontainer/Dockerfile",
        ".git/Dockerfile",
        "node_modules/x/Dockerfile",
        "a/node_modules/Dockerfile",
        ".venv/Dockerfile",
        "venv/Dockerfile",
        "env/pyvenv.cfg",
        "env/lib/Dockerfile",
        ".tox/Dockerfile",
        "lib/site-packages/Dockerfile",
    )
    assert [
        ".devcontainer/Dockerfile",
        ".dockerignore",
        "Dockerfile",
        "a/Dockerfile.d/Containerfile",
        "a/x.Dockerfile",
        "a/x.Dockerfile.dockerignore",
        "b/Dockerfile",
        "venv/Dockerfile",
    ] == found()
    assert found() == found(".", "Dockerfile", "a", "./b/Dockerfile", os.path.abspath("."))
    assert ["b/Dockerfile"] == found("b")
    assert ["b/Dockerfile"] == found("b/")
    assert ["./b/Dockerfile"] == found("./b")
    assert [f"{Path.cwd().as_posix()}/b/Dockerfile"] == found(os.path.abspath("b"))
    assert ["node_modules/x/Dockerfile"] == found("node_modules")
    assert ["env/lib/Dockerfile"] == found("env")
    assert ["b/Dockerfile", "a/x.Dockerfile"] == found("b/Dockerfile", "a/x.Dockerfile")


def test_kinds(make: Make) -> None:
    make("Dockerfile", "x.dockerignore", "README.md")
    assert [Target("Dockerfile", DOCKERFILE), Target("x.dockerignore", DOCKERIGNORE)] == discover(["."])
    assert [Target("README.md", DOCKERFILE)] == discover(["README.md"])


def test_what_may_be_a_program(make: Make) -> None:
    make(
        "Dockerfile.php=FROM php\n",
        "Dockerfile.go=package main\n",
        "Dockerfile.txt=# c\nARG A\n",
        "Dockerfile.sh=#!/bin/sh\n",
    )
    assert ["Dockerfile.php", "Dockerfile.txt"] == found()
    assert ["Dockerfile.go"] == found("Dockerfile.go")


def test_excluded(make: Make) -> None:
    root = make("Dockerfile", "a/Dockerfile", "b/c/Dockerfile")
    asked: list[str] = []

    def excluded(path: str) -> bool:
        asked.append(Path(path).relative_to(root.resolve()).as_posix())
        return path.endswith((f"{os.sep}b", f"a{os.sep}Dockerfile"))

    assert [Target("Dockerfile", DOCKERFILE)] == discover(["."], excluded=excluded)
    assert ["Dockerfile", "a", "a/Dockerfile", "b"] == sorted(asked)
    assert [Target("a/Dockerfile", DOCKERFILE)] == discover(["a/Dockerfile"], excluded=excluded)
    assert [] == discover(["a/Dockerfile"], excluded=excluded, force=True)


@posix
def test_links(make: Make, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = make("a/real.Dockerfile", "a/other", "b/Dockerfile")
    outside = tmp_path_factory.mktemp("outside")
    (outside / "Dockerfile").write_text("")
    (root / "Dockerfile").symlink_to("a/other")
    (root / "again.Dockerfile").symlink_to("a/real.Dockerfile")
    (root / "out.Dockerfile").symlink_to(outside / "Dockerfile")
    (root / "broken.Dockerfile").symlink_to("nothing")
    (root / "loop.Dockerfile").symlink_to("loop.Dockerfile")
    (root / "a" / "loop").symlink_to("..")
    (root / "outside").symlink_to(outside)
    assert ["Dockerfile", "a/real.Dockerfile", "b/Dockerfile"] == sorted(
        path.replace("again.Dockerfile", "a/real.Dockerfile") for path in found()
    )
    assert ["outside/Dockerfile"] == found("outside")
    assert ["out.Dockerfile"] == found("out.Dockerfile")
    errors = [target.error for target in discover(["broken.Dockerfile", "loop.Dockerfile"])]
    assert ["no such file or directory", "too many levels of symbolic links"] == errors


def test_what_is_not_there(make: Make) -> None:
    make("Dockerfile")
    targets = discover(["none", "none.dockerignore", "a\0b", "Dockerfile", "Dockerfile/x", "."])
    assert ["none", "none.dockerignore", "a\0b", "Dockerfile", "Dockerfile/x"] == [target.path for target in targets]
    assert [True, True, True, False, True] == [target.error is not None for target in targets]
    assert [DOCKERFILE, DOCKERIGNORE] == [target.kind for target in targets[:2]]
    assert [] == discover([os.path.dirname(discovery.__file__)])


@posix
def test_pipes_and_devices(make: Make) -> None:
    root = make("x")
    os.mkfifo(root / "Dockerfile")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        assert [] == found()
        errors = [target.error for target in discover(["Dockerfile", "socket", "/dev/null"])]
    assert ["is a pipe, not a file", "is a socket, not a file", "is a device, not a file"] == errors
    for path in ("Dockerfile", "socket", "/dev/null"):
        with pytest.raises(ReadError, match="not a file"):
            read(path)


@posix
@not_root
def test_permissions(make: Make) -> None:
    root = make("Dockerfile", "locked/Dockerfile")
    (root / "Dockerfile").chmod(0)
    (root / "locked").chmod(0)
    try:
        assert [Target("Dockerfile", DOCKERFILE)] == discover(["."])
        assert ["permission denied", "permission denied"] == [t.error for t in discover(["Dockerfile", "locked"])]
        with pytest.raises(ReadError, match="permission denied"):
            read("Dockerfile")
    finally:
        (root / "locked").chmod(0o700)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfeF\0R\0", "is UTF-16: save it as UTF-8"),
        (b"\xfe\xff\0F\0R", "is UTF-16: save it as UTF-8"),
        (b"\xff\xfe\0\0F\0\0\0", "is UTF-32: save it as UTF-8"),
        (b"\0\0\xfe\xff\0\0\0F", "is UTF-32: save it as UTF-8"),
        ("FROM a\n".encode("utf-16-le"), "is UTF-16 or binary: save it as UTF-8"),
        (b"\x7fELF\x02\0xxxxxxxxxxxxxxxxxx", "is binary"),
        (b"x" * (MAX_BYTES + 1), "is larger than 10 MB"),
    ],
)
def test_unreadable(make: Make, data: bytes, message: str) -> None:
    (make() / "Dockerfile").write_bytes(data)
    with pytest.raises(ReadError) as error:
        read("Dockerfile")
    assert message == str(error.value)


@pytest.mark.parametrize(
    "data", [b"", b"FROM a\r\n", b"\xef\xbb\xbfFROM a", b"FROM \xff\xc3(\x80", b"x" * 9000 + b"\0"]
)
def test_readable(make: Make, data: bytes) -> None:
    (make() / "Dockerfile").write_bytes(data)
    source = read("Dockerfile")
    assert data == source.encode()
    assert "Dockerfile" == source.path


def test_nothing_to_read(make: Make) -> None:
    make("a/b")
    for path, message in (("none", "no such file or directory"), ("a", "is a folder"), ("a\0", "embedded null")):
        with pytest.raises(ReadError, match=message):
            read(path)


# What git ignores


def test_gitignore(make: Make) -> None:
    make(
        ".git/info/exclude=/excluded.Dockerfile\n",
        ".gitignore=build/\n*.Dockerfile\n!keep.Dockerfile\n# c\n",
        "excluded.Dockerfile",
        "x.Dockerfile",
        "keep.Dockerfile",
        "build/Dockerfile",
        "a/build/Dockerfile",
        "a/.gitignore=!x.Dockerfile\n/b\nDockerfile\n",
        "a/x.Dockerfile",
        "a/b/Dockerfile",
        "a/c/Dockerfile",
        "c/b/Dockerfile",
    )
    assert ["a/x.Dockerfile", "c/b/Dockerfile", "keep.Dockerfile"] == found()
    assert ["a/x.Dockerfile"] == found("a")
    assert ["x.Dockerfile"] == found("x.Dockerfile")
    assert 9 == len(discover(["."], gitignore=False))


def test_an_ignored_directory_that_is_named_is_searched(make: Make) -> None:
    make(".git/HEAD", ".gitignore=build/\n", "build/a/Dockerfile", "Dockerfile")
    assert ["Dockerfile"] == found()
    assert ["build/a/Dockerfile"] == found("build")
    assert ["build/a/Dockerfile"] == found("build/a")


def test_directories_above_count_in_a_repository_only(make: Make) -> None:
    make(".gitignore=Dockerfile\n", "a/Dockerfile")
    assert ["a/Dockerfile"] == found("a")
    assert [] == found()
    make(".git/HEAD")
    assert [] == found("a")


def test_hostile_gitignore(make: Make) -> None:
    long = "a" * 200
    make(
        f".gitignore={'*a' * 30}b\nfoo\\\n[\n{'**/a*/' * 30}b\n\0\nx.Dockerfile\n", f"{long}.Dockerfile", "x.Dockerfile"
    )
    assert [f"{long}.Dockerfile"] == found()


@pytest.mark.parametrize(
    "statement",
    [
        "discover(['Dockerfile'])",
        "read('Dockerfile')",
        "discover(['a'])",
    ],
)
def test_nothing_slow_is_imported(make: Make, statement: str, root: Path) -> None:
    make("Dockerfile", "a/Dockerfile", "a/.gitignore=# nothing\n\n")
    code = f"import sys; from dlint.engine.files.discovery import *; {statement}; print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(root)}
    run = subprocess.run(
        [sys.executable, "-S", "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert set() == {"pathspec", "typing", "dataclasses", "pathlib", "json"} & set(run.stdout.split())


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_like_git(tmp_path: Path) -> None:
    chance = random.Random(3)
    patterns = [
        *[
            "a",
            "b/",
            "*.dockerfile",
            "!x.dockerfile",
            "/a",
            "a/b",
            "**/b",
            "a/**",
            "!a",
            "*",
            "!*/",
            "!b/",
            "Dockerfile",
        ],
        *[
            "!Dockerfile",
            "/b/Dockerfile",
            "[ab]",
            "[!a]",
            "a/*",
            "!a/b",
            "b/**/Dockerfile",
            "!/a/",
            "foo\\",
            "#x",
            "a?",
        ],
        *["!a/Dockerfile", "*.*", "**", "*/", "!**/x.dockerfile", "/*", "!/b"],
    ]
    directories = ["", "a", "b", "a/a", "a/b", "b/a", "ab/b", "a/b/a"]
    for number in range(40):
        root = tmp_path / str(number)
        for directory in directories:
            (root / directory).mkdir(parents=True, exist_ok=True)
            for name in ("Dockerfile", "x.dockerfile"):
                (root / directory / name).touch()
            if not directory or chance.random() < 0.3:
                lines = chance.choices(patterns, k=chance.randint(1, 4))
                (root / directory / ".gitignore").write_text("\n".join(lines))
        subprocess.run(["git", "init", "-q", str(root)], check=True)
        command = ["git", "-c", f"core.excludesFile={os.devnull}", "ls-files", "-o", "--exclude-standard"]
        listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
        expected = sorted(f"{root.as_posix()}/{path}" for path in listed if not path.endswith(".gitignore"))
        assert expected == [target.path for target in discover([str(root)])]

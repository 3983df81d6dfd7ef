"""The rules on build contexts, on whole projects: those in fixtures/projects, and what no repository can hold."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dlint.engine.config.config import Configurations
from dlint.engine.files.discovery import discover
from dlint.engine.packs.loading import load
from dlint.engine.scheduler import check_paths
from tests.conftest import ROOT

PROJECTS = ROOT / "fixtures" / "projects"
EXPECTED: dict[str, Any] = json.loads((PROJECTS / "expected.json").read_text(encoding="utf-8"))

Tree = Callable[[dict[str, str]], Path]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Make files below a directory, and give the directory. Its own name does not say that it is for tests."""
    root = tmp_path / "project"

    def make(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return root

    return make


def found_in(directory: Path, overrides: dict[str, Any] | None = None) -> list[str]:
    """`path:line severity rule` of what the rules on contexts find."""
    values = {"select": ["context"], **(overrides or {})}
    configurations = Configurations(load(), values, discover=False)
    found = []
    for report in check_paths(discover([str(directory)], gitignore=False), configurations):
        assert report.error is None
        assert [] == [str(notice) for notice in report.notices]
        for finding in report.findings:
            path = Path(finding.path).relative_to(directory).as_posix()
            found.append(f"{path}:{finding.line} {finding.severity} {finding.rule}")
    return found


def rules_in(directory: Path, overrides: dict[str, Any] | None = None) -> list[str]:
    return sorted({line.rpartition(" ")[2] for line in found_in(directory, overrides)})


def test_every_project_is_expected() -> None:
    assert sorted(EXPECTED) == sorted(path.name for path in PROJECTS.iterdir() if path.is_dir())


@pytest.mark.skipif(sys.platform == "win32", reason="the repository holds symbolic links")
@pytest.mark.parametrize("repository", [False, True], ids=["plain", "repository"])
@pytest.mark.parametrize("name", EXPECTED)
def test_project(tmp_path: Path, name: str, repository: bool) -> None:
    """In a repository and without, which changes how far the search for compose files goes."""
    directory = tmp_path / name
    shutil.copytree(PROJECTS / name, directory, symlinks=True)
    if repository:
        (directory / ".git").mkdir()
        (directory / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    assert EXPECTED[name]["findings"] == [
        line
        for line in found_in(directory)
        if not line.endswith(("dockerignore-missing-git", "host-files-copied-along"))
    ]


KEY = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n"


def test_what_leaks_is_told_at_the_instruction_and_in_the_ignore_file(tree: Tree) -> None:
    root = tree(
        {
            "Dockerfile": "FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\n",
            ".dockerignore": "**/__pycache__\n",
            "app.py": "",
            ".env": "PASSWORD=x\n",
            ".git/HEAD": "ref: refs/heads/main\n",
            ".venv/pyvenv.cfg": "",
            "deploy/key.pem": KEY,
            "db.sqlite3": "",
            "htmlcov/index.html": "",
            ".aws/credentials": "[default]\n",
        }
    )
    expected = [
        ".dockerignore:1 error dockerignore-missing-env",
        ".dockerignore:1 error dockerignore-missing-venv",
        ".dockerignore:1 error python-context-leak",
        ".dockerignore:1 error python-context-leak",
        ".dockerignore:1 info python-context-leak",
        ".dockerignore:1 warning dockerignore-missing-git",
        ".dockerignore:1 warning python-context-leak",
        "Dockerfile:3 error host-files-copied-along",
        "Dockerfile:3 error secret-copied-along",
        "Dockerfile:3 warning host-files-copied-along",
    ]
    assert expected == sorted(found_in(root))


LEAKY = {
    "app.py": "",
    ".env": "PASSWORD=x\n",
    ".venv/pyvenv.cfg": "",
    "deploy/key.pem": KEY,
    "db.sqlite3": "",
}
SAFE = "**/.env*\n**/.venv\n**/*.pem\n**/*.sqlite3\n.git\n**/__pycache__\n"


@pytest.mark.parametrize(
    ("dockerfile", "ignore", "expected"),
    [
        # All of it is left out.
        ("FROM python:3.13-slim\nCOPY . /app\n", SAFE, []),
        # Only named files are copied.
        ("FROM python:3.13-slim\nCOPY app.py /app/\n", "", []),
        # Nothing of the stage but a directory that is made in it comes into the image.
        (
            "FROM python:3.13-slim AS build\nWORKDIR /src\nCOPY deploy deploy\nRUN make\nFROM debian:12\n"
            "COPY --from=build /src/dist /dist\n",
            "",
            [],
        ),
        # A directory that is copied on takes it along.
        (
            "FROM python:3.13-slim AS build\nWORKDIR /src\nCOPY deploy deploy\n"
            "FROM debian:12\nCOPY --from=build /src /srv\n",
            "",
            ["secret-copied-along"],
        ),
        # No ignore file: one finding tells it all.
        ("FROM python:3.13-slim\nCOPY . /app\n", None, ["missing-dockerignore"]),
        # The stage is not built.
        ("FROM python:3.13-slim AS unused\nCOPY deploy /app\nFROM debian:12\n", "", []),
    ],
)
def test_what_comes_into_the_image(tree: Tree, dockerfile: str, ignore: str | None, expected: list[str]) -> None:
    files = {**LEAKY, "Dockerfile": dockerfile}
    if ignore is not None:
        files[".dockerignore"] = ignore
    assert expected == rules_in(tree(files))


def test_without_a_directory_nothing_is_said() -> None:
    from dlint.api import lint

    text = "FROM python:3.13-slim\nCOPY . /app\nCOPY missing.txt .env /x/\n"
    assert [] == lint(text, select=["context"])
    assert [] == lint(text, path="nowhere/at/all/Dockerfile", select=["context"])


def test_a_context_that_is_given(tree: Tree) -> None:
    root = tree(
        {
            "docker/Dockerfile": "FROM debian:12\nCOPY a.txt missing.txt /srv/\n",
            "docker/a.txt": "",
            "docker/missing.txt": "",
            "other/a.txt": "",
        }
    )
    assert [] == found_in(root)
    assert ["docker/Dockerfile:2 error missing-copy-source"] == found_in(root, {"context": str(root / "other")})
    (root / "docker" / "dlint.toml").write_text('context = "../other"\n')
    configurations = Configurations(load(), {"select": ["context"]})
    reports = list(check_paths(discover([str(root)], gitignore=False), configurations))
    assert ["missing-copy-source"] == [finding.rule for report in reports for finding in report.findings]


def test_many_dockerfiles_over_one_root_walk_it_once(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"app{number}.Dockerfile": "FROM python:3.13-slim\nCOPY . /app\n" for number in range(10)}
    root = tree({**files, ".dockerignore": "**/.git\n", "a/b/c.txt": "", "a/d.txt": ""})
    looked: list[str] = []
    scandir = os.scandir

    def counted(path: str) -> object:
        looked.append(os.fspath(path))
        return scandir(path)

    monkeypatch.setattr("dlint.model.context.transfer.os.scandir", counted)
    found_in(root)
    assert 1 == looked.count(str(root / "a" / "b"))


def test_a_name_that_git_ignores_may_come_later(tree: Tree) -> None:
    files = {"Dockerfile": "FROM debian:12\nCOPY a.txt report.txt /srv/\n", "a.txt": "", ".git/HEAD": ""}
    assert ["missing-copy-source"] == rules_in(tree(files))
    assert [] == rules_in(tree({".gitignore": "/report.txt\n"}))


def test_large_files(tree: Tree) -> None:
    root = tree({"Dockerfile": "FROM debian:12\nCOPY . /srv\n", ".dockerignore": ".git\n**/.env\n"})
    with (root / "disk.img").open("wb") as stream:
        stream.truncate(10_000_000_000)
    assert ["Dockerfile:2 info large-file-copied-along"] == found_in(root)

"""Requirements files: what is read of them, with what they include, and how much."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dlint.api import check, lint
from dlint.model.context.context import Context
from dlint.model.context.workspace import Workspace
from dlint.model.disk import read_bytes
from dlint.model.python.project import Project
from dlint.model.python.requirements import RequirementsFile, parse_requirement
from dlint.model.python.requirements_reader import requirements_in
from tests.conftest import ROOT
from tests.model.dockerfiles import project


@pytest.mark.parametrize(
    ("text", "name", "specifier", "url"),
    [
        ("numpy", "numpy", "", None),
        ("Ruamel.YAML==0.18", "ruamel-yaml", "==0.18", None),
        ("uvicorn[standard]>=0.30,<1 ; python_version > '3.8'", "uvicorn", ">=0.30,<1", None),
        ("lib @ git+https://github.com/acme/lib@main", "lib", "", "git+https://github.com/acme/lib@main"),
        ("git+https://github.com/acme/lib.git#egg=lib", "lib", "", "git+https://github.com/acme/lib.git#egg=lib"),
        ("./packages/api", "", "", "./packages/api"),
        ("numpy-1.26.4-cp312-cp312-linux_x86_64.whl", "numpy", "", "numpy-1.26.4-cp312-cp312-linux_x86_64.whl"),
        ("flask==3.1 --hash=sha256:00", "flask", "==3.1", None),
    ],
)
def test_requirement(text: str, name: str, specifier: str, url: str | None) -> None:
    found = parse_requirement(text)
    assert found is not None
    assert (found.name, found.specifier, found.url) == (name, specifier, url)


def test_requirements_file() -> None:
    text = (
        "# all\n-r base.txt\n-c ../constraints.txt\n--index-url https://i.example/simple\n"
        "flask==3.1 \\\n  --hash=sha256:00\n-e ./lib\n"
    )
    read = RequirementsFile("requirements/prod.txt", text.encode())
    assert read.includes == ["requirements/base.txt"]
    assert read.constraints == ["constraints.txt"]
    assert [(option.name, option.value) for option in read.options] == [("--index-url", "https://i.example/simple")]
    assert [(one.name, one.hashes, one.line) for one in read.requirements] == [("flask", 1, 5), ("", 0, 7)]


def test_requirements_in_utf_16() -> None:
    read = RequirementsFile("requirements.txt", "flask==3.1\r\n".encode("utf-16"))
    assert (read.encoding, read.requirements[0].name) == ("utf-16", "flask")


def test_includes_in_a_circle(tmp_path: Path) -> None:
    found = project(tmp_path, **{"a.txt": "-r b.txt\nflask", "b.txt": "-r a.txt\n-r gone.txt\nclick"})
    files, missing = found.closure("a.txt")
    assert ([one.path for one in files], missing) == (["a.txt", "b.txt"], ["gone.txt"])


def test_many_includes(tmp_path: Path) -> None:
    names = {f"{number}.txt": f"-r {number + 1}.txt\nflask" for number in range(1000)}
    found = project(tmp_path, **names)
    files, _ = found.closure("0.txt")
    # The last stands for what is passed over.
    assert [True] * 100 + [False] == [one.is_complete for one in files]
    assert requirements_in(found.context).is_limited


def test_many_missing_includes(tmp_path: Path) -> None:
    text = "".join(f"-r {number}.in\n" for number in range(900))
    found = project(tmp_path, **{"a.txt": text + "-r b.txt", "b.txt": text.replace(".in", ".cfg")})
    files, missing = found.closure("a.txt")
    assert [True, True, False] == [one.is_complete for one in files]
    assert 998 == len(missing)


def test_a_file_that_many_include_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {f"{number}.txt": f"-r base.txt\nflask=={number}" for number in range(20)}
    found = project(tmp_path, **names, **{"base.txt": "click"})
    read: list[str] = []

    def counted(path: str, limit: int) -> bytes:
        read.append(os.path.basename(path))
        return read_bytes(path, limit)

    monkeypatch.setattr("dlint.model.python.requirements_reader.read_bytes", counted)
    for name in names:
        assert [name, "base.txt"] == [one.path for one in found.closure(name)[0]]
    inside = found.inside("sub").requirements("../base.txt")
    assert inside is found.requirements("base.txt") is found.closure("1.txt")[0][1]
    assert sorted([*names, "base.txt"]) == sorted(read)


def test_dockerfiles_of_one_context_share_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("flask\n")
    workspace = Workspace()
    first, second = (Project(Context(str(tmp_path), workspace=workspace)) for _ in range(2))
    assert first.requirements("requirements.txt") is second.requirements("requirements.txt") is not None


@pytest.mark.parametrize(
    ("name", "limit"), [("MAX_BYTES", 20), ("MAX_TOTAL_BYTES", 30), ("MAX_TOTAL_LINES", 3), ("MAX_TOTAL_FILES", 1)]
)
def test_requirements_are_read_up_to_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int
) -> None:
    from dlint.model.python import requirements_reader

    monkeypatch.setattr(requirements_reader, name, limit)
    workspace = Workspace()
    (tmp_path / "a.txt").write_text("-r b.txt\nflask")
    (tmp_path / "b.txt").write_text("click==8.3.0\nuvicorn==0.38.0\n")
    found = Project(Context(str(tmp_path), workspace=workspace))
    assert [True, False] == [one.is_complete for one in found.closure("a.txt")[0]]
    assert [str(tmp_path)] == workspace.newly_limited()


def test_a_requirement_that_is_cut_off_is_no_requirement() -> None:
    read = RequirementsFile("r.txt", b"click==8.3.0\nflask==3.1 \\\n  --hash=sha256:00\n", max_lines=2)
    assert (["click"], False, 2) == ([one.name for one in read.requirements], read.is_complete, read.line_count)
    read = RequirementsFile("r.txt", b"click==8.3.0\nflask==3.1 \\\n")
    assert (["click", "flask"], True, 2) == ([one.name for one in read.requirements], read.is_complete, read.line_count)


LONG = {
    "bracket": "'a' + '[' * 1_000_000", "semicolon": "'a' + ' ;' * 500_000", "dash": "'-a-' + '-' * 1_000_000",
    "option": "'-a' + ' ' * 1_000_000 + 'x'", "at": "'a @' + '@a' * 500_000", "backslash": "chr(92) * 1_000_000",
    "continued": "(chr(92) + chr(10)) * 500_000", "lines": "('a' + chr(10)) * 1_000_000", "hash": "' #' * 500_000",
    "includes": "('-r a' + chr(10)) * 200_000", "brackets": "('[' + chr(10)) * 500_000",
}  # fmt: skip


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_line_of_requirements_runs_away(text: str) -> None:
    code = (
        "from dlint.model.python.requirements import RequirementsFile\n"
        f"read = RequirementsFile('r.txt', ({text}).encode())\n"
        "print(len(read.requirements) <= 20_001, len(read.includes) <= 1_001)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert "True True" == run.stdout.strip()


@pytest.mark.parametrize(
    ("run", "text", "rule"),
    [
        ("pip install -r requirements.txt", "flask", "unpinned-requirements"),
        ("pip install --no-deps -r requirements.txt", "flask==3.1.0", "pip-no-deps-with-partial-lock"),
        ("pip install -r requirements.txt", "flask==3.1.0", "full-base-image"),
    ],
)
def test_rules_do_not_conclude_from_what_was_not_read(tmp_path: Path, run: str, text: str, rule: str) -> None:
    (tmp_path / "Dockerfile").write_text(f"FROM python:3.12\nCOPY requirements.txt .\nRUN {run}\nUSER 1\n")
    (tmp_path / "requirements.txt").write_text(f"{text}\n")
    assert rule in {finding.rule for finding in lint(tmp_path / "Dockerfile")}
    (tmp_path / "requirements.txt").write_text(f"{text}\n" + "#\n" * 100_000)
    assert rule not in {finding.rule for finding in check(tmp_path / "Dockerfile").findings}

"""The Python project of a build context: its managers, its Python, and what it declares."""

from pathlib import Path

import pytest

from tests.model.dockerfiles import project


def test_managers(tmp_path: Path) -> None:
    names = {
        "uv.lock": "uv", "poetry.lock": "poetry", "pdm.lock": "pdm", "Pipfile": "pipenv", "requirements-dev.txt": "pip",
        "environment.yml": "conda", "pixi.toml": "pixi",
    }  # fmt: skip
    for name, manager in names.items():
        directory = tmp_path / manager
        assert project(directory, **{name: ""}).managers == {manager}


def test_no_project(tmp_path: Path) -> None:
    found = project(tmp_path, **{"README.md": "x"})
    assert (found.exists, found.pyproject, found.lock, found.pinned_python, found.declared) == (
        False,
        None,
        None,
        None,
        {},
    )
    assert found.inside("nowhere").names == frozenset()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (".python-version", "# x\n3.12\n", (".python-version", "3.12")),
        (".python-version", "cpython-3.12.1\n", (".python-version", "3.12.1")),
        (".python-version", "pypy3.10\n", None),
        ("runtime.txt", "python-3.11.2\n", ("runtime.txt", "3.11.2")),
        (".tool-versions", "nodejs 20\npython 3.13.1\n", (".tool-versions", "3.13.1")),
    ],
)
def test_pinned_python(tmp_path: Path, name: str, text: str, expected: tuple[str, str] | None) -> None:
    assert project(tmp_path, **{name: text}).pinned_python == expected


def test_declared(tmp_path: Path) -> None:
    found = project(
        tmp_path,
        **{"requirements.txt": "-r base.txt\nFlask==3", "base.txt": "click", "Pipfile": "[packages]\ncelery = '*'"},
    )
    assert sorted(found.declared) == ["celery", "click", "flask"]

"""Lock files, and what is installed from them."""

import json
from pathlib import Path

import pytest

from dlint.model.python.locks import Lock, read_lock
from tests.model.dockerfiles import project

UV_LOCK = """\
version = 1
requires-python = ">=3.12"

[[package]]
name = "shop"
version = "0.1.0"
source = { editable = "." }
dependencies = [
    { name = "flask", extra = ["async"] },
]

[package.optional-dependencies]
web = [
    { name = "gunicorn" },
]

[package.dev-dependencies]
dev = [{ name = "pytest" }]

[[package]]
name = "flask"
version = "3.1.0"
source = { registry = "https://pypi.org/simple" }
dependencies = [{ name = "click" }]
sdist = { url = "https://files.example/flask-3.1.0.tar.gz", hash = "sha256:0", size = 1 }
wheels = [
    { url = "https://files.example/flask-3.1.0-py3-none-any.whl", hash = "sha256:0", size = 1 },
]

[package.optional-dependencies]
async = [
    { name = "asgiref" },
]

[[package]]
name = "asgiref"
version = "3.8"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "click"
version = "8.3"
source = { git = "https://github.com/pallets/click?rev=main#0123" }

[[package]]
name = "gunicorn"
version = "23"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "pytest"
version = "8"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "numpy"
version = "2.3.4"
source = { registry = "https://pypi.org/simple" }
wheels = [
    { url = "https://files.example/numpy-2.3.4-cp313-cp313-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl" },
    { url = "https://files.example/numpy-2.3.4-cp313-cp313-musllinux_1_2_x86_64.whl" },
    { url = "https://files.example/numpy-2.3.4-cp312-cp312-win_amd64.whl" },
]
"""


def uv_lock() -> Lock:
    return read_lock("uv.lock", "uv.lock", UV_LOCK.encode())


def test_uv_lock() -> None:
    lock = uv_lock()
    flask, click, numpy = (lock.package(name) for name in ("Flask", "click", "numpy"))
    assert flask is not None
    assert click is not None
    assert numpy is not None
    assert lock.requires_python == ">=3.12"
    assert (flask.version, flask.wheels) == ("3.1.0", ["flask-3.1.0-py3-none-any.whl"])
    assert (click.source, click.location) == ("git", "https://github.com/pallets/click?rev=main#0123")
    found = [numpy.has_wheel(libc, python) for libc in ("glibc", "musl") for python in ("3.13", "3.12")]
    assert found == [True, False, True, False]
    assert flask.has_wheel("musl", "3.13") is True


def test_what_uv_installs() -> None:
    def names(groups: tuple[str, ...] = (), extras: tuple[str, ...] | None = ()) -> list[str]:
        return [package.name for package in uv_lock().selected(groups, extras=extras)]

    assert names() == ["shop", "flask", "asgiref", "click"]
    assert names(("dev",)) == ["shop", "flask", "asgiref", "click", "pytest"]
    assert names(extras=None) == ["shop", "flask", "asgiref", "click", "gunicorn"]


def test_poetry_lock() -> None:
    text = """\
[[package]]
name = "flask"
version = "3.1.0"
optional = false
groups = ["main"]
files = [
    {file = "flask-3.1.0-py3-none-any.whl", hash = "sha256:0"},
]

[[package]]
name = "pytest"
version = "8"
optional = false
groups = ["dev"]
files = []

[[package]]
name = "lib"
version = "1"
optional = false
groups = ["main", "dev"]

[package.source]
type = "git"
url = "https://github.com/acme/lib"
reference = "main"
resolved_reference = "0123"

[metadata]
lock-version = "2.1"
python-versions = "^3.12"
content-hash = "0"
"""
    lock = read_lock("poetry.lock", "poetry.lock", text.encode())
    assert lock.requires_python == "^3.12"
    assert [package.name for package in lock.selected()] == ["flask", "lib"]
    assert [package.files for package in lock.packages] == [["flask-3.1.0-py3-none-any.whl"], [], []]
    assert lock.packages[2].location == "https://github.com/acme/lib#0123"


def test_other_locks() -> None:
    pdm = read_lock("pdm.lock", "pdm.lock", b'[[package]]\nname = "a"\nversion = "1"\ngroups = ["default", "dev"]\n')
    assert [(one.name, one.groups) for one in pdm.packages] == [("a", ("default", "dev"))]
    pylock = read_lock(
        "pylock.toml",
        "pylock.toml",
        b'[[packages]]\nname = "a"\nversion = "1"\nwheels = [{name = "a-1-py3-none-any.whl"}]\n',
    )
    assert [(one.name, one.wheels) for one in pylock.packages] == [("a", ["a-1-py3-none-any.whl"])]
    document = {
        "_meta": {"requires": {"python_version": "3.13"}},
        "default": {"a": {"version": "==1"}},
        "develop": {"b": {"git": "u"}},
    }
    pipfile = read_lock("Pipfile.lock", "Pipfile.lock", json.dumps(document).encode())
    assert [(one.name, one.version, one.source) for one in pipfile.packages] == [
        ("a", "1", "registry"),
        ("b", None, "git"),
    ]
    assert pipfile.requires_python == "==3.13.*"
    assert [one.name for one in pipfile.selected()] == ["a"]


@pytest.mark.parametrize("kind", ["uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock"])
@pytest.mark.parametrize(
    "text",
    [
        "", "[[package]]\n" * 10_000, "groups = [\n" * 20_000, "dependencies = [\n" * 20_000, "[" * 50_000,
        '{"a": ' * 5_000, '"' * 50_000, '[[package]]\nname = "a"\n' + "x = [\n" * 20_000,
    ],
)  # fmt: skip
def test_hostile_lock(kind: str, text: str) -> None:
    lock = read_lock(kind, kind, text.encode())
    lock.selected(("dev",))
    assert all(package.files == [] for package in lock.packages)


def test_large_lock(tmp_path: Path) -> None:
    block = UV_LOCK[UV_LOCK.index("[[package]]") :]
    found = project(tmp_path, **{"uv.lock": block * (20_000_000 // len(block))})
    assert found.locked("numpy") is not None

"""The Python project of a build context: manifests, lock files, requirements, and what of it is in the image."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dlint.api import File, Source, check, lint
from dlint.model.context.context import Context
from dlint.model.context.shared import Contexts
from dlint.model.disk import read_bytes
from dlint.model.python.installs import installed_in
from dlint.model.python.locks import Lock, read_lock
from dlint.model.python.project import Project
from dlint.model.python.pyproject import read_pyproject
from dlint.model.python.requirements import RequirementsFile, parse_requirement
from dlint.model.python.versions import satisfies
from dlint.syntax.toml import TomlLimit
from tests.conftest import ROOT


def project(folder: Path, **files: str) -> Project:
    write(folder, files)
    return Project(Context(str(folder)))


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def dockerfile(folder: Path, text: str, files: dict[str, str] | None = None) -> File:
    write(folder, files or {})
    (folder / "Dockerfile").write_text(text, encoding="utf-8")
    return File(Source(text, str(folder / "Dockerfile")), folder=str(folder))


# Versions


@pytest.mark.parametrize(
    ("specifier", "version", "expected"),
    [
        (">=3.12", "3.13", True),
        (">=3.12", "3.11", False),
        (">=3.11,<4", "3.13", True),
        (">=3.9, <3.13", "3.13", False),
        ("<3.13", "3.13", False),
        ("<3.13.2", "3.13", True),
        (">3.12", "3.12", False),
        (">3.12.1", "3.12", True),
        ("<=3.12", "3.12", True),
        ("==3.12.*", "3.12", True),
        ("==3.12.*", "3.13", False),
        ("==3.12.4", "3.12", True),
        ("==3.12", "3.12.4", True),
        ("!=3.12", "3.12", False),
        ("!=3.12.4", "3.12", True),
        ("~=3.11", "3.13", True),
        ("~=3.11", "4.0", False),
        ("~=3.11.2", "3.12", False),
        ("^3.11", "3.13", True),
        ("^3.11", "4.0", False),
        ("~3.11", "3.12", False),
        ("3.9 || 3.12", "3.12", True),
        ("*", "3.12", True),
        ("", "3.12", True),
        ("nonsense", "3.12", None),
        (">=3.12", "three", None),
    ],
)
def test_satisfies(specifier: str, version: str, expected: bool | None) -> None:
    assert satisfies(specifier, version) is expected


# Requirements


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
    assert found.context.requirements.is_limited


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
    contexts = Contexts()
    first, second = (Project(Context(str(tmp_path), contexts=contexts)) for _ in range(2))
    assert first.requirements("requirements.txt") is second.requirements("requirements.txt") is not None


@pytest.mark.parametrize(
    ("name", "limit"), [("MAX_BYTES", 20), ("MAX_TOTAL_BYTES", 30), ("MAX_TOTAL_LINES", 3), ("MAX_TOTAL_FILES", 1)]
)
def test_requirements_are_read_up_to_a_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int
) -> None:
    from dlint.model.python import requirements_reader

    monkeypatch.setattr(requirements_reader, name, limit)
    contexts = Contexts()
    (tmp_path / "a.txt").write_text("-r b.txt\nflask")
    (tmp_path / "b.txt").write_text("click==8.3.0\nuvicorn==0.38.0\n")
    found = Project(Context(str(tmp_path), contexts=contexts))
    assert [True, False] == [one.is_complete for one in found.closure("a.txt")[0]]
    assert [str(tmp_path)] == contexts.newly_limited()


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


# pyproject.toml


def test_pyproject() -> None:
    found = read_pyproject(
        "pyproject.toml",
        """
        [project]
        name = "Shop.API"
        dynamic = ["version"]
        readme = {file = "README.md"}
        license-files = ["LICENSE", "licenses/*"]
        requires-python = ">=3.12"
        dependencies = ["fastapi>=0.1"]
        [dependency-groups]
        test = ["pytest"]
        dev = [{include-group = "test"}, "ruff", {include-group = "dev"}]
        [build-system]
        requires = ["hatchling", "hatch-vcs"]
        build-backend = "hatchling.build"
        [tool.hatch.version]
        source = "vcs"
        """,
    )
    assert found is not None
    assert (found.name, found.backend, found.is_package, found.requires_python) == (
        "Shop.API",
        "hatchling",
        True,
        ">=3.12",
    )
    assert [one.path for one in found.build_files] == ["README.md", "LICENSE"]
    assert (found.scm_version, found.has_fallback_version) == ("hatch-vcs", False)
    assert [one.name for one in found.groups["dev"]] == ["pytest", "ruff"]
    assert found.uv_default_groups == ["dev"]


def test_pyproject_of_poetry() -> None:
    found = read_pyproject(
        "pyproject.toml",
        """
        [tool.poetry]
        name = "shop"
        packages = [{include = "shop", from = "lib"}]
        [tool.poetry.dependencies]
        python = "^3.12"
        flask = "^3"
        lib = {git = "https://github.com/acme/lib", rev = "main"}
        local = {path = "../local"}
        extra = {version = "1", optional = true}
        [tool.poetry.group.dev.dependencies]
        pytest = "*"
        [tool.poetry.group.docs]
        optional = true
        [tool.poetry.group.docs.dependencies]
        sphinx = "*"
        """,
    )
    assert found is not None
    assert [one.name for one in found.dependencies] == ["flask", "lib", "local"]
    assert (found.requires_python, found.poetry_default_groups) == ("^3.12", ["dev"])
    assert (found.packages, found.path_dependencies) == (["lib/shop"], ["../local"])


@pytest.mark.parametrize(
    "text",
    [
        "[project]\nname = 1\nreadme = [1]\ndependencies = {}\nlicense = []\n[build-system]\nrequires = 1",
        "project = 1\n[tool]\nuv = 1\npoetry = []\npdm = 'x'",
        "[dependency-groups]\ndev = 1\nother = [1, {include-group = 1}]\n[tool.uv]\ndefault-groups = 1",
        "[tool.poetry.dependencies]\na = []\nb = 1\nc = {git = 1, extras = 1}\n[tool.poetry]\npackages = 1",
        "[tool.uv.workspace]\nmembers = [1]\n[tool.uv.sources]\na = [{path = 1}]\nb = 1",
    ],
)
def test_odd_pyproject(text: str) -> None:
    found = read_pyproject("pyproject.toml", text)
    if found is not None:
        for name in dir(type(found)):
            if isinstance(getattr(type(found), name), property):
                getattr(found, name)


@pytest.mark.parametrize("text", ["[", "a" * 900, "a = [" * 60, "{" * 60])
def test_a_pyproject_that_is_no_toml(text: str) -> None:
    assert read_pyproject("pyproject.toml", text) is None


@pytest.mark.parametrize(
    "text", ["a" * 2_000_000, "[" * 100_000, "a = " + "[" * 5_000, "a." * 8_000 + "a = 1", "{" * 15_000]
)
def test_a_pyproject_beyond_what_is_read(text: str) -> None:
    with pytest.raises(TomlLimit):
        read_pyproject("pyproject.toml", text)


# Lock files


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


# The project


def test_managers(tmp_path: Path) -> None:
    names = {
        "uv.lock": "uv", "poetry.lock": "poetry", "pdm.lock": "pdm", "Pipfile": "pipenv", "requirements-dev.txt": "pip",
        "environment.yml": "conda", "pixi.toml": "pixi",
    }  # fmt: skip
    for name, manager in names.items():
        folder = tmp_path / manager
        assert project(folder, **{name: ""}).managers == {manager}


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


# What is in the image


def test_copies(tmp_path: Path) -> None:
    file = dockerfile(
        tmp_path,
        "FROM python:3.13-slim AS build\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync\n"
        "COPY . .\nRUN uv sync\nFROM python:3.13-slim\nCOPY --from=build /app /srv\nRUN true\n",
        {"pyproject.toml": "", "uv.lock": "", "src__a.py": "", "secret.txt": "", ".dockerignore": "secret.txt"},
    )
    build, final = file.stages
    first, second = (node for node in build.instructions if node.name == "RUN")
    files = file.image_files(build)
    states = [
        [files.find(f"/app/{name}", node).state for name in ("uv.lock", "src/a.py", "secret.txt")]
        for node in (first, second)
    ]
    assert states == [["present", "absent", "absent"], ["present", "present", "absent"]]
    assert files.find("/app/secret.txt", second).excluded == "secret.txt"
    assert files.find("/app/src", second).path == "src"
    found = file.image_files(final).find("/srv/src/a.py")
    assert (found.state, found.path) == ("present", "src/a.py")


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("RUN apt-get update", "absent"),
        ("RUN git clone https://example.org/x .", "unknown"),
        ("RUN ./configure.sh", "unknown"),
        ("RUN touch a.py", "unknown"),
        ("RUN touch other.py", "absent"),
        ("RUN echo 1 > a.py", "unknown"),
        ("COPY $SOURCE .", "unknown"),
        ("COPY --from=registry.example.org/x / /", "unknown"),
        ("COPY --from=ghcr.io/astral-sh/uv /uv /bin/", "absent"),
        ("ADD https://example.org/x.tar.gz /app/", "absent"),
        ("ADD x.tar.gz /app/", "unknown"),
        ("COPY a.py /app", "present"),
        ("COPY a.py b.py /app/", "present"),
        ("COPY *.py /app/", "present"),
        ("COPY a.py /srv/", "absent"),
        ("COPY --parents ./a.py /app/", "present"),
        ("COPY <<X /app/a.py\nX", "present"),
        ("RUN --mount=type=bind,target=. true", "absent"),
    ],
)
def test_find(tmp_path: Path, line: str, state: str) -> None:
    text = f"FROM python:3.13-slim\nARG SOURCE\nWORKDIR /app\n{line}\n"
    file = dockerfile(tmp_path, text, {"a.py": "", "b.py": "", "x.tar.gz": ""})
    assert file.image_files(file.stages[0]).find("/app/a.py").state == state


def test_mounts(tmp_path: Path) -> None:
    mounts = "--mount=type=bind,source=src/a.py,target=b.py --mount=type=bind,target=/all"
    text = f"FROM python:3.13-slim\nWORKDIR /app\nRUN {mounts} true\n"
    file = dockerfile(tmp_path, text, {"src__a.py": ""})
    files = file.image_files(file.stages[0])
    node = file.stages[0].instructions[-1]
    assert [files.find(path, node).path for path in ("/app/b.py", "/all/src/a.py", "/all/gone")] == [
        "src/a.py",
        "src/a.py",
        None,
    ]


def test_unknown_base(tmp_path: Path) -> None:
    file = dockerfile(tmp_path, "FROM registry.example.org/base\nWORKDIR /app\nCOPY a.py .\n", {"a.py": ""})
    files = file.image_files(file.stages[0])
    assert [files.find(f"/app/{name}").state for name in ("a.py", "b.py")] == ["present", "unknown"]


def test_stages_that_copy_in_many_ways(tmp_path: Path) -> None:
    stages = ["FROM scratch AS s0\n"]
    for number in range(1, 30):
        copies = "".join(f"COPY --from=s{number - 1} /a{index} /\n" for index in range(30))
        stages.append(f"FROM scratch AS s{number}\n{copies}")
    file = dockerfile(tmp_path, "".join(stages))
    assert not file.image_files(file.stages[-1]).find("/a1/a2/x").present


def test_what_a_stage_installs(tmp_path: Path) -> None:
    file = dockerfile(
        tmp_path,
        "FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt click==8.3 ./lib\n"
        "RUN cd lib && uv sync --no-dev\n",
        {
            "requirements.txt": "flask==3.1\n",
            "lib__pyproject.toml": '[project]\nname = "shop"\nversion = "1"\ndependencies = ["httpx"]\n',
            "lib__uv.lock": UV_LOCK,
        },
    )
    found = [(one.name, one.version, one.path) for one in installed_in(file.stages[0])]
    assert found == [
        ("click", "8.3", ""), ("flask", "3.1", "requirements.txt"), ("httpx", None, "lib/pyproject.toml"),
        ("flask", "3.1.0", "lib/uv.lock"), ("asgiref", "3.8", "lib/uv.lock"), ("click", "8.3", "lib/uv.lock"),
        ("gunicorn", "23", "lib/uv.lock"),
    ]  # fmt: skip

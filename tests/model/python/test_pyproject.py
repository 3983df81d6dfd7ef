"""What `pyproject.toml` says."""

import pytest

from dlint.model.python.pyproject import read_pyproject
from dlint.syntax.toml import TomlLimit

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

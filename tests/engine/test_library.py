"""The library's front door: `lint` and `check`."""

import pickle
from pathlib import Path

import pytest

from dlint.api import check, lint
from dlint.engine.config.config import (
    ConfigError,
)
from dlint.engine.findings import Finding


def test_lint_a_text() -> None:
    (finding,) = lint("FROM debian\n", select=["DL3006"])
    assert isinstance(finding, Finding)
    assert ("<text>", 1, 6, "DL3006") == (finding.path, finding.line, finding.column, finding.code)
    assert ["DL3006"] == [one.code for one in lint(b"FROM debian\n", select=["DL3006"])]
    assert "x/Dockerfile" == lint("FROM debian\n", path="x/Dockerfile", select=["DL3006"])[0].path


def test_lint_a_path(tmp_path: Path) -> None:
    path = tmp_path / "Dockerfile"
    path.write_text("FROM debian\n")
    (tmp_path / "dlint.toml").write_text("this is not read")
    assert [str(path)] == [finding.path for finding in lint(path, select=["DL3006"])]
    assert ["y"] == [finding.path for finding in lint(path, path="y", select=["DL3006"])]
    with pytest.raises(OSError, match="missing"):
        lint(tmp_path / "missing")


def test_lint_a_parser(tmp_path: Path) -> None:
    dockerfile_parse = pytest.importorskip("dockerfile_parse")
    parser = dockerfile_parse.DockerfileParser(str(tmp_path))
    parser.content = "FROM debian\nMAINTAINER me\n"
    assert ["DL3006", "DL4000"] == [finding.code for finding in lint(parser, select=["DL3006", "DL4000"])]


def test_lint_an_ignore_file() -> None:
    assert [] == lint("a\nb\n", path=".dockerignore")
    assert ["DL1000"] == [finding.code for finding in lint("a\n!\n", path=".dockerignore", select=["DL1000"])]


def test_lint_is_configured_by_its_arguments() -> None:
    text = "FROM debian\nMAINTAINER me\n"
    assert ["DL4000"] == [finding.code for finding in lint(text, select=["DL3006", "DL4000"], ignore=["DL3006"])]
    config = {"select": ["DL4000"], "severity": {"DL4000": "style"}}
    assert ["style"] == [finding.severity for finding in lint(text, config=config)]
    made = check(text, config=config)
    assert ["DL4000"] == [finding.code for finding in made.findings]
    assert ["DL3006"] == [finding.code for finding in lint(text, config=config, select=["DL3006"])]
    assert [] == lint(text, select=[])
    with pytest.raises(ConfigError, match="unknown rule `DL9999`"):
        lint(text, select=["DL9999"])


def test_lint_tells_of_failures_by_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    from dlint.model.file import File

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr(File, "__init__", fail)
    with pytest.warns(RuntimeWarning, match="dlint failed with RuntimeError: inside"):
        assert [] == lint("FROM x\n")


def test_lint_can_be_pickled() -> None:
    assert lint is pickle.loads(pickle.dumps(lint))

"""The pairs of projects in `fixtures/examples`: what is wrong in the bad one is found, the good one is left alone."""

import json
import shutil
from pathlib import Path

import pytest

from dlint.api import Finding, lint
from dlint.engine.files.names import kind_in_search
from dlint.engine.library import installed_rules
from tests.conftest import ROOT

EXAMPLES = ROOT / "fixtures" / "examples"
EXPECTED = json.loads((EXAMPLES / "expected.json").read_text(encoding="utf-8"))
AS_OF = "2026-07-01"
RULES = {rule.name for rule in installed_rules().rules}


def findings(name: str, kind: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """Lint all files of one directory, from within it, copied to where no repository is around it."""
    directory = place / kind
    shutil.copytree(EXAMPLES / name / kind, directory)
    monkeypatch.chdir(directory)
    paths = sorted(path for path in directory.rglob("*") if path.is_file() and kind_in_search(path.name))
    return [finding for path in paths for finding in lint(path, as_of=AS_OF)]


@pytest.mark.parametrize("name", EXPECTED)
def test_bad(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = {rule for rule in EXPECTED[name]["bad"] if rule in RULES}
    found = {finding.rule for finding in findings(name, "bad", tmp_path, monkeypatch)}
    assert sorted(expected - found) == []


@pytest.mark.parametrize("name", EXPECTED)
def test_good(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = findings(name, "good", tmp_path, monkeypatch)
    assert [str(finding) for finding in found if finding.severity in ("error", "warning")] == []


NOT_YET: set[str] = set()
"""Rules that the examples name and that are still to be written."""


def test_all_rules_exist() -> None:
    named = {rule for example in EXPECTED.values() for rule in example["bad"]}
    assert sorted(named - RULES) == sorted(NOT_YET)

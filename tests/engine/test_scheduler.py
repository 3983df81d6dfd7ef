"""Many files: in one process or several, and what one broken configuration spoils."""

import pickle
from pathlib import Path

import pytest

from dlint.api import check
from dlint.engine.checker import Report
from dlint.engine.config.config import (
    Configurations,
)
from dlint.engine.files.discovery import Target
from dlint.engine.packs.loading import load
from dlint.engine.scheduler import check_paths


def told(report: Report) -> list[str]:
    return [f"{finding.line}:{finding.column} {finding.rule} {finding.message}" for finding in report.findings]


def targets(directory: Path, count: int) -> list[Target]:
    found = []
    for number in range(count):
        path = directory / f"{number}.Dockerfile"
        path.write_text(f"FROM debian:{number}\nMAINTAINER me\n")
        found.append(Target(str(path), "dockerfile"))
    return found


def plain(reports: list[Report]) -> list[object]:
    return [(report.path, report.error, told(report), [str(notice) for notice in report.notices]) for report in reports]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_several_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    import multiprocessing

    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} on this platform")
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: [method])
    (tmp_path / "dlint.toml").write_text('severity = { DL4000 = "error" }\n')
    found = targets(tmp_path, 12)
    found.insert(3, Target(str(tmp_path / "missing"), "dockerfile"))
    found.insert(5, Target("named", "dockerfile", "is a pipe, not a file"))
    configurations = Configurations(load(), {"select": ["DL4000"]})
    expected = list(check_paths(found, configurations, 1))
    again = list(check_paths(found, configurations, 2))
    assert plain(expected) == plain(again)
    assert {"error"} == {finding.severity for report in again for finding in report.findings}
    assert [target.path for target in found] == [report.path for report in again]


def test_a_broken_configuration_spoils_only_its_own_files(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "dlint.toml").write_text("zzz = 1")
    found = [*targets(tmp_path / "bad", 1), *targets(tmp_path, 1)]
    bad, good = check_paths(found, Configurations(load(), {"extend-select": ["DL4000"]}))
    assert bad.error is not None
    assert "unknown key `zzz`" in bad.error
    assert (None, True) == (good.error, "DL4000" in str(good.findings))


def test_reports_can_be_pickled() -> None:
    report = check("FROM debian\nMAINTAINER me\n", select=["DL3006", "DL4000", "DK"])
    again = pickle.loads(pickle.dumps(report))
    assert plain([report]) == plain([again])
    assert [finding.fix is None for finding in report.findings] == [finding.fix is None for finding in again.findings]

"""Reports on files whose text is not at hand."""

from pathlib import Path

from dlint.engine.findings import Edit, Fix
from dlint.report.sarif import sarif
from tests.report.reporting import add, report, results
from tests.report.test_frames import drawn
from tests.report.test_json import validated
from tests.report.test_sarif import official


def test_text_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "Dockerfile"
    path.write_text("FROM a\nRUN b\n", encoding="utf-8")
    found = report("FROM a\nRUN b\n", str(path))
    add(found, "b", fix=Fix("safe", "write `c`", [Edit(11, 12, "c")]))
    found.source = None
    assert "RUN b" in drawn(results(found))
    assert validated(results(found))["findings"][0]["fix"] is not None
    path.write_text("# changed since\n", encoding="utf-8")
    assert "RUN b" not in drawn(results(found))
    assert validated(results(found))["findings"][0]["fix"] is None
    assert "fixes" not in official(sarif(results(found)))["runs"][0]["results"][0]
    path.unlink()
    assert "something is wrong" in drawn(results(found))

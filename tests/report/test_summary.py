"""The last line of a report, and the statistics."""

from dlint.engine.findings import Edit, Fix
from dlint.report.summary import statistics, summary
from tests.report.reporting import add, report, results, sample


def test_summary() -> None:
    clean = report("")
    assert "No problems in 1 file." == summary(results(clean))
    assert "No problems in 2 files." == summary(results(clean, report("", "b/Dockerfile")))
    counts = "Found 5 problems in 1 of 3 files: 1 error, 2 warnings, 1 info, 1 style; 3 with a fix"
    assert f"{counts}; 1 file could not be read." == summary(sample())


def test_statistics() -> None:
    found = report("FROM a\nFROM b\n")
    add(found, "a", code="DL3007", rule="latest")
    for stretch in ("FROM", "b"):
        add(found, stretch, code="X1", rule="other", fix=Fix("safe", "", [Edit(0, 1, "")]))
    assert "2  X1      other (2 with a fix)\n1  DL3007  latest\n" == statistics(results(found))
    assert "" == statistics(results())

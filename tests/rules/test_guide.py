"""The page on the guide names rules that exist, for each of its facts."""

import re
from pathlib import Path

from dlint.engine.packs.loading import load

ROW = re.compile(r"^\| (G\d\d) \| .* \| ([^|]*) \|$", re.MULTILINE)


def test_the_page_names_rules_that_exist(root: Path) -> None:
    page = (root / "docs" / "guide.md").read_text("utf-8")
    rows = ROW.findall(page)
    assert [f"G{number:02}" for number in range(1, 66)] == [number for number, _ in rows]
    names = {rule.name for rule in load().rules}
    assert [] == sorted(
        {name for _, cell in rows for name in re.findall(r"`([a-z-]+)`", cell)} - names - {"production"}
    )


def test_each_fact_has_a_rule_or_a_reason(root: Path) -> None:
    page = (root / "docs" / "guide.md").read_text("utf-8")
    assert [] == [number for number, cell in ROW.findall(page) if "`" not in cell and not cell.startswith("none")]

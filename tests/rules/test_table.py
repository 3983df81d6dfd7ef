"""The table of all rules in rules/README.md says what the rules say."""

from pathlib import Path

import pytest

from dlint.engine.packs.loading import load
from dlint.engine.rule import Rule

FIXES = {"safe": "safe", "unsafe": "unsafe", "suggestion": "suggestion", None: ""}


def row(rule: Rule) -> str:
    title = rule.title.replace("|", "\\|")
    link = f"[{rule.name}]({rule.group}/{rule.name.replace('-', '_')}.py)"
    severity = rule.severity if rule.enabled else f"{rule.severity}, off"
    aliases = ", ".join(rule.aliases)
    return f"| {rule.code} | {link} | {severity} | {FIXES[rule.fix]} | {title} | {aliases} |"


def table() -> str:
    rules = [rule for rule in load().rules if rule.pack == "dlint"]
    lines = [
        "# Rules",
        "",
        f"{len(rules)} rules, of which {sum(rule.enabled for rule in rules)} are on by default. `dlint explain NAME` shows a"
        " rule's page, which is the docstring of its file.",
        "",
        "A fix is *safe* where the meaning is kept, *unsafe* where it is right for nearly everyone; a *suggestion* is shown by"
        " editors.",
        "",
        "What the file of a rule may import, for those who write one: [docs/api.md](../docs/api.md).",
    ]
    for group in sorted({rule.group for rule in rules}):
        lines += [
            "",
            f"## {group}",
            "",
            "| code | rule | severity | fix | | also known as |",
            "|---|---|---|---|---|---|",
        ]
        lines += [row(rule) for rule in sorted(rules, key=lambda rule: rule.name) if rule.group == group]
    return "\n".join(lines) + "\n"


def test_the_table_is_in_step(root: Path, pytestconfig: pytest.Config) -> None:
    path = root / "rules" / "README.md"
    if pytestconfig.getoption("--update-goldens"):
        path.write_text(table(), encoding="utf-8")
    assert table() == path.read_text("utf-8")

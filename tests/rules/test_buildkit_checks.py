"""BuildKit's checks as rules: experimental ones, and what comments silence."""

from typing import Any

import pytest

from dlint.engine.checker import Report, check_source
from dlint.engine.config.config import Config, command_line
from dlint.engine.library import installed_rules
from dlint.engine.suppressions.comments import BUILDKIT_CHECKS
from dlint.report.buildkit_json import (
    DESCRIPTIONS,
)
from dlint.syntax.source import Source

REGISTRY = installed_rules()


def test_all_checks_are_rules() -> None:
    names = {alias for rule in REGISTRY.rules for alias in rule.aliases}
    assert set() == set(BUILDKIT_CHECKS) - names
    assert sorted(DESCRIPTIONS) == sorted(BUILDKIT_CHECKS)


def lint(text: str, **given: Any) -> Report:
    config = Config(REGISTRY, [command_line(given, REGISTRY)])
    return check_source(Source(text, "Dockerfile"), "dockerfile", config)


def rules_in(text: str, **given: Any) -> list[tuple[str, int]]:
    return [(finding.rule, finding.line) for finding in lint(text, **given).findings]


DEFINITION = "definition-comment-without-name"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# what\n#\n# nope\nARG A\nFROM scratch AS a\n", []),
        ("# check=experimental=all\n# nope\nARG A\nFROM scratch AS a\n", [3]),
        ("# check=experimental=InvalidDefinitionDescription\n# nope\nARG A\nFROM scratch AS a\n", [3]),
        ("# check=skip=all;experimental=all\n# nope\nARG A\nFROM scratch AS a\n", [3]),
        ("# check=skip=InvalidDefinitionDescription\n# nope\nARG A\nFROM scratch AS a\n", []),
        ("FROM scratch AS a\n# check=experimental=all\nARG A\n# nope\nARG B\n", [3]),
        ("FROM scratch AS a\n # check=experimental=all\n# nope\nARG B\n", []),
    ],
)
def test_experimental_checks(text: str, lines: list[int]) -> None:
    assert [(DEFINITION, line) for line in lines] == [found for found in rules_in(text) if found[0] == DEFINITION]


def test_unknown_experimental_checks_are_told() -> None:
    report = lint("# check=experimental=Nothing\nFROM scratch\n", select=["DK9002"])
    assert ["there is no rule `Nothing`"] == [finding.message for finding in report.findings]


def test_what_is_judged_on_the_file_is_not_silenced_by_a_comment() -> None:
    text = "FROM scratch AS a\n# check=skip=StageNameCasing,DuplicateStageName\nFROM scratch AS A\n"
    assert [("duplicate-stage-name", 3)] == rules_in(text, select=["StageNameCasing", "DuplicateStageName"])
    text = "FROM scratch\n# check=skip=all\nrun x \\\n\n  y\n"
    found = rules_in(text, select=["ConsistentInstructionCasing", "NoEmptyContinuation"])
    assert [("inconsistent-keyword-casing", 3), ("empty-continuation", 4)] == found

"""Every example in the page of every rule of ours, and what holds for all of them together."""

import pytest

from dlint.engine.packs.entry_points import own_rules
from dlint.engine.packs.loading import load
from dlint.testing import Case, cases

RULES = own_rules()
assert RULES is not None


@pytest.mark.parametrize("case", cases(RULES), ids=str)
def test_page(case: Case) -> None:
    case.check()


def test_ids_are_unique() -> None:
    rules = [rule for rule in load().rules if rule.pack == "dlint"]
    for own in ("code", "name"):
        found = [getattr(rule, own) for rule in rules]
        assert sorted(set(found)) == sorted(found)


def test_aliases_are_nobodys_code_or_name() -> None:
    rules = [rule for rule in load().rules if rule.pack == "dlint"]
    own = {id.lower() for rule in rules for id in (rule.code, rule.name)}
    assert [] == [alias for rule in rules for alias in rule.aliases if alias.lower() in own]


def test_errors_are_no_matter_of_style() -> None:
    """Groups carry policy: what a syntax error is called may not be softened, what is style may not fail a build."""
    rules = [rule for rule in load().rules if rule.pack == "dlint"]
    assert [] == [rule.name for rule in rules if rule.group == "syntax" and rule.severity != "error"]
    assert [] == [rule.name for rule in rules if rule.group == "style" and rule.severity == "error"]

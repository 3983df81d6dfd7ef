"""Which rules run: layers, and which of two selectors decides."""

from typing import Any

import pytest

from dlint.engine.config.selection import matching, select_rules
from dlint.engine.library import installed_rules

REGISTRY = installed_rules()


def selected(*layers: dict[str, Any]) -> set[str]:
    return {rule.code for rule in select_rules(REGISTRY, layers)}


DEFAULT = selected()
OFF = next(rule.code for rule in REGISTRY.rules if not rule.enabled)


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([{"select": ["DL3006"]}], {"DL3006"}),
        ([{"select": []}], set()),
        ([{"select": ["DL3006"]}, {"extend-select": ["DL3007"]}], {"DL3006", "DL3007"}),
        ([{"select": ["DL3006"]}, {"select": ["DL3007"]}], {"DL3007"}),
        ([{"select": ["DL3006", "DL3007"]}, {"ignore": ["DL3007"]}], {"DL3006"}),
        # The more specific one decides, wherever it stands; of two that are equal, `ignore`.
        ([{"select": ["DL3006"], "ignore": ["ALL"]}], {"DL3006"}),
        ([{"select": ["DL300"], "ignore": ["DL3", "DL3006"], "extend-select": ["DL3006"]}], None),
        ([{"select": ["DL3006"], "ignore": ["DL3006"]}], set()),
        # A later layer goes on from what is below it.
        ([{"ignore": ["ALL"]}, {"extend-select": ["dl3006"]}], {"DL3006"}),
        ([{"select": ["DL3006"]}, {"ignore": ["ALL"]}], set()),
    ],
)
def test_layers(layers: list[dict[str, Any]], expected: set[str] | None) -> None:
    found = selected(*layers)
    if expected is None:
        assert "DL3006" not in found
        assert "DL3007" in found
    else:
        assert expected == found


def test_what_is_on_by_default() -> None:
    assert OFF not in DEFAULT
    assert {OFF} == selected({"extend-select": [OFF]}) - DEFAULT
    assert DEFAULT == selected({}) == selected({"ignore": [OFF]})


def test_selectors_from_the_general_to_the_special() -> None:
    found = [selector for _, selector in matching(REGISTRY, ["DL3006", "ALL", "DL3", "images", "DL30"])]
    assert ["ALL", "images", "DL3", "DL30", "DL3006"] == found

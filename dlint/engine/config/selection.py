"""Which rules run.

Each layer of configuration (see `config`) may have `select`, `extend-select` and `ignore`. A layer with `select` starts
from nothing, one without goes on from what the layer below it has; at the bottom are the rules that are on by default.
Within a layer the more specific selector decides: `ALL`, then groups, then beginnings of codes by their length, then
codes, names and aliases. Of two that are equally specific, `ignore` wins. So `select = ["ALL"]` with `ignore = ["DL3"]`
and `extend-select = ["DL3008"]` runs DL3008, and `--select DL3006` on the command line runs DL3006 whatever the files
say.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from dlint.engine.packs.registry import Registry
    from dlint.engine.rule import Rule


def matching(registry: "Registry", selectors: "Iterable[str]") -> "list[tuple[Sequence[Rule], str]]":
    """The rules of each selector, from the least specific selector to the most specific one."""
    found = [(*registry.select(selector), selector) for selector in selectors]
    found.sort(key=lambda entry: entry[1])
    return [(rules, selector) for rules, _, selector in found]


def select_rules(registry: "Registry", layers: "Sequence[Mapping[str, Any]]") -> "tuple[Rule, ...]":
    """The rules that run, in the order of the registry."""
    chosen = {rule.name for rule in registry.rules if rule.enabled}
    for values in layers:
        select = values.get("select")
        if select is not None:
            chosen = set()
        steps = []
        for key in ("select", "extend-select", "ignore"):
            for selector in values.get(key) or ():
                rules, specificity = registry.select(selector)
                steps.append((specificity, key == "ignore", rules))
        steps.sort(key=lambda step: step[:2])
        for _, ignored, rules in steps:
            names = [rule.name for rule in rules]
            if ignored:
                chosen.difference_update(names)
            else:
                chosen.update(names)
    return tuple(rule for rule in registry.rules if rule.name in chosen)

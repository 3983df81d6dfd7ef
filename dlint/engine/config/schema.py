"""The JSON Schema of the configuration, made from the table of keys and the rules.

`python -m dlint.engine.config.schema` prints it; `dlint/schemas/config.json` is what it prints for our own rules.
"""

from dlint.engine.findings import SEVERITIES

from .keys import (
    KEYS,
    PROFILES,
    THRESHOLDS,
    Key,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from dlint.engine.rule import Rule


def config_schema(rules: "Iterable[Rule]") -> "dict[str, Any]":
    """The schema of a `dlint.toml`, or of the table `tool.dlint` of a pyproject.toml.

    Rules of packs that are not among `rules` are allowed, their options unchecked.
    """
    from dlint import DOCUMENTATION_URL

    known = sorted(rules, key=lambda rule: rule.name)
    ids = [*sorted({id for rule in known for id in (*rule.ids, rule.group)}), "ALL"]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"{DOCUMENTATION_URL}/schemas/config.json",
        "title": "Configuration of dlint",
        "description": "What a dlint.toml or .dlint.toml holds, or the table tool.dlint of a pyproject.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: {"description": key.description, **_value(key, known)} for key in KEYS.values()},
        "definitions": {
            "selector": {
                "description": "A rule's code, name or alias, a group, the beginning of codes (DL3), or ALL.",
                "anyOf": [{"enum": ids}, {"type": "string", "minLength": 1}],
            },
            "severity": {"enum": list(SEVERITIES)},
        },
    }


def _value(key: Key, rules: "list[Rule]") -> "dict[str, Any]":
    """The schema of one key's value."""
    selector = {"$ref": "#/definitions/selector"}
    texts = {"type": "array", "items": {"type": "string"}}
    kinds: dict[str, dict[str, Any]] = {
        "file": {"type": "string", "minLength": 1},
        "text": {"type": "string"},
        "selectors": {"type": "array", "items": selector},
        "globs": texts,
        "threshold": {"enum": list(THRESHOLDS)},
        "profile": {"enum": list(PROFILES)},
        "switch": {"type": "boolean"},
        "day": {"type": "string", "format": "date"},
        "levels": {"type": "object", "additionalProperties": {"$ref": "#/definitions/severity"}},
        "ignores": {"type": "object", "additionalProperties": {"type": "array", "items": selector}},
        "strings": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    if key.kind == "rules":
        return {
            "type": "object",
            "properties": {rule.name: _rule(rule) for rule in rules},
            "additionalProperties": {"type": "object"},
        }
    found = dict(kinds[key.kind])
    if key.default not in (None, (), {}):
        found["default"] = key.default
    return found


def _rule(rule: "Rule") -> "dict[str, Any]":
    """The options of a rule."""
    return {
        "description": f"{rule.code}: {rule.title}",
        "type": "object",
        "additionalProperties": False,
        "properties": {name.replace("_", "-"): _option(default) for name, default in sorted(rule.options.items())},
    }


def _option(default: object) -> "dict[str, Any]":
    """The schema of values of the type that the default has, with the default."""
    found = _type_of(default)
    found["default"] = list(default) if isinstance(default, tuple) else default
    return found


def _type_of(sample: object) -> "dict[str, Any]":
    if isinstance(sample, bool):
        return {"type": "boolean"}
    if isinstance(sample, int):
        return {"type": "integer"}
    if isinstance(sample, float):
        return {"type": "number"}
    if isinstance(sample, tuple):
        return {"type": "array", "items": _type_of(sample[0] if sample else "")}
    if isinstance(sample, dict):
        return {"type": "object", "additionalProperties": _type_of(next(iter(sample.values()), ""))}
    return {"type": "string"}


def shipped_schema() -> str:
    """The text of `dlint/schemas/config.json`."""
    import json

    from dlint.engine.packs.loading import load

    rules = [rule for rule in load().rules if rule.pack == "dlint"]
    return json.dumps(config_schema(rules), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(shipped_schema(), end="")

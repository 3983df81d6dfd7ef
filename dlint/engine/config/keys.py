"""The keys of the configuration: one table that the reader, `dlint config` and the JSON Schema are made from."""

from dlint.engine.findings import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from dlint.engine.packs.registry import Registry
    from dlint.engine.rule import Rule

THRESHOLDS = (*SEVERITIES, "never")
PROFILES = ("default", "production", "strict", "hadolint", "buildkit")
"""The names of the profiles; what is in them is in `profiles`."""


class ConfigError(Exception):
    """The configuration can't be used: one sentence, and where it stands (line from 1), where that is known."""

    def __init__(self, text: str, path: str | None = None, line: int | None = None) -> None:
        place = "" if path is None else f"{path}: " if line is None else f"{path}:{line}: "
        super().__init__(place + text)
        self.text = text
        self.path = path
        self.line = line


class Wrong(Exception):
    """A value is wrong: why, and the keys that lead to it."""

    def __init__(self, text: str, *keys: str) -> None:
        super().__init__(text)
        self.keys = keys


class Key:
    """A key of the configuration. `kind` is one of those that `read_value` knows, `default` what holds without it."""

    __slots__ = ("default", "description", "kind", "name")

    def __init__(self, name: str, kind: str, default: "Any", description: str) -> None:
        self.name = name
        self.kind = kind
        self.default = default
        self.description = description


KEYS = {
    key.name: key
    for key in (
        Key("extend", "file", None, "Another configuration file, relative to this one, that this one builds on."),
        Key(
            "profile",
            "profile",
            "default",
            "The set of rules, with their severities and options, that the other keys start from.",
        ),
        Key(
            "select",
            "selectors",
            None,
            "Run only these rules: codes, names, aliases, groups, the beginning of codes (`DL3`), or ALL. Where it is"
            " not given, the rules that are on by default run.",
        ),
        Key("extend-select", "selectors", (), "Run these rules as well."),
        Key("ignore", "selectors", (), "Leave these rules out. The more specific of `select` and `ignore` wins."),
        Key("severity", "levels", {}, "The severity of rules, by rule or group; the more specific key wins."),
        Key("rules", "rules", {}, "The options of each rule."),
        Key("per-path-ignores", "ignores", {}, "Rules to leave out for the files that match a pattern."),
        Key("exclude", "globs", (), "Files and folders that are left out when a folder is searched."),
        Key("extend-exclude", "globs", (), "More of these, where `exclude` comes from the file that is extended."),
        Key("fail-level", "threshold", "warning", "The weakest severity that makes the exit status 1."),
        Key("format", "text", "text", "How to report."),
        Key("suppressions", "switch", True, "Whether comments in a file silence findings in it."),
        Key("shellcheck", "switch", True, "Whether ShellCheck is asked about the scripts of RUN."),
        Key("build-args", "strings", {}, "Values of ARGs, as `docker build --build-arg` gives them."),
        Key("target", "text", None, "The stage that is built, where it is not the last one."),
        Key(
            "context",
            "file",
            None,
            "The folder that is the build context, relative to this file, where it is not the one that compose and bake"
            " files, or the sources of COPY, tell.",
        ),
        Key("as-of", "day", None, "The day (YYYY-MM-DD) at which ends of life are judged; today where not given."),
    )
}


def read_table(table: "dict[str, Any]", registry: "Registry") -> "dict[str, Any]":
    """Check a table of the configuration and give its values the types that the engine works with. Raises `Wrong`."""
    found = {}
    for name, value in table.items():
        key = KEYS.get(name)
        if key is None:
            raise Wrong(f"unknown key `{name}`{_suggested(name, list(KEYS))}", name)
        found[name] = read_value(key, value, registry)
    return found


def read_value(key: Key, value: "Any", registry: "Registry") -> "Any":
    """The value of one key, checked. Raises `Wrong`."""
    kind, name = key.kind, key.name
    if kind in ("text", "file"):
        return _text(value, name)
    if kind == "selectors":
        return _selectors(value, registry, name)
    if kind == "globs":
        return tuple(_texts(value, name))
    if kind == "threshold":
        return _one_of(value, THRESHOLDS, name)
    if kind == "profile":
        return _one_of(value, PROFILES, name)
    if kind == "day":
        return _day(value, name)
    if kind == "switch":
        return _like(True, value, (name,))
    table = _table(value, name)
    if kind == "levels":
        for selector, level in table.items():
            _selector(selector, registry, name, selector)
            _one_of(level, SEVERITIES, name, selector)
        return table
    if kind == "ignores":
        return {glob: _selectors(selectors, registry, name, glob) for glob, selectors in table.items()}
    if kind == "strings":
        return {variable: _text(text, name, variable) for variable, text in table.items()}
    return _rules(table, registry)


def _rules(table: "dict[str, Any]", registry: "Registry") -> "dict[str, dict[str, Any]]":
    """The options by the name of the rule and the name of the parameter."""
    found: dict[str, dict[str, Any]] = {}
    for id, options in table.items():
        rules = registry.named(id)
        if not rules:
            raise Wrong(f"unknown rule `{id}`{_rule_suggested(id, registry, groups=False)}", "rules", id)
        if len(rules) > 1:
            names = ", ".join(f"`{rule.name}`" for rule in rules)
            raise Wrong(f"`{id}` means several rules: {names}", "rules", id)
        rule = rules[0]
        values = found.setdefault(rule.name, {})
        for name, value in _table(options, "rules", id).items():
            values[name.replace("-", "_")] = read_option(rule, name, value, "rules", id, name)
    return found


def read_option(rule: "Rule", name: str, value: "Any", *keys: str) -> "Any":
    """The value of a rule's option, checked against the type of its default. Raises `Wrong`."""
    parameter = name.replace("-", "_")
    if parameter not in rule.options:
        known = [option.replace("_", "-") for option in rule.options]
        if not known:
            raise Wrong(f"the rule `{rule.name}` has no options", *keys)
        suggested = _suggested(name, known) or f"; it has {', '.join(f'`{option}`' for option in known)}"
        raise Wrong(f"the rule `{rule.name}` has no option `{name}`{suggested}", *keys)
    return _like(rule.options[parameter], value, keys)


def _like(default: "Any", value: "Any", keys: "tuple[str, ...]") -> "Any":
    """A value of the same type as the default."""
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise _mistyped("true or false", value, keys)
        return value
    if isinstance(default, int):
        if not isinstance(value, int) or isinstance(value, bool):
            raise _mistyped("a whole number", value, keys)
        return value
    if isinstance(default, float):
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            raise _mistyped("a number", value, keys)
        return float(value)
    if isinstance(default, str):
        return _text(value, *keys)
    if isinstance(default, dict):
        sample = next(iter(default.values()), "")
        return {name: _like(sample, item, (*keys, name)) for name, item in _table(value, *keys).items()}
    if not isinstance(value, (list, tuple)):
        raise _mistyped("a list", value, keys)
    sample = default[0] if default else ""
    return tuple(_like(sample, item, keys) for item in value)


def _mistyped(expected: str, value: object, keys: "tuple[str, ...]") -> Wrong:
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "a table"}
    return Wrong(f"`{'.'.join(keys)}` has to be {expected}, not {kinds.get(type(value), type(value).__name__)}", *keys)


def _text(value: "Any", *keys: str) -> str:
    if not isinstance(value, str):
        raise _mistyped("text", value, keys)
    return value


def _texts(value: "Any", *keys: str) -> list[str]:
    if not isinstance(value, (list, tuple)):
        raise _mistyped("a list", value, keys)
    return [_text(item, *keys) for item in value]


def _table(value: "Any", *keys: str) -> "dict[str, Any]":
    if not isinstance(value, dict):
        raise _mistyped("a table", value, keys)
    return value


def _one_of(value: "Any", allowed: "tuple[str, ...]", *keys: str) -> str:
    text = _text(value, *keys)
    if text not in allowed:
        raise Wrong(f"`{'.'.join(keys)}` can't be `{text}`: it is one of {', '.join(allowed)}", *keys)
    return text


def _day(value: "Any", *keys: str) -> str:
    """A day as text; TOML has a type of its own for it."""
    from datetime import date, datetime

    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    try:
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise Wrong(f"`{'.'.join(keys)}` has to be a day, written as 2026-01-31", *keys)


def _selectors(value: "Any", registry: "Registry", *keys: str) -> tuple[str, ...]:
    texts = tuple(dict.fromkeys(_texts(value, *keys)))
    for text in texts:
        _selector(text, registry, *keys)
    return texts


def _selector(text: str, registry: "Registry", *keys: str) -> None:
    if not registry.select(text)[0] and text.upper() != "ALL":
        raise Wrong(f"unknown rule `{text}` in `{keys[0]}`{_rule_suggested(text, registry)}", *keys)


def _rule_suggested(text: str, registry: "Registry", *, groups: bool = True) -> str:
    close = registry.suggestion(text, groups=groups)
    return f"; did you mean `{close}`?" if close else ""


def _suggested(word: str, known: "list[str]") -> str:
    from difflib import get_close_matches

    close = get_close_matches(word.replace("_", "-").lower(), known, 1, 0.6)
    return f"; did you mean `{close[0]}`?" if close else ""

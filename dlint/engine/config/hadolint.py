"""hadolint's configuration: `.hadolint.yaml` read as hadolint 2.15 reads it, and what it is in ours.

hadolint prints an error and goes on with its defaults where the file is wrong, and passes over keys that it does not
know. Here both are errors, told with their line.
"""

import os

from dlint.engine.findings import SEVERITIES
from dlint.model.disk import absolute

from .content import (
    HADOLINT_NAMES,
    UNREADABLE,
    read_config_bytes,
    refuse_link,
    unquoted,
)
from .keys import ConfigError
from .layer import Layer, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from dlint.engine.packs.registry import Registry
    from dlint.model.boundary import Boundary
    from dlint.syntax.yaml_nodes import YamlNode

THRESHOLDS = (*SEVERITIES, "ignore", "none")
FORMATS = (
    "tty", "json", "checkstyle", "codeclimate", "gitlab_codeclimate", "gnu", "codacy", "sonarqube", "sarif", "junit",
)  # fmt: skip
LABEL_TYPES = ("text", "url", "email", "hash", "rfc3339", "semver", "spdx")
SWITCHES = ("strict-labels", "disable-ignore-pragma", "no-color", "no-fail", "verbose")
KEYS = (
    "failure-threshold", "format", "formats", "ignored", "override", "label-schema", "trustedRegistries", *SWITCHES,
)  # fmt: skip

RETIRED = frozenset(("DL3005", "DL3017", "DL3031", "DL3039", "DL4002"))
"""Codes that hadolint once had; they stand in many configurations and mean nothing any more."""

FORMAT_NAMES = {"tty": "text", "gitlab_codeclimate": "gitlab", "json": None}
"""hadolint's formats that have another name here; its JSON is another one than ours."""


class HadolintConfig:
    """What hadolint is told; None and empty where it is told nothing.

    `override` has the codes by severity, `label_schema` the types by label, `switches` those that are set, `lines` the
    line (from 1) of each key and of each entry (`ignored.DL3008`).
    """

    __slots__ = (
        "failure_threshold", "formats", "ignored", "label_schema", "lines", "override", "path", "switches",
        "trusted_registries",
    )  # fmt: skip

    def __init__(self, path: str | None = None) -> None:
        self.path = path
        self.failure_threshold: str | None = None
        self.formats: list[str] = []
        self.ignored: list[str] = []
        self.override: dict[str, list[str]] = {severity: [] for severity in SEVERITIES}
        self.label_schema: dict[str, str] = {}
        self.trusted_registries: list[str] = []
        self.switches: dict[str, bool] = {}
        self.lines: dict[str, int] = {}

    def severities(self) -> dict[str, str]:
        """The severity of each code that has one; of several the strongest."""
        found: dict[str, str] = {}
        for severity in SEVERITIES:
            for code in self.override[severity]:
                found.setdefault(code, severity)
        return found

    def unknown_codes(self, registry: "Registry") -> list[str]:
        """Codes that nobody has: neither we nor hadolint nor ShellCheck."""
        codes = dict.fromkeys((*self.ignored, *self.severities()))
        return [code for code in codes if code not in RETIRED and not is_known(code, registry)]


def is_known(code: str, registry: "Registry") -> bool:
    """Whether there is a rule of that code; hadolint minds the case of letters."""
    return code == code.upper() and any(rule.code == code for rule in registry.named(code))


def layer_values(given: HadolintConfig, registry: "Registry") -> "dict[str, Any]":
    """The same as keys and values of our configuration; codes that there are not are left out."""
    ignored = [code for code in dict.fromkeys(given.ignored) if is_known(code, registry)]
    severities = {code: level for code, level in given.severities().items() if is_known(code, registry)}
    found: dict[str, Any] = {
        "ignore": tuple(ignored),
        "severity": severities,
        # A rule that is given a severity is wanted; that is how hadolint switches DL1001 and DL3057 on.
        "extend-select": tuple(code for code in severities if code not in ignored),
        "rules": _options(given, registry),
    }
    if given.switches.get("no-fail"):
        found["fail-level"] = "never"
    elif given.failure_threshold is not None:
        level = given.failure_threshold
        found["fail-level"] = level if level in SEVERITIES else SEVERITIES[-1]
    if given.switches.get("disable-ignore-pragma"):
        found["suppressions"] = False
    return {key: value for key, value in found.items() if value or value is False}


def _options(given: HadolintConfig, registry: "Registry") -> "dict[str, dict[str, Any]]":
    """Trusted registries and the schema of labels, as options of the rules that ask for them."""
    found: dict[str, dict[str, Any]] = {}
    for rule in registry.named("DL3026") if given.trusted_registries else ():
        found[rule.name] = {"allow": tuple(dict.fromkeys(given.trusted_registries))}
    if given.label_schema:
        for rule in registry.rules:
            if rule.group == "labels" and "schema" in rule.options:
                found[rule.name] = {"schema": dict(given.label_schema)}
    if given.switches.get("strict-labels"):
        for rule in registry.named("DL3050"):
            found.setdefault(rule.name, {})["strict"] = True
    return found


_ORIGINS = {"ignore": "ignored", "severity": "override", "fail-level": "failure-threshold", "extend-select": "override"}
"""The key of hadolint that a key of ours comes from."""


class HadolintLayer(Layer):
    """A layer of configuration that `.hadolint.yaml` makes; knows the lines of its keys."""

    __slots__ = ("_lines",)

    def __init__(self, given: HadolintConfig, registry: "Registry") -> None:
        path = given.path or HADOLINT_NAMES[0]
        super().__init__(layer_values(given, registry), shown(path), os.path.dirname(absolute(path)))
        self._lines = given.lines

    def line(self, *keys: str) -> int | None:
        """The line of the key of hadolint that a key of ours comes from."""
        if keys[0] == "rules":
            name = {"allow": "trustedRegistries", "strict": "strict-labels"}.get(keys[-1], "label-schema")
        elif keys[0] == "fail-level" and "no-fail" in self._lines:
            name = "no-fail"
        else:
            name = _ORIGINS.get(keys[0], "disable-ignore-pragma")
        return self._lines.get(f"{name}.{keys[-1]}") or self._lines.get(name)


# Reading


def read_found_config(path: str, boundary: "Boundary") -> HadolintConfig:
    """Read a file that nobody named: no link out of the boundary is followed. Raises `ConfigError`."""
    refuse_link(path, boundary)
    try:
        return read_hadolint_config(path)
    except ConfigError as error:
        called = os.path.basename(os.path.realpath(path)) == os.path.basename(path)
        raise error if called else unquoted(error) from None


def read_hadolint_config(path: str) -> HadolintConfig:
    """Read a file. Raises `ConfigError`."""
    from dlint.syntax.yaml_nodes import (
        MAX_CHARACTERS,
        Mapping,
        Scalar,
        YamlError,
        read_yaml,
    )

    origin = shown(path)
    data = read_config_bytes(path, MAX_CHARACTERS)
    try:
        root = read_yaml(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigError(f"{UNREADABLE}: it is not UTF-8", origin) from None
    except YamlError as error:
        raise ConfigError(f"this is no YAML: {error}", origin, error.line) from None
    found = HadolintConfig(path)
    if root is None or (isinstance(root, Scalar) and not root.text):
        return found
    reader = _Reader(found, origin)
    if not isinstance(root, Mapping):
        raise reader.wrong("it has to hold keys and values, such as `ignored: [DL3008]`", root)
    for key, value in reader.pairs(root, ""):
        reader.read(key, value)
    return found


class _Reader:
    """Takes one key after the other."""

    def __init__(self, found: HadolintConfig, origin: str) -> None:
        self.found = found
        self.origin = origin

    def wrong(self, text: str, node: "YamlNode") -> ConfigError:
        """The error that a node is."""
        return ConfigError(text, self.origin, node.line)

    def read(self, key: str, node: "YamlNode") -> None:
        """Take one key of the file."""
        found = self.found
        if key in ("ignored", "trustedRegistries"):
            into = found.ignored if key == "ignored" else found.trusted_registries
            into += self.texts(key, node)
        elif key == "override":
            for severity, codes in self.pairs(node, key):
                if severity not in SEVERITIES:
                    allowed = ", ".join(SEVERITIES)
                    raise self.wrong(f"`override` has no severity `{severity}`: it is one of {allowed}", codes)
                found.override[severity] += self.texts(f"{key}.{severity}", codes, "override")
        elif key == "label-schema":
            for label, kind in self.pairs(node, key):
                found.label_schema[label] = self.one_of(f"{key}.{label}", kind, LABEL_TYPES)
        elif key == "failure-threshold":
            found.failure_threshold = self.one_of(key, node, THRESHOLDS)
        elif key == "format":
            found.formats.append(self.one_of(key, node, FORMATS))
        elif key == "formats":
            for name in self.texts(key, node):
                if name not in FORMATS:
                    raise self.wrong(f"`formats` has no format `{name}`: it is one of {', '.join(FORMATS)}", node)
                found.formats.append(name)
        elif key in SWITCHES:
            found.switches[key] = self.switch(key, node)
        else:
            from difflib import get_close_matches

            close = get_close_matches(key, KEYS, 1, 0.6)
            hint = f"; did you mean `{close[0]}`?" if close else f": it is one of {', '.join(KEYS)}"
            raise self.wrong(f"hadolint has no key `{key}`{hint}", node)

    def pairs(self, node: "YamlNode", key: str) -> "Iterable[tuple[str, YamlNode]]":
        """Keys and values of a table, each key once; nothing where the value is left out."""
        from dlint.syntax.yaml_nodes import Mapping, Scalar

        if _is_null(node):
            return
        if not isinstance(node, Mapping):
            raise self.wrong(f"`{key}` has to be a table", node)
        seen = set()
        for name, value in node.pairs:
            if not isinstance(name, Scalar):
                raise self.wrong("a key has to be a text", name)
            if name.text in seen:
                raise self.wrong(f"the key `{name.text}` stands here twice", name)
            seen.add(name.text)
            self.found.lines[f"{key}.{name.text}" if key else name.text] = name.line
            yield name.text, value

    def texts(self, key: str, node: "YamlNode", table: str | None = None) -> list[str]:
        """A list of texts; empty where the value is left out."""
        from dlint.syntax.yaml_nodes import Sequence

        if _is_null(node):
            return []
        if not isinstance(node, Sequence):
            raise self.wrong(f"`{key}` has to be a list, such as `[DL3008]`", node)
        found = []
        for item in node.items:
            found.append(self.text(key, item))
            self.found.lines.setdefault(f"{table or key}.{found[-1]}", item.line)
        return found

    def text(self, key: str, node: "YamlNode") -> str:
        """A text; what YAML takes for a number or a truth value is none."""
        from dlint.syntax.yaml_nodes import Scalar

        if not isinstance(node, Scalar) or _is_null(node) or (node.plain and _is_other(node.text)):
            raise self.wrong(f"`{key}` has to be text", node)
        return node.text

    def one_of(self, key: str, node: "YamlNode", allowed: tuple[str, ...]) -> str:
        """A text out of those that are allowed."""
        text = self.text(key, node)
        if text not in allowed:
            raise self.wrong(f"`{key}` can't be `{text}`: it is one of {', '.join(allowed)}", node)
        return text

    def switch(self, key: str, node: "YamlNode") -> bool:
        """True or false as YAML 1.2 has them; `yes` is a text there."""
        from dlint.syntax.yaml_nodes import Scalar

        if not isinstance(node, Scalar) or not node.plain or node.text.lower() not in ("true", "false"):
            raise self.wrong(f"`{key}` has to be true or false", node)
        return node.text.lower() == "true"


def _is_null(node: "YamlNode") -> bool:
    from dlint.syntax.yaml_nodes import Scalar, text_of

    return isinstance(node, Scalar) and text_of(node) is None


def _is_other(text: str) -> bool:
    """Whether plain text is a number or a truth value in YAML 1.2."""
    if text.lower() in ("true", "false"):
        return True
    if text[0] not in "+-.0123456789":
        return False
    try:
        float(text)
    except ValueError:
        return False
    return True

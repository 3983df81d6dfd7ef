"""Labels: what the values of well-known ones have to look like, and how a value of each type is checked."""

from dlint.startup import regex as re
from dlint.syntax.nodes import Label, Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from .build import Build

WELL_KNOWN = {
    "org.opencontainers.image.created": "rfc3339",
    "org.opencontainers.image.url": "url",
    "org.opencontainers.image.documentation": "url",
    "org.opencontainers.image.source": "url",
    "org.opencontainers.image.licenses": "spdx",
    "org.label-schema.build-date": "rfc3339",
    "org.label-schema.url": "url",
    "org.label-schema.vcs-url": "url",
}
"""The types of labels that the image specification of OCI, and label-schema.org before it, lay down."""

TYPES = ("text", "url", "rfc3339", "spdx", "hash", "semver", "email")
"""The types that a schema may name; `text` is anything."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z")
_WITH_HOST = re.compile(r"(?:https?|ftp|git|ssh)(?!://[^/:?#])[:/]", re.IGNORECASE)
_SCP = re.compile(r"[\w.-]+@[\w.-]+:[^\s/][^\s]*\Z")
_TIME = re.compile(
    r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?"
    r"(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)\Z"
)
_HASH = re.compile(r"(?:[0-9a-f]{7,40}|[0-9a-f]{64})\Z")
_NUMBER = r"(?:0|[1-9]\d*)"
_PRERELEASE = rf"(?:{_NUMBER}|\d*[A-Za-z-][0-9A-Za-z-]*)"
_VERSION = re.compile(
    rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-{_PRERELEASE}(?:\.{_PRERELEASE})*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?\Z",
    re.ASCII,
)
_EMAIL = re.compile(
    r"(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*|\"(?:[^\"\\\n]|\\.)*\")"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9A-Fa-f.:]+\])\Z"
)
_LICENCE = re.compile(r"\s*(\(|\)|[^\s()]+)")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class LabelValue:
    """One `key=value` of a LABEL: the key expanded, the value expanded (None: not known), and the word of the value."""

    __slots__ = ("key", "key_word", "value", "word")

    def __init__(self, key: str | None, value: str | None, key_word: Word, word: Word | None) -> None:
        self.key = key
        self.value = value
        self.key_word = key_word
        self.word = word

    @property
    def place(self) -> Word:
        """Where the value is written; the key, where there is none."""
        return self.word if self.word is not None and self.word.text else self.key_word


def labels_of(node: Label, file: "Build") -> list[LabelValue]:
    """The labels that an instruction sets. The value that a build argument may give is not known."""
    found = []
    scope = file.scope_at(node)
    for pair in node.pairs:
        value: str | None = ""
        if pair.value is not None:
            resolved = scope.resolve(pair.value.text)
            value = None if resolved.overridable else resolved.text
        found.append(LabelValue(file.expand(pair.key, node), value, pair.key, pair.value))
    return found


def labels_of_type(node: Label, file: "Build", schema: "Mapping[str, str]", kind: str) -> list[LabelValue]:
    """The labels of a type whose values are known, not empty, and not of that type."""
    if kind not in schema.values():
        return []
    return [
        label
        for label in labels_of(node, file)
        if label.key is not None and label.value and schema.get(label.key) == kind and not is_of_type(label.value, kind)
    ]


def is_of_type(value: str, kind: str) -> bool:
    """Whether a value is of a type; of one that is not known every value is."""
    if kind == "url":
        return bool(_ADDRESS.match(value)) and not _WITH_HOST.match(value)
    if kind == "rfc3339":
        return _is_time(value)
    if kind == "spdx":
        return _is_licence(value)
    pattern = {"hash": _HASH, "semver": _VERSION, "email": _EMAIL}.get(kind)
    return pattern is None or pattern.match(value) is not None


def _is_time(value: str) -> bool:
    match = _TIME.match(value)
    if match is None:
        return False
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= _DAYS[month - 1] + leap


def _is_licence(value: str) -> bool:
    """An expression: `MIT`, `(MIT OR Apache-2.0) AND GPL-2.0-only WITH Classpath-exception-2.0`."""
    from dlint.model.image.facts import spdx_identifiers

    licences, exceptions = spdx_identifiers("licence"), spdx_identifiers("exception")
    depth = 0
    operand = True  # whether an operand has to follow
    exception = False
    index = 0
    text = value.strip()
    while index < len(text):
        match = _LICENCE.match(text, index)
        if match is None:
            return False
        index = match.end()
        word = match[1]
        if word == "(" and operand and not exception:
            depth += 1
        elif word == ")" and not operand and depth:
            depth -= 1
        elif word.upper() in ("AND", "OR", "WITH") and not operand:
            operand = True
            exception = word.upper() == "WITH"
        elif operand and word not in "()":
            known = exceptions if exception else licences
            name = word.lower()
            if name not in known and name.removesuffix("+") not in known and not _is_reference(word):
                return False
            operand = exception = False
        else:
            return False
    return not operand and depth == 0


def _is_reference(word: str) -> bool:
    """A licence that is not in the list: `LicenseRef-…`."""
    return re.match(r"(?:DocumentRef-[\w.-]+:)?(?:LicenseRef|AdditionRef)-[\w.-]+\Z", word) is not None

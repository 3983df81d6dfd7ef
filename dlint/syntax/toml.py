"""The one door for TOML: read within bounds, whoever wrote it, and with one kind of error.

`tomllib` is exact, but a key of many parts costs it time and memory that grow with their square, for it notes every
beginning of the key; and nesting runs it out of stack, a long number out of digits. So a text is looked over first:
strings and comments, in which everything may stand, are blanked out, and what is left is measured. Nobody writes by
hand what is beyond these bounds, which leave a second for the largest file.
"""

from dlint.startup import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_BYTES = 1_000_000
"""The size of a file."""
MAX_PARTS = 32
"""The parts of a key, `a.b.c` has three."""
MAX_DOTS = 100_000
"""The dots outside strings and comments in a file: in keys, and in numbers."""
MAX_DEPTH = 64
"""The arrays and inline tables within each other."""
MAX_WORD = 1_000
"""The characters of a number, or of a key without quotes."""
MAX_MESSAGE = 300
"""The characters of an error; `tomllib` quotes whole keys."""

_BLANKED = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:"""|\\?\Z)'
    r"|'''(?:[^']++|'(?!''))*+(?:'''|\Z)"
    r'|"(?:[^"\\\n]++|\\[^\n])*+[\\"]?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
"""A string or a comment. One without an end goes up to where `tomllib` gives up, so a match never has to be retried."""

_PART = r'(?:[A-Za-z0-9_-]++|")'
_LONG_KEY = re.compile(rf"(?<![A-Za-z0-9_-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MAX_PARTS}}}")
_LONG_WORD = re.compile(rf"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{{{MAX_WORD + 1}}}")
_BRACKET = re.compile(r"[\[\]{}]")
_PLACE = re.compile(r" \(at (?:line ([0-9]+)[^)]*|end of document)\)\Z")


class TomlError(ValueError):
    """This is no TOML, or more of it than is read. `line` counts from 1, and is None where it is not known."""

    def __init__(self, text: str, line: int | None = None) -> None:
        super().__init__(text)
        self.line = line


class TomlLimit(TomlError):
    """It may well be TOML, but it is beyond what is read; the text says which bound it breaks."""


def toml_text(data: bytes) -> str:
    """The text of a TOML file, without a byte order mark. Raises `TomlError`."""
    if len(data) > MAX_BYTES:
        raise TomlLimit(f"it is larger than {MAX_BYTES:,} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TomlError("it is not UTF-8", data.count(b"\n", 0, error.start) + 1) from None


def parse_toml(text: str) -> "dict[str, Any]":
    """The tables of a TOML text. Raises `TomlError`, and nothing else."""
    if len(text) > MAX_BYTES:
        raise TomlLimit(f"it is larger than {MAX_BYTES:,} bytes")
    _measure(_BLANKED.sub(_blank, text))
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError:
        raise TomlLimit("it is nested too deeply") from None
    except ValueError as error:
        said = str(error)
        place = _PLACE.search(said)
        line = None if place is None else int(place[1]) if place[1] else text.count("\n") + 1
        said = said[: place.start()] if place is not None else said
        if len(said) > MAX_MESSAGE:
            said = said[:MAX_MESSAGE] + "…"
        raise TomlError(said[:1].lower() + said[1:], line) from None


def _blank(match: "re.Match[str]") -> str:
    """What is left of a string: a quote, which may be a part of a key, and its lines; nothing of a comment."""
    found = match[0]
    return "" if found[0] == "#" else '"' + "\n" * found.count("\n")


def _measure(text: str) -> None:
    """Raise `TomlLimit` where a text without its strings and comments is beyond a bound."""
    if text.count(".") >= MAX_PARTS:
        found = _LONG_KEY.search(text)
        if found is not None:
            raise TomlLimit(f"a key has more than {MAX_PARTS} parts", _line(text, found.start()))
    if text.count(".") > MAX_DOTS:
        raise TomlLimit(f"there are more than {MAX_DOTS:,} dots in its keys and numbers")
    found = _LONG_WORD.search(text)
    if found is not None:
        raise TomlLimit(f"a key or number is longer than {MAX_WORD:,} characters", _line(text, found.start()))
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > MAX_DEPTH:
            raise TomlLimit(f"it is nested more than {MAX_DEPTH} levels deep", _line(text, bracket.start()))


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1

"""One pattern of a .dockerignore, ready to match."""

from dlint.startup import regex as re
from dlint.syntax.dockerignore import MAX_LINE_BYTES, pattern_error, read_pattern

from .go_regex import GoRegexError, read
from .pattern_steps import (
    EXACT,
    EXPRESSION,
    LONGEST_PATTERN,
    PREFIX,
    SUFFIX,
    Steps,
    is_exact,
    linear_source,
    source,
    translate,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from dlint.syntax.dockerignore import IgnorePattern

LONGEST_PATH = 4096
"""In characters. Longer paths, and those with line breaks, are matched step by step."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_WILDCARD = re.compile(r"\*\*/?|[*?]")
_OR_BELOW = r"(?:/|\Z)"


class Pattern:
    """A pattern and how it is matched.

    `text` is the cleaned pattern without `!`, `negated` tells an exception, `error` is Docker's word for why the build
    fails once the pattern is read or tried, or None. `written` is where it stands, if it comes from a file.
    """

    __slots__ = ("_steps", "_translated", "error", "match", "negated", "text", "written")

    def __init__(self, text: str, negated: bool = False, written: "IgnorePattern | None" = None) -> None:
        self.text = text
        self.negated = negated
        self.written = written
        self.error = pattern_error(text) if len(text) <= MAX_LINE_BYTES else "bufio.Scanner: token too long"
        self.match: Callable[[str], object] = self._first_match
        """Whether an ordinary path (ASCII, no line break, not too long) matches."""
        self._translated: tuple[int, str] | None = None
        self._steps: Steps | None = None

    @classmethod
    def of(cls, line: str) -> "Pattern":
        """The pattern in the text of one line, `!` and white space included."""
        return cls(*read_pattern(line))

    def __repr__(self) -> str:
        return f"Pattern({'!' * self.negated + self.text!r})"

    @property
    def is_exact(self) -> bool:
        """Whether it is compared as it is: it has no wildcard."""
        return is_exact(self.text)

    @property
    def kind(self) -> int:
        """EXACT, PREFIX, SUFFIX or EXPRESSION, see `pattern_steps`."""
        if self._translated is None:
            self._translated = translate(self.text)
        return self._translated[0]

    @property
    def is_expression(self) -> bool:
        """Whether Docker makes a regular expression of it, and does not compare texts."""
        return self.kind == EXPRESSION

    def matches(self, path: str) -> bool:
        """Whether the pattern matches the path itself (not a directory above it). Never raises, never runs away."""
        if self.kind == EXPRESSION and not path.isascii():
            path = _SURROGATES.sub("\ufffd", path)
        if "\n" in path or len(path) > LONGEST_PATH:
            self.check()
            if self._steps:
                return self._steps.search(path)
        return bool(self.match(path))

    def hits(self, path: str) -> bool:
        """Whether the pattern matches the path or a directory above it."""
        if self.matches(path):
            return True
        slash = path.rfind("/")
        while slash > 0:
            if self.matches(path[:slash]):
                return True
            slash = path.rfind("/", 0, slash)
        return False

    def regex(self) -> str:
        r"""A Python expression for `search` that tells whether the pattern hits a path (without line breaks)."""
        kind, expression = self._translated or translate(self.text)
        if self.error or kind == EXACT:
            return "(?!)" if self.error else rf"\A{re.escape(self.text)}{_OR_BELOW}"
        if kind == PREFIX:
            return rf"\A{re.escape(self.text[:-2])}"
        if kind == SUFFIX:
            ending = self.text[2:]
            start = r"(?:\A|/)" + re.escape(ending[1:]) if ending[:1] == "/" else re.escape(ending)
            return start + _OR_BELOW
        try:
            alternatives = read(_SURROGATES.sub("\ufffd", expression))
        except GoRegexError:
            return "(?!)"
        return linear_source(alternatives, _OR_BELOW) or source(alternatives, r"(?=/|\Z)")

    def check(self) -> str | None:
        """The error that reading or trying the pattern gives; None where it can be used."""
        if self.match == self._first_match:
            self._compile()
        return self.error

    def literals(self) -> tuple[str, str, str]:
        """Text that is in every path the pattern matches: at its start, anywhere, at its end; empty if unknown."""
        text = self.text
        if "\\" in text or "{" in text or "|" in text or text.count("^") != text.count("[^"):
            return "", "", ""
        before, bracket, _ = text.partition("[") if "[" in text else text.partition("]")
        after = text[text.rfind("]") + 1 :] if bracket else ""
        start = _WILDCARD.split(before)
        end = _WILDCARD.split(after) if bracket else start
        return start[0], max(start + end, key=len), end[-1]

    def _first_match(self, path: str) -> object:
        self._compile()
        return self.match(path)

    def _compile(self) -> None:
        text = self.text
        kind = self.kind
        matches: Callable[[str], object]
        if self.error:
            matches = _never
        elif kind == EXACT:
            matches = text.__eq__
        elif kind == PREFIX:
            ending = text[:-2]
            matches = lambda path: path.startswith(ending)  # noqa: E731
        elif kind == SUFFIX:
            ending = text[2:]
            rest = ending[1:] if ending[:1] == "/" else None
            matches = lambda path: path.endswith(ending) or path == rest  # noqa: E731
        else:
            matches = self._compile_expression()
        self.match = matches

    def _compile_expression(self) -> "Callable[[str], object]":
        assert self._translated
        try:
            alternatives = read(_SURROGATES.sub("\ufffd", self._translated[1]))
        except GoRegexError:
            self.error = "syntax error in pattern"
            return _never
        steps = Steps(alternatives)
        found = linear_source(alternatives, r"\Z") if len(self.text) <= LONGEST_PATTERN else None
        if found is None:
            return steps.search
        self._steps = steps
        return re.compile(found).match


def _never(_: str) -> bool:
    return False

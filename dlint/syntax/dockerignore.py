""".dockerignore text to tree: one pattern, comment or blank line per line, each with its place.

Docker reads the file twice: first into a list of patterns (`ignorefile.ReadAll`), then each of those into a matcher
(`patternmatcher.New`), and the second reading trims and cleans once more. `IgnorePattern` holds what is left after
both. What a pattern matches is told by `dlint.model.ignore.matcher`.
"""

from .characters import WHITE
from .go_filepath import BadPattern, clean, match
from .nodes import Item, Node, SyntaxFault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .source import Source

MAX_LINE_BYTES = 65535
"""A longer line (with its CR, without its LF) is an error: Go's `bufio.Scanner` does not take it."""

BOM = "\ufeff"


class IgnoreBlank(Item):
    """A line of white space only."""

    __slots__ = ()


class IgnoreComment(Item):
    """A line that starts with `#` in the first column. `text` is what follows the `#`, trimmed."""

    __slots__ = ("text",)

    text: str


class IgnorePattern(Item):
    """A pattern. The span is what is written, without the white space around it.

    `text` is the pattern as written, with its `!`. `pattern` is what Docker makes of it: trimmed, cleaned, without
    `!` and without the `/` in front; empty for a lone `!`. `negated` tells an exception. `pattern_start` is the offset
    at which the pattern itself is written, behind the `!` and the white space after it.
    """

    __slots__ = ("negated", "pattern", "pattern_start", "text")

    text: str
    pattern: str
    negated: bool
    pattern_start: int

    def __repr__(self) -> str:
        return f"IgnorePattern({self.text!r} {self.start}..{self.end})"


class IgnoreFile(Node):
    """The whole file. `items` tile it; `patterns` are those of them that are patterns, in order.

    `faults` are what makes the build fail as soon as the file is read.
    """

    __slots__ = ("faults", "items", "patterns", "source")

    source: "Source"
    items: list[Item]
    patterns: list[IgnorePattern]
    faults: list[SyntaxFault]

    @property
    def comments(self) -> list[IgnoreComment]:
        """The comment lines, in order."""
        return [item for item in self.items if isinstance(item, IgnoreComment)]


def read_pattern(line: str) -> tuple[str, bool]:
    """What Docker makes of the text of one line that is neither a comment nor blank: the pattern, and whether negated.

    The pattern is empty for a lone `!` and for what is cleaned to it (`!/`).
    """
    line = line.strip(WHITE)
    negated = line[:1] == "!"
    if negated:
        line = line[1:].strip(WHITE)
    if line:
        line = clean(line)
        if len(line) > 1 and line[0] == "/":
            line = line[1:]
    if negated:
        line = "!" + line
    # The second reading sees an exception in `/!a` and in `./!a`, too.
    line = line.strip(WHITE)
    if not line:
        return "", False
    line = clean(line)
    return (line[1:], True) if line[0] == "!" else (line, False)


def pattern_error(pattern: str) -> str | None:
    """Why Docker refuses a cleaned pattern when it reads the file, in Docker's words; None where it does not."""
    if not pattern:
        return 'illegal exclusion pattern: "!"'
    if "[" in pattern or "\\" in pattern:
        try:
            match(pattern, ".")
        except BadPattern:
            return "syntax error in pattern"
    return None


def parse_ignore(source: "Source") -> IgnoreFile:
    """Read a .dockerignore. Never raises: what Docker would refuse is in `faults`, the rest is read all the same."""
    file = IgnoreFile(0, len(source.text))
    file.parent = None
    file.source = source
    file.items = []
    file.patterns = []
    file.faults = []
    text = source.text
    known: dict[str, _Reading] = {}
    line_start = 0
    for line in text.split("\n"):
        stop = line_start + len(line)
        if stop == len(text) and not line:
            break
        item = _read_line(file, line, line_start, known)
        item.parent = file
        item.line_start = line_start
        item.line_end = line_start = min(stop + 1, len(text))
        file.items.append(item)
    return file


class _Reading:
    """What is to be said about the text of a pattern, wherever it stands."""

    __slots__ = ("message", "negated", "pattern", "reference", "sign")

    def __init__(self, text: str) -> None:
        self.pattern, self.negated = read_pattern(text)
        self.reference = pattern_error(self.pattern)
        self.sign = 0
        if self.negated:
            sign = text.index("!") + 1
            self.sign = len(text) - len(text[sign:].lstrip(WHITE))
        self.message = ""
        if self.reference:
            text = text if len(text) <= 60 else text[:60] + "…"
            if not self.pattern:
                self.message = f"`{text}` excepts nothing: write a pattern after the `!`"
            elif self.pattern.endswith("\\"):
                self.message = f"`{text}` ends in a backslash, which has nothing to escape"
            else:
                self.message = f"`{text}` has a `[` that is not a complete character class"


def _read_line(file: IgnoreFile, written: str, begin: int, known: dict[str, _Reading]) -> Item:
    """One line, without its line end: `[BOM] ("#" text | white | white pattern white)`."""
    if len(written) > MAX_LINE_BYTES // 4:
        _check_length(file, written, begin)
    if not begin and written[:1] == BOM:
        written = written[1:]
        begin = 1
    trimmed = written.strip(WHITE)
    if not trimmed:
        return IgnoreBlank(begin, begin + len(written))
    if written[0] == "#":
        comment = IgnoreComment(begin, begin + len(written.rstrip(WHITE)))
        comment.text = trimmed[1:].strip(WHITE)
        return comment
    reading = known.get(trimmed)
    if reading is None:
        known[trimmed] = reading = _Reading(trimmed)
    start = begin + written.index(trimmed[0])
    pattern = IgnorePattern(start, start + len(trimmed))
    pattern.text = trimmed
    pattern.pattern = reading.pattern
    pattern.negated = reading.negated
    pattern.pattern_start = start + reading.sign
    file.patterns.append(pattern)
    if reading.reference:
        fault = SyntaxFault(start, pattern.end, reading.message, reading.reference)
        fault.parent = pattern
        file.faults.append(fault)
    return pattern


def _check_length(file: IgnoreFile, written: str, start: int) -> None:
    if len(written.encode("utf-8", "replace")) > MAX_LINE_BYTES:
        message = f"this line is longer than {MAX_LINE_BYTES:,} bytes"
        fault = SyntaxFault(start, start + len(written), message, "bufio.Scanner: token too long")
        fault.parent = file
        file.faults.append(fault)

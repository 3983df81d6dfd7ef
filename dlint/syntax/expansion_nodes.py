"""What the expander finds and makes: uses of variables, results with their words."""

from dlint.startup import regex as re

from .characters import WHITE

_SPACES = re.compile(f"[{WHITE}]+")


class Variable:
    """A use of a variable: `$name` or `${name…}`.

    `start` and `end` are indexes into the text. `modifier` is what stands between the name and the word (`:-`, `+`,
    `#`, `//`, …), or None; for `#` and `%` the word may begin with a second one.
    """

    __slots__ = ("_text", "braces", "end", "modifier", "name", "start", "word_start")

    def __init__(self, text: str, name: str, start: int, braces: bool) -> None:
        self._text = text
        self.name = name
        self.start = start
        self.end = -1
        self.braces = braces
        self.modifier: str | None = None
        self.word_start = -1

    @property
    def word_span(self) -> tuple[int, int] | None:
        """Where the text behind the modifier stands, or None."""
        return None if self.word_start < 0 else (self.word_start, self.end - 1)

    @property
    def default(self) -> str | None:
        """The text behind the modifier as written, or None where there is no modifier."""
        return None if self.word_start < 0 else self._text[self.word_start : self.end - 1]

    def __repr__(self) -> str:
        return f"Variable({self._text[self.start : self.end]!r} {self.start}..{self.end})"


class Expansion:
    """What the expander made of a text.

    `text` is the result (empty after an error), `matched` and `unmatched` are the names of the variables that were
    asked for and found or not found, each once, in order. `error` is BuildKit's reason for which the build fails
    (without its prefix `failed to process "…": `), or None. `certain` is False where the result rests on a variable
    whose value is uncertain.
    """

    __slots__ = ("_asked", "_marks", "_pieces", "certain", "error", "text")

    def __init__(
        self,
        pieces: list[str],
        marks: list[tuple[bool, bool, int, int]],
        asked: dict[str, bool],
        error: str | None,
        certain: bool,
    ) -> None:
        self._pieces = pieces
        self.certain = certain
        self._marks = marks
        self._asked = asked
        self.error = error
        self.text = "" if error else "".join(pieces)

    @property
    def matched(self) -> list[str]:
        """The variables that were asked for and found."""
        return [name for name, found in self._asked.items() if found]

    @property
    def unmatched(self) -> list[str]:
        """The variables that were asked for and not found."""
        return [name for name, found in self._asked.items() if not found]

    @property
    def words(self) -> list[str]:
        """The result split at white space that is neither quoted nor escaped; empty words are dropped.

        BuildKit forgets what it has of a word when it meets a `${name` with a modifier: `80${x:-8}` is the word `8`.
        """
        words: list[str] = []
        word = ""
        if self.error:
            return words
        for piece, (raw, forgets, _, _) in zip(self._pieces, self._marks, strict=True):
            if forgets:
                word = ""
            if raw:
                word += piece
                continue
            first, *others = _SPACES.split(piece)
            word += first
            for other in others:
                if word:
                    words.append(word)
                word = other
        if word:
            words.append(word)
        return words

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The words as spans of `text`, the one that was expanded. Only where everything is kept as written."""
        spans: list[tuple[int, int]] = []
        start = -1
        for raw, forgets, first, end in self._marks:
            if forgets:
                start = -1
            if raw:
                if start < 0:
                    start = first
                continue
            position = first
            for space in _SPACES.finditer(text, first, end):
                if start < 0 and space.start() > position:
                    start = position
                if start >= 0:
                    spans.append((start, space.start()))
                    start = -1
                position = space.end()
            if start < 0 and position < end:
                start = position
        if start >= 0:
            spans.append((start, self._marks[-1][3]))
        return [(start, end) for start, end in spans if end > start]

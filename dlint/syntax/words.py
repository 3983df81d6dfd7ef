"""Words of the Dockerfile language: heredoc words, quotes removed, each with its places."""

from dlint.startup import regex as re

from .expansion import (
    Lexer,
    expand,
    name_end,
    variables,
)
from .expansion_nodes import Expansion, Variable
from .source import Logical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .nodes import Word

__all__ = [
    "Expansion",
    "HeredocStart",
    "Variable",
    "decode_quoted",
    "expand",
    "heredoc_delimiter",
    "heredoc_start",
    "shell_words",
    "variables",
]

_HEREDOC = re.compile(r"([0-9]*)<<(-?)[\t\n\f\r ]*([^<]*)\Z")
_QUOTES = re.compile("['\"]")
_PLAIN = {"\\": re.compile(r"[^$'\"\\]+"), "`": re.compile(r"[^$'\"`]+")}


class HeredocStart:
    """A word that starts a heredoc: `<<EOF`, `3<<-'EOF'`.

    `descriptor` is None where no number is written. `expand` is False where a part of the delimiter is quoted.
    `error` is BuildKit's reason for which the build fails, or None.
    """

    __slots__ = ("delimiter", "descriptor", "error", "expand", "strip_tabs")

    def __init__(
        self, descriptor: int | None, strip_tabs: bool, delimiter: str, expand: bool, error: str | None = None
    ) -> None:
        self.descriptor = descriptor
        self.strip_tabs = strip_tabs
        self.delimiter = delimiter
        self.expand = expand
        self.error = error


def shell_words(text: str) -> list[tuple[int, int]] | None:
    """The words among which BuildKit looks for heredocs, as spans of `text`; None where the expander fails.

    Quotes, escapes and variables are kept. Blanks behind `<<` belong to its word. The escape is always a backslash.
    """
    lexer = Lexer(text, {}, raw_quotes=True, raw_escapes=True, keep_unset=True)
    expansion = lexer.run()
    return None if expansion.error else expansion.spans(text)


def heredoc_delimiter(text: str) -> tuple[str, bool] | str | None:
    """The delimiter that the text behind `<<` (or `<<-`) stands for, and whether the body is expanded.

    None where it is not a heredoc (no word, several words); a string, BuildKit's reason, where the build fails.
    """
    if text.isalnum():
        return text, True
    expansion = expand(text, {}, keep_unset=True)
    if expansion.error:
        return expansion.error
    words = expansion.words
    if len(words) != 1:
        return None
    raw = Lexer(text, {}, raw_quotes=True, keep_unset=True).run().words
    if len(raw) != 1:
        return None
    # An escaped quote is in both; one that quotes is only in the raw word.
    return words[0], len(_QUOTES.findall(words[0])) == len(_QUOTES.findall(raw[0]))


def heredoc_start(word: str) -> HeredocStart | None:
    """What a word says about a heredoc, or None where it starts none. `word` is one of `shell_words`."""
    match = _HEREDOC.match(word)
    if match is None or not match[3]:
        return None
    descriptor = int(match[1][-18:]) if match[1] else None
    found = heredoc_delimiter(match[3])
    if found is None:
        return None
    if isinstance(found, str):
        return HeredocStart(descriptor, match[2] == "-", "", True, found)
    return HeredocStart(descriptor, match[2] == "-", *found)


def decode_quoted(word: "Word", escape: str = "\\") -> Logical | None:
    """The word without its quotes and escapes, placed; None where it has variables or the expander fails."""
    text, logical, base = word.text, word.logical, word.index
    pieces: list[tuple[str, int]] = []
    quoted = False
    position, length = 0, len(text)
    plain = _PLAIN[escape]
    while position < length:
        match = plain.match(text, position)
        start, end = (position, match.end()) if match else (position, position + 1)
        character = text[position]
        position = end
        if match or (character == "'" and quoted):
            pieces += logical.pieces(base + start, base + end)
        elif character == '"':
            quoted = not quoted
        elif character == "'":
            position = text.find("'", end) + 1
            if not position:
                return None
            pieces += logical.pieces(base + end, base + position - 1)
        elif character == escape:
            if position < length and (not quoted or text[position] in ('"', "$", escape)):
                position += 1
                pieces += logical.pieces(base + end, base + position)
            elif quoted:
                pieces += logical.pieces(base + start, base + end)
        elif text[end : end + 1] != "{" and name_end(text, end) == end:
            pieces += logical.pieces(base + start, base + end)
        else:
            return None
    if quoted:
        return None
    return Logical.of(pieces) if pieces else Logical("", [0], [logical.place(base)])

"""Quote removal where the quotes are not those of ordinary words: `$'…'` and the delimiters of heredocs."""

from dlint.startup import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_ANSI = re.compile(r"[^\\]+|\\(?:x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[0-7]{1,3}|c.|.)|\\", re.DOTALL)
_ESCAPES = {
    "a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
    "\\": "\\", "'": "'", '"': '"', "?": "?",
}  # fmt: skip
_DELIMITER = re.compile(r"""'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^'"\\]+)|(.)""", re.DOTALL)


def decode_ansi(text: str, index: int, stop: int) -> "Iterator[tuple[str, int, int]]":
    r"""The pieces of what stands in `$'…'`: decoded text, and from where to where in `text` it is written."""
    while index < stop:
        match = _ANSI.match(text, index, stop)
        if match is None:
            return
        piece = match[0]
        end = match.end()
        if piece[0] != "\\" or len(piece) == 1:
            yield piece, index, end
        else:
            yield _escape(piece), index, end
        index = end


def _escape(piece: str) -> str:
    kind = piece[1]
    if kind in "xuU" and len(piece) > 2:
        code = int("0x" + piece[2:], 0)
    elif kind in "01234567":
        code = int(piece[1:], 8) & 0xFF
    elif kind == "c" and len(piece) > 2:
        code = ord(piece[2].upper()) & 0x1F
    else:
        return _ESCAPES.get(kind, piece)
    return chr(code) if code < 0x110000 else "�"


def remove_quotes(word: str) -> str:
    """A heredoc's delimiter as it has to stand on its line: quotes and backslashes removed, nothing expanded."""
    if not any(character in word for character in "'\"\\"):
        return word
    texts = []
    for single, double, escaped, plain, other in _DELIMITER.findall(word):
        if double:
            double = re.sub(r'\\([\\"$`])', r"\1", double)
        texts.append(single or double or escaped or plain or other)
    return "".join(texts)

"""Strings of the exec form, decoded, each character with its place."""

from dlint.startup import regex as re

from .source import Logical

_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_PIECE = re.compile(r'[^\\"]+|\\u[0-9a-fA-F]{4}|\\[^u]')


def decode_json_string(text: str, logical: Logical, index: int) -> Logical:
    """The decoded value of a JSON string; each character is placed where it, or the escape for it, is written.

    `text` is the string with its quotes, which starts at `index` in the folded text `logical`.
    """
    pieces: list[tuple[str, int]] = []
    position = 1
    while True:
        match = _PIECE.match(text, position)
        if match is None:
            return Logical.of(pieces) if pieces else Logical("", [0], [logical.place(index + min(1, len(text)))])
        end = match.end()
        if text[position] != "\\":
            pieces += logical.pieces(index + position, index + end)
        elif text[position + 1] != "u":
            character = text[position + 1]
            pieces.append((_ESCAPES.get(character, character), logical.place(index + position)))
        else:
            code = int(text[position + 2 : end], 16)
            if 0xD800 <= code < 0xDC00:
                low = _PIECE.match(text, end)
                second = int("0x" + low[0][2:], 0) if low is not None and low[0].startswith("\\u") else 0
                if 0xDC00 <= second < 0xE000:
                    code = 0x10000 + ((code - 0xD800) << 10) + second - 0xDC00
                    end += 6
            character = "�" if 0xD800 <= code < 0xE000 else chr(code)
            pieces.append((character, logical.place(index + position)))
        position = end

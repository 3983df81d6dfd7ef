"""Text with places: a file and its line table, and folded text that remembers where it was written."""

from bisect import bisect_right

from dlint.startup.remember import once

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Source:
    """The text of one file, exactly as it is on disk.

    Offsets count code points from 0. A line ends at LF only, as in BuildKit; a lone CR is an ordinary
    character. Lines and columns count from 1.
    """

    def __init__(self, text: str, path: str = "<text>") -> None:
        self.text = text
        self.path = path

    @classmethod
    def decode(cls, data: bytes, path: str = "<text>") -> "Source":
        """Read UTF-8; a byte that is not UTF-8 is kept (as a lone surrogate), so that `encode` gives it back."""
        return cls(data.decode("utf-8", "surrogateescape"), path)

    def encode(self) -> bytes:
        """The bytes that `decode` was given."""
        return self.text.encode("utf-8", "surrogateescape")

    @once
    def line_starts(self) -> list[int]:
        """The offset at which each line starts."""
        starts = [0]
        find = self.text.find
        newline = find("\n")
        while newline >= 0:
            starts.append(newline + 1)
            newline = find("\n", newline + 1)
        return starts

    @property
    def line_count(self) -> int:
        """How many lines there are; the empty text after a last LF is not one."""
        starts = self.line_starts
        return len(starts) - (len(starts) > 1 and starts[-1] == len(self.text))

    def line(self, offset: int) -> int:
        """The line (from 1) on which `offset` lies."""
        return bisect_right(self.line_starts, offset)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1, the column in code points) of `offset`."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def column(self, offset: int) -> int:
        """The column of `offset`, from 0: how many characters of its line stand in front of it."""
        return self.position(offset)[1] - 1

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a place given as line and column, both from 1."""
        return self.line_starts[line - 1] + column - 1

    def utf16_column(self, offset: int) -> int:
        """The column of `offset` in UTF-16 code units, from 0, as the language server protocol counts."""
        start = self.line_starts[self.line(offset) - 1]
        return len(self.text[start:offset].encode("utf-16-le", "surrogatepass")) // 2

    def line_text(self, line: int) -> str:
        """The text of a line (from 1) without its line end."""
        starts = self.line_starts
        end = starts[line] if line < len(starts) else len(self.text)
        return self.text[starts[line - 1] : end].rstrip("\r\n")


class Logical:
    """Folded text with a table back to the file.

    BuildKit (and then the shell) sees an instruction with its continuation lines joined, a heredoc body with
    its tabs stripped, a JSON string decoded. `text` is what they see; `place` tells where each character of it
    was written. The table holds one entry for each stretch that is contiguous in the file.
    """

    __slots__ = ("_folded", "_written", "text")

    def __init__(self, text: str, folded: list[int], written: list[int]) -> None:
        self.text = text
        self._folded = folded
        self._written = written

    @classmethod
    def of(cls, pieces: "Iterable[tuple[str, int]]") -> "Logical":
        """Join pieces, each a text and the offset in the file at which it is written."""
        texts: list[str] = []
        folded: list[int] = []
        written: list[int] = []
        length = 0
        for text, start in pieces:
            if text:
                texts.append(text)
                folded.append(length)
                written.append(start)
                length += len(text)
        return cls("".join(texts), folded, written)

    @classmethod
    def plain(cls, text: str, start: int) -> "Logical":
        """Text that stands in the file as it is, from offset `start`."""
        return cls(text, [0], [start])

    def place(self, index: int) -> int:
        """The offset in the file of the character at `index` of the text (the text's length is allowed)."""
        folded = self._folded
        if len(folded) == 1:
            return self._written[0] + index
        if not folded:
            return 0
        piece = bisect_right(folded, index) - 1
        return self._written[piece] + index - folded[piece]

    def end(self, index: int) -> int:
        """The offset in the file just behind the character before `index`."""
        return self.place(index - 1) + 1 if index else self.place(0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the file that the text from `start` to `end` covers; empty where that is empty."""
        if end <= start:
            place = self.place(start)
            return place, place
        folded = self._folded
        piece = bisect_right(folded, start) - 1
        place = self._written[piece] + start - folded[piece]
        if piece + 1 == len(folded) or end <= folded[piece + 1]:
            return place, place + end - start
        return place, self.place(end - 1) + 1

    def pieces(self, start: int, end: int) -> list[tuple[str, int]]:
        """The contiguous pieces between `start` and `end`, as `of` takes them."""
        folded = self._folded
        if len(folded) == 1:
            return [(self.text[start:end], self._written[0] + start)]
        found = []
        piece = max(bisect_right(folded, start) - 1, 0)
        while start < end and piece < len(folded):
            stop = folded[piece + 1] if piece + 1 < len(folded) else len(self.text)
            stop = min(stop, end)
            found.append((self.text[start:stop], self._written[piece] + start - folded[piece]))
            start = stop
            piece += 1
        return found

    def slice(self, start: int, end: int) -> "Logical":
        """The part from `start` to `end` as folded text of its own."""
        return Logical.of(self.pieces(start, end)) if start < end else Logical("", [0], [self.place(start)])

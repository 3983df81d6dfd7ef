"""Where in the Dockerfile what ShellCheck says has its place: lines and columns of a script to the file."""

from itertools import pairwise

from dlint.engine.findings import Edit
from dlint.syntax.nodes import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .answer import Comment
    from .scripts import ShellScript


class ScriptLocations:
    """Where the lines and columns of what ShellCheck was given are in the file."""

    __slots__ = ("_first", "_logical", "_starts")

    def __init__(self, script: "ShellScript") -> None:
        self._logical = script.logical
        self._first = script.first
        self._starts = [0]
        text = script.logical.text
        position = text.find("\n")
        while position >= 0:
            self._starts.append(position + 1)
            position = text.find("\n", position + 1)

    def index(self, line: int, column: int) -> int:
        """The index in the folded text of a line and column; the nearest end of the text where they are outside of it."""
        line -= self._first + 1
        if line < 0:
            return 0
        if line >= len(self._starts):
            return len(self._logical.text)
        return max(0, min(self._starts[line] + column - 1, len(self._logical.text)))

    def span(self, comment: "Comment") -> tuple[int, int]:
        """The stretch of the folded text that a comment is about."""
        start = self.index(comment.line, comment.column)
        return start, max(start, self.index(comment.end_line, comment.end_column))

    def written(self, start: int, end: int) -> Span:
        """The stretch of the file."""
        return Span(*self._logical.span(start, end))

    def edits(self, replacements: "list[dict[str, Any]]") -> list[Edit]:
        """ShellCheck's fix as edits of the file; none where it would replace what is not written in one piece."""
        edits: list[Edit] = []
        logical = self._logical
        for part in replacements:
            if part["line"] <= self._first:
                return []
            start = self.index(part["line"], part["column"])
            end = self.index(part["endLine"], part["endColumn"])
            text = part["replacement"]
            if "\n" in text:
                return []
            if end > start:
                low, high = logical.span(start, end)
                if high - low != end - start or len(logical.pieces(start, end)) > 1:
                    return []
                edits.append(Edit(low, high, text))
            else:
                place = logical.place(start) if part["insertionPoint"] == "afterEnd" else logical.end(start)
                edits.append(Edit(place, place, text))
        edits.sort(key=lambda edit: (edit.start, edit.end))
        for before, after in pairwise(edits):
            if after.start < before.end or after.start == before.start:
                return []
        return edits

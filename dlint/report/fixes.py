"""What a fix makes of the lines it touches, to show it beside the finding."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.engine.findings import Fix
    from dlint.syntax.source import Source

MOST_LINES = 200
"""A fix that touches a longer stretch is not shown: nobody reads it in a terminal."""


class Line:
    """A line that a fix takes away (`sign` is `-`) or writes (`+`).

    `number` counts in the old text for `-`, in the new text for `+`. `start` and `end` are the part of `text` that
    differs from the line before.
    """

    __slots__ = ("end", "number", "sign", "start", "text")

    def __init__(self, sign: str, number: int, text: str, start: int = 0, end: int | None = None) -> None:
        self.sign = sign
        self.number = number
        self.text = text
        self.start = start
        self.end = len(text) if end is None else end


def preview(source: "Source", fix: "Fix") -> list[Line]:
    """The lines that a fix writes, in order; of lines that it takes away only those that nothing replaces."""
    edits = sorted(fix.edits, key=lambda edit: (edit.start, edit.end))
    if not edits or edits[-1].end > len(source.text):
        return []
    first, last = source.line(edits[0].start), source.line(max(edit.end for edit in edits))
    if last - first > MOST_LINES:
        return []
    starts = source.line_starts
    start, end = starts[first - 1], starts[last] if last < len(starts) else len(source.text)
    pieces, position = [], start
    for edit in edits:
        if edit.start < position:
            return []  # edits that overlap are no fix
        pieces += [source.text[position : edit.start], edit.text]
        position = edit.end
    pieces.append(source.text[position:end])
    return _difference(source.text[start:end], "".join(pieces), first)


def _difference(before: str, after: str, first: int) -> list[Line]:
    from difflib import SequenceMatcher

    old, new = _lines(before), _lines(after)
    lines: list[Line] = []
    for operation, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "delete":
            lines += [Line("-", first + index, old[index]) for index in range(start, end)]
        elif operation != "equal":
            for index in range(new_start, new_end):
                twin = start + index - new_start
                line = Line("+", first + index, new[index])
                if twin < end:
                    line.start, line.end = _changed(old[twin], line.text)
                lines.append(line)
    return lines


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return [line.removesuffix("\r") for line in lines]


def _changed(old: str, new: str) -> tuple[int, int]:
    """The part of the new line that is not in the old one, once what both begin and end with is left out."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    tail = 0
    while tail < shorter - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return start, len(new) - tail

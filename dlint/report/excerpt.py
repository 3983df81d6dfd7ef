"""The part of a line of code that fits into a terminal, and where its columns come to lie there."""

from rich.cells import cell_len

from dlint.startup import regex as re

from .escape import COMMAND, visible

_command = re.compile(COMMAND)

TAB = 4
"""Columns between tab stops."""


class Excerpt:
    """A line as it is shown.

    `text` is what to print. The marked part starts `mark` terminal columns from its left and is `marked` columns
    wide; it is `text[text_start:text_end]`. `escapes` are the stretches of `text` that stand for one harmful
    character each.
    """

    __slots__ = ("escapes", "mark", "marked", "text", "text_end", "text_start")

    def __init__(self, text: str, mark: int, marked: int) -> None:
        self.text = text
        self.mark = mark
        self.marked = marked
        self.text_start = self.text_end = 0
        self.escapes: list[tuple[int, int]] = []


def excerpt(line: str, start: int, end: int, width: int, ellipsis: str) -> Excerpt:
    """Show a line in at most `width` terminal columns, the characters from `start` on in view.

    Tabs become blanks up to the next stop, wide characters take two columns and combining ones none, harmful
    characters are written out. Where something is cropped an ellipsis stands.
    """
    start, end = min(start, len(line)), min(max(end, start), len(line))
    # Work is bounded by the width, however long the line is.
    left, right = max(0, start - 2 * width), min(len(line), start + 2 * width)
    pieces = []
    columns = [0]
    for index in range(left, right):
        piece = _shown(line, index, columns[-1])
        pieces.append(piece)
        columns.append(columns[-1] + cell_len(piece))
    first, last = start - left, min(end, right) - left
    begin, stop = 0, len(pieces)
    cut_left, cut_right = left > 0, right < len(line)
    if cut_left or cut_right or columns[-1] > width:
        if cut_left or (columns[last] >= width and columns[first] > width // 3):
            # Leave a third of the width for what stands before, less where the stretch itself needs it.
            room = width - 2
            leftmost = columns[first] - min(width // 3, room - min(columns[last] - columns[first], room))
            while columns[begin] < leftmost:
                begin += 1
            cut_left = cut_left or begin > 0
        while columns[stop] - columns[begin] + cut_left + cut_right > width:
            stop -= 1
            cut_right = True
    found = Excerpt(
        (ellipsis if cut_left else "") + "".join(pieces[begin:stop]) + (ellipsis if cut_right else ""),
        columns[first] - columns[begin] + cut_left,
        columns[min(last, stop)] - columns[first] + (last > stop),
    )
    position = int(cut_left)
    found.text_start = position + sum(map(len, pieces[begin:first]))
    found.text_end = found.text_start + sum(map(len, pieces[first : min(last, stop)]))
    for index in range(begin, stop):
        character, piece = line[left + index], pieces[index]
        if piece != character and character != "\t":
            found.escapes.append((position, position + len(piece)))
        position += len(piece)
    return found


def _shown(line: str, index: int, column: int) -> str:
    character = line[index]
    if character == "\t":
        return " " * (TAB - column % TAB)
    if character == "\ufeff" and index == 0:
        return ""  # a byte order mark is no part of the line
    if character == "#" and _command.match(line, index):
        return "\\x23"
    return visible(character)

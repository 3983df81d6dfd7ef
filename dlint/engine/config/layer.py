"""A layer of configuration: values from one place, and the lines on which they stand."""

import os

from dlint.model.disk import absolute
from dlint.startup import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Layer:
    """Values from one place: a file, or the command line.

    `origin` is the file's path as it is shown, or the words `command line`; `directory` is what path patterns start from.
    """

    __slots__ = ("_key_lines", "_text", "directory", "origin", "prefix", "values")

    def __init__(self, values: "dict[str, Any]", origin: str, directory: str, text: str = "", prefix: str = "") -> None:
        self.values = values
        self.origin = origin
        self.directory = directory
        self.prefix = prefix
        self._text = text
        self._key_lines: dict[tuple[str, ...], int] | None = None

    def origin_of(self, *keys: str) -> str:
        """Where a value comes from: `dlint.toml:3` or `command line`."""
        line = self.line(*keys)
        return self.origin if line is None else f"{self.origin}:{line}"

    def line(self, *keys: str) -> int | None:
        """The line (from 1) of the file on which a key stands, or None."""
        if self._key_lines is None:
            self._key_lines = key_lines(self._text)
        return nearest_line(self._key_lines, (*self.prefix.split("."), *keys) if self.prefix else keys)


def shown(path: str) -> str:
    """A path for people: relative where the file lies below this directory."""
    here = absolute(".")
    inside = here if here.endswith(os.sep) else here + os.sep
    return absolute(path).removeprefix(inside)


_HEADER = r"[ \t]*\[\[?([^\]#]*)\]"
_PART = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_ASSIGNMENT = rf"[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*="


def line_of(text: str, keys: "tuple[str, ...]") -> int | None:
    """The line (from 1) of the key that `keys` lead to, or of the nearest table around it; None where that is unclear."""
    return nearest_line(key_lines(text), keys)


def key_lines(text: str) -> "dict[tuple[str, ...], int]":
    """The first line (from 1) of each table and key.

    `tomllib` does not tell; this reads headers and keys at the beginning of lines, which is where they usually are.
    """
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        header = re.match(_HEADER, line)
        if header:
            path = table = _parts(header[1])
        else:
            assignment = re.match(_ASSIGNMENT, line)
            if not assignment:
                continue
            path = (*table, *_parts(assignment[1]))
        found.setdefault(path, number)
    return found


def nearest_line(lines: "dict[tuple[str, ...], int]", keys: "tuple[str, ...]") -> int | None:
    """The line of the longest beginning of `keys` that has one."""
    return next((lines[keys[:size]] for size in range(len(keys), 0, -1) if keys[:size] in lines), None)


def _parts(dotted: str) -> tuple[str, ...]:
    """The parts of a key. What has more than there can be is inside a string that looks like one."""
    from dlint.syntax.toml import MAX_PARTS

    return tuple(part.strip("\"'") for part in re.findall(_PART, dotted)[:MAX_PARTS])

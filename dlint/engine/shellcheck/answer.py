"""What the program shellcheck answers: JSON to comments. Nothing that it may answer does harm."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LEVELS = ("error", "warning", "info", "style")

_PLACES = ("line", "column", "endLine", "endColumn")


class Comment:
    """What shellcheck says: lines and columns count from 1, columns in code points, the end exclusive.

    `level` is error, warning, info or style; `replacements` are the parts of its fix, as shellcheck gives them. A place
    may be outside of the script. Raises `ValueError`, `KeyError` or `TypeError` where something is of the wrong type.
    """

    __slots__ = ("code", "column", "end_column", "end_line", "level", "line", "message", "replacements")

    def __init__(self, given: "dict[str, Any]") -> None:
        self.line, self.column, self.end_line, self.end_column = _places(given)
        self.level: str = given["level"]
        self.message: str = given["message"]
        code: int = given["code"]
        if self.level not in LEVELS or type(self.message) is not str or type(code) is not int or not 0 < code < 100_000:
            raise ValueError("this is no comment")
        self.code = f"SC{code:04}"
        fix = given.get("fix")
        self.replacements: list[dict[str, Any]] = fix["replacements"] if fix else []
        for part in self.replacements:
            _places(part)
            if type(part["replacement"]) is not str or type(part["insertionPoint"]) is not str:
                raise TypeError("a replacement is text")


def _places(given: "dict[str, Any]") -> tuple[int, ...]:
    places = tuple(given[name] for name in _PLACES)
    if any(type(number) is not int for number in places):
        raise TypeError("lines and columns are numbers")
    return places


def read_answer(report: bytes, scripts: "list[str]", first: int) -> "dict[str, list[Comment]]":
    """What is said of each script; their files are called `first`, `first` + 1 and so on.

    Raises `ValueError` where it is no answer of shellcheck.
    """
    import json
    import os

    found: dict[str, list[Comment]] = {script: [] for script in scripts}
    try:
        for given in json.loads(report)["comments"]:
            number = int(os.path.basename(given["file"])) - first
            if number < 0:
                raise IndexError("this is the file of another process")
            found[scripts[number]].append(Comment(given))
    # Brackets in brackets end in a RecursionError, and an answer may be too much for the memory.
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, MemoryError):
        raise ValueError("this is no answer of shellcheck") from None
    return found

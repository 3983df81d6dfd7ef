"""Path patterns of the configuration: `*.Dockerfile`, `legacy/**`, `tests/`."""

import os
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Glob:
    """A pattern for paths below a folder.

    A pattern without `/` (but for a last one) means a file or folder of that name at any depth, others start at
    `folder`. `*` and `?` do not match `/`, `**` does, `[…]` is a set of characters. What lies below a folder that
    matches, matches too.
    """

    __slots__ = ("_regex", "folder", "pattern")

    def __init__(self, pattern: str, folder: str) -> None:
        self.pattern = pattern
        self.folder = folder
        self._regex = re.compile(translate(pattern), re.DOTALL)

    def matches(self, path: str) -> bool:
        """Whether an absolute path matches."""
        start = self.folder if self.folder.endswith(os.sep) else self.folder + os.sep
        if not path.startswith(start):
            return False
        relative = path[len(start) :]
        if os.sep != "/":
            relative = relative.replace(os.sep, "/")
        return self._regex.match(relative) is not None


def translate(pattern: str) -> str:
    """The regular expression for a relative path with `/`."""
    pattern = pattern.removeprefix("./").rstrip("/")
    anywhere = "/" not in pattern
    pattern = pattern.lstrip("/")
    pieces = ["(?:.*/)?" if anywhere else ""]
    index = 0
    while index < len(pattern):
        character = pattern[index]
        index += 1
        if character == "*":
            if pattern[index : index + 1] == "*":
                while pattern[index : index + 1] == "*":
                    index += 1
                if pattern[index : index + 1] == "/":
                    index += 1
                    pieces.append("(?:.*/)?")
                else:
                    pieces.append(".*")
            else:
                pieces.append("[^/]*")
        elif character == "?":
            pieces.append("[^/]")
        elif character == "[" and "]" in pattern[index + 1 :]:
            end = pattern.index("]", index + 1)
            body = pattern[index:end].replace("\\", "\\\\").replace("[", "\\[")
            pieces.append(f"[{'^' + body[1:] if body[0] in '!^' else body}]")
            index = end + 1
        else:
            pieces.append(re.escape(character))
    return "".join(pieces) + r"(?:/.*)?\Z"


def any_matches(globs: "Iterable[Glob]", path: str) -> bool:
    """Whether one of the patterns matches an absolute path."""
    return any(glob.matches(path) for glob in globs)

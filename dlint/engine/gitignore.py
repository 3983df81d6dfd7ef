"""What git ignores: .gitignore files, those above up to the repository's root, and `.git/info/exclude`.

The patterns are pathspec's. It is imported when there is a pattern, because that takes longer than a whole check.
"""

import os
import re

from dlint.model.disk import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_MAX_PATTERNS = 10_000
_MAX_BYTES = 1_000_000
_MAX_STARS = 3
_MAX_DEPTH = 100


class Ignores:
    """The patterns that hold in a folder: those of its own .gitignore before those of the folders above."""

    __slots__ = ("_above", "_prefix", "_spec")

    def __init__(self, spec: "GitIgnoreSpec", prefix: str, above: "Ignores | None") -> None:
        self._spec = spec
        self._prefix = prefix
        self._above = above

    def ignored(self, path: str, folder: bool) -> bool:
        """Whether git ignores the path (absolute, with `/`), which is in the folder or below it."""
        ignores: Ignores | None = self
        ending = "/" if folder else ""
        while ignores is not None:
            # An empty list of separators: pathspec is to leave the path as it is.
            found = ignores._spec.check_file(path[len(ignores._prefix) :] + ending, ()).include
            if found is not None:
                return found
            ignores = ignores._above
        return False


def ignores_above(folder: str) -> Ignores | None:
    """What holds in a folder (absolute, with `/`) before its own .gitignore is read; None where nothing does.

    Without a repository around it, the folders above say nothing.
    """
    folders = [folder]
    while not os.path.lexists(_join(folders[-1], ".git")):
        parent = os.path.dirname(folders[-1])
        if parent == folders[-1] or len(folders) > _MAX_DEPTH:
            return None
        folders.append(parent)
    root = folders[-1]
    ignores = _read(_join(root, ".git/info/exclude"), root, None)
    for above in reversed(folders[1:]):
        ignores = ignores_in(above, ignores)
    for below, above in zip(reversed(folders[:-1]), reversed(folders[1:]), strict=True):
        # Who searches an ignored folder wants what is in it.
        if ignores and len(above) < len(below) and ignores.ignored(below, True):
            return None
    return ignores


def ignores_in(folder: str, above: Ignores | None) -> Ignores | None:
    """What holds in a folder that has a .gitignore of its own, from what holds in the folder above."""
    return _read(_join(folder, ".gitignore"), folder, above)


def _join(folder: str, name: str) -> str:
    return f"{folder}{name}" if folder.endswith("/") else f"{folder}/{name}"


def _read(path: str, folder: str, above: Ignores | None) -> Ignores | None:
    try:
        text = read_bytes(path, _MAX_BYTES).decode("utf-8", "surrogateescape")
    except OSError:
        return above
    lines = [line for line in text.removeprefix("\ufeff").split("\n") if line.strip() and line[0] != "#"]
    lines = [line.removesuffix("\r") for line in lines[:_MAX_PATTERNS] if _bounded(line)]
    if not lines:
        return above
    from pathspec import GitIgnoreSpec
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    patterns = []
    for line in lines:
        try:
            patterns.append(GitIgnoreSpecPattern(line))
        except (ValueError, re.error):
            # Git reads past a malformed pattern, too.
            continue
    return Ignores(GitIgnoreSpec(patterns, backend="simple"), _join(folder, ""), above)


def _bounded(line: str) -> bool:
    """Whether a pattern is not of the kind that keeps a matcher with backtracking busy for ever."""
    return line.count("**") <= _MAX_STARS and all(part.count("*") <= _MAX_STARS for part in line.split("/"))

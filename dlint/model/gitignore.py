"""What git ignores: .gitignore files, those above up to the repository's root, and `.git/info/exclude`.

The patterns are pathspec's. It is imported when there is a pattern, because that takes longer than a whole check.
pathspec asks whether a path is ignored, which includes all that is below an ignored folder. Here folders are asked
about on the way down, so a pattern has to match the path itself, as in git: `!a` does not bring back what another
pattern ignores in `a`.
"""

import os

from dlint.syntax import regex as re

from .disk import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pathspec.pattern import RegexPattern

_MAX_PATTERNS = 10_000
_MAX_BYTES = 1_000_000
_MAX_STARS = 3
_MAX_DEPTH = 100
_ANY_FOLDER = "(?P<ps_d>/)"


class Ignores:
    """The patterns that hold in a folder: those of its own .gitignore before those of the folders above."""

    __slots__ = ("_above", "_patterns", "_prefix")

    def __init__(self, patterns: "Sequence[RegexPattern]", prefix: str, above: "Ignores | None") -> None:
        self._patterns = patterns
        self._prefix = prefix
        self._above = above

    def ignored(self, path: str, folder: bool) -> bool:
        """Whether git ignores the path (absolute, with `/`), which is in the folder or below it."""
        ignores: Ignores | None = self
        while ignores is not None:
            relative = path[len(ignores._prefix) :]
            for pattern in reversed(ignores._patterns):
                if _matches(pattern, relative, folder):
                    return bool(pattern.include)
            ignores = ignores._above
        return False


def _matches(pattern: "RegexPattern", path: str, folder: bool) -> bool:
    """Whether the pattern matches the path itself, not a folder above it."""
    regex = pattern.regex
    if regex is None:
        return False
    if regex.pattern == _ANY_FOLDER:
        return folder
    if not regex.groups:
        # `*`, or `a/**`: everything below.
        return regex.search(path) is not None
    # The one group is the slash behind a folder.
    path = path + "/" if folder else path
    found = regex.search(path)
    return found is not None and found.end() == len(path)


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
    git = _join(root, ".git")
    linked = os.path.islink(git) or os.path.islink(git + "/info")
    ignores = None if linked else _read(git + "/info/exclude", root, None)
    for above in reversed(folders):
        if ignores and above != root and ignores.ignored(above, True):
            # Who searches an ignored folder wants what is in it.
            return None
        if above != folder:
            ignores = ignores_in(above, ignores)
    return ignores


def ignores_in(folder: str, above: Ignores | None) -> Ignores | None:
    """What holds in a folder that has a .gitignore of its own, from what holds in the folder above."""
    return _read(_join(folder, ".gitignore"), folder, above)


def _join(folder: str, name: str) -> str:
    return f"{folder}{name}" if folder.endswith("/") else f"{folder}/{name}"


def _read(path: str, folder: str, above: Ignores | None) -> Ignores | None:
    """The patterns of a file on top of those above; a link is not followed, as by git."""
    try:
        if os.path.islink(path):
            return above
        text = read_bytes(path, _MAX_BYTES).decode("utf-8", "surrogateescape")
    except OSError:
        return above
    lines = [line for line in text.removeprefix("\ufeff").split("\n") if line.strip() and line[0] != "#"]
    lines = [line.removesuffix("\r") for line in lines[:_MAX_PATTERNS] if _bounded(line)]
    if not lines:
        return above
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    patterns = []
    for line in lines:
        try:
            patterns.append(GitIgnoreSpecPattern(line))
        except (ValueError, re.error):
            # Git reads past a malformed pattern, too.
            continue
    return Ignores(patterns, _join(folder, ""), above)


def _bounded(line: str) -> bool:
    """Whether a pattern is not of the kind that keeps a matcher with backtracking busy for ever."""
    return line.count("**") <= _MAX_STARS and all(part.count("*") <= _MAX_STARS for part in line.split("/"))

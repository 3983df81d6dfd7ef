"""What git ignores: .gitignore files, those above up to the repository's root, and `.git/info/exclude`.

    files = Gitignores()                          # of one search, or of one run
    ignores = files.at("/project")                # what holds among the entries of a directory
    ignores.ignored("x.Dockerfile", False)        # whether git ignores an entry
    below = ignores.enter("services")             # what holds one directory further down; None: git ignores it
    files.inside("/project/services", below)      # the same with the .gitignore that lies there

Directories are asked about on the way down, so a pattern has to match the path itself, as in git: `!a` does not bring
back what another pattern ignores in `a`.
"""

import os

from dlint.model.disk import TooLarge, read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .gitignore_patterns import Patterns

MAX_BYTES = 1_000_000
"""Of one file. The longest that people write has some ten thousand."""

MAX_TOTAL_BYTES = 4_000_000
"""Of all files of a search; those with the same content count once, as far as they are remembered."""

MAX_WORK = 20_000_000
"""Steps of the matcher in a search: bytes of a path times .gitignore files that hold there, more for large files."""

_SIZE_PER_STEP = 10_000
"""An operation on so many more positions takes about as long as a step on a few."""

_SIZE_PER_JOIN = 20
"""Joining the patterns of two files takes as long as a step for so many positions."""

_FEW = 3
"""So many files that hold in a directory are asked one by one."""

_MAX_REMEMBERED = 100


class Ignores:
    """What holds among the entries of a directory; those patterns go first that lie nearest to it."""

    __slots__ = ("_files", "_levels")

    def __init__(self, files: "Gitignores", levels: "tuple[tuple[Patterns, int], ...]" = ()) -> None:
        self._files = files
        self._levels = levels

    def ignored(self, name: str, directory: bool) -> bool:
        """Whether git ignores an entry of the directory."""
        return bool(self._levels) and self._look(name, directory) is None

    def enter(self, name: str) -> "Ignores | None":
        """What holds in a directory in this one, before its own .gitignore is read; None where git ignores it."""
        levels = self._look(name, True) if self._levels else ()
        if levels is None:
            return None
        slash = [(patterns, patterns.after(state, b"/")) for patterns, state in levels]
        return Ignores(self._files, tuple(level for level in slash if level[1]))

    def _look(self, name: str, directory: bool) -> "tuple[tuple[Patterns, int], ...] | None":
        """The patterns that go on behind an entry, with their states; None where it is ignored."""
        text = os.fsencode(name)
        verdict: bool | None = None
        levels = []
        files = self._files
        for patterns, state in self._levels:
            if not files.may_work((len(text) + 2) * (1 + patterns.size // _SIZE_PER_STEP)):
                return ()
            state = patterns.after(state, text)
            if state:
                levels.append((patterns, state))
                if verdict is None:
                    verdict = patterns.verdict(state, directory)
        return None if verdict else tuple(levels)

    def with_patterns(self, patterns: "Patterns") -> "Ignores":
        """The same with the patterns of a file that lies in the directory.

        Where many files hold, those that are small become one, as in a counter the digits that are full: so the files
        are at most as many as the times that their size can double.
        """
        state = patterns.start
        levels = self._levels if state else ()
        count = 0
        while len(levels) - count >= _FEW and levels[count][0].size <= 2 * patterns.size:
            others, other_state = levels[count]
            if not self._files.may_work(others.size // _SIZE_PER_JOIN + 1):
                break
            patterns = patterns.before(others)
            state = state << others.size | other_state
            count += 1
        return Ignores(self._files, ((patterns, state), *levels[count:])) if state else self


class Gitignores:
    """The .gitignore files of one search or run; what is read, and how long it is matched, is bounded.

    `is_limited` tells whether something was passed over since it was too much: then git may ignore more than is known.
    """

    __slots__ = ("_bytes", "_known", "_work", "is_limited")

    def __init__(self) -> None:
        self.is_limited = False
        self._known: dict[bytes, Patterns] = {}
        self._bytes = MAX_TOTAL_BYTES
        self._work = MAX_WORK

    def may_work(self, steps: int) -> bool:
        """Whether there is time for so many steps more; it is taken."""
        self._work -= steps
        self.is_limited |= self._work < 0
        return self._work >= 0

    def at(self, directory: str) -> Ignores:
        """What holds in a directory (absolute, with `/`) with its own .gitignore and those above."""
        return self.inside(directory, self.above(directory))

    def above(self, directory: str) -> Ignores:
        """What holds in a directory (absolute, with `/`) before its own .gitignore is read.

        Without a repository around it, the directories above say nothing.
        """
        nothing = Ignores(self)
        top = repository_of(directory)
        if top is None:
            return nothing
        git = _join(top, ".git")
        linked = os.path.islink(git) or os.path.islink(git + "/info")
        ignores = nothing if linked else self._read(git + "/info/exclude", nothing)
        for above, name in _way_down(top, directory):
            below = self.inside(above, ignores).enter(name)
            if below is None:
                return nothing  # who searches an ignored directory wants what is in it
            ignores = below
        return ignores

    def inside(self, directory: str, above: Ignores) -> Ignores:
        """What holds in a directory that may have a .gitignore of its own, from what holds there otherwise."""
        return self._read(_join(directory, ".gitignore"), above)

    def ignores(self, top: str, path: str, is_directory: bool) -> bool:
        """Whether git ignores a path below a directory, or a directory on the way to it; the path need not exist.

        Where not all could be read, it is taken for ignored: nobody knows.
        """
        ignores = self.at(top)
        place = top
        *directories, name = path.strip("/").split("/")
        for directory in directories:
            below = ignores.enter(directory)
            if below is None:
                return True
            place = _join(place, directory)
            ignores = self.inside(place, below)
        return ignores.ignored(name, is_directory) or self.is_limited

    def _read(self, path: str, above: Ignores) -> Ignores:
        if os.path.islink(path):
            return above  # git does not follow a link either
        try:
            data = read_bytes(path, MAX_BYTES)
        except TooLarge:
            self.is_limited = True
            return above
        except OSError:
            return above
        patterns = self._known.get(data)
        if patterns is None:
            self._bytes -= len(data)
            if self._bytes < 0:
                self.is_limited = True
                return above
            from .gitignore_patterns import Patterns

            if len(self._known) >= _MAX_REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[data] = patterns = Patterns.read(data)
        return above.with_patterns(patterns)


def repository_of(directory: str) -> str | None:
    """The nearest directory, this one or above, that is the root of a repository; paths are absolute, with `/`."""
    while not os.path.lexists(_join(directory, ".git")):
        parent = os.path.dirname(directory)
        if parent == directory:
            return None
        directory = parent
    return directory


def _way_down(top: str, directory: str) -> "list[tuple[str, str]]":
    """The directories from `top` to the one above `directory`, each with the name of the next."""
    way = []
    while directory != top:
        above, name = os.path.split(directory)
        way.append((above, name))
        directory = above
    return way[::-1]


def _join(directory: str, name: str) -> str:
    return f"{directory}{name}" if directory.endswith("/") else f"{directory}/{name}"

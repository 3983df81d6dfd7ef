"""A build context in numbers: what is sent and how large it is, what is left out and by which pattern.

Nothing is kept of single files but the largest ones, so a context of any size can be surveyed.
"""

import heapq
import os

from dlint.model.ignore.matcher import ROOT

from .transfer import MAX_ENTRIES, Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.ignore.matcher import Pattern, State

    from .context import Context

_MOST_PATHS = 1_000
_MOST_SHOWN = 1_000


class Directory:
    """What is sent of a directory: `files` and `size` of all that is in it.

    `directories` and `entries` are what is in it directly, down to the depth that was asked for: directories by name, and size,
    name and kind of all else, the largest ones.
    """

    __slots__ = ("directories", "entries", "files", "name", "others", "size")

    def __init__(self, name: str) -> None:
        self.name = name
        self.files = 0
        self.size = 0
        self.directories: dict[str, Directory] = {}
        self.entries: list[tuple[int, str, str]] = []
        self.others = 0
        """How many entries there are that are not told, for they are many."""

    def add(self, size: int, name: str, kind: str) -> None:
        """Take in an entry that is directly in the directory."""
        entry = (size, name, kind)
        if len(self.entries) < _MOST_SHOWN:
            heapq.heappush(self.entries, entry)
        else:
            heapq.heappushpop(self.entries, entry)
            self.others += 1


class LeftOut:
    """What a pattern leaves out: how many files, how many bytes, and some of the paths, with size and kind.

    `whole` is False where there is more of it than was counted.
    """

    __slots__ = ("files", "paths", "pattern", "size", "whole")

    def __init__(self, pattern: "Pattern") -> None:
        self.pattern = pattern
        self.files = 0
        self.size = 0
        self.whole = True
        self.paths: list[tuple[int, str, str]] = []


class Survey:
    """The numbers of a context; `depth` is down to which directories they are told one by one."""

    def __init__(self, context: "Context", depth: int = 2, most: int = 10) -> None:
        self.context = context
        self.root = Directory("")
        self.biggest: list[tuple[int, str]] = []
        self.left_out: list[LeftOut] = []
        self.limited = False
        self.unreadable: list[str] = []
        self._most = most
        self._depth = depth
        self._by_pattern: dict[int, LeftOut] = {}
        self._budget = MAX_ENTRIES
        self._above: str | None = None
        self._chain: list[Directory] = [self.root]
        self._told = True
        if not context.unknown:
            self._count()
        self.biggest.sort(reverse=True)
        self.left_out.sort(key=lambda left: (-left.size, -left.files))
        for left in self.left_out:
            left.paths.sort(reverse=True)

    def _count(self) -> None:
        sending = self.context.contents.sending
        enters = self.context.matcher.enters
        for _, entry, state in sending.survey("", ROOT):
            if not state.excluded:
                self._send(entry)
            elif entry.kind != "directory" or not enters(entry.path):
                self._leave_out(entry, state)
        self.limited = self.limited or sending.limited
        self.unreadable = sending.unreadable

    def _send(self, entry: Entry) -> None:
        path = entry.path
        slash = path.rfind("/")
        above = path[: max(slash, 0)]
        if above != self._above:
            self._above = above
            self._chain = [self.root]
            self._told = above.count("/") + bool(above) <= self._depth
            for part in above.split("/")[: self._depth] if above else ():
                self._chain.append(_inside(self._chain[-1], part))
        name = path[slash + 1 :]
        if entry.kind == "directory":
            if self._told and len(self._chain) <= self._depth:
                _inside(self._chain[-1], name)
            return
        size = entry.size
        for directory in self._chain:
            directory.files += 1
            directory.size += size
        if self._told:
            self._chain[-1].add(size, name, entry.kind)
        if len(self.biggest) < self._most:
            heapq.heappush(self.biggest, (size, path))
        elif self.biggest and (size, path) > self.biggest[0]:
            heapq.heapreplace(self.biggest, (size, path))

    def _leave_out(self, entry: Entry, state: "State") -> None:
        left = self._by_pattern.get(state.decider)
        if left is None:
            left = self._by_pattern[state.decider] = LeftOut(self.context.matcher.patterns[state.decider])
            self.left_out.append(left)
        files, size = 1, entry.size
        if entry.kind == "directory":
            files, size, whole = self._usage(entry.path)
            left.whole = left.whole and whole
        left.files += files
        left.size += size
        if len(left.paths) < _MOST_PATHS:
            heapq.heappush(left.paths, (size, entry.path, entry.kind))
        else:
            heapq.heappushpop(left.paths, (size, entry.path, entry.kind))

    def _usage(self, directory: str) -> tuple[int, int, bool]:
        """How many files are below a directory, how many bytes, and whether all were counted."""
        files = size = 0
        waiting = [os.path.join(self.context.root, directory)]
        while waiting:
            try:
                with os.scandir(waiting.pop()) as entries:
                    for entry in entries:
                        self._budget -= 1
                        if self._budget < 0:
                            return files, size, False
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(entry.path)
                            continue
                        files += 1
                        if entry.is_file(follow_symlinks=False):
                            size += entry.stat(follow_symlinks=False).st_size
            except OSError:
                continue
        return files, size, True


def _inside(directory: Directory, name: str) -> Directory:
    found = directory.directories.get(name)
    if found is None:
        found = directory.directories[name] = Directory(name)
    return found


class Hit:
    """A pattern that matches a path, or a directory above it: `on` is which, `decides` whether it has the last word."""

    __slots__ = ("decides", "on", "pattern")

    def __init__(self, pattern: "Pattern", on: str, decides: bool) -> None:
        self.pattern = pattern
        self.on = on
        self.decides = decides


def hits(context: "Context", path: str) -> list[Hit]:
    """The patterns that have to do with a path, in the order of the file."""
    matcher = context.matcher
    found: dict[int, str] = {}
    slash = 0
    while slash >= 0:
        slash = path.find("/", slash + 1)
        part = path if slash < 0 else path[:slash]
        for index in matcher.own_hits(part):
            found.setdefault(index, part)
    decider = matcher.state(path).decider
    return [Hit(matcher.patterns[index], found[index], index == decider) for index in sorted(found)]

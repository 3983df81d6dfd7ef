"""Which entries of a directory BuildKit sends as build context, found by walking it as BuildKit does."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from dlint.model.ignore.matcher import Matcher, State

MAX_ENTRIES = 250_000
"""So many entries of a context are looked at, sent or not."""

MAX_WORK = 6_000_000
"""So many patterns are tried one by one while looking."""


class Entry:
    """Something that is sent. `path` is relative to the root, with `/`.

    `kind` is `"file"`, `"directory"`, `"link"` (sent as a link, not followed) or `"other"` (a pipe, a device).
    """

    __slots__ = ("_root", "_size", "kind", "path")

    def __init__(self, path: str, kind: str, root: str) -> None:
        self.path = path
        self.kind = kind
        self._root = root
        self._size: int | None = None

    def __repr__(self) -> str:
        return f"Entry({self.path!r}, {self.kind!r})"

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path[self.path.rfind("/") + 1 :]

    @property
    def size(self) -> int:
        """Bytes of a file; 0 for everything else, and where it can't be told. The disk is asked once."""
        if self.kind != "file":
            return 0
        if self._size is None:
            try:
                self._size = os.lstat(os.path.join(self._root, self.path)).st_size
            except OSError:
                self._size = 0
        return self._size


class Sending:
    """The walk over a directory. `limited` tells that there was too much to see it all; `unreadable` names directories."""

    def __init__(self, root: str, matcher: "Matcher") -> None:
        self.root = root
        self.matcher = matcher
        self.limited = False
        self.unreadable: list[str] = []

    def walk(
        self, directory: str, state: "State", left_out: "list[tuple[Entry, int]] | None" = None
    ) -> "Iterator[Entry]":
        """What is sent from below a directory. One that is only entered for exceptions comes with the first of them.

        `left_out` takes what is not sent, with the index of the pattern that decides: files, and directories in place of
        what is in them.
        """
        untold: list[tuple[int, Entry]] = []
        enters = self.matcher.enters
        inside = 0
        for depth, entry, own in self.survey(directory, state):
            while untold and untold[-1][0] >= depth:
                untold.pop()
            inside = inside if depth > inside else 0
            if not own.excluded:
                for _, above in untold:
                    yield above
                untold.clear()
                yield entry
                continue
            if left_out is not None and not inside:
                left_out.append((entry, own.decider))
                inside = depth if entry.kind == "directory" else 0
            if entry.kind == "directory" and enters(entry.path):
                untold.append((depth, entry))

    def survey(self, directory: str, state: "State") -> "Iterator[tuple[int, Entry, State]]":
        """What is below a directory, sent or not, with its depth and its state; not what nobody looks for.

        Docker does not look into a directory that is left out, unless there may be an exception in it.
        """
        matcher = self.matcher
        enter = matcher.enter
        stop_work = max(MAX_WORK, matcher.work + MAX_WORK // 100)
        looked = 0
        # For each directory on the way down: its prefix, its state, what is left in it.
        levels: list[tuple[str, State, list[os.DirEntry[str]]]] = []
        levels.append((directory + "/" if directory else "", state, self._scan(directory, MAX_ENTRIES)))
        while levels:
            prefix, state, entries = levels[-1]
            if not entries:
                levels.pop()
                continue
            entry = entries.pop()
            looked += 1
            if looked > MAX_ENTRIES or matcher.work > stop_work:
                self.limited = True
                return
            path = prefix + entry.name
            own = enter(state, path)
            kind = _kind(entry)
            yield len(levels), Entry(path, kind, self.root), own
            if kind == "directory" and (not own.excluded or matcher.enters(path)):
                levels.append((path + "/", own, self._scan(path, MAX_ENTRIES - looked)))

    def _scan(self, directory: str, limit: int) -> "list[os.DirEntry[str]]":
        """What is in a directory, the last name first."""
        found: list[os.DirEntry[str]] = []
        try:
            with os.scandir(os.path.join(self.root, directory)) as entries:
                for entry in entries:
                    if len(found) > limit:
                        self.limited = True
                        break
                    found.append(entry)
        except OSError:
            self.unreadable.append(directory)
        found.sort(key=_name, reverse=True)
        return found


def _kind(entry: "os.DirEntry[str]") -> str:
    try:
        if entry.is_file(follow_symlinks=False):
            return "file"
        if entry.is_symlink() or (os.name == "nt" and os.path.realpath(entry.path) != os.path.abspath(entry.path)):
            return "link"
        return "directory" if entry.is_dir(follow_symlinks=False) else "other"
    except OSError:
        return "other"


def _name(entry: "os.DirEntry[str]") -> str:
    return entry.name

"""The build context: the directory that a build gets, and what of it is sent.

Everything here is lazy and bounded, and nothing raises: what can't be read is unknown (None), and a rule that needs to
know stays silent.
"""

import os

from dlint.model.disk import (
    TooLarge,
    locate,
    read_bytes,
    read_start,
)
from dlint.model.ignore.matcher import Matcher
from dlint.startup.remember import once
from dlint.syntax.dockerignore import IgnoreFile, parse_ignore
from dlint.syntax.go_filepath import (
    BadPattern,
    clean,
    has_wildcard,
    match,
)
from dlint.syntax.source import Source

from .transfer import MAX_ENTRIES, Entry
from .workspace import Workspace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dlint.model.disk import Place
    from dlint.model.ignore.gitignore import Gitignores
    from dlint.model.ignore.matcher import Pattern

    from .contents import Contents

OWN, SOURCES, GIVEN = "own", "sources", "given"
"""Why a directory is taken for the context: the Dockerfile lies in it, its sources do, or somebody said so."""

_MAX_READ = 1_000_000
_MAX_FOUND = 10_000


class Context:
    """A directory as build context, for the Dockerfile at a path (anywhere, or None).

    `basis` is why it is taken for the context: `OWN` (the Dockerfile lies in it), `SOURCES` (what is copied exists
    there), `GIVEN`, or the path of the compose or bake file that says so.
    """

    def __init__(
        self, root: str, dockerfile: str | None = None, *, basis: str = "", workspace: "Workspace | None" = None
    ) -> None:
        self.root = os.path.abspath(root)
        self.dockerfile = os.path.abspath(dockerfile) if dockerfile else None
        self.basis = basis
        self.workspace = workspace or Workspace()
        self._limited = False

    def __repr__(self) -> str:
        return f"Context({self.root!r}, {self.dockerfile!r})"

    @property
    def is_certain(self) -> bool:
        """Whether somebody said that this is the context, and it is not the likely one."""
        return self.basis not in ("", OWN, SOURCES)

    # Which ignore file

    @once
    def _ignore_paths(self) -> tuple[str | None, str | None]:
        general = self._regular(self.root, ".dockerignore")
        own = None
        if self.dockerfile:
            directory, name = os.path.split(self.dockerfile)
            own = self._regular(directory, name + ".dockerignore")
        return (own, general) if own else (general, None)

    @staticmethod
    def _regular(directory: str, name: str) -> str | None:
        """The path, if a regular file (or a link to one inside the directory) is there."""
        try:
            place = locate(directory, name)
        except OSError:
            return None
        return os.path.join(directory, name) if place and place.is_file else None

    @property
    def ignore_path(self) -> str | None:
        """The ignore file that applies: `<Dockerfile>.dockerignore` beside the Dockerfile, else the root's; or None."""
        return self._ignore_paths[0]

    @property
    def ignore_name(self) -> str:
        """The name of the ignore file that filters it, or that of the one to write."""
        return (self.ignore_path or ".dockerignore").replace("\\", "/").rpartition("/")[2]

    @property
    def unused_ignore_path(self) -> str | None:
        """The root's `.dockerignore`, where the Dockerfile has one of its own and so nobody reads this one."""
        return self._ignore_paths[1]

    def read_ignore(self) -> tuple[IgnoreFile | None, bool]:
        """The tree of the ignore file that applies, if there is one, and whether there is one that can't be read."""
        path = self.ignore_path
        if path is None:
            return None, False
        directory, name = os.path.split(path)
        try:
            place = locate(directory, name)
            data = read_bytes(os.path.join(directory, place.path)) if place else b""
        except TooLarge as error:
            self.pass_over(path, f"it is {error.strerror}")
            return None, True
        except OSError:
            return None, True
        return parse_ignore(Source.decode(data, path)), False

    @property
    def gitignores(self) -> "Gitignores":
        """The .gitignore files, shared with the other contexts of the run."""
        return self.workspace.gitignores

    @once
    def contents(self) -> "Contents":
        """What is sent; shared with the other contexts of the run that have the same root and ignore file."""
        return self.workspace.contents(self.root, self.ignore_path, self.read_ignore)

    @property
    def ignore(self) -> IgnoreFile | None:
        """The tree of the ignore file that applies; None where there is none or it can't be read."""
        return self.contents.ignore

    @property
    def unknown(self) -> bool:
        """Whether the ignore file can't be read: then nobody can tell what is sent, and nothing is told."""
        return self.contents.unknown

    @property
    def matcher(self) -> Matcher:
        """The patterns that apply; none where there is no ignore file."""
        return self.contents.matcher

    # Single paths

    def _locate(self, path: str, follow: bool = True) -> "Place | None":
        return locate(self.root, path, follow)

    def exists(self, path: str) -> bool | None:
        """Whether a path exists in the directory, excluded or not; links are followed, but never out of the root."""
        try:
            return self._locate(path) is not None
        except OSError:
            return None

    def leads_out(self, path: str) -> bool:
        """Whether a path that does not exist is, or goes through, a link that leads to nothing in the root."""
        parts = path.split("/")
        try:
            places = ("/".join(parts[:count]) for count in range(1, len(parts) + 1))
            return any(self._locate(place, follow=False) and not self._locate(place) for place in places)
        except OSError:
            return False

    def kind(self, path: str) -> str | None:
        """`"file"`, `"directory"`, `"other"`, or None where there is nothing or it can't be told; links are followed."""
        try:
            place = self._locate(path)
        except OSError:
            return None
        if place is None:
            return None
        return "directory" if place.is_directory else "file" if place.is_file else "other"

    def mode(self, path: str) -> int | None:
        """The permission bits of what the path leads to, or None."""
        try:
            place = self._locate(path)
        except OSError:
            return None
        return place.status.st_mode & 0o7777 if place else None

    def read(self, path: str, limit: int = _MAX_READ) -> Source | None:
        """The text of a regular file of at most `limit` bytes, excluded or not; None where that can't be had."""
        try:
            place = self._locate(path)
            if place is None or not place.is_file:
                return None
            return Source.decode(read_bytes(os.path.join(self.root, place.path), limit), path)
        except TooLarge as error:
            self.pass_over(path, f"it is {error.strerror}")
            return None
        except OSError:
            return None

    def pass_over(self, path: str, why: str) -> None:
        """Take down that a file was not read, by its path in the context or an absolute one; see `Workspace.pass_over`."""
        self.workspace.pass_over(os.path.join(self.root, path), why)

    def names_in(self, directory: str, most: int = _MAX_FOUND) -> list[str]:
        """The names in a directory, sorted; none where it can't be read, or has more."""
        try:
            place = self._locate(directory)
            names = _names(os.path.join(self.root, place.path)) if place is not None and place.is_directory else []
        except OSError:
            return []
        return names if len(names) <= most else []

    def start_of(self, path: str, size: int) -> bytes | None:
        """The first bytes of a regular file, however large; None where they can't be had."""
        try:
            place = self._locate(path)
            if place is None or not place.is_file:
                return None
            return read_start(os.path.join(self.root, place.path), size)
        except OSError:
            return None

    def sends(self, path: str) -> bool | None:
        """Whether the path exists and is sent to the build; a directory also for the sake of what is in it."""
        path = clean("/" + path)[1:]
        if not path:
            return True
        try:
            place = self._locate(path, follow=False)
        except OSError:
            return None
        if place is None:
            return False
        matcher = self.matcher
        if self.unknown:
            return None
        for name in {path, place.path}:
            if matcher.excluded(name) and not (place.is_directory and matcher.enters(name) and self._holds_sent(name)):
                return False
        return True

    def _holds_sent(self, directory: str) -> bool:
        return any(True for _ in self.contents.sending.walk(directory, self.matcher.state(directory)))

    # Many paths

    @property
    def limited(self) -> bool:
        """Whether, so far, something was not looked at because there is too much."""
        return self._limited or self.contents.sending.limited

    @property
    def unreadable(self) -> list[str]:
        """The directories that, so far, could not be looked into."""
        return self.contents.sending.unreadable

    def walk(self) -> "Iterator[Entry]":
        """What is sent, directories before what is in them, sorted by name; looked up once, as far as it is asked for."""
        return self.contents.walk()

    def left_out(self) -> "list[tuple[Entry, Pattern]]":
        """What is not sent, with the pattern that decides: files, and directories in place of all that is in them.

        Of a directory that is left out but for exceptions, what is left out in it is not told.
        """
        return self.contents.left_out()

    def holds(self, directory: str, least: int) -> bool:
        """Whether there are at least so many entries below a directory, sent or not."""
        count = 0
        waiting = [os.path.join(self.root, directory)]
        while waiting and count < least:
            try:
                with os.scandir(waiting.pop()) as entries:
                    for entry in entries:
                        count += 1
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(entry.path)
                        if count >= least:
                            break
            except OSError:
                continue
        return count >= least

    def find(self, names: "Iterable[str]") -> list[Entry]:
        """What is sent and has one of these names, at any depth."""
        known = self.contents.by_name
        return [entry for name in names for entry in known.get(name, ())]

    def by_name(self) -> "dict[str, list[Entry]]":
        """What is sent by the last part of its path: of many files, few have names of their own."""
        return self.contents.by_name

    def expand_source(self, text: str) -> list[str]:
        """The paths that a source of COPY or ADD takes from the context; empty where it takes nothing.

        Wildcards are Go's. `..` stops at the root. A directory is told as itself, the root as `.`.
        """
        return self._expand(text, sent=True)

    def present(self, text: str) -> list[str]:
        """The paths that a source of COPY or ADD would take if nothing were excluded."""
        return self._expand(text, sent=False)

    def _expand(self, text: str, sent: bool) -> list[str]:
        path = clean("/" + text)[1:]
        if not path:
            return ["."]
        parts = path.split("/")
        fixed = next((index for index, part in enumerate(parts) if has_wildcard(part)), len(parts))
        found = ["/".join(parts[:fixed])]
        for part in parts[fixed:]:
            found = [path for directory in found for path in self._matching(directory, part)]
            if len(found) > _MAX_FOUND:
                self._limited = True
                del found[_MAX_FOUND:]
        return [path for path in found if path and (self.sends(path) if sent else self.exists(path))]

    def _matching(self, directory: str, pattern: str) -> list[str]:
        """What is in the directory and matches one part of a wildcard."""
        try:
            place = self._locate(directory)
            if place is None or not place.is_directory:
                return []
            names = _names(os.path.join(self.root, place.path))
            return [f"{directory}/{name}" if directory else name for name in names if match(pattern, name)]
        except (OSError, BadPattern):
            return []


def _names(directory: str) -> list[str]:
    """The names in a directory, sorted. Raises `OSError`."""
    with os.scandir(directory) as entries:
        found = []
        for entry in entries:
            found.append(entry.name)
            if len(found) > MAX_ENTRIES:
                break
    return sorted(found)

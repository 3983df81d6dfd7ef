"""The build context: the folder that a build gets, and what of it is sent.

Everything here is lazy and bounded, and nothing raises: what can't be read is unknown (None), and a rule that needs to
know stays silent.
"""

import os
import re

from dlint.syntax.gopath import BadPattern, clean, has_wildcard, match
from dlint.syntax.ignorefile import IgnoreFile, parse_ignore
from dlint.syntax.nodes import Transfer
from dlint.syntax.source import Source

from .disk import locate, read_bytes
from .ignore import ROOT, Matcher
from .sending import MAX_ENTRIES, Entry, Sending

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .disk import Place
    from .file import File

_MAX_READ = 1_000_000
_MAX_FOUND = 10_000
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|git@|[^/]*\.git(?:#|$)")


class Context:
    """A folder as build context, for the Dockerfile at a path (anywhere, or None).

    `unknown` is set once it turns out that the ignore file can't be read: then nobody can tell what is sent, and
    nothing is told.
    """

    def __init__(self, root: str, dockerfile: str | None = None) -> None:
        self.root = os.path.abspath(root)
        self.dockerfile = os.path.abspath(dockerfile) if dockerfile else None
        self.unknown = False
        self._limited = False
        self._sent: Sending | None = None
        self._ignore_paths: tuple[str | None, str | None] | None = None
        self._ignore: IgnoreFile | None = None
        self._matcher: Matcher | None = None
        self._seen: list[Entry] = []
        self._rest: Iterator[Entry] | None = None
        self._requirements: list[str] | None = None

    def __repr__(self) -> str:
        return f"Context({self.root!r}, {self.dockerfile!r})"

    # Which ignore file

    def _find_ignore_files(self) -> tuple[str | None, str | None]:
        if self._ignore_paths is None:
            general = self._regular(self.root, ".dockerignore")
            own = None
            if self.dockerfile:
                folder, name = os.path.split(self.dockerfile)
                own = self._regular(folder, name + ".dockerignore")
            self._ignore_paths = (own, general) if own else (general, None)
        return self._ignore_paths

    @staticmethod
    def _regular(folder: str, name: str) -> str | None:
        """The path, if a regular file (or a link to one inside the folder) is there."""
        try:
            place = locate(folder, name)
        except OSError:
            return None
        return os.path.join(folder, name) if place and place.is_file else None

    @property
    def ignore_path(self) -> str | None:
        """The ignore file that applies: `<Dockerfile>.dockerignore` beside the Dockerfile, else the root's; or None."""
        return self._find_ignore_files()[0]

    @property
    def unused_ignore_path(self) -> str | None:
        """The root's `.dockerignore`, where the Dockerfile has one of its own and so nobody reads this one."""
        return self._find_ignore_files()[1]

    @property
    def ignore(self) -> IgnoreFile | None:
        """The tree of the ignore file that applies; None where there is none or it can't be read."""
        path = self.ignore_path
        if path and self._ignore is None and not self.unknown:
            folder, name = os.path.split(path)
            try:
                place = locate(folder, name)
                data = read_bytes(os.path.join(folder, place.path)) if place else b""
            except OSError:
                self.unknown = True
                return None
            self._ignore = parse_ignore(Source.decode(data, path))
        return self._ignore

    @property
    def matcher(self) -> Matcher:
        """The patterns that apply; none where there is no ignore file."""
        if self._matcher is None:
            ignore = self.ignore
            self._matcher = Matcher.of(ignore) if ignore else Matcher(())
        return self._matcher

    # Single paths

    def _locate(self, path: str, follow: bool = True) -> "Place | None":
        return locate(self.root, path, follow)

    def exists(self, path: str) -> bool | None:
        """Whether a path exists in the folder, excluded or not; links are followed, but never out of the root."""
        try:
            return self._locate(path) is not None
        except OSError:
            return None

    def kind(self, path: str) -> str | None:
        """`"file"`, `"folder"`, `"other"`, or None where there is nothing or it can't be told; links are followed."""
        try:
            place = self._locate(path)
        except OSError:
            return None
        if place is None:
            return None
        return "folder" if place.is_folder else "file" if place.is_file else "other"

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
        except OSError:
            return None

    def sends(self, path: str) -> bool | None:
        """Whether the path exists and is sent to the build; a folder also for the sake of what is in it."""
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
            if matcher.excluded(name) and not (place.is_folder and matcher.enters(name) and self._holds_sent(name)):
                return False
        return True

    def _holds_sent(self, folder: str) -> bool:
        return any(True for _ in self._sending.walk(folder, self.matcher.state(folder)))

    # Many paths

    @property
    def limited(self) -> bool:
        """Whether, so far, something was not looked at because there is too much."""
        return self._limited or (self._sent is not None and self._sent.limited)

    @property
    def unreadable(self) -> list[str]:
        """The folders that, so far, could not be looked into."""
        return self._sent.unreadable if self._sent else []

    @property
    def _sending(self) -> Sending:
        if self._sent is None:
            self._sent = Sending(self.root, self.matcher)
        return self._sent

    def walk(self) -> "Iterator[Entry]":
        """What is sent, folders before what is in them, sorted by name; looked up once, as far as it is asked for."""
        sending = self._sending
        if self._rest is None:
            self._rest = iter(()) if self.unknown else sending.walk("", ROOT)
        position = 0
        while True:
            if position == len(self._seen):
                entry = next(self._rest, None)
                if entry is None:
                    return
                self._seen.append(entry)
            yield self._seen[position]
            position += 1

    def find(self, names: "Iterable[str]") -> list[Entry]:
        """What is sent and has one of these names, at any depth."""
        wanted = frozenset(names)
        return [entry for entry in self.walk() if entry.name in wanted]

    def expand_source(self, text: str) -> list[str]:
        """The paths that a source of COPY or ADD takes from the context; empty where it takes nothing.

        Wildcards are Go's. `..` stops at the root. A folder is told as itself, the root as `.`.
        """
        return self._expand(text, sent=True)

    def present(self, text: str) -> list[str]:
        """The paths that a source of COPY or ADD would take if nothing were excluded."""
        return self._expand(text, sent=False)

    def requirements(self) -> list[str]:
        """What a Python project in the root says that it needs, line by line; see `requirements_of`."""
        if self._requirements is None:
            from .requirements import requirements_of

            self._requirements = requirements_of(self)
        return self._requirements

    def _expand(self, text: str, sent: bool) -> list[str]:
        path = clean("/" + text)[1:]
        if not path:
            return ["."]
        parts = path.split("/")
        fixed = next((index for index, part in enumerate(parts) if has_wildcard(part)), len(parts))
        found = ["/".join(parts[:fixed])]
        for part in parts[fixed:]:
            found = [path for folder in found for path in self._matching(folder, part)]
            if len(found) > _MAX_FOUND:
                self._limited = True
                del found[_MAX_FOUND:]
        return [path for path in found if path and (self.sends(path) if sent else self.exists(path))]

    def _matching(self, folder: str, pattern: str) -> list[str]:
        """What is in the folder and matches one part of a wildcard."""
        try:
            place = self._locate(folder)
            if place is None or not place.is_folder:
                return []
            names = _names(os.path.join(self.root, place.path))
            return [f"{folder}/{name}" if folder else name for name in names if match(pattern, name)]
        except (OSError, BadPattern):
            return []


def context_for(file: "File") -> Context | None:
    """The context that a Dockerfile is most likely built with; None where that is ambiguous, or it lies nowhere."""
    if file.folder is None:
        return None
    from .context_root import likely_context

    sources = []
    for instruction in file.tree.instructions:
        if not isinstance(instruction, Transfer) or instruction.flag("from"):
            continue
        written = [heredoc.word.start for heredoc in instruction.heredocs]
        for word in instruction.sources:
            text = file.expand(word, instruction)
            if text and word.start not in written and not _REMOTE.match(text):
                sources.append(text)
    return likely_context(os.path.join(file.folder, os.path.basename(file.path)), sources)


def _names(folder: str) -> list[str]:
    """The names in a folder, sorted. Raises `OSError`."""
    with os.scandir(folder) as entries:
        found = []
        for entry in entries:
            found.append(entry.name)
            if len(found) > MAX_ENTRIES:
                break
    return sorted(found)

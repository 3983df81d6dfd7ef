"""From the paths on the command line to the files to check, and from a file to its text."""

import os
import stat

from dlint.engine.notices import IgnoreLimit, Notice
from dlint.model.disk import (
    MAX_BYTES,
    NotAFile,
    TooLarge,
    absolute,
    read_bytes,
    special,
)
from dlint.model.ignore.gitignore import Gitignores, Ignores
from dlint.syntax.source import Source

from .names import (
    DOCKERFILE,
    kind_by_name,
    kind_in_search,
    may_be_code,
    starts_like_dockerfile,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SKIPPED_DIRECTORIES = (
    *(".eggs", ".git", ".hg", ".jj", ".mypy_cache", ".nox", ".pytest_cache", ".ruff_cache", ".svn", ".tox", ".venv"),
    *("__pycache__", "node_modules", "site-packages"),
)  # fmt: skip
_ENCODINGS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
GONE = "the working directory no longer exists"
"""What is wrong where nothing that is relative can be found."""
LEADS_OUT = "is a symbolic link to a place outside the project: give the path of its target instead"
"""Why a link is not followed that belongs to what is linted, whether it leads to something or to nothing."""

_START = 8000
_SNIFFED = 4096


class Target:
    """A file to check: `path` as given or found, with `/`, and its `kind`: `dockerfile`, `dockerignore` or `compose`.

    `error` is set for a path that was named but can't be checked, and says why.
    """

    __slots__ = ("error", "kind", "path")

    def __init__(self, path: str, kind: str, error: str | None = None) -> None:
        self.path = path
        self.kind = kind
        self.error = error

    def __repr__(self) -> str:
        return f"Target({self.path!r}, {self.kind!r}, {self.error!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Target) and (self.path, self.kind, self.error) == (other.path, other.kind, other.error)

    def __hash__(self) -> int:
        return hash((self.path, self.kind, self.error))


class ReadError(Exception):
    """A file can't be read as text; the message says why, without the path."""


def read(path: str) -> Source:
    """The text of a file, bytes that are not UTF-8 included. Raises `ReadError` and nothing else.

    Only regular files of up to 10 MB are read: not pipes, devices, directories; neither UTF-16 nor binary data.
    """
    try:
        data = read_bytes(path)
    except NotAFile as error:
        raise ReadError(f"is {error.strerror}, not a file") from None
    except TooLarge:
        raise ReadError(f"is larger than {MAX_BYTES // 1_000_000} MB") from None
    except OSError as error:
        raise ReadError(reason(error)) from None
    return decode(data, path)


def decode(data: bytes, path: str) -> Source:
    """Bytes as the text of a file. Raises `ReadError` where they are UTF-16, UTF-32 or binary."""
    for mark, name in _ENCODINGS:
        if data.startswith(mark):
            raise ReadError(f"is {name}: save it as UTF-8")
    start = data[:_START]
    if b"\0" in start:
        if start[1::2].count(0) > len(start) // 4 or start[::2].count(0) > len(start) // 4:
            raise ReadError("is UTF-16 or binary: save it as UTF-8")
        raise ReadError("is binary")
    return Source.decode(data, path)


def reason(error: OSError) -> str:
    """What went wrong with a file, in a few words and without its path."""
    text = error.strerror or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]


def discover(
    paths: "Iterable[str]",
    *,
    excluded: "Callable[[str], bool] | None" = None,
    gitignore: bool = True,
    force: bool = False,
    notices: list[Notice] | None = None,
) -> list[Target]:
    """The files to check for the paths that were given, each once, in the order of the paths, sorted within a directory.

    A file that is named is checked whatever its name, a directory is searched. What is found in a directory is left out where
    git ignores it (unless `gitignore` is False) or `excluded` holds for its absolute path, which may be that of a
    directory; with `force` that goes for files that were named, too. A directory that can't be read is an error if it was
    named, and else silently left out. Links to directories are not followed, nor are links to files outside of the searched
    directory. What has to be told about the search is added to `notices`.
    """
    search = _Search(excluded, gitignore, notices)
    for path in paths:
        try:
            status = os.stat(path)
        except (OSError, ValueError) as error:
            # A path that holds a NUL can't exist.
            search.add(path, kind_by_name(path), path, reason(error) if isinstance(error, OSError) else "no such file")
            continue
        if stat.S_ISDIR(status.st_mode):
            search.directory(path)
        elif not (force and excluded and excluded(absolute(path))):
            search.add(path, kind_by_name(path), os.path.realpath(path), _unreadable(path, status.st_mode))
    return search.targets


def _unreadable(path: str, mode: int) -> str | None:
    name = special(mode)
    if name:
        return f"is {name}, not a file"
    return None if os.access(path, os.R_OK) else "permission denied"


class _Search:
    """What was found so far, and what to leave out."""

    def __init__(
        self, excluded: "Callable[[str], bool] | None", gitignore: bool, notices: list[Notice] | None = None
    ) -> None:
        self.targets: list[Target] = []
        self._known: set[str] = set()
        self._excluded = excluded
        self._gitignore = gitignore
        self._notices = notices

    def add(self, path: str, kind: str, real: str, error: str | None = None) -> None:
        """Take a file, unless it was taken already."""
        key = os.path.normcase(real)
        if key not in self._known:
            self._known.add(key)
            self.targets.append(Target(_slashes(path), kind, error))

    def directory(self, path: str) -> None:
        """Search a directory that was named."""
        try:
            os.scandir(path).close()
        except OSError as error:
            self.add(path, DOCKERFILE, path, reason(error))
            return
        try:
            real = _slashes(os.path.realpath(path))
        except OSError:  # it can be opened as `.` still
            self.add(path, DOCKERFILE, path, GONE)
            return
        files = Gitignores()
        ignores = files.above(real) if self._gitignore else Ignores(files)
        shown = _slashes(path).rstrip("/") + "/" if path not in (".", "./", "." + os.sep) else ""
        found = sorted(self._walk(real.rstrip("/") + "/", files, ignores))
        if files.is_limited and self._notices is not None:
            self._notices.append(IgnoreLimit(path))
        for relative, kind, target in found:
            self.add(shown + relative, kind, target)

    def _walk(self, root: str, files: Gitignores, ignores: Ignores) -> "Iterator[tuple[str, str, str]]":
        """Path below the root, kind and real path of what is found below a real directory."""
        directories = [("", ignores)]
        while directories:
            prefix, ignores = directories.pop()
            try:
                with os.scandir(root + prefix) as entries:
                    found = {entry.name: entry for entry in entries if _matters(entry)}
            except OSError:
                continue
            if "pyvenv.cfg" in found and prefix:
                continue
            if self._gitignore and ".gitignore" in found:
                ignores = files.inside(root + prefix, ignores)
            for name, entry in found.items():
                path = prefix + name
                if entry.is_dir(follow_symlinks=False):
                    below = ignores.enter(name)
                    if below is not None and not self._left_out(root + path):
                        directories.append((path + "/", below))
                    continue
                kind = kind_in_search(name)
                if kind is None or ignores.ignored(name, False) or self._left_out(root + path):
                    continue
                real = _real_file(entry, root + path, root)
                if real and (kind != DOCKERFILE or not may_be_code(name) or _sniffs(real)):
                    yield path, kind, real

    def _left_out(self, path: str) -> bool:
        return self._excluded is not None and self._excluded(os.path.normpath(path))


def _matters(entry: "os.DirEntry[str]") -> bool:
    """Whether there is anything to be done about what is in a directory."""
    name = entry.name
    try:
        if entry.is_dir(follow_symlinks=False):
            return name not in _SKIPPED_DIRECTORIES and not (os.name == "nt" and os.path.islink(entry.path))
    except OSError:
        return False
    return kind_in_search(name) is not None or name == ".gitignore" or name == "pyvenv.cfg"


def _real_file(entry: "os.DirEntry[str]", path: str, root: str) -> str | None:
    """Where a regular file really is; None for anything else, and for a link that leads out of the root."""
    try:
        if not entry.is_symlink():
            return path if entry.is_file() else None
        real = _slashes(os.path.realpath(path))
        return real if real.startswith(root) and stat.S_ISREG(os.stat(real).st_mode) else None
    except (OSError, ValueError):
        return None


def _sniffs(path: str) -> bool:
    """Whether a file that may be a program starts like a Dockerfile."""
    try:
        return starts_like_dockerfile(read_bytes(path)[:_SNIFFED].decode("utf-8", "replace"))
    except OSError:
        return False


def _slashes(path: str) -> str:
    return path if os.sep == "/" else path.replace(os.sep, "/")

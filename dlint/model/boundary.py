"""How far the files that are linted may lead: to the root of their repository, and never out of it.

What they name - a build context, an `env_file`, a configuration to extend - may be anywhere on the machine, and a report
may be read by anybody. What lies outside of the boundary is neither read nor looked for, so that a report does not even
tell whether it is there.
"""

import os
import stat

from .disk import absolute

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_MAX_LINKS = 40
_MAX_LENGTH = 4096
"""Characters of a path; no system takes more."""

_MAX_DIRECTORIES = 10_000
_MAX_ABOVE = 3


class Boundary:
    """The boundary of each directory, for the files of one run.

    In a repository it is the directory that holds `.git`. Where that is a file, as in a submodule or a worktree, and
    the directory lies in another repository, it is that one's. What `.git` holds is not read, for it comes with what
    is linted, and `/`, `/tmp` or a home directory is not taken for such another repository.

    Without a repository it is the outermost of the linted paths around a directory. The working directory is one of
    them, unless it is `/`, `/tmp` or a home directory: who writes `dlint docker/Dockerfile` there points at it.

    `linted` are the paths that were given, files and directories. None: nobody has told; then, without a repository,
    it is the outermost of the few directories above in which a build context is looked for.
    """

    __slots__ = ("_bounds", "_linted", "_places", "_repositories", "_resolved", "_roots")

    def __init__(self, linted: "Iterable[str] | None" = None) -> None:
        self._linted = None if linted is None else tuple(linted)
        self._places: set[str] | None = None
        self._bounds: set[str] | None = None
        self._repositories: dict[str, str | None] = {}
        self._roots: dict[str, str] = {}
        self._resolved: dict[tuple[str, str], str | None] = {}

    def of(self, directory: str) -> str:
        """The real path of the directory that nothing leads out of which is named by a file in `directory`."""
        found = self._roots.get(directory)
        if found is None:
            if len(self._roots) >= _MAX_DIRECTORIES:
                self._roots.clear()
            self._roots[directory] = found = self._find(os.path.realpath(directory))
        return found

    def _find(self, directory: str) -> str:
        root = self.repository(directory)
        if root is None:
            if self._linted is None:
                return [directory, *few_above(directory)][-1]
            return next((place for place in _upwards(directory)[::-1] if place in self._named()), directory)
        while _is_regular(os.path.join(root, ".git")):
            outer = self.repository(os.path.dirname(root)) if os.path.dirname(root) != root else None
            if outer is None or outer in barred():
                break
            root = outer
        return root

    def repository(self, directory: str) -> str | None:
        """The nearest directory, this one or above, that holds `.git` (a directory, or a file); or None."""
        known = self._repositories
        passed: list[str] = []
        found: str | None = None
        while directory not in known:
            passed.append(directory)
            if os.path.lexists(os.path.join(directory, ".git")):
                found = directory
                break
            parent = os.path.dirname(directory)
            if parent == directory:
                break
            directory = parent
        else:
            found = known[directory]
        if len(known) + len(passed) > _MAX_DIRECTORIES:
            known.clear()
        known.update(dict.fromkeys(passed, found))
        return found

    def _named(self) -> set[str]:
        """The real directories that were given, or that hold what was given."""
        if self._places is None:
            here = os.path.realpath(absolute("."))
            self._places = places = set() if here in barred() else {here}
            links = []
            for path in self._linted or ():
                if "\0" in path:
                    continue  # there is no such path
                if not os.path.isdir(path):
                    places.add(os.path.realpath(os.path.dirname(absolute(path))))
                elif os.path.islink(path):
                    links.append(path)
                else:
                    places.add(os.path.realpath(path))
            places.update([os.path.realpath(path) for path in links if not self.leads_out(path)])
            self._roots.clear()
            self._bounds = None
        return self._places

    def resolve(self, directory: str, text: str) -> str | None:
        """The real path of what a file in `directory` names, there or not; None where that is outside of the boundary.

        `~` is the home directory. Nothing outside is looked at.
        """
        if len(text) > _MAX_LENGTH or "\0" in text or "\0" in directory:
            return None
        directory = os.path.realpath(directory)
        path = os.path.normpath(os.path.join(directory, os.path.expanduser(text)))
        known, key = self._resolved, (path, self.of(directory))
        if key not in known:
            if len(known) >= _MAX_DIRECTORIES:
                known.clear()
            known[key] = _resolved(*key)
        return known[key]

    def leads_out(self, path: str) -> bool:
        """Whether a path is a link in what is linted that leads out of it, to something or nothing.

        Links in directories that are the user's own lead where they like.
        """
        if not os.path.islink(path):
            return False
        directory, name = os.path.split(absolute(path))
        return not self.is_users(directory) and self.resolve(directory, name) is None

    def is_users(self, directory: str) -> bool:
        """Whether a directory is the user's own: no part of what is linted, and of no other repository either."""
        directory = os.path.realpath(directory)
        places = self._named()
        if self._bounds is None:
            self._bounds = {self.of(place) for place in places}
        if not self._bounds.isdisjoint(_upwards(directory)):
            return False
        repository = self.repository(directory)
        return repository is None or repository in barred()


def _upwards(directory: str) -> list[str]:
    """A directory, and those above it."""
    found = [directory]
    while (parent := os.path.dirname(directory)) != directory:
        directory = parent
        found.append(directory)
    return found


def is_inside(path: str, root: str) -> bool:
    """Whether a real path is that of a directory, or of something below it."""
    return path == root or path.startswith(os.path.join(root, ""))


def few_above(directory: str) -> list[str]:
    """The few directories above one that may belong to the same project, where no repository tells."""
    found: list[str] = []
    nobodys = barred()
    while len(found) < _MAX_ABOVE:
        parent = os.path.dirname(directory)
        if parent == directory or parent in nobodys:
            break
        directory = parent
        found.append(directory)
    return found


def barred() -> tuple[str, ...]:
    """Directories that are nobody's project, and hold those of many."""
    places = ["/", "/tmp", "/var/tmp", "/home", "~", os.environ.get("TMPDIR") or "/tmp"]
    return tuple(os.path.realpath(os.path.expanduser(place)) for place in places)


def _is_regular(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _resolved(path: str, root: str) -> str | None:
    """An absolute path without links; None where it, or a link on the way, leaves a real directory."""
    if not is_inside(path, root):
        return None
    parts = path[len(root) :].split(os.sep)[::-1]
    found: list[str] = []
    links = 0
    while parts:
        part = parts.pop()
        if part in ("", "."):
            continue
        if part == "..":
            if not found:
                return None
            found.pop()
            continue
        try:
            target = os.readlink(os.path.join(root, *found, part))
        except (OSError, ValueError):
            found.append(part)  # no link, or nothing at all
            continue
        target = target.removeprefix("\\\\?\\")
        links += 1
        if links > _MAX_LINKS:
            return None
        if os.path.isabs(target):
            if not is_inside(target, root):
                return None
            target = target[len(root) :]
            found = []
        parts += target.split(os.sep)[::-1]
    return os.path.join(root, *found)

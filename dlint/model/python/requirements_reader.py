"""The requirements files of one build context: each is read and parsed once, and all together up to a limit.

What is passed over is known: `is_complete` of the file that stands for it is False, and nobody may conclude from such a
file that something is missing in it.
"""

import os

from dlint.model.disk import TooLarge, locate, read_bytes
from dlint.startup.remember import once_for
from dlint.syntax.go_filepath import clean

from .requirements import RequirementsFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from dlint.model.context.context import Context
    from dlint.model.context.workspace import Workspace

_MAX_READERS = 4
"""So many contexts of a run are remembered with their requirements files."""

MAX_FILES = 100
"""So many files are read for one, by way of `-r`."""

_MAX_NAMED = 10 * MAX_FILES
"""So many files are looked for, for one."""

MAX_BYTES = 5_000_000
"""Of one file."""

MAX_TOTAL_BYTES = 10_000_000
MAX_TOTAL_LINES = 100_000
MAX_TOTAL_FILES = 1_000
"""Of all files below a root. A lock with hashes for 500 packages has some 10,000 lines, and one MB."""


class RequirementsReader:
    """The requirements files below a directory, by their paths relative to it.

    `is_limited` tells whether something was passed over; `limit` is called with the directory when it is.
    """

    __slots__ = ("_bytes", "_files", "_limit", "_lines", "_read", "is_limited", "root")

    def __init__(self, root: str, limit: "Callable[[str], None]") -> None:
        self.root = root
        self.is_limited = False
        self._limit = limit
        self._files: dict[str, RequirementsFile | None] = {}
        self._read = 0
        self._bytes = MAX_TOTAL_BYTES
        self._lines = MAX_TOTAL_LINES

    def file(self, path: str) -> RequirementsFile | None:
        """A requirements file; None where it can't be read. One that is too much is empty, and not complete."""
        path = clean(path)
        if path not in self._files:
            found = self._load(path)
            if found is not None and not found.is_complete:
                self._pass_over()
            if found is None and len(self._files) >= 10 * MAX_TOTAL_FILES:
                return None
            self._files[path] = found
        return self._files[path]

    def _load(self, path: str) -> RequirementsFile | None:
        if self._read >= MAX_TOTAL_FILES or self._lines <= 0:
            return RequirementsFile.passed_over(path)
        try:
            place = locate(self.root, path)
            if place is None or not place.is_file:
                return None
            data = read_bytes(os.path.join(self.root, place.path), min(MAX_BYTES, self._bytes))
        except TooLarge:
            return RequirementsFile.passed_over(path)
        except (OSError, ValueError):
            return None
        found = RequirementsFile(path, data, self._lines)
        self._read += 1
        self._bytes -= len(data)
        self._lines -= found.line_count
        return found

    def _pass_over(self) -> None:
        self.is_limited = True
        self._limit(self.root)

    def closure(self, path: str) -> tuple[list[RequirementsFile], list[str]]:
        """A file and those that it names by `-r`, each once, and the paths that can't be read."""
        found: list[RequirementsFile] = []
        missing: list[str] = []
        seen: set[str] = set()
        waiting = [clean(path)]
        for name in waiting:
            if name in seen or "://" in name or "$" in name or ":/" in name:
                continue
            if len(found) == MAX_FILES or len(seen) == _MAX_NAMED:
                found.append(RequirementsFile.passed_over(name))
                self._pass_over()
                break
            seen.add(name)
            file = self.file(name)
            if file is None:
                missing.append(name)
            else:
                found.append(file)
                waiting += file.includes
        return found, missing


@once_for
def _readers(workspace: "Workspace") -> dict[str, RequirementsReader]:
    """The readers of a run, by the roots of the contexts; what was asked for last comes last."""
    return {}


@once_for
def requirements_in(context: "Context") -> RequirementsReader:
    """The requirements files in a context, shared with the other contexts of the run that have the same root."""
    readers = _readers(context.workspace)
    found = readers.pop(context.root, None) or RequirementsReader(context.root, context.workspace.limit)
    while len(readers) >= _MAX_READERS:
        del readers[next(iter(readers))]
    readers[context.root] = found
    return found

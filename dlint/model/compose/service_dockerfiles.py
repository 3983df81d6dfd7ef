"""The Dockerfiles that the services of compose files are built from: parsed once for all services of a run.

A parsed Dockerfile takes some hundred times the memory of its text, so only what was asked for last is kept: whoever
asks again and again gets it from here, and does not keep it.
"""

import os

from dlint.model.disk import MAX_BYTES, TooLarge, read_bytes
from dlint.model.file import File
from dlint.model.settings import Settings
from dlint.startup.remember import once_for
from dlint.syntax.dockerfile import parse
from dlint.syntax.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.context.workspace import Workspace
    from dlint.syntax.nodes import Dockerfile

MAX_KEPT = 300_000
"""Characters of the Dockerfiles that are kept; one is kept in any case."""

MAX_FILES = 100
"""Dockerfiles that are kept."""

MAX_READ = 4_000_000
"""Characters that are looked at in a run, those again that were not kept."""


class BuiltFiles:
    """The Dockerfiles that were read for services, by their real or given path and the settings of the build.

    `is_limited` tells whether one was passed over since it was too much.
    """

    __slots__ = ("_files", "_kept", "_left", "_workspace", "is_limited")

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._files: dict[tuple[object, ...], File | None] = {}
        self._kept = 0
        self._left = MAX_READ
        self.is_limited = False

    def file(self, path: str, settings: Settings) -> File | None:
        """A Dockerfile; None where it can't be read, is not there, or where that is too much."""
        key = (path, *settings.key)
        if key in self._files:
            found = self._files.pop(key)
        else:
            found = self._read(path, settings)
            self._kept += _size(found)
            while self._files and (self._kept > MAX_KEPT or len(self._files) >= MAX_FILES):
                self._kept -= _size(self._files.pop(next(iter(self._files))))
        self._files[key] = found
        return found

    def _read(self, path: str, settings: Settings) -> File | None:
        parsed = self._parsed(path)
        if parsed is None:
            return None
        source, tree = parsed
        self._left -= len(source.text)
        if self._left < 0:
            self._pass_over(path)
            return None
        return File(source, settings, os.path.dirname(path), self._workspace, tree)

    def _pass_over(self, path: str) -> None:
        if not self.is_limited:
            self.is_limited = True
            self._workspace.limit(os.path.dirname(path))

    def _parsed(self, path: str) -> "tuple[Source, Dockerfile] | None":
        """The text and the tree, which are the same whatever the settings."""
        for file in self._files.values():
            if file is not None and file.source.path == path:
                return file.source, file.tree
        try:
            source = Source.decode(read_bytes(path, min(MAX_BYTES, max(self._left, 0))), path)
        except TooLarge:
            self._pass_over(path)
            return None
        except OSError:
            return None
        return source, parse(source)


def _size(file: File | None) -> int:
    return 0 if file is None else len(file.source.text)


@once_for
def built_files(workspace: "Workspace") -> BuiltFiles:
    """The Dockerfiles that services of the compose files of a run are built from."""
    return BuiltFiles(workspace)

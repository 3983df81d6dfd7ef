"""The Dockerfiles that the services of compose files are built from: parsed once for all services of a run.

A parsed Dockerfile takes some hundred times the memory of its text, so only what was asked for last is kept: whoever
asks again and again gets it from here, and does not keep it.
"""

import os

from dlint.model.disk import MAX_BYTES, TooLarge, read_bytes
from dlint.model.file import File, Settings
from dlint.syntax.dockerfile import parse
from dlint.syntax.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.context.shared import Contexts
    from dlint.syntax.nodes import Dockerfile

MAX_KEPT = 300_000
"""Characters of the Dockerfiles that are kept; one is kept in any case."""

MAX_FILES = 100
"""Dockerfiles that are kept."""

MAX_READ = 4_000_000
"""Characters that are looked at in a run, those again that were not kept."""


def settings_key(settings: Settings) -> tuple[object, ...]:
    """What tells settings apart from others of the same run."""
    return (
        settings.as_of, settings.target, settings.platform, settings.context, id(settings.images),
        *sorted(settings.build_args.items()),
    )  # fmt: skip


class BuiltFiles:
    """The Dockerfiles that were read for services, by their real or given path and the settings of the build.

    `limited` is the directory of the first that was passed over since it was too much, or None.
    """

    __slots__ = ("_contexts", "_files", "_kept", "_left", "limited")

    def __init__(self, contexts: "Contexts") -> None:
        self._contexts = contexts
        self._files: dict[tuple[object, ...], File | None] = {}
        self._kept = 0
        self._left = MAX_READ
        self.limited: str | None = None

    def file(self, path: str, settings: Settings) -> File | None:
        """A Dockerfile; None where it can't be read, is not there, or where that is too much."""
        key = (path, *settings_key(settings))
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
            self.limited = self.limited or os.path.dirname(path)
            return None
        return File(source, settings, os.path.dirname(path), tree, self._contexts)

    def _parsed(self, path: str) -> "tuple[Source, Dockerfile] | None":
        """The text and the tree, which are the same whatever the settings."""
        for file in self._files.values():
            if file is not None and file.source.path == path:
                return file.source, file.tree
        try:
            source = Source.decode(read_bytes(path, min(MAX_BYTES, max(self._left, 0))), path)
        except TooLarge:
            self.limited = self.limited or os.path.dirname(path)
            return None
        except OSError:
            return None
        return source, parse(source)


def _size(file: File | None) -> int:
    return 0 if file is None else len(file.source.text)

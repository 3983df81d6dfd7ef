"""The files of a pack: compiled and run once, then known from one cache file, which is never needed.

The cache holds for each rule its code and its card, what it says of itself; so a rule's module runs only where there
is something for it to look at.

A pack is a directory of groups, each a directory of rules: `<group>/<rule_name>.py`. Files that lie in the pack's directory
itself belong to a group named like the pack. Names that start with `_` or `.` are passed over.

Importing 150 modules takes 16 ms, reading one file with their codes and cards 1.
"""

import os
import sys

from dlint.engine.rule import is_card
from dlint.startup import cache_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any


class RuleFile:
    """One file of a pack. `card` is what its rule says of itself, or None where that is not known yet.

    `frozen` is its code as the cache has it. Where the file does not compile, `error` says why and `line` where.
    """

    __slots__ = ("_code", "card", "error", "frozen", "group", "line", "path", "size", "stem", "time")

    def __init__(self, group: str, stem: str, path: str, size: int, time: int) -> None:
        self.group = group
        self.stem = stem
        self.path = path
        self.size = size
        self.time = time
        self.card: dict[str, Any] | None = None
        self.frozen: memoryview | None = None
        self._code: CodeType | None = None
        self.error: str | None = None
        self.line: int | None = None

    def code(self) -> "CodeType | None":
        """The code of the file, from the cache or compiled; None where it does not compile."""
        if self._code is None and self.error is None:
            self._code = self._thawed()
            if self._code is None:
                self._compile()
        return self._code

    def _thawed(self) -> "CodeType | None":
        """The code from the cache; None where there is none, or something else in its place."""
        if self.frozen is None:
            return None
        import marshal

        try:
            found = marshal.loads(self.frozen)
        except (EOFError, ValueError, TypeError):
            return None
        return found if isinstance(found, type(_is_entry.__code__)) else None

    def _compile(self) -> None:
        try:
            with open(self.path, "rb") as stream:
                # The page is the docstring, so it has to survive `python -OO`.
                self._code = compile(stream.read(), self.path, "exec", dont_inherit=True, optimize=0)
        except SyntaxError as error:
            self.error = f"{type(error).__name__}: {error.msg}"
            self.line = error.lineno
        except (OSError, ValueError) as error:
            self.error = str(error)


def rule_files(directory: str, pack: str, *, cache: bool = True) -> list[RuleFile]:
    """All rule files of the pack in `directory`, sorted by group and name. Raises `OSError`."""
    files = _scan(directory, pack)
    if cache:
        read_cache(files, directory)
    return files


def _scan(directory: str, pack: str) -> list[RuleFile]:
    files: list[RuleFile] = []
    groups = _scan_directory(directory, pack, files)
    for group in sorted(groups):
        _scan_directory(os.path.join(directory, group), group, files)
    files.sort(key=lambda file: (file.group, file.stem))
    return files


def _scan_directory(directory: str, group: str, files: list[RuleFile]) -> list[str]:
    """Add the rule files that lie in a directory itself; the names of the directories in it come back."""
    directories = []
    with os.scandir(directory) as entries:
        for entry in entries:
            name = entry.name
            if name[0] in "_.":
                continue
            if name.endswith(".py"):
                status = entry.stat()
                files.append(RuleFile(group, name[:-3], entry.path, status.st_size, status.st_mtime_ns))
            elif entry.is_dir():
                directories.append(name)
    return directories


def read_cache(files: list[RuleFile], directory: str) -> None:
    """Set code and card of each file that the cache knows in this very state."""
    found = cache_file.read(cache_file.place(directory, "rules"))
    if found is None or not isinstance(found[0], dict):
        return
    known, pieces = found
    for file in files:
        entry = known.get(file.path)
        if _is_entry(entry) and entry[0] == file.size and entry[1] == file.time:
            _, _, file.card, start, end = entry
            file.frozen = pieces[start:end]


_ENTRY = (int, int, dict, int, int)
"""Size and time of the file, the card, and where its code is: from and to which byte."""


def _is_entry(entry: "Any") -> bool:
    return type(entry) is tuple and tuple(map(type, entry)) == _ENTRY and is_card(entry[2])


def write_cache(files: list[RuleFile], directory: str) -> None:
    """Write the cache for later runs: a rule that is broken is not in it."""
    path = cache_file.place(directory, "rules")
    if path is None or sys.dont_write_bytecode:
        return
    import marshal

    known: dict[str, tuple[int, int, dict[str, Any], int, int]] = {}
    pieces: list[bytes] = []
    size = 0
    for file in files:
        if file.card is not None:
            pieces.append(marshal.dumps(file.code()))
            known[file.path] = (file.size, file.time, file.card, size, size + len(pieces[-1]))
            size += len(pieces[-1])
    cache_file.write(path, known, b"".join(pieces))

"""Which packs of rules are installed: the entry points of the group `dlint.rules`, read from the metadata itself.

`importlib.metadata` would do, but takes 50 ms to import; reading the files takes one. What was found in a directory of
installed packages is kept until something is installed there.

Rules are code, and what is linted may be a stranger's. So a pack counts where it was installed for the running
interpreter, and nowhere else: neither metadata in the working directory nor in a directory of PYTHONPATH makes one, and
a package of the same name there does not stand in for it.
"""

import os
import sys

from dlint.startup import cache_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

GROUP = "dlint.rules"


class EntryPoint:
    """A line `name = value` of the group.

    `directory` is the directory of installed packages in which its metadata was found, `metadata` the name of that there.
    """

    __slots__ = ("directory", "metadata", "name", "value")

    def __init__(self, name: str, value: str, directory: str, metadata: str = "") -> None:
        self.name = name
        self.value = value
        self.directory = directory
        self.metadata = metadata

    def __repr__(self) -> str:
        return f"EntryPoint({self.name!r}, {self.value!r}, {self.directory!r}, {self.metadata!r})"


def site_directories() -> list[str]:
    """Where packages are installed for the running interpreter, its user's included, in the order of `sys.path`.

    Without `site` (`python -S`) there is none.
    """
    site = sys.modules.get("site")
    if site is None:
        return []
    places = [*site.getsitepackages(), *([site.USER_SITE] if site.ENABLE_USER_SITE and site.USER_SITE else [])]
    installed = {os.path.normcase(place) for place in places}
    return [directory for directory in dict.fromkeys(sys.path) if os.path.normcase(directory) in installed]


def entry_points(path: "list[str] | None" = None) -> list[EntryPoint]:
    """The entry points of our group in all distributions on `path` (default: `site_directories()`), in its order."""
    place = cache_file.place(os.path.dirname(os.path.abspath(__file__)), "entry-points") if path is None else None
    before = cache_file.read(place)
    known: dict[str, Any] = before[0] if before is not None and isinstance(before[0], dict) else {}
    now: dict[str, tuple[int, list[tuple[str, str, str]]]] = {}
    for directory in site_directories() if path is None else path:
        if directory in now:
            continue
        try:
            time = os.stat(directory).st_mtime_ns
            entry: Any = known.get(directory)
            if not _is_entry(entry) or entry[0] != time:
                entry = time, _in_directory(directory)
        except OSError:  # not there, not a directory, or a zip file
            continue
        now[directory] = entry
    if now != known:
        cache_file.write(place, now)
    return [
        EntryPoint(name, value, directory, metadata)
        for directory, (_, lines) in now.items()
        for name, value, metadata in lines
    ]


def _is_entry(entry: "Any") -> bool:
    """Whether it is the time of a directory, and the entry points in it."""
    return (
        type(entry) is tuple
        and tuple(map(type, entry)) == (int, list)
        and all(type(line) is tuple and tuple(map(type, line)) == (str, str, str) for line in entry[1])
    )


def _in_directory(directory: str) -> list[tuple[str, str, str]]:
    """Name, value and metadata of each entry point whose metadata lies in a directory. Raises `OSError`."""
    found: list[tuple[str, str, str]] = []
    for metadata in sorted(name for name in os.listdir(directory) if name.endswith(".dist-info")):
        try:
            with open(os.path.join(directory, metadata, "entry_points.txt"), encoding="utf-8") as stream:
                text = stream.read()
        except (OSError, ValueError):
            continue
        if GROUP in text:
            found += [(name, value, metadata) for name, value in _lines_of_group(text)]
    return found


def _lines_of_group(text: str) -> list[tuple[str, str]]:
    """The pairs below the header `[dlint.rules]`. An object behind `:` and extras in brackets mean nothing to us."""
    found = []
    inside = False
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("["):
            inside = line.rstrip("]").lstrip("[").strip() == GROUP
        elif inside and line and line[0] not in "#;":
            name, equals, value = line.partition("=")
            if equals:
                found.append((name.strip(), value.partition("[")[0].partition(":")[0].strip()))
    return found


def directory_of(entry: EntryPoint) -> str | None:
    """The directory of the package that an entry point names, without importing it; None where there is none.

    It lies beside its metadata, or where the files say that an editable install leaves there.
    """
    if entry.value == "dlint.rules":
        return own_rules()
    parts = entry.value.split(".")
    if not all(part.isidentifier() for part in parts):
        return None
    place = os.path.join(entry.directory, *parts)
    return place if os.path.isdir(place) else _editable_directory(entry, parts)


def _editable_directory(entry: EntryPoint, parts: "list[str]") -> str | None:
    """The directory of a package that is used where it is developed.

    The list of what was installed for it names a `.pth` file with the directory to find it in, or one that has put a
    finder in place, whose module it names, too.
    """
    try:
        with open(os.path.join(entry.directory, entry.metadata, "RECORD"), encoding="utf-8") as stream:
            files = [line.partition(",")[0] for line in stream]
    except (OSError, ValueError):
        return None
    for name in files:
        if name.endswith(".pth") and "/" not in name:
            for line in _lines_of(os.path.join(entry.directory, name)):
                place = os.path.join(entry.directory, line, *parts)
                if not line.startswith(("#", "import ", "import\t")) and os.path.isdir(place):
                    return place
    for finder in sys.meta_path:
        module = finder.__module__ if isinstance(finder, type) else type(finder).__module__
        if f"{module}.py" in files:
            for place in _found_by(finder, parts):
                if os.path.isdir(place):
                    return place
    return None


def _lines_of(path: str) -> list[str]:
    try:
        with open(path, encoding="utf-8") as stream:
            return [line for line in map(str.strip, stream) if line]
    except (OSError, ValueError):
        return []


def _found_by(finder: "Any", parts: "list[str]") -> "Iterator[str]":
    """Where a finder has a package: by its whole name, or below the package at the root of it."""
    for count in (len(parts), 1):
        try:
            spec = finder.find_spec(".".join(parts[:count]), None)
        except Exception:  # another's code
            continue
        for place in (spec.submodule_search_locations or ()) if spec is not None else ():
            yield os.path.join(place, *parts[count:])


def own_rules() -> str | None:
    """The directory of our own rules: in the package where it was built as a wheel, beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    for place in (os.path.join(package, "rules"), os.path.join(os.path.dirname(package), "rules")):
        if os.path.isdir(place):
            return place
    return None

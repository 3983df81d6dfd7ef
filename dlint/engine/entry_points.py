"""Which packs of rules are installed: the entry points of the group `dlint.rules`, read from the metadata itself.

`importlib.metadata` would do, but takes 50 ms to import; reading the files takes one. What was found in a folder of
installed packages is kept until something is installed there.
"""

import os
import sys

from dlint.syntax import kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

GROUP = "dlint.rules"


class EntryPoint:
    """A line `name = value` of the group; `folder` is the entry of `sys.path` where its metadata was found."""

    __slots__ = ("folder", "name", "value")

    def __init__(self, name: str, value: str, folder: str) -> None:
        self.name = name
        self.value = value
        self.folder = folder

    def __repr__(self) -> str:
        return f"EntryPoint({self.name!r}, {self.value!r}, {self.folder!r})"


def entry_points(path: "list[str] | None" = None) -> list[EntryPoint]:
    """The entry points of our group in all distributions on `path` (default: `sys.path`), in its order.

    The working directory does not count unless `path` is given: metadata that lies in the project that is linted
    must not bring its code to run.
    """
    here = os.getcwd() if path is None else None
    place = kept.place(os.path.dirname(os.path.abspath(__file__)), "packs") if path is None else None
    before = kept.read(place)
    known: dict[str, Any] = before[0] if before is not None and isinstance(before[0], dict) else {}
    now: dict[str, tuple[int, list[tuple[str, str]]]] = {}
    for folder in sys.path if path is None else path:
        if not folder or folder == here or folder in now:
            continue
        try:
            time = os.stat(folder).st_mtime_ns
            entry: Any = known.get(folder)
            if not _is_entry(entry) or entry[0] != time:
                entry = time, _in_folder(folder)
        except OSError:  # not there, not a folder, or a zip file
            continue
        now[folder] = entry
    if now != known:
        kept.write(place, now)
    return [EntryPoint(key, value, folder) for folder, (_, lines) in now.items() for key, value in lines]


def _is_entry(entry: "Any") -> bool:
    """Whether it is the time of a folder, and the entry points in it."""
    return (
        type(entry) is tuple
        and tuple(map(type, entry)) == (int, list)
        and all(type(pair) is tuple and len(pair) == 2 and all(type(text) is str for text in pair) for pair in entry[1])
    )


def _in_folder(folder: str) -> list[tuple[str, str]]:
    """The entry points of the distributions whose metadata lies in a folder. Raises `OSError`."""
    found: list[tuple[str, str]] = []
    for name in sorted(name for name in os.listdir(folder) if name.endswith(".dist-info")):
        try:
            with open(os.path.join(folder, name, "entry_points.txt"), encoding="utf-8") as stream:
                text = stream.read()
        except (OSError, ValueError):
            continue
        if GROUP in text:
            found += _lines_of_group(text)
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


def folder_of(entry: EntryPoint) -> str | None:
    """The folder of the package that an entry point names, without importing it; None where there is none."""
    if entry.value == "dlint.rules":
        return own_rules()
    parts = entry.value.split(".")
    if not all(part.isidentifier() for part in parts):
        return None
    here = os.getcwd()
    for folder in (entry.folder, *(folder for folder in sys.path if folder and folder != here)):
        place = os.path.join(folder, *parts)
        if os.path.isdir(place):
            return place
    # An editable install may place its packages by import hooks.
    from importlib.util import find_spec

    try:
        spec = find_spec(entry.value)
    except (ImportError, ValueError):
        return None
    for place in (spec.submodule_search_locations or ()) if spec is not None else ():
        if os.path.isdir(place):
            return place
    return None


def own_rules() -> str | None:
    """The folder of our own rules: in the package where it was built as a wheel, beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for place in (os.path.join(package, "rules"), os.path.join(os.path.dirname(package), "rules")):
        if os.path.isdir(place):
            return place
    return None

"""Lock files: uv.lock, poetry.lock, pdm.lock, pylock.toml and Pipfile.lock.

They are written by programs, line by line in one form, and may be large; so they are read by regular expressions, a
hundred times faster than by a parser of TOML. What is not in that form is not found.
"""

from dlint.startup import regex as re
from dlint.startup.remember import once

from .requirements import normalize

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

LOCK_FILES = ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock")
"""By the name of the file, in the order of precedence."""

MAX_BYTES = 50_000_000
"""Larger lock files are not read."""

_BLOCK = re.compile(r"^\[\[packages?\]\][ \t]*\r?$", re.MULTILINE)
_NAME = re.compile(r"^name = \"([^\"\n]*)\"", re.MULTILINE)
_VERSION = re.compile(r"^version = \"([^\"\n]*)\"", re.MULTILINE)
_SOURCE = re.compile(r"^source = \{ ?([a-z]+) = \"([^\"\n]*)\"", re.MULTILINE)
_GROUPS = re.compile(r"^groups = \[([^\]]{0,2000})\]", re.MULTILINE)
_CATEGORY = re.compile(r"^category = \"([^\"\n]*)\"", re.MULTILINE)
_OPTIONAL = re.compile(r"^optional = true", re.MULTILINE)
_FILES = re.compile(r"\b(?:url|file|name|path|filename) = \"([^\"\n]*\.(?:whl|tar\.gz|zip|tar\.bz2|tgz))[\"#]")
_HEADER = re.compile(r"^\[([^\[\]\n]+)\][ \t]*\r?$", re.MULTILINE)
_DEPENDENCY = re.compile(r"\{ ?name = \"([^\"\n]*)\"(?:[^{}\[\n]*?extra = \[([^{}\[\]\n]*)\])?")
_KEY = re.compile(r"([A-Za-z0-9_.\"-]+) = \[")
_STRING = re.compile(r"\"([^\"\n]*)\"")
_POETRY_SOURCE = re.compile(
    r"^\[package\.source\]\s*\ntype = \"([a-z]+)\"\s*\nurl = \"([^\"\n]*)\"(?:\s*\nreference = \"([^\"\n]*)\")?"
    r"(?:\s*\nresolved_reference = \"([^\"\n]*)\")?",
    re.MULTILINE,
)
_GIT = re.compile(r"^git = \"([^\"\n]*)\"", re.MULTILINE)
_REVISION = re.compile(r"^revision = \"([^\"\n]*)\"", re.MULTILINE)
_VCS = re.compile(r"^vcs = \{([^}\n]*)\}", re.MULTILINE)
_PATH = re.compile(r"^path = \"([^\"\n]*)\"", re.MULTILINE)
_REQUIRES = {
    "uv.lock": re.compile(r"^requires-python = \"([^\"\n]*)\"", re.MULTILINE),
    "pylock.toml": re.compile(r"^requires-python = \"([^\"\n]*)\"", re.MULTILINE),
    "poetry.lock": re.compile(r"^python-versions = \"([^\"\n]*)\"\s*\ncontent-hash", re.MULTILINE),
    "pdm.lock": re.compile(r"^\[\[metadata\.targets\]\]\s*\nrequires_python = \"([^\"\n]*)\"", re.MULTILINE),
}


class LockedPackage:
    """A package in a lock file. `name` is normalised.

    `source` is `registry`, `git`, `url`, `path` (also of the project itself: `editable`, `virtual`, `directory` …);
    `location` its URL or path. `groups` are those that the lock file names for it; empty where it does not say.
    """

    def __init__(self, name: str, version: str | None, block: str = "") -> None:
        self.name = normalize(name)
        self.version = version
        self.source = "registry"
        self.location = ""
        self.groups: tuple[str, ...] = ()
        self.optional = False
        self._block = block

    def __repr__(self) -> str:
        return f"LockedPackage({self.name} {self.version})"

    @once
    def files(self) -> list[str]:
        """The names of its wheels and source distributions, as far as the lock file names them."""
        return list(dict.fromkeys(url.rpartition("/")[2] for url in _FILES.findall(self._block)))

    @property
    def wheels(self) -> list[str]:
        """The names of its wheels."""
        return [name for name in self.files if name.endswith(".whl")]

    @property
    def is_project(self) -> bool:
        """Whether it is a part of the project itself, not something to download."""
        return self.source in ("editable", "virtual", "directory", "path", "workspace")

    def has_wheel(self, libc: str | None = None, python: str | None = None) -> bool | None:
        """Whether a wheel fits Linux with that C library (`glibc`, `musl`; None: either) and Python (`3.13`).

        None where the lock file names no files.
        """
        if not self.files:
            return None
        return any(_fits(wheel, libc, python) for wheel in self.wheels)


def _fits(wheel: str, libc: str | None, python: str | None) -> bool:
    parts = wheel.removesuffix(".whl").split("-")
    if len(parts) < 5:
        return True
    tag, abi, platform = parts[-3:]
    if platform != "any":
        wanted = ("manylinux", "linux") if libc == "glibc" else ("musllinux",) if libc == "musl" else ("linux",)
        names = platform.split(".")
        if libc is None and "linux" not in platform:
            return False
        if libc is not None and not any(name.startswith(wanted) for name in names):
            return False
    if python is None:
        return True
    number = python.replace(".", "", 1)
    for one in tag.split("."):
        if one.startswith("py3") or one == f"cp{number}":
            return True
        if "abi3" in abi and one.startswith("cp3") and one[3:].isdecimal() and int(one[3:12]) <= int(number[1:10] or 0):
            return True
    return False


class Lock:
    """A lock file. `kind` is the name of such files (`uv.lock`), `path` where it lies in the context.

    `requires_python` is None where it does not say.
    """

    def __init__(self, kind: str, path: str, text: str) -> None:
        self.kind = kind
        self.path = path
        self._text = text
        self._edges: dict[str, dict[str, list[tuple[str, tuple[str, ...]]]]] | None = None
        self.requires_python: str | None = None
        pattern = _REQUIRES.get(kind)
        if pattern is not None:
            match = pattern.search(text)
            self.requires_python = match[1] if match is not None else None

    def __repr__(self) -> str:
        return f"Lock({self.path})"

    @once
    def packages(self) -> list[LockedPackage]:
        """All packages, for all groups and platforms."""
        return self._read_json() if self.kind == "Pipfile.lock" else self._read_toml()

    def package(self, name: str) -> LockedPackage | None:
        """The package of a name (the first, where there are several versions), or None."""
        return self._by_name.get(normalize(name))

    @once
    def _by_name(self) -> dict[str, LockedPackage]:
        return {package.name: package for package in reversed(self.packages)}

    @property
    def root(self) -> LockedPackage | None:
        """The project itself, where the lock file has it (uv)."""
        for package in self.packages:
            if package.source in ("editable", "virtual") and package.location == ".":
                return package
        return None

    def selected(
        self, groups: "Iterable[str]" = (), *, main: bool = True, extras: "Iterable[str] | None" = None
    ) -> list[LockedPackage]:
        """The packages that the project's own dependencies (`main`) and those groups need.

        `extras` are those of the project that are installed, None for all. What a lock file does not tell is
        included: it may be too many.
        """
        wanted = set(groups)
        if self.kind == "uv.lock":
            return self._reached(wanted, main, None if extras is None else set(extras))
        found = []
        for package in self.packages:
            names = set(package.groups)
            chosen = not names or (main and names & {"main", "default"}) or names & wanted
            if chosen and not (package.optional and extras is not None and not any(extras)):
                found.append(package)
        return found

    def _reached(self, groups: set[str], main: bool, extras: set[str] | None) -> list[LockedPackage]:
        root = self.root
        if root is None:
            return self.packages
        edges = self._graph()
        own = edges.get(root.name, {})
        waiting: list[tuple[str, tuple[str, ...]]] = []
        for section, found in own.items():
            kind, _, name = section.partition(":")
            if (
                (kind == "" and main)
                or (kind == "extra" and main and (extras is None or name in extras))
                or (kind == "group" and name in groups)
            ):
                waiting += found
        seen: set[tuple[str, str]] = set()
        names: set[str] = {root.name} if main else set()
        while waiting:
            name, wanted = waiting.pop()
            names.add(name)
            for section in ("", *(f"extra:{extra}" for extra in wanted)):
                if (name, section) not in seen:
                    seen.add((name, section))
                    waiting += edges.get(name, {}).get(section, ())
        return [package for package in self.packages if package.name in names]

    def _graph(self) -> dict[str, dict[str, list[tuple[str, tuple[str, ...]]]]]:
        """For each package of a uv.lock what it depends on: by `""`, `extra:<name>` and `group:<name>`."""
        if self._edges is not None:
            return self._edges
        self._edges = {}
        for package in self.packages:
            sections = self._edges.setdefault(package.name, {})
            parts = _HEADER.split(package._block)
            for header, body in zip(["", *parts[1::2]], parts[::2], strict=False):
                prefix = {"": "", "package.optional-dependencies": "extra:", "package.dev-dependencies": "group:"}.get(
                    header
                )
                if prefix is None:
                    continue
                for key, text in _arrays(body):
                    if header == "" and key != "dependencies":
                        continue
                    found = [
                        (normalize(name), tuple(_STRING.findall(extra))) for name, extra in _DEPENDENCY.findall(text)
                    ]
                    sections.setdefault("" if header == "" else prefix + key, []).extend(found)
        return self._edges

    def _read_toml(self) -> list[LockedPackage]:
        blocks = _BLOCK.split(self._text)[1:]
        found = [self._package(block) for block in blocks]
        packages = [package for package in found if package is not None]
        if self.kind == "poetry.lock" and packages and "[metadata.files]" in blocks[-1]:
            _old_files(packages, blocks[-1].partition("[metadata.files]")[2])
        return packages

    def _package(self, block: str) -> LockedPackage | None:
        name = _NAME.search(block)
        if name is None:
            return None
        version = _VERSION.search(block)
        package = LockedPackage(name[1], version[1] if version else None, block)
        package.optional = bool(_OPTIONAL.search(block))
        groups = _GROUPS.search(block) or _CATEGORY.search(block)
        if groups:
            package.groups = tuple(_STRING.findall(groups[1])) or (groups[1],) if '"' in groups[1] else (groups[1],)
        if self.kind == "uv.lock":
            source = _SOURCE.search(block)
            if source is not None:
                package.source, package.location = source[1], source[2]
        elif self.kind == "poetry.lock":
            source = _POETRY_SOURCE.search(block)
            if source is not None and source[1] != "legacy":
                package.source = "path" if source[1] in ("directory", "file") else source[1]
                package.location = source[2] + ("#" + source[4] if source[4] else "")
        else:
            git = _GIT.search(block)
            vcs = _VCS.search(block)
            path = _PATH.search(block)
            if git is not None:
                revision = _REVISION.search(block)
                package.source, package.location = "git", git[1] + ("#" + revision[1] if revision else "")
            elif vcs is not None and '"git"' in vcs[1]:
                package.source, package.location = "git", vcs[1]
            elif path is not None:
                package.source, package.location = "path", path[1]
        return package

    def _read_json(self) -> list[LockedPackage]:
        import json

        try:
            document = json.loads(self._text)
        except (ValueError, RecursionError):
            return []
        found: list[LockedPackage] = []
        if not isinstance(document, dict):
            return found
        meta = _table(_table(document.get("_meta")).get("requires"))
        version = meta.get("python_full_version") or meta.get("python_version")
        if isinstance(version, str):
            self.requires_python = f"=={version}" if version.count(".") > 1 else f"=={version}.*"
        for group, entries in document.items():
            if group == "_meta":
                continue
            for name, entry in _table(entries).items():
                found.append(_of_pipfile(name, _table(entry), "dev" if group == "develop" else group))
        return found


def _of_pipfile(name: str, entry: "dict[str, Any]", group: str) -> LockedPackage:
    version = entry.get("version")
    package = LockedPackage(name, version.lstrip("=") if isinstance(version, str) else None)
    package.groups = (group,)
    for kind, source in (("git", "git"), ("path", "path"), ("file", "url")):
        if isinstance(entry.get(kind), str):
            package.source = source
            reference = entry.get("ref")
            package.location = entry[kind] + (f"#{reference}" if isinstance(reference, str) else "")
    return package


def _table(value: object) -> "dict[str, Any]":
    return value if isinstance(value, dict) else {}


def _arrays(text: str) -> "Iterator[tuple[str, str]]":
    """The arrays in a part of a lock file: on one line, or closed by a `]` at the start of a line."""
    key: str | None = None
    lines: list[str] = []
    for line in text.splitlines():
        if key is not None:
            if line.startswith("]"):
                yield key, "\n".join(lines)
                key = None
            else:
                lines.append(line)
            continue
        match = _KEY.match(line)
        if match is None:
            continue
        rest = line[match.end() :].rstrip()
        if rest.endswith("]"):
            yield match[1].strip('"'), rest[:-1]
        else:
            key, lines = match[1].strip('"'), [rest]


def _old_files(packages: list[LockedPackage], text: str) -> None:
    """Poetry before 1.5 names the files of all packages at the end."""
    found: dict[str, str] = {}
    for name, files in _arrays(text):
        found[normalize(name)] = files
    for package in packages:
        package.files = list(dict.fromkeys(_FILES.findall(found.get(package.name, ""))))


def read_lock(kind: str, path: str, data: bytes) -> Lock:
    """A lock file of that kind."""
    return Lock(kind, path, data.decode("utf-8", "replace"))

"""The folders around the Dockerfiles of one run: what was found out about them once, for all who ask."""

import os

from dlint.model.boundary import Boundary, few_above, is_inside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from dlint.model.compose.compose_file import ComposeFile
    from dlint.model.compose.service_dockerfiles import BuiltFiles
    from dlint.model.ignore.gitignore import Gitignores
    from dlint.model.ignore.matcher import Matcher, Pattern
    from dlint.model.python.requirements_reader import RequirementsReader
    from dlint.syntax.dockerignore import IgnoreFile

    from .context import Context
    from .described_builds import Build
    from .transfer import Entry

_MAX_CONTENTS = 8
"""So many walks over a context are remembered; each may have found a quarter of a million entries."""

_MAX_FOLDERS = 10_000
_MAX_ABOVE = 40

_MAX_READERS = 4
"""So many contexts are remembered with their requirements files."""


class Contents:
    """What an ignore file lets through from a folder, looked up as far as somebody asks for it."""

    __slots__ = (
        "_by_name",
        "_left_out",
        "_rest",
        "_seen",
        "ignore",
        "matcher",
        "secrets",
        "sending",
        "unknown",
    )

    def __init__(self, root: str, ignore: "IgnoreFile | None", unknown: bool, matcher: "Matcher | None" = None) -> None:
        from dlint.model.ignore.matcher import ROOT, Matcher

        from .transfer import Sending

        self.ignore = ignore
        self.unknown = unknown
        self.matcher = matcher or (Matcher.of(ignore) if ignore is not None else Matcher(()))
        self.sending = Sending(root, self.matcher)
        self._seen: list[Entry] = []
        self._left_out: list[tuple[Entry, int]] = []
        self._rest: Iterator[Entry] | None = iter(()) if unknown else self.sending.walk("", ROOT, self._left_out)
        self._by_name: dict[str, list[Entry]] | None = None
        self.secrets: list[tuple[str, str]] | None = None

    def walk(self) -> "Iterator[Entry]":
        """What is sent, folders before what is in them, sorted by name."""
        seen = self._seen
        if self._rest is None:
            yield from seen
            return
        position = 0
        while True:
            if position == len(seen):
                if self._rest is None:
                    return
                entry = next(self._rest, None)
                if entry is None:
                    self._rest = None
                    return
                seen.append(entry)
            yield seen[position]
            position += 1

    def left_out(self) -> "list[tuple[Entry, Pattern]]":
        """What is not sent, with the pattern that decides: files, and folders in place of all that is in them."""
        for _ in self.walk():
            pass
        patterns = self.matcher.patterns
        return [(entry, patterns[decider]) for entry, decider in self._left_out]

    @property
    def by_name(self) -> "dict[str, list[Entry]]":
        """What is sent by the last part of its path."""
        if self._by_name is None:
            self._by_name = {}
            for entry in self.walk():
                name = entry.path[entry.path.rfind("/") + 1 :]
                known = self._by_name.get(name)
                if known is None:
                    self._by_name[name] = [entry]
                else:
                    known.append(entry)
        return self._by_name


class Contexts:
    """The contexts of one run. Files may change after it, so it is not kept longer.

    `boundary` is how far the files of the run may lead.
    """

    __slots__ = (
        "_builds", "_built_files", "_compose_files", "_contents", "_gitignores", "_limited", "_passed",
        "_passed_before", "_read", "_requirements",
        "boundary",
    )  # fmt: skip

    def __init__(self, boundary: "Boundary | None" = None) -> None:
        self.boundary = boundary or Boundary()
        self._read: dict[str, tuple[IgnoreFile, Matcher]] = {}
        self._builds: dict[str, list[Build]] = {}
        self._contents: dict[tuple[str, str | None], Contents] = {}
        self._limited: set[str] = set()
        self._passed: dict[str, str] = {}
        self._passed_before = 0
        self._built_files: BuiltFiles | None = None
        self._compose_files: tuple[object, list[ComposeFile]] | None = None
        self._requirements: dict[str, RequirementsReader] = {}
        self._gitignores: Gitignores | None = None

    def contents(self, context: "Context") -> Contents:
        """What is sent from the root of a context; the same for all that have the same root and ignore file."""
        key = (context.root, context.ignore_path)
        found = self._contents.pop(key, None)
        if found is None:
            path = context.ignore_path
            ignore, matcher = (None, None) if path is None else self._read.get(os.path.realpath(path), (None, None))
            if ignore is not None:
                found = Contents(context.root, ignore, False, matcher)
            else:
                found = Contents(context.root, *context.read_ignore())
            while len(self._contents) >= _MAX_CONTENTS:
                del self._contents[next(iter(self._contents))]
        self._contents[key] = found
        return found

    @property
    def built_files(self) -> "BuiltFiles":
        """The Dockerfiles that services of compose files are built from."""
        if self._built_files is None:
            from dlint.model.compose.service_dockerfiles import BuiltFiles

            self._built_files = BuiltFiles(self)
        return self._built_files

    def compose_files(self, compose: "ComposeFile") -> "list[ComposeFile]":
        """The compose files of the folder that one lies in; remembered for the last folder that was asked for."""
        from dlint.model.compose.compose_file import compose_files_in
        from dlint.model.compose.service_dockerfiles import settings_key

        folder = compose.folder or ""
        path = os.path.dirname(compose.path)
        key = (folder, path, *settings_key(compose.settings))
        if self._compose_files is None or self._compose_files[0] != key:
            self._compose_files = key, compose_files_in(folder, path, compose.settings, self)
        return self._compose_files[1]

    def requirements(self, root: str) -> "RequirementsReader":
        """The requirements files below the root of a context."""
        found = self._requirements.pop(root, None)
        if found is None:
            from dlint.model.python.requirements_reader import RequirementsReader

            found = RequirementsReader(root)
            while len(self._requirements) >= _MAX_READERS:
                del self._requirements[next(iter(self._requirements))]
        self._requirements[root] = found
        return found

    @property
    def gitignores(self) -> "Gitignores":
        """The .gitignore files that were read in this run."""
        if self._gitignores is None:
            from dlint.model.ignore.gitignore import Gitignores

            self._gitignores = Gitignores()
        return self._gitignores

    def has_read(self, path: str, ignore: "IgnoreFile", matcher: "Matcher") -> None:
        """Take in an ignore file that was read already, so that it need not be read again."""
        if len(self._read) >= _MAX_CONTENTS:
            del self._read[next(iter(self._read))]
        self._read[os.path.realpath(path)] = (ignore, matcher)

    def newly_limited(self) -> list[str]:
        """The roots of the contexts of which it has turned out, since this was last asked, that they are too large."""
        limited = {contents.sending.root for contents in self._contents.values() if contents.sending.limited}
        limited |= {reader.root for reader in self._requirements.values() if reader.is_limited}
        if self._built_files is not None and self._built_files.limited is not None:
            limited.add(self._built_files.limited)
        found = sorted(limited - self._limited)
        self._limited |= limited
        return found

    def pass_over(self, path: str, why: str) -> None:
        """Take down that the file at an absolute path was not read; `why` is a clause: `it is larger than 5 bytes`."""
        if len(self._passed) < _MAX_FOLDERS:
            self._passed.setdefault(path, why)

    def newly_passed_over(self) -> list[tuple[str, str]]:
        """The files that were not read since this was last asked, each once in a run, and why."""
        found = list(self._passed.items())[self._passed_before :]
        self._passed_before = len(self._passed)
        return found

    def builds_in(self, folder: str) -> "list[Build]":
        """The builds that the compose and bake files of a folder describe, of Dockerfiles inside of the boundary.

        Their paths are real. The context is None where it lies outside.
        """
        found = self._builds.get(folder)
        if found is None:
            from .described_builds import builds_in

            if len(self._builds) >= _MAX_FOLDERS:
                self._builds.clear()
            self._builds[folder] = found = []
            for build in builds_in(folder, self.pass_over):
                dockerfile = self.boundary.resolve(folder, build.dockerfile)
                if dockerfile is not None:
                    build.dockerfile = dockerfile
                    build.context = self.boundary.resolve(folder, build.context or "")
                    found.append(build)
        return found

    def folders_above(self, folder: str) -> list[str]:
        """The real directories above one: up to the root of its repository, or where it has none, a few."""
        root = self.boundary.repository(folder)
        if root is None:
            root = self.boundary.of(folder)
            return [above for above in few_above(folder) if is_inside(above, root)]
        found: list[str] = []
        while folder != root and len(found) < _MAX_ABOVE:
            folder = os.path.dirname(folder)
            found.append(folder)
        return found

"""The directories around the Dockerfiles of one run: what was found out about them once, for all who ask."""

import os

from dlint.model.boundary import Boundary, few_above, is_inside
from dlint.startup.remember import once

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from dlint.model.ignore.gitignore import Gitignores
    from dlint.model.ignore.matcher import Matcher
    from dlint.syntax.dockerignore import IgnoreFile

    from .contents import Contents
    from .described_builds import DescribedBuild

_MAX_CONTENTS = 8
"""So many walks over a context are remembered; each may have found a quarter of a million entries."""

_MAX_DIRECTORIES = 10_000
_MAX_ABOVE = 40


class Workspace:
    """What the files of one run know together of the directories around them.

    Files may change after the run, so it is not kept longer.
    `boundary` is how far the files of the run may lead. Rooms above keep with it what they read (see `once_for`).
    """

    def __init__(self, boundary: "Boundary | None" = None) -> None:
        self.boundary = boundary or Boundary()
        self._read: dict[str, tuple[IgnoreFile, Matcher]] = {}
        self._builds: dict[str, list[DescribedBuild]] = {}
        self._contents: dict[tuple[str, str | None], Contents] = {}
        self._limited: dict[str, bool] = {}
        self._passed: dict[str, str] = {}
        self._passed_before = 0

    def contents(
        self, root: str, ignore_path: str | None, read_ignore: "Callable[[], tuple[IgnoreFile | None, bool]]"
    ) -> "Contents":
        """What is sent from the root of a context; the same for all that have the same root and ignore file.

        `read_ignore` reads the ignore file; the second value is whether there is one that can't be read.
        """
        from .contents import Contents

        key = (root, ignore_path)
        found = self._contents.pop(key, None)
        if found is None:
            ignore, matcher = None, None
            if ignore_path is not None:
                ignore, matcher = self._read.get(os.path.realpath(ignore_path), (None, None))
            found = Contents(root, ignore, False, matcher) if ignore is not None else Contents(root, *read_ignore())
            while len(self._contents) >= _MAX_CONTENTS:
                del self._contents[next(iter(self._contents))]
        self._contents[key] = found
        return found

    @once
    def gitignores(self) -> "Gitignores":
        """The .gitignore files that were read in this run."""
        from dlint.model.ignore.gitignore import Gitignores

        return Gitignores()

    def has_read(self, path: str, ignore: "IgnoreFile", matcher: "Matcher") -> None:
        """Take in an ignore file that was read already, so that it need not be read again."""
        if len(self._read) >= _MAX_CONTENTS:
            del self._read[next(iter(self._read))]
        self._read[os.path.realpath(path)] = (ignore, matcher)

    def newly_limited(self) -> list[str]:
        """The roots of the contexts of which it has turned out, since this was last asked, that they are too large."""
        for contents in self._contents.values():
            if contents.sending.limited:
                self.limit(contents.sending.root)
        found = sorted(root for root, is_new in self._limited.items() if is_new)
        self._limited.update(dict.fromkeys(found, False))
        return found

    def limit(self, root: str) -> None:
        """Take down that not all of a directory was looked at, since it is too large."""
        self._limited.setdefault(root, True)

    def pass_over(self, path: str, why: str) -> None:
        """Take down that the file at an absolute path was not read; `why` is a clause: `it is larger than 5 bytes`."""
        if len(self._passed) < _MAX_DIRECTORIES:
            self._passed.setdefault(path, why)

    def newly_passed_over(self) -> list[tuple[str, str]]:
        """The files that were not read since this was last asked, each once in a run, and why."""
        found = list(self._passed.items())[self._passed_before :]
        self._passed_before = len(self._passed)
        return found

    def builds_in(self, directory: str) -> "list[DescribedBuild]":
        """The builds that the compose and bake files of a directory describe, of Dockerfiles inside of the boundary.

        Their paths are real. The context is None where it lies outside.
        """
        found = self._builds.get(directory)
        if found is None:
            from .described_builds import builds_in

            if len(self._builds) >= _MAX_DIRECTORIES:
                self._builds.clear()
            self._builds[directory] = found = []
            for build in builds_in(directory, self.pass_over):
                dockerfile = self.boundary.resolve(directory, build.dockerfile)
                if dockerfile is not None:
                    build.dockerfile = dockerfile
                    build.context = self.boundary.resolve(directory, build.context or "")
                    found.append(build)
        return found

    def directories_above(self, directory: str) -> list[str]:
        """The real directories above one: up to the root of its repository, or where it has none, a few."""
        root = self.boundary.repository(directory)
        if root is None:
            root = self.boundary.of(directory)
            return [above for above in few_above(directory) if is_inside(above, root)]
        found: list[str] = []
        while directory != root and len(found) < _MAX_ABOVE:
            directory = os.path.dirname(directory)
            found.append(directory)
        return found

"""Path patterns of the configuration: `*.Dockerfile`, `legacy/**`, `tests/`."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from dlint.model.ignore.matcher import Matcher


class Glob:
    """Patterns for paths below a directory, as a .dockerignore has them, but for one thing.

    A pattern without `/` (but for a last one) means a file or directory of that name at any depth; others start at
    `directory`. `*` and `?` do not match `/`, `**` does, `[…]` is a set of characters. What lies below a directory that
    matches, matches too, and `!` in front makes an exception of what a pattern before it matched.
    """

    __slots__ = ("_matcher", "directory", "patterns")

    def __init__(self, patterns: "Iterable[str]", directory: str) -> None:
        self.patterns = tuple(patterns)
        self.directory = directory
        self._matcher: Matcher | None = None

    def matches(self, path: str) -> bool:
        """Whether an absolute path matches."""
        start = self.directory if self.directory.endswith(os.sep) else self.directory + os.sep
        if not path.startswith(start):
            return False
        if self._matcher is None:
            from dlint.model.ignore.matcher import Matcher

            self._matcher = Matcher.of_lines([_at_any_depth(pattern) for pattern in self.patterns])
        relative = path[len(start) :]
        return self._matcher.excluded(relative if os.sep == "/" else relative.replace(os.sep, "/"))


def _at_any_depth(pattern: str) -> str:
    exception, name = ("!", pattern[1:]) if pattern.startswith("!") else ("", pattern)
    return pattern if "/" in name.rstrip("/") else f"{exception}**/{name}"

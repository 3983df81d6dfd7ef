"""The patterns of a .dockerignore for `pathspec`: `PathSpec.from_lines(DockerignorePattern, lines, backend="simple")`.

What `PathSpec` makes of them is the direct rule: the last pattern that hits the path or a directory above it decides.
`dlint.model.ignore.matcher.Matcher` knows the rule by which files are sent to a build, too, and needs no import of `pathspec`,
which takes longer than all the rest of a check.
"""

import re

from pathspec.pattern import RegexPattern

from dlint.syntax.characters import WHITE

from .matcher import Pattern


class DockerignorePattern(RegexPattern):
    """One line of a .dockerignore, read as Docker reads it.

    Comments and blank lines are null operations (`include` is None), exceptions have `include` False. Raises
    `ValueError` for a pattern that Docker refuses. A byte order mark in front of the first line is the caller's to
    remove: a pattern does not know its line. Only the backend `simple` asks the pattern itself; the others take
    `regex`, which is the same but for paths with line breaks.
    """

    __slots__ = ("ignore",)

    ignore: Pattern | None

    def __init__(self, pattern: "str | bytes | re.Pattern[str] | None", include: bool | None = None) -> None:
        self.ignore = None if pattern is None or isinstance(pattern, re.Pattern) else _read(pattern)
        super().__init__(pattern, include)  # type: ignore[type-var]

    @classmethod
    def pattern_to_regex(cls, pattern: str | bytes) -> tuple[str | None, bool | None]:  # type: ignore[override]
        """The expression that finds the paths that a pattern hits, and whether it excludes them."""
        ignore = _read(pattern)
        return (None, None) if ignore is None else (ignore.regex(), not ignore.negated)

    def match_file(self, file: str) -> object:
        """Something if the pattern hits the path, None if not; in time linear to the path, whatever the pattern."""
        if self.ignore is None:
            return super().match_file(file)
        return True if self.ignore.hits(file) else None


def _read(pattern: str | bytes) -> Pattern | None:
    text = pattern.decode("utf-8", "surrogateescape") if isinstance(pattern, bytes) else pattern
    if text.startswith("#") or not text.strip(WHITE):
        return None
    ignore = Pattern.of(text)
    error = ignore.check()
    if error:
        raise ValueError(f"{error}: {text!r}")
    return ignore

"""Which paths a .dockerignore keeps out of the build context, and which of its patterns decides.

A pattern hits a path if it matches the path or a folder above it; the last hit decides. There are two ways to work
that out, and they differ where there are exceptions: `excluded_directly` asks for each path anew, as BuildKit does for
a single file; `excluded` passes down what hit the folder above and skips patterns that would change nothing, as
BuildKit does when it walks the folder to send it. The second is what a build gets.
Source: moby/patternmatcher, `MatchesOrParentMatches` and `MatchesUsingParentResults`.
"""

import re

from dlint.syntax.gopath import has_wildcard
from dlint.syntax.ignorefile import MAX_LINE_BYTES, pattern_error, read_pattern

from .go_regex import GoRegexError, read
from .ignore_regex import EXACT, EXPRESSION, LONGEST_PATTERN, PREFIX, SUFFIX, Steps, linear_source, source, translate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dlint.syntax.ignorefile import IgnoreFile, IgnorePattern

_SURROGATES = re.compile("[\ud800-\udfff]")
_LONGEST_PATH = 4096
_OR_BELOW = r"(?:/|\Z)"
_MAX_REMEMBERED = 100_000


class Pattern:
    """One pattern, ready to match.

    `text` is the cleaned pattern without `!`, `negated` tells an exception, `error` is Docker's word for why the build
    fails once the pattern is read or tried, or None. `written` is where it stands, if it comes from a file.
    """

    __slots__ = ("_steps", "_translated", "error", "match", "negated", "text", "written")

    def __init__(self, text: str, negated: bool = False, written: "IgnorePattern | None" = None) -> None:
        self.text = text
        self.negated = negated
        self.written = written
        self.error = pattern_error(text) if len(text) <= MAX_LINE_BYTES else "bufio.Scanner: token too long"
        self.match: Callable[[str], object] = self._first_match
        """Whether an ordinary path (ASCII, no line break, not too long) matches."""
        self._translated: tuple[int, str] | None = None
        self._steps: Steps | None = None

    @classmethod
    def of(cls, line: str) -> "Pattern":
        """The pattern in the text of one line, `!` and white space included."""
        return cls(*read_pattern(line))

    def __repr__(self) -> str:
        return f"Pattern({'!' * self.negated + self.text!r})"

    @property
    def kind(self) -> int:
        """EXACT, PREFIX, SUFFIX or EXPRESSION, see `ignore_regex`."""
        if self._translated is None:
            self._translated = translate(self.text)
        return self._translated[0]

    def matches(self, path: str) -> bool:
        """Whether the pattern matches the path itself (not a folder above it). Never raises, never runs away."""
        if self.kind == EXPRESSION and not path.isascii():
            path = _SURROGATES.sub("\ufffd", path)
        if "\n" in path or len(path) > _LONGEST_PATH:
            self.check()
            if self._steps:
                return self._steps.search(path)
        return bool(self.match(path))

    def hits(self, path: str) -> bool:
        """Whether the pattern matches the path or a folder above it."""
        if self.matches(path):
            return True
        slash = path.rfind("/")
        while slash > 0:
            if self.matches(path[:slash]):
                return True
            slash = path.rfind("/", 0, slash)
        return False

    def regex(self) -> str:
        r"""A Python expression for `search` that tells whether the pattern hits a path (without line breaks)."""
        kind, expression = self._translated or translate(self.text)
        if self.error or kind == EXACT:
            return "(?!)" if self.error else rf"\A{re.escape(self.text)}{_OR_BELOW}"
        if kind == PREFIX:
            return rf"\A{re.escape(self.text[:-2])}"
        if kind == SUFFIX:
            ending = self.text[2:]
            start = r"(?:\A|/)" + re.escape(ending[1:]) if ending[:1] == "/" else re.escape(ending)
            return start + _OR_BELOW
        try:
            alternatives = read(_SURROGATES.sub("\ufffd", expression))
        except GoRegexError:
            return "(?!)"
        return linear_source(alternatives, _OR_BELOW) or source(alternatives, r"(?=/|\Z)")

    def check(self) -> str | None:
        """The error that reading or trying the pattern gives; None where it can be used."""
        if self.match == self._first_match:
            self._compile()
        return self.error

    def ends(self) -> tuple[str, str]:
        """Text with which every path that the pattern matches starts, and with which it ends; empty if unknown."""
        text = self.text
        if "\\" in text or "{" in text or "|" in text or text.count("^") != text.count("[^"):
            return "", ""
        first = re.search(r"[*?\[\]]", text)
        if not first:
            return text, text
        last = max(text.rfind(character) for character in "*?[]")
        tail = text[last + 1 :]
        if tail[:1] == "/" and text[last - 1 : last + 1] == "**":
            tail = tail[1:]
        return text[: first.start()], tail

    def _first_match(self, path: str) -> object:
        self._compile()
        return self.match(path)

    def _compile(self) -> None:
        text = self.text
        kind = self.kind
        matches: Callable[[str], object]
        if self.error:
            matches = _never
        elif kind == EXACT:
            matches = text.__eq__
        elif kind == PREFIX:
            ending = text[:-2]
            matches = lambda path: path.startswith(ending)  # noqa: E731
        elif kind == SUFFIX:
            ending = text[2:]
            rest = ending[1:] if ending[:1] == "/" else None
            matches = lambda path: path.endswith(ending) or path == rest  # noqa: E731
        else:
            matches = self._compile_expression()
        self.match = matches

    def _compile_expression(self) -> "Callable[[str], object]":
        assert self._translated
        try:
            alternatives = read(_SURROGATES.sub("\ufffd", self._translated[1]))
        except GoRegexError:
            self.error = "syntax error in pattern"
            return _never
        steps = Steps(alternatives)
        found = linear_source(alternatives, r"\Z") if len(self.text) <= LONGEST_PATTERN else None
        if found is None:
            return steps.search
        self._steps = steps
        return re.compile(found).match


def _never(_: str) -> bool:
    return False


class State:
    """What is known about a folder: the patterns that hit it, whether it is excluded, and which pattern decided.

    `hits` and `decider` are indexes into the matcher's patterns; `decider` is -1 where nothing decided.
    """

    __slots__ = ("decider", "excluded", "hits")

    def __init__(self, hits: tuple[int, ...], excluded: bool, decider: int) -> None:
        self.hits = hits
        self.excluded = excluded
        self.decider = decider


_ROOT = State((), False, -1)


class Matcher:
    """All patterns of an ignore file.

    `error` is Docker's message where the file as a whole is refused, else None. A path is relative to the root of the
    context, with `/`, clean: neither `./a` nor `a/`. `work` counts the patterns that were tried one by one: whoever
    asks about many paths can stop when it gets too much.
    """

    __slots__ = ("_exact", "_folders", "_heads", "_loose", "_tails", "error", "exceptions", "patterns", "work")

    def __init__(self, patterns: "Iterable[Pattern]") -> None:
        self.patterns = list(patterns)
        self.error = next((pattern.error for pattern in self.patterns if pattern.error), None)
        self.exceptions = [pattern for pattern in self.patterns if pattern.negated]
        self.work = 0
        self._folders: dict[str, State] = {"": _ROOT}
        self._exact: dict[str, list[int]] = {}
        self._heads: dict[int, dict[str, list[int]]] = {}
        self._tails: dict[int, dict[str, list[int]]] = {}
        self._loose: list[int] = []
        for index, pattern in enumerate(self.patterns):
            self._sort(index, pattern)

    @classmethod
    def of(cls, file: "IgnoreFile") -> "Matcher":
        """The matcher for an ignore file that was read."""
        return cls(Pattern(item.pattern, item.negated, item) for item in file.patterns)

    @classmethod
    def of_lines(cls, lines: "Iterable[str]") -> "Matcher":
        """The matcher for patterns, one a line; neither comments nor empty lines."""
        return cls(Pattern.of(line) for line in lines)

    def _sort(self, index: int, pattern: Pattern) -> None:
        """Put a pattern where it is found by what the path has to be, to end with or to start with."""
        if pattern.error:
            return
        if pattern.kind == EXACT:
            self._exact.setdefault(pattern.text, []).append(index)
            return
        head, tail = pattern.ends()
        size = max(len(head), len(tail))
        if not size:
            self._loose.append(index)
            return
        size = min(1 << (size.bit_length() - 1), 8)
        if len(tail) >= size:
            self._tails.setdefault(size, {}).setdefault(tail[-size:], []).append(index)
        else:
            self._heads.setdefault(size, {}).setdefault(head[:size], []).append(index)

    def own_hits(self, path: str) -> list[int]:
        """The indexes of the patterns that match the path itself, in order."""
        found = list(self._exact.get(path, ()))
        candidates = list(self._loose)
        for size, table in self._tails.items():
            candidates.extend(table.get(path[-size:], ()))
        for size, table in self._heads.items():
            candidates.extend(table.get(path[:size], ()))
        if candidates:
            patterns = self.patterns
            self.work += len(candidates)
            if path.isascii() and "\n" not in path and len(path) <= _LONGEST_PATH:
                found.extend([index for index in candidates if patterns[index].match(path)])
            else:
                found.extend([index for index in candidates if patterns[index].matches(path)])
        if len(found) > 1:
            found.sort()
        return found

    def enter(self, parent: State, path: str) -> State:
        """The state of a path, from the state of the folder it is in."""
        own = self.own_hits(path)
        if not own:
            return parent
        patterns = self.patterns
        inherited = set(parent.hits)
        hits = []
        excluded = False
        decider = -1
        for index in sorted(inherited.union(own)) if inherited else own:
            negated = patterns[index].negated
            if index in inherited or negated == excluded:
                hits.append(index)
                if negated == excluded:
                    excluded = not negated
                    decider = index
        return State(tuple(hits), excluded, decider)

    def state(self, path: str) -> State:
        """The state of any path, by walking down to it; folders are remembered."""
        slash = path.rfind("/")
        return self.enter(self._folder(path[:slash]) if slash > 0 else _ROOT, path)

    def _folder(self, path: str) -> State:
        state = self._folders.get(path)
        if state is not None:
            return state
        state = _ROOT
        slash = 0
        while slash >= 0:
            slash = path.find("/", slash + 1)
            folder = path if slash < 0 else path[:slash]
            known = self._folders.get(folder)
            if known is None:
                if len(self._folders) >= _MAX_REMEMBERED:
                    self._folders = {"": _ROOT}
                self._folders[folder] = known = self.enter(state, folder)
            state = known
        return state

    def excluded(self, path: str) -> bool:
        """Whether a build does not get the path (the walking rule)."""
        return self.state(path).excluded

    def deciding(self, path: str) -> Pattern | None:
        """The pattern that decides about the path by the walking rule; None where none hits."""
        decider = self.state(path).decider
        return self.patterns[decider] if decider >= 0 else None

    def excluded_directly(self, path: str) -> bool:
        """Whether the last pattern that hits the path excludes it (the direct rule)."""
        pattern = self.deciding_directly(path)
        return pattern is not None and not pattern.negated

    def deciding_directly(self, path: str) -> Pattern | None:
        """The last pattern that hits the path or a folder above it; None where none does."""
        last = max(self.own_hits(path), default=-1)
        slash = path.rfind("/")
        while slash > 0:
            last = max(last, max(self.own_hits(path[:slash]), default=-1))
            slash = path.rfind("/", 0, slash)
        return self.patterns[last] if last >= 0 else None

    def enters(self, path: str) -> bool:
        """Whether BuildKit looks into an excluded folder for exceptions.

        It compares exceptions as text; one with a wildcard (other than `/*` or `/**` at its end) makes it look into
        every folder.
        """
        inside = path + "/"
        for pattern in self.exceptions:
            text = _without_last_wildcard(pattern.text)
            if (text + "/").startswith(inside) or has_wildcard(text) or "]" in text or "^" in text or "\\" in text:
                return True
        return False

    def broken(self) -> list[Pattern]:
        """The patterns that Docker refuses: when it reads the file, or when the first path is tried against them."""
        return [pattern for pattern in self.patterns if pattern.check()]


def _without_last_wildcard(text: str) -> str:
    return text.removesuffix("/**").removesuffix("/*")

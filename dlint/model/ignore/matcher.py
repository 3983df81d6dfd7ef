"""Which paths a .dockerignore keeps out of the build context, and which of its patterns decides.

A pattern hits a path if it matches the path or a directory above it; the last hit decides. There are two ways to work
that out, and they differ where there are exceptions: `excluded_directly` asks for each path anew, as BuildKit does for
a single file; `excluded` passes down what hit the directory above and skips patterns that would change nothing, as
BuildKit does when it walks the directory to send it. The second is what a build gets.
Source: moby/patternmatcher, `MatchesOrParentMatches` and `MatchesUsingParentResults`.
"""

from .pattern import LONGEST_PATH, Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from dlint.syntax.dockerignore import IgnoreFile

__all__ = ["ROOT", "Matcher", "Pattern", "State"]

_FEW = 20
_LONGEST_KEY = 32
_MAX_REMEMBERED = 100_000
_LOOSE_PER_WORK = 10
"""So many searches for a text take as long as one pattern."""


class State:
    """What is known about a directory: the patterns that hit it, whether it is excluded, and which pattern decided.

    `hits` and `decider` are indexes into the matcher's patterns; `decider` is -1 where nothing decided.
    """

    __slots__ = ("decider", "excluded", "hits")

    def __init__(self, hits: tuple[int, ...], excluded: bool, decider: int) -> None:
        self.hits = hits
        self.excluded = excluded
        self.decider = decider


ROOT = State((), False, -1)
"""The state of the root of the context: it is never excluded."""


class Matcher:
    """All patterns of an ignore file.

    `error` is Docker's message where the file as a whole is refused, else None. A path is relative to the root of the
    context, with `/`, clean: neither `./a` nor `a/`. `work` counts how often a pattern was tried: whoever asks about
    many paths can stop when it gets too much.
    """

    __slots__ = (
        "_directories",
        "_exact",
        "_excepted",
        "_heads",
        "_literals",
        "_loose",
        "_tails",
        "enters_all",
        "error",
        "patterns",
        "work",
    )

    def __init__(self, patterns: "Iterable[Pattern]") -> None:
        self.patterns = list(patterns)
        self.error = next((pattern.error for pattern in self.patterns if pattern.error), None)
        self.work = 0
        self.enters_all = False
        self._excepted: set[str] | None = None
        self._directories: dict[str, State] = {"": ROOT}
        self._exact: dict[str, list[int]] = {}
        self._literals: list[tuple[str, str, str]] = []
        self._heads: dict[int, dict[str, list[int]]] = {}
        self._tails: dict[int, dict[str, list[int]]] = {}
        self._loose: list[tuple[int, str]] = []
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
        self._literals.append(("", "", ""))
        if pattern.error:
            return
        if pattern.is_exact:
            self._exact.setdefault(pattern.text, []).append(index)
            return
        head, inner, tail = self._literals[index] = pattern.literals()
        size = max(len(head), len(tail))
        if not size:
            self._loose.append((index, inner))
            return
        size = min(1 << (size.bit_length() - 1), _LONGEST_KEY)
        if len(tail) >= size:
            self._tails.setdefault(size, {}).setdefault(tail[-size:], []).append(index)
        else:
            self._heads.setdefault(size, {}).setdefault(head[:size], []).append(index)

    def own_hits(self, path: str) -> list[int]:
        """The indexes of the patterns that match the path itself, in order."""
        found = list(self._exact.get(path, ()))
        candidates = [index for index, inner in self._loose if inner in path]
        self.work += len(self._loose) // _LOOSE_PER_WORK
        for size, table in self._tails.items():
            candidates.extend(table.get(path[-size:], ()))
        for size, table in self._heads.items():
            candidates.extend(table.get(path[:size], ()))
        if candidates:
            patterns = self.patterns
            self.work += len(candidates)
            if len(candidates) > _FEW:
                # Not compiled before it is known that the texts in the pattern are there.
                candidates = [index for index in candidates if _holds(path, *self._literals[index])]
            if path.isascii() and "\n" not in path and len(path) <= LONGEST_PATH:
                found.extend([index for index in candidates if patterns[index].match(path)])
            else:
                found.extend([index for index in candidates if patterns[index].matches(path)])
        if len(found) > 1:
            found.sort()
        return found

    def enter(self, parent: State, path: str) -> State:
        """The state of a path, from the state of the directory it is in."""
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
        """The state of any path, by walking down to it; directories are remembered."""
        slash = path.rfind("/")
        return self.enter(self._directory(path[:slash]) if slash > 0 else ROOT, path)

    def _directory(self, path: str) -> State:
        state = self._directories.get(path)
        if state is not None:
            return state
        state = ROOT
        slash = 0
        while slash >= 0:
            slash = path.find("/", slash + 1)
            directory = path if slash < 0 else path[:slash]
            known = self._directories.get(directory)
            if known is None:
                if len(self._directories) >= _MAX_REMEMBERED:
                    self._directories = {"": ROOT}
                self._directories[directory] = known = self.enter(state, directory)
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
        """The last pattern that hits the path or a directory above it; None where none does."""
        last = max(self.own_hits(path), default=-1)
        slash = path.rfind("/")
        while slash > 0:
            last = max(last, max(self.own_hits(path[:slash]), default=-1))
            slash = path.rfind("/", 0, slash)
        return self.patterns[last] if last >= 0 else None

    def enters(self, path: str) -> bool:
        """Whether BuildKit looks into an excluded directory for exceptions.

        It compares exceptions as text; one with a wildcard (other than `/*` or `/**` at its end) makes it look into
        every directory. Source: tonistiigi/fsutil, `filter.go`.
        """
        if self._excepted is None:
            self._excepted = found = set()
            for pattern in self.patterns:
                text = pattern.text.removesuffix("/**").removesuffix("/*")
                if pattern.negated and any(character in text for character in "*[]?^\\"):
                    self.enters_all = True
                    break
                while pattern.negated and text:
                    found.add(text)
                    text = text[: max(text.rfind("/"), 0)]
        return self.enters_all or path in self._excepted

    @property
    def enters_directories(self) -> bool:
        """Whether an exception makes BuildKit look into every directory that is left out."""
        self.enters("")
        return self.enters_all

    def broken(self) -> list[Pattern]:
        """The patterns that Docker refuses: when it reads the file, or when the first path is tried against them."""
        return [pattern for pattern in self.patterns if pattern.check()]


def _holds(path: str, head: str, inner: str, tail: str) -> bool:
    """Whether a path starts, and ends, with a text, and has another one in it."""
    return path.startswith(head) and path.endswith(tail) and inner in path

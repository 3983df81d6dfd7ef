"""What the patterns of an ignore file do to each other: which add nothing, and which exceptions bring nothing back.

Only what is certain by the text alone, whatever files there are.
"""

from dlint.startup import regex as re
from dlint.syntax.go_filepath import BadPattern, match

from .matcher import Matcher, Pattern
from .pattern_steps import EXACT

MAX_PATTERNS = 2_000
"""Pairs of patterns are compared in files of up to so many."""

_EVERYTHING = ("*", "**", "**/*")
_ending = re.compile(r"(\*\*/)?\*([^*/\\]+)\Z")


def decided_by(matcher: Matcher, path: str, stop: int, start: int = 0) -> Pattern | None:
    """The pattern that decides about a path among those from `start` to `stop`; None where none hits.

    The rule is the one by which files are sent.
    """
    inherited: set[int] = set()
    decider = -1
    slash = 0
    while slash >= 0:
        slash = path.find("/", slash + 1)
        part = path if slash < 0 else path[:slash]
        own = [index for index in matcher.own_hits(part) if start <= index < stop]
        if not own:
            continue
        hits = set()
        excluded = False
        decider = -1
        for index in sorted(inherited.union(own)):
            negated = matcher.patterns[index].negated
            if index in inherited or negated == excluded:
                hits.add(index)
                if negated == excluded:
                    excluded = not negated
                    decider = index
        inherited = hits
    return matcher.patterns[decider] if decider >= 0 else None


def excluded_by(matcher: Matcher, path: str, stop: int, start: int = 0) -> Pattern | None:
    """The pattern for which a path is left out by those from `start` to `stop` alone; None where it is not."""
    found = decided_by(matcher, path, stop, start)
    return None if found is None or found.negated else found


def pattern_covers(wide: Pattern, narrow: Pattern) -> bool:
    """Whether a pattern certainly hits all that another one hits."""
    if wide.error or narrow.error:
        return False
    text, other = wide.text, narrow.text
    if text == other or text in _EVERYTHING:
        return True
    if narrow.kind == EXACT and wide.hits(other):
        return True
    if "\\" in text or "\\" in other:
        return False
    if not text.endswith("**") and other.startswith(text + "/"):
        return True
    anywhere = text.startswith("**/")
    rest = text[3:] if anywhere else text
    if anywhere and not rest.endswith("**") and f"/{rest}/" in f"/{other}/":
        return True
    mine, its = _ending.match(text), _ending.match(other)
    if mine is None or its is None or (its[1] and not mine[1]) or re.search(r"[\[\]?{|}^]", its[2]):
        return False
    try:
        return match(mine[2], its[2])
    except BadPattern:
        return False


def redundant_patterns(matcher: Matcher) -> list[tuple[Pattern, Pattern]]:
    """The patterns that add nothing to another one, with that one, in order.

    Between the two there is no pattern of the other kind, so that taking the first away changes nothing. Of two with
    the same text the later one is told.
    """
    patterns = matcher.patterns
    found: list[tuple[Pattern, Pattern]] = []
    start = 0
    compared = len(patterns) <= MAX_PATTERNS
    for index in range(1, len(patterns) + 1):
        if index < len(patterns) and patterns[index].negated == patterns[start].negated:
            continue
        found += _redundant_in(patterns[start:index], compared)
        start = index
    return found


def _redundant_in(run: list[Pattern], compared: bool) -> list[tuple[Pattern, Pattern]]:
    found = []
    first: dict[str, Pattern] = {}
    single = []
    for pattern in run:
        known = first.setdefault(pattern.text, pattern)
        if known is not pattern:
            found.append((pattern, known))
        elif not pattern.negated:
            single.append(pattern)
    if compared:
        for pattern in single:
            # Of two that hit the same (`**` and `*`), one has to stay.
            wide = next(
                (
                    other
                    for other in single
                    if other is not pattern
                    and pattern_covers(other, pattern)
                    and not (pattern_covers(pattern, other) and single.index(pattern) < single.index(other))
                ),
                None,
            )
            if wide is not None:
                found.append((pattern, wide))
    return found

"""How one ignore pattern is matched: Docker's translation, then a matcher that can't be made to run away.

Go matches in linear time whatever the pattern; Python's `re` does not. So a pattern becomes one of two things:

* a Python expression in which every choice is made once (atomic groups), where the pattern is an ordinary one:
  segments between slashes, `**` as whole segments;
* otherwise the steps themselves, matched all at once: bit n of a number tells whether the steps so far can end at
  offset n, and a step is a few operations on that number.
"""

from dlint.startup import regex as re

from .go_regex import (
    ANY_DIRECTORIES,
    END,
    NO_BOUNDARY,
    NOT_NEWLINE,
    NOT_SLASH,
    SET,
    SLASH,
    START,
    WORD,
    Step,
    holds,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .go_regex import Ranges

EXACT, PREFIX, SUFFIX, EXPRESSION = range(4)
"""How a path is compared: as it is, its start with the pattern without `**`, its end, or by an expression."""

LONGEST_PATTERN = 2000
"""Longer patterns (in characters) are not worth the time that `re` takes to compile them."""

_SPECIAL = re.compile(r"[*?\[\]\\]")
_TOKEN = re.compile(r"(?s)\*\*/?|\\.|.")
_ESCAPED = ".+()$"


def is_exact(pattern: str) -> bool:
    """Whether a cleaned pattern is compared as it is; faster than its translation."""
    return not _SPECIAL.search(pattern)


def translate(pattern: str) -> tuple[int, str]:
    """Docker's translation of a cleaned pattern: how it is compared, and its regular expression in Go's syntax.

    With its mistakes: `{`, `|`, `}` and `^` are not escaped, `\\d` is a digit, `*` in brackets becomes brackets.
    Source: `compile` in moby/patternmatcher.
    """
    if not _SPECIAL.search(pattern):
        return EXACT, ""
    kind = EXACT
    parts = ["^"]
    for found in _TOKEN.finditer(pattern):
        token = found[0]
        if token[:2] == "**":
            if found.end() < len(pattern):
                parts.append("(.*/)?")
                kind = EXPRESSION
            elif kind == EXACT:
                kind = PREFIX
            else:
                parts.append(".*")
                kind = EXPRESSION
            if found.start() == 0:
                kind = SUFFIX
        elif token in _ESCAPED:
            parts.append("\\" + token)
        else:
            parts.append({"*": "[^/]*", "?": "[^/]"}.get(token, token))
            if token in ("*", "?", "[", "]") or len(token) == 2:
                kind = EXPRESSION
    parts.append("$")
    return kind, "".join(parts)


def linear_source(alternatives: list[list[Step]], end: str) -> str | None:
    r"""A Python expression for a pattern that is made of segments; None where it is not. `end` is `\Z` or the like.

    It holds for texts without a line break: there `.*` is everything.
    """
    steps = alternatives[0]
    if len(alternatives) > 1 or len(steps) < 2 or steps[0].kind != START or steps[-1].kind != END or not steps[0].least:
        return None
    parts = [r"\A"]
    unit: list[str] = []
    segment: list[str] = [""]
    floating = False
    fresh = True
    for index, step in enumerate(steps[1:-1], 1):
        if step.kind == ANY_DIRECTORIES:
            if not fresh:
                return None
            if floating and unit:
                # The first place where the unit fits is as good as any: the next `**` takes up the rest.
                parts.append(f"(?>(?:.*?/)??{''.join(unit)})")
            else:
                parts.extend(unit)
            unit = []
            floating = True
        elif step.kind != SET or holds(step.characters, 47) != (step.characters == SLASH):
            if step.kind != SET or step.characters != NOT_NEWLINE or index != len(steps) - 2 or step.most is not None:
                return None
            unit.append(_segment(segment, None))
            segment = [""]
            end = ".*"
        elif step.most is None:
            if step.characters != NOT_SLASH or step.least:
                return None
            segment.append("")
            fresh = False
        elif (step.least, step.most) != (1, 1):
            return None
        elif step.characters == SLASH:
            unit.append(_segment(segment, "/"))
            segment = [""]
            fresh = True
        else:
            segment[-1] += _set_source(step.characters)
            fresh = False
    if segment != [""]:
        unit.append(_segment(segment, end))
    else:
        unit.append(end)
    return "".join([*parts, "(?:.*/)?" if floating else "", *unit])


def _segment(pieces: list[str], end: str | None) -> str:
    """A segment: its pieces stand between stars. A star before the last takes as little as it can, for good.

    `end` is what stands behind it; None where anything may.
    """
    if len(pieces) == 1:
        return pieces[0] + (end or "")
    inner = "".join(f"(?>[^/]*?{piece})" for piece in pieces[1:-1])
    last = f"[^/]*?{pieces[-1]}" if end is None else f"[^/]*{pieces[-1]}{end}"
    return f"(?>{pieces[0]}{inner}{last})"


def source(alternatives: list[list[Step]], end: str) -> str:
    """A Python expression for any pattern, for `search`; some texts may take it long."""
    return "|".join("".join(_step_source(step, end) for step in _up_to_end(steps)) for steps in alternatives)


def _up_to_end(steps: list[Step]) -> list[Step]:
    r"""The steps, without those behind a `\z` in their midst that have nothing left to match."""
    ends = [index for index, step in enumerate(steps) if step.kind == END and step.least]
    if not ends or ends[0] == len(steps) - 1:
        return steps
    behind = steps[ends[0] + 1 :]
    if any(step.kind == SET and step.least for step in behind):
        return [Step(SET, ())]
    return steps[: ends[0] + 1] + [step for step in behind if step.kind not in (SET, ANY_DIRECTORIES)]


def _step_source(step: Step, end: str) -> str:
    if step.kind == SET:
        most = "" if step.most is None else step.most
        return _set_source(step.characters) + ("" if (step.least, most) == (1, 1) else f"{{{step.least},{most}}}")
    if step.kind == ANY_DIRECTORIES:
        return "(?:.*/)?"
    word = "[0-9A-Z_a-z]"
    edge = rf"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"
    place = r"\A" if step.kind == START else end if step.kind == END else edge
    if step.kind == NO_BOUNDARY:
        place = f"(?!{edge})"
    return place if step.least else ""


def _set_source(ranges: "Ranges") -> str:
    if ranges == NOT_SLASH:
        return "[^/]"
    if not ranges:
        return "(?!)"
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return re.escape(chr(ranges[0][0]))
    return "[" + "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges) + "]"


class _Members(dict[str, str]):
    """For a character, whether it is in a set: `1` or `0`."""

    __slots__ = ("ranges",)

    ranges: "Ranges"

    def __missing__(self, character: str) -> str:
        self[character] = found = "1" if holds(self.ranges, ord(character)) else "0"
        return found


class Steps:
    """The matcher for any pattern: time goes with the number of steps times the length of the text."""

    __slots__ = ("_alternatives", "_members")

    def __init__(self, alternatives: list[list[Step]]) -> None:
        self._alternatives = alternatives
        self._members: dict[Ranges, _Members] = {}

    def search(self, text: str) -> bool:
        """Whether the expression matches somewhere in the text."""
        masks: dict[Ranges, int] = {}
        return any(self._alternative(steps, text, masks) for steps in self._alternatives)

    def _alternative(self, steps: list[Step], text: str, masks: "dict[Ranges, int]") -> bool:
        state = 1 if steps and steps[0].kind == START and steps[0].least else (2 << len(text)) - 1
        for step in steps:
            if not state:
                return False
            if step.kind == SET:
                state = self._set(step, state, self._mask(step.characters, text, masks))
            elif step.kind == ANY_DIRECTORIES:
                reached = _as_far(state, self._mask(NOT_NEWLINE, text, masks))
                state |= (reached & self._mask(SLASH, text, masks)) << 1
            elif not step.least:
                continue
            elif step.kind == START:
                state &= 1
            elif step.kind == END:
                state &= 1 << len(text)
            else:
                word = self._mask(WORD, text, masks)
                edges = word ^ (word << 1)
                state &= ~edges if step.kind == NO_BOUNDARY else edges
        return bool(state)

    def _set(self, step: Step, state: int, mask: int) -> int:
        for _ in range(step.least):
            state = (state & mask) << 1
            if not state:
                return 0
        if step.most is None:
            return _as_far(state, mask)
        for _ in range(step.most - step.least):
            longer = state | ((state & mask) << 1)
            if longer == state:
                break
            state = longer
        return state

    def _mask(self, ranges: "Ranges", text: str, masks: "dict[Ranges, int]") -> int:
        """Bit n is set where the character at offset n is in the set."""
        mask = masks.get(ranges)
        if mask is None:
            members = self._members.get(ranges)
            if members is None:
                self._members[ranges] = members = _Members()
                members.ranges = ranges
            masks[ranges] = mask = int("".join([members[character] for character in reversed(text)]) or "0", 2)
        return mask


def _as_far(state: int, mask: int) -> int:
    """Each place of `state`, and on from there over the characters of the mask.

    The sum carries a bit through a run of ones (Cameron et al., "Bitwise data parallelism in regular expression
    matching", 2014).
    """
    return (((state & mask) + mask) ^ mask) | state

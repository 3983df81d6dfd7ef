"""Fixes to text: edits put in place, whole fixes only, and nothing that breaks the file.

Untouched bytes stay untouched. Where the file ends its lines with CR LF, so do inserted lines.
"""

from .findings import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .findings import Finding

SAFETIES = ("safe", "unsafe", "suggestion")
"""From the most careful to what only an editor offers."""

ROUNDS = 10
"""So often a text is linted again after fixes; two fixes that undo each other would go on for ever."""


class Applied:
    """The result of `apply`: the new text, the findings whose fixes are in it, and those whose fixes had no room."""

    __slots__ = ("applied", "skipped", "text")

    def __init__(self, text: str, applied: "list[Finding]", skipped: "list[Finding]") -> None:
        self.text = text
        self.applied = applied
        self.skipped = skipped


class Fixed:
    """The result of `fix_text`: the new text, all findings that were fixed, and those that are left.

    `rounds` is how often the text was changed; `stable` is False where after the last round there was more to fix.
    """

    __slots__ = ("applied", "left", "rounds", "stable", "text")

    def __init__(self, text: str, left: "list[Finding]") -> None:
        self.text = text
        self.applied: list[Finding] = []
        self.left = left
        self.rounds = 0
        self.stable = True


def allowed(safety: str) -> "tuple[str, ...]":
    """The safeties that are applied where fixes up to `safety` (safe, unsafe, suggestion) are."""
    return SAFETIES[: SAFETIES.index(safety) + 1]


def apply(text: str, findings: "Iterable[Finding]", *, unsafe: bool = False, safety: str | None = None) -> Applied:
    """Put the fixes of findings into a text: the safe ones, with `unsafe` the unsafe ones too.

    Fixes are taken by their place. One that overlaps a fix taken before, or inserts at the same place, is left out as
    a whole. `safety` names the level outright, `suggestion` included. The findings must be those of this very text.
    """
    levels = allowed(safety or ("unsafe" if unsafe else "safe"))
    fixable = [finding for finding in findings if finding.fix is not None and finding.fix.safety in levels]
    fixable.sort(key=_first_place)
    taken: list[Edit] = []
    result = Applied(text, [], [])
    for finding in fixable:
        assert finding.fix is not None
        edits = finding.fix.edits
        if any(_collide(edit, other) for edit in edits for other in taken):
            result.skipped.append(finding)
        else:
            taken.extend(edits)
            result.applied.append(finding)
    result.text = replaced(text, taken)
    return result


def _first_place(finding: "Finding") -> tuple[int, int]:
    assert finding.fix is not None
    return min((edit.start, edit.end) for edit in finding.fix.edits)


def _collide(one: Edit, other: Edit) -> bool:
    """Whether two edits of different fixes touch the same text; an insertion also with what begins or ends there."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def replaced(text: str, edits: "Sequence[Edit]") -> str:
    """The text with edits put in, which do not overlap. Insertions at one place keep their order."""
    crlf = ends_with_crlf(text)
    pieces = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        new = edit.text
        if crlf and "\n" in new:
            new = new.replace("\r\n", "\n").replace("\n", "\r\n")
        pieces += [text[position : edit.start], new]
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces)


def ends_with_crlf(text: str) -> bool:
    """Whether most lines of a text end with CR LF."""
    crlf = text.count("\r\n")
    return crlf > 0 and crlf * 2 >= text.count("\n")


def fix_text(
    text: str,
    check: "Callable[[str], list[Finding]]",
    *,
    unsafe: bool = False,
    safety: str | None = None,
    faults: "Callable[[str], int] | None" = None,
) -> Fixed:
    """Apply fixes, lint again, and so on until nothing changes (10 rounds at most).

    `check` gives the findings of a text. `faults` counts what makes a build of it fail: a fix after which there is more
    of that is taken back, whatever its rule promised.
    """
    result = Fixed(text, check(text))
    refused: set[tuple[str, str]] = set()
    while result.rounds < ROUNDS:
        candidates = [finding for finding in result.left if (finding.code, finding.message) not in refused]
        step = apply(result.text, candidates, unsafe=unsafe, safety=safety)
        if faults is not None and step.applied:
            step = _without_harm(result.text, step, faults, refused, unsafe=unsafe, safety=safety)
        if step.text == result.text:
            return result
        result.rounds += 1
        result.text = step.text
        result.applied += step.applied
        result.left = check(result.text)
    result.stable = not apply(result.text, result.left, unsafe=unsafe, safety=safety).applied
    return result


def _without_harm(
    text: str,
    step: Applied,
    faults: "Callable[[str], int]",
    refused: "set[tuple[str, str]]",
    *,
    unsafe: bool,
    safety: str | None,
) -> Applied:
    """The same step without the fixes that break the file; those are remembered in `refused`."""
    before = faults(text)
    if faults(step.text) <= before:
        return step
    harmless = []
    for finding in step.applied:
        if faults(apply(text, [finding], unsafe=unsafe, safety=safety).text) <= before:
            harmless.append(finding)
        else:
            refused.add((finding.code, finding.message))
    again = apply(text, harmless, unsafe=unsafe, safety=safety)
    return again if faults(again.text) <= before else Applied(text, [], step.applied)

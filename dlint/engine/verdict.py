"""From a problem that a rule yields to the finding that is reported: is it sound, is it suppressed, how severe is it."""

from .findings import (
    SEVERITIES,
    Finding,
    Fix,
    Problem,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.engine.config.config import Config
    from dlint.engine.suppressions.suppressions import Suppressions
    from dlint.syntax.source import Source

    from .rule import Rule


def validate(problem: object, size: int) -> None:
    """Refuse what can't be reported: a rule's mistake is found here, not in a report.

    `size` is the length of the file. Raises `TypeError` and `ValueError`.
    """
    if not isinstance(problem, Problem):
        raise TypeError(f"a rule yields problems, not {type(problem).__name__}")
    texts = (problem.message, problem.title or "", *(edit.text for edit in problem.edits))
    places = (problem.start, problem.end, *(place for edit in problem.edits for place in (edit.start, edit.end)))
    if not all(isinstance(text, str) for text in texts) or not all(isinstance(place, int) for place in places):
        raise TypeError("messages and what is written are texts, places are whole numbers")
    if problem.severity not in (None, *SEVERITIES) or problem.safety not in (None, "safe", "unsafe", "suggestion"):
        raise ValueError(f"there is no severity {problem.severity!r}, or no safety {problem.safety!r}")
    if not 0 <= problem.start <= problem.end <= size:
        raise ValueError(f"the place {problem.start}..{problem.end} is not in the file, which ends at {size}")
    position = 0
    for edit in sorted(problem.edits, key=lambda edit: (edit.start, edit.end)):
        if not position <= edit.start <= edit.end <= size:
            raise ValueError(f"{edit!r} overlaps another edit of the fix or is not in the file")
        position = edit.end


def is_silenced(suppressions: "Suppressions", rule: "Rule", problem: Problem) -> bool:
    """Whether a suppression reaches the problem's place or one of the further nodes it belongs to."""
    silenced = suppressions.silence(rule, problem.start, problem.end)
    for node in problem.also:
        silenced = suppressions.silence(rule, node.start, node.end) or silenced
    return silenced


def finding_of(rule: "Rule", problem: Problem, source: "Source", config: "Config", *, errors: bool = False) -> Finding:
    """The problem as it is reported. The configured severity counts before all others.

    `errors` is whether BuildKit's `error=true` stands in the file, which makes errors of the checks that it has, too.
    """
    severity = None if rule.wider else config.severities.get(rule.name)
    if severity is None:
        severity = problem.severity or rule.severity
        if errors:
            from dlint.engine.suppressions.suppressions import bears_buildkit_name

            severity = "error" if bears_buildkit_name(rule) else severity
    fix = None
    if problem.edits:
        safety = problem.safety or rule.fix or "suggestion"
        fix = Fix(safety, problem.title or description(problem, source), problem.edits)
    return Finding(
        path=source.path,
        source=source,
        start=problem.start,
        end=problem.end,
        code=rule.code,
        rule=rule.group if rule.wider else rule.name,
        aliases=rule.aliases,
        group=rule.group,
        severity=severity,
        message=problem.message,
        url=rule_url(rule),
        fix=fix,
    )


def rule_url(rule: "Rule") -> str | None:
    """The page of a rule on the web; packs of others have none."""
    if rule.wider:
        return f"https://www.shellcheck.net/wiki/{rule.code}"
    from dlint import DOCUMENTATION_URL

    return f"{DOCUMENTATION_URL}/rules/{rule.name}/" if rule.pack == "dlint" else None


def description(problem: Problem, source: "Source") -> str:
    """What a fix does, in the imperative, made from its edits: `insert `-y``, `replace `ADD` by `COPY``."""
    if len(problem.edits) == 1:
        edit = problem.edits[0]
        old, new = _shown(source.text[edit.start : edit.end]), _shown(edit.text)
        if not new:
            return f"delete {old}" if old else "delete blanks"
        if not old:
            return f"insert {new}"
        return f"replace {old} by {new}"
    if all(not edit.text for edit in problem.edits):
        return f"delete {len(problem.edits)} places"
    return f"edit {len(problem.edits)} places"


def _shown(text: str) -> str:
    """A text in backticks, cut where it is long."""
    text = " ".join(text.split())
    if len(text) > 40:
        text = text[:39] + "…"
    return f"`{text}`" if text else ""

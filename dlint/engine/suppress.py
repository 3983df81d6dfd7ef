"""Suppressions: which findings the comments of a file silence, and which comments silence nothing.

How far a comment goes:

* above an instruction (blank lines and other comments may stand between): the whole instruction, its heredocs too;
* inside a continued instruction or a heredoc of RUN: what touches the next line that is neither comment nor blank;
* `ignore-file`, `global ignore` and the `check` directive: the file;
* `stage ignore`: from the comment to the next FROM that follows the stage's own;
* above a pattern of a .dockerignore: that pattern.

BuildKit reads `# check=` above an instruction by narrow rules: it starts in the first column, only the first one
counts, an empty comment below it cancels it, and some checks are made on the whole file and do not ask it.
"""

import re

from dlint.syntax.nodes import Comment, Directive, Instruction, Run, Span

from .pragmas import BUILDKIT_CHECKS, Pragma, SuppressedId, read_pragma
from .problem import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dlint.syntax.ignorefile import IgnoreFile
    from dlint.syntax.nodes import Dockerfile
    from dlint.syntax.source import Source

    from .registry import Registry
    from .rule import Rule

MADE_ON_THE_FILE = frozenset(
    (
        "NoEmptyContinuation",
        "ReservedStageName",
        "DuplicateStageName",
        "ConsistentInstructionCasing",
        "InvalidDefaultArgInFrom",
        "InvalidBaseImagePlatform",
    )
)
"""BuildKit's checks that no comment above an instruction silences, only the directive."""

SUPERSEDED = "MultipleInstructionsDisallowed"
"""BuildKit reports the earlier instruction, but asks the comment above the later one."""

_hash_line = re.compile(r"^[ \t]*#[^\n]*", re.MULTILINE)
_directive = re.compile(r"[ \t]*#[ \t]*(?:escape|syntax|check)[ \t]*=", re.IGNORECASE)


class Suppression(Span):
    """A pragma with what it reaches. Rules on `"suppression"` get it after all others have run.

    `pragma` is the comment as written (the span is the same), `ids` what it names. `unused` are the ids that silenced
    nothing although their rules ran, `unknown` those that no rule bears; `fault` says why it is without effect.
    """

    __slots__ = ("_line", "_registry", "_scopes", "_source", "active", "fault", "pragma")

    _registry: "Registry"

    def __init__(self, pragma: Pragma, source: "Source", line: Span) -> None:
        super().__init__(pragma.start, pragma.end)
        self.pragma = pragma
        self.fault = pragma.fault
        self.active: frozenset[str] = frozenset()
        self._source = source
        self._line = line
        self._scopes: list[tuple[int, int, bool]] = []

    @property
    def ids(self) -> list[SuppressedId]:
        """What it names, in order."""
        return self.pragma.ids

    def reach(self, start: int, end: int, *, touching: bool = False) -> None:
        """Silence what starts between two offsets, or (`touching`) what shares something with them."""
        self._scopes.append((start, end, touching))

    def reaches(self, start: int, end: int) -> bool:
        """Whether a stretch of the file lies in what it silences."""
        return any(
            (low <= start < high) or (touching and start < high and end > low) for low, high, touching in self._scopes
        )

    @property
    def unused(self) -> list[SuppressedId]:
        """The ids that silenced nothing, where their rules ran; for forms that are not ours, all of them or none."""
        if self.fault:
            return []
        unused = [id for id in self.ids if not id.used and any(rule.name in self.active for rule in id.rules)]
        if self.pragma.form != "dlint" and len(unused) < len(self.ids):
            return []
        return [] if any(id.text.upper() == "ALL" for id in unused) else unused

    @property
    def unknown(self) -> list[SuppressedId]:
        """The ids that no rule bears. hadolint's are left alone: it has rules that we have not."""
        form = self.pragma.form
        if form == "hadolint":
            return []
        return [
            id
            for id in self.ids
            if not id.rules
            and id.text not in ("ALL", "all")
            and not (form == "buildkit" and id.text in BUILDKIT_CHECKS)
        ]

    def suggestion(self, id: SuppressedId) -> str | None:
        """The id that was probably meant, or None."""
        if self.pragma.form != "buildkit":
            return self._registry.suggestion(id.text)
        from difflib import get_close_matches

        return next(iter(get_close_matches(id.text, BUILDKIT_CHECKS, 1, 0.7)), None)

    def without(self, id: SuppressedId) -> tuple[Edit, ...]:
        """The edits that take one id out of the list, or the whole line where it is the only one; see `deleted`."""
        if len(self.ids) == 1:
            return self.deleted()
        index = self.ids.index(id)
        if index:
            return (Edit(self.ids[index - 1].end, id.end, ""),)
        return (Edit(id.start, self.ids[1].start, ""),)

    def deleted(self) -> tuple[Edit, ...]:
        """The edit that deletes the comment's line; none where the line below would become a parser directive."""
        text = self._source.text
        if self.pragma.error or _directive.match(text, self._line.end):
            return ()
        return (Edit(self._line.start, self._line.end, ""),)


class Suppressions:
    """All suppressions of a file. `errors` is set where BuildKit's directive says `error=true`."""

    __slots__ = ("entries", "errors")

    def __init__(self, entries: "Iterable[Suppression]", registry: "Registry") -> None:
        self.entries = list(entries)
        self.errors = False
        for entry in self.entries:
            entry._registry = registry
            for id in entry.ids:
                id.rules = _rules_of(entry.pragma.form, id.text, registry)
            if entry.pragma.form == "buildkit" and entry.pragma.reach == "file" and entry.pragma.error:
                self.errors = True

    def silence(self, rule: "Rule", start: int, end: int) -> bool:
        """Whether a finding is suppressed; every suppression that does so counts as used."""
        silenced = False
        for entry in self.entries:
            if entry.fault is None and entry.reaches(start, end):
                for id in entry.ids:
                    if rule in id.rules:
                        id.used = silenced = True
        return silenced


def _rules_of(form: str, text: str, registry: "Registry") -> "tuple[Rule, ...]":
    """The rules that an id means in a form: BuildKit's names count in its own case only, as does its `all`."""
    if form != "buildkit":
        return tuple(registry.select(text)[0])
    if text == "all":
        return tuple(rule for rule in registry.rules if bears_buildkit_name(rule))
    return tuple(registry.named(text)) if text in BUILDKIT_CHECKS else ()


def bears_buildkit_name(rule: "Rule") -> bool:
    """Whether `docker build --check` has the same check."""
    return any(alias in BUILDKIT_CHECKS for alias in rule.aliases)


def of_dockerfile(
    tree: "Dockerfile", registry: "Registry", build_args: "Mapping[str, str] | None" = None
) -> Suppressions:
    """The suppressions of a Dockerfile. The build argument `BUILDKIT_DOCKERFILE_CHECK` replaces the directive."""
    source = tree.source
    replaced = (build_args or {}).get("BUILDKIT_DOCKERFILE_CHECK")
    entries: list[Suppression] = []
    waiting: list[Suppression] = []
    checks: list[Suppression] = []
    stages: list[tuple[Suppression, int]] = []
    size = len(source.text) + 1
    if replaced is not None:
        entries.append(_from_outside(replaced, source))
    for item in tree.items:
        if isinstance(item, Directive):
            if item.name == "check":
                entries += _directive_entry(item, source, replaced is not None)
        elif isinstance(item, Comment):
            entry = _entry(item.start, item.end, source)
            if entry is None:
                if not item.text and item.start == item.line_start:
                    _cancel(checks)
                continue
            entries.append(entry)
            if entry.pragma.reach == "file":
                entry.reach(0, size)
            elif entry.pragma.reach == "stage":
                stages.append((entry, item.start))
            elif entry.pragma.form == "buildkit":
                if entry.fault is None:
                    checks.append(entry)
            elif entry.pragma.reach == "instruction":
                waiting.append(entry)
        elif isinstance(item, Instruction):
            if item.name == "FROM":
                stages = [(entry, start) for entry, start in stages if not _end_stage(entry, start, item, tree)]
            for entry in waiting:
                entry.reach(item.line_start, item.line_end)
            waiting = []
            _reach_of_checks(checks, item, tree)
            checks = []
            entries += _inside(item, source)
    for entry, start in stages:
        entry.reach(start, size)
    for entry in (*waiting, *checks):
        entry.fault = entry.fault or "there is no instruction below this comment"
    return Suppressions(entries, registry)


def _end_stage(entry: Suppression, start: int, node: Instruction, tree: "Dockerfile") -> bool:
    """Whether the stage that a `stage ignore` belongs to ends before this FROM; it may also stand above its own."""
    between = [item for item in tree.items if item.start > start and item.end <= node.start]
    if not any(isinstance(item, Instruction) and item.name != "ARG" for item in between):
        return False
    entry.reach(start, node.line_start)
    return True


def _cancel(checks: list[Suppression]) -> None:
    for entry in checks:
        entry.fault = "the empty comment below this cancels it for BuildKit"
    checks.clear()


def _reach_of_checks(checks: list[Suppression], node: Instruction, tree: "Dockerfile") -> None:
    """`# check=` above an instruction."""
    if not checks:
        return
    first, *others = checks
    first.reach(node.line_start, node.line_end)
    for id in first.ids:
        if id.text in MADE_ON_THE_FILE:
            first.fault = f"BuildKit makes the check {id.text} on the whole file: skip it in a directive at the top"
        elif id.text in (SUPERSEDED, "all"):
            for earlier in reversed(tree.instructions):
                if earlier.start < node.start:
                    if earlier.name == "FROM":
                        break
                    if earlier.name == node.name:
                        first.reach(earlier.start, earlier.start + 1)
    for entry in others:
        entry.fault = "BuildKit reads only the first `# check=` above an instruction"


def _directive_entry(item: Directive, source: "Source", replaced: bool) -> "Iterator[Suppression]":
    entry = _entry(item.start, item.end, source)
    if entry is None:
        return
    if not item.effective:
        entry.fault = entry.fault or "BuildKit does not read this as a directive"
    elif not replaced:
        entry.pragma.reach = "file"
        entry.reach(0, len(source.text) + 1)
        yield entry
        return
    else:
        return
    yield entry


def _from_outside(value: str, source: "Source") -> Suppression:
    """What the build argument says, which has no place in the file."""
    pragma = read_pragma(f"# check={value}", 0) or Pragma(0, 0, "buildkit")
    pragma.reach = "file"
    entry = Suppression(pragma, source, Span(0, 0))
    entry.reach(0, len(source.text) + 1)
    for id in pragma.ids:
        id.used = True
    return entry


def _entry(start: int, end: int, source: "Source") -> Suppression | None:
    """The suppression that the comment at this place is."""
    pragma = read_pragma(source.text[start:end], start)
    if pragma is None:
        return None
    line = source.line(start)
    starts = source.line_starts
    line_start = starts[line - 1]
    line_end = starts[line] if line < len(starts) else len(source.text)
    entry = Suppression(pragma, source, Span(line_start, line_end))
    if pragma.form == "buildkit" and source.text[line_start:start].strip("\ufeff"):
        entry.fault = "BuildKit does not read this: blanks stand in front of the `#`"
    return entry


def _inside(node: Instruction, source: "Source") -> "Iterator[Suppression]":
    """The pragmas inside the continued lines of an instruction and in the heredocs of RUN."""
    places = [(comment.start, comment.end, node.line_end) for comment in node.comments]
    if isinstance(node, Run) or node.name == "ONBUILD":
        for heredoc in node.heredocs:
            for match in _hash_line.finditer(source.text, heredoc.start, heredoc.end):
                start = source.text.index("#", match.start())
                places.append((start, match.end(), heredoc.end))
    for start, end, limit in places:
        if source.text[end - 1 : end] == "\r":
            end -= 1
        pragma = read_pragma(source.text[start:end], start)
        if pragma is None or pragma.form == "buildkit":
            continue
        entry = _entry(start, end, source)
        if entry is None:
            continue
        if pragma.reach == "file":
            entry.reach(0, len(source.text) + 1)
        elif pragma.reach in ("instruction", "stage"):
            _reach_next_line(entry, source, limit)
        yield entry


def _reach_next_line(entry: Suppression, source: "Source", limit: int) -> None:
    """Silence what touches the next line that is neither comment nor blank."""
    starts = source.line_starts
    line = source.line(entry.start)
    while line < len(starts) and starts[line] < limit:
        text = source.line_text(line + 1).strip()
        line += 1
        if text and text[0] != "#":
            entry.reach(starts[line - 1], starts[line] if line < len(starts) else len(source.text), touching=True)
            return
    entry.fault = entry.fault or "there is nothing below this comment"


def of_ignore_file(tree: "IgnoreFile", registry: "Registry") -> Suppressions:
    """The suppressions of a .dockerignore: of ours, above a pattern or for the file."""
    from dlint.syntax.ignorefile import IgnoreComment, IgnorePattern

    source = tree.source
    entries: list[Suppression] = []
    waiting: list[Suppression] = []
    for item in tree.items:
        if isinstance(item, IgnoreComment):
            entry = _entry(item.start, item.end, source)
            if entry is None or entry.pragma.form != "dlint":
                continue
            entries.append(entry)
            if entry.pragma.reach == "file":
                entry.reach(0, len(source.text) + 1)
            else:
                waiting.append(entry)
        elif isinstance(item, IgnorePattern):
            for entry in waiting:
                entry.reach(item.line_start, item.line_end)
            waiting = []
    for entry in waiting:
        entry.fault = entry.fault or "there is no pattern below this comment"
    return Suppressions(entries, registry)

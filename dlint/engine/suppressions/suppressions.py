"""Suppressions: which findings the comments of a file silence, and which comments silence nothing.

How far each comment goes is told in `reach`.
"""

from bisect import bisect_right
from itertools import accumulate

from dlint.engine.findings import Edit
from dlint.startup import regex as re
from dlint.syntax.nodes import Span

from .comments import (
    BUILDKIT_CHECKS,
    EXPERIMENTAL,
    MADE_ON_THE_FILE,
    Pragma,
    SuppressedId,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from dlint.engine.packs.registry import Registry
    from dlint.engine.rule import Rule
    from dlint.syntax.source import Source

_directive = re.compile(r"[ \t]*#[ \t]*(?:escape|syntax|check)[ \t]*=", re.IGNORECASE)


class Scope:
    """A part of the file that something is silenced in.

    What starts from `start` to before `end` is meant, or (`touching`) what shares something with that stretch. `only`
    narrows it to the rules that bear an alias.
    """

    __slots__ = ("end", "only", "start", "touching")

    def __init__(self, start: int, end: int, *, touching: bool = False, only: str | None = None) -> None:
        self.start = start
        self.end = end
        self.touching = touching
        self.only = only


class Suppression(Span):
    """A pragma with what it reaches. Rules on `"suppression"` get it after all others have run.

    `pragma` is the comment as written (the span is the same), `ids` what it names. `unused` are the ids that silenced
    nothing although their rules ran, `unknown` those that no rule bears; `fault` says why it is without effect.
    """

    __slots__ = ("_line", "_registry", "_source", "active", "fault", "pragma", "scopes")

    _registry: "Registry"

    def __init__(self, pragma: Pragma, source: "Source", line: Span) -> None:
        super().__init__(pragma.start, pragma.end)
        self.pragma = pragma
        self.fault = pragma.fault
        self.active: frozenset[str] = frozenset()
        self.scopes: list[Scope] = []
        self._source = source
        self._line = line

    @property
    def ids(self) -> list[SuppressedId]:
        """What it names, in order."""
        return self.pragma.ids

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
            for id in (*self.ids, *self.pragma.experimental)
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
        if id.index:
            return (Edit(self.ids[id.index - 1].end, id.end, ""),)
        return (Edit(id.start, self.ids[1].start, ""),)

    def deleted(self) -> tuple[Edit, ...]:
        """The edit that deletes the comment's line; none where the line below would become a parser directive."""
        text = self._source.text
        if self.pragma.error or _directive.match(text, self._line.end):
            return ()
        return (Edit(self._line.start, self._line.end, ""),)


class Suppressions:
    """All suppressions of a file. `errors` is set where BuildKit's directive says `error=true`.

    `experiments` are the rules that `experimental=` switches on, with the parts of the file in which it does.
    """

    __slots__ = ("_by_rule", "entries", "errors", "experiments")

    def __init__(self, entries: "Iterable[Suppression]", registry: "Registry") -> None:
        self.entries = list(entries)
        self.errors = False
        self.experiments: dict[Rule, list[Scope]] = {}
        by_rule: dict[str, list[tuple[Scope, SuppressedId]]] = {}
        for entry in self.entries:
            entry._registry = registry
            for id in entry.ids:
                id.rules = _rules_of(entry.pragma.form, id.text, registry)
                if entry.fault is None:
                    narrow = entry.pragma.form == "buildkit" and entry.pragma.reach != "file"
                    for rule in id.rules:
                        if narrow and not MADE_ON_THE_FILE.isdisjoint(rule.aliases):
                            continue
                        by_rule.setdefault(rule.name, []).extend(
                            (scope, id) for scope in entry.scopes if scope.only is None or scope.only in rule.aliases
                        )
            if entry.pragma.form == "buildkit" and entry.pragma.reach == "file" and entry.pragma.error:
                self.errors = True
            for id in entry.pragma.experimental:
                id.rules = _experimental(id.text, registry)
                if entry.fault is None:
                    for rule in id.rules:
                        self.experiments.setdefault(rule, []).extend(entry.scopes)
        self._by_rule = {name: _Places(pairs) for name, pairs in by_rule.items()}

    def silence(self, rule: "Rule", start: int, end: int) -> bool:
        """Whether a finding is suppressed; every suppression that does so counts as used."""
        silenced = False
        for name in (rule.name, *rule.wider):
            places = self._by_rule.get(name)
            if places is not None and places.silence(start, end):
                silenced = True
        return silenced


class _SuppressedSpan:
    """A scope, with the ids of all comments that reach it."""

    __slots__ = ("end", "ids", "start", "used")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.ids: list[SuppressedId] = []
        self.used = False

    def use(self) -> None:
        if not self.used:
            self.used = True
            for id in self.ids:
                id.used = True


class _Places:
    """The scopes in which one rule is silenced, so that a finding looks at few of them.

    Those of instructions do not overlap each other, nor do those of lines. `wide` are the others, those of stages.
    """

    __slots__ = ("file", "instructions", "lines", "wide")

    def __init__(self, pairs: "list[tuple[Scope, SuppressedId]]") -> None:
        found: dict[tuple[int, int, bool], _SuppressedSpan] = {}
        for scope, id in pairs:
            key = (scope.start, -scope.end, scope.touching)
            place = found.get(key)
            if place is None:
                place = found[key] = _SuppressedSpan(scope.start, scope.end)
            place.ids.append(id)
        self.file: list[_SuppressedSpan] = []
        wide: list[_SuppressedSpan] = []
        instructions: list[_SuppressedSpan] = []
        lines: list[_SuppressedSpan] = []
        for (_, _, touching), place in sorted(found.items(), key=_key):
            if touching:
                lines.append(place)
            elif not place.start:
                self.file.append(place)
            else:
                # What another one begins in is wide.
                if instructions and place.start < instructions[-1].end:
                    wide.append(instructions.pop())
                instructions.append(place)
        self.wide = _Sorted(wide)
        self.instructions = _Sorted(instructions)
        self.lines = _Sorted(lines)

    def silence(self, start: int, end: int) -> bool:
        """Whether a finding at this place is silenced; marks what does so as used."""
        found = [place for place in self.file if start < place.end]
        found += self.wide.touched(start, start + 1)
        found += self.instructions.touched(start, start + 1)
        found += self.lines.touched(start, max(end, start + 1))
        for place in found:
            place.use()
        return bool(found)


def _key(item: "tuple[tuple[int, int, bool], _SuppressedSpan]") -> tuple[int, int, bool]:
    return item[0]


class _Sorted:
    """Places sorted by their start. `furthest` is how far those up to an index reach."""

    __slots__ = ("furthest", "places", "starts")

    def __init__(self, places: list[_SuppressedSpan]) -> None:
        self.places = sorted(places, key=lambda place: place.start)
        self.starts = [place.start for place in self.places]
        self.furthest = list(accumulate((place.end for place in self.places), max))

    def touched(self, start: int, end: int) -> list[_SuppressedSpan]:
        """The places that share something with a stretch."""
        found = []
        for index in range(bisect_right(self.starts, end - 1) - 1, -1, -1):
            if self.furthest[index] <= start:
                break
            if self.places[index].end > start:
                found.append(self.places[index])
        return found


def _rules_of(form: str, text: str, registry: "Registry") -> "tuple[Rule, ...]":
    """The rules that an id means in a form: BuildKit's names count in its own case only, as does its `all`."""
    if form == "shellcheck":
        return tuple(registry.select("shellcheck" if text == "all" else text)[0])
    if form == "hadolint":  # it has no `all`, and no beginnings of codes
        return tuple(registry.named(text))
    if form != "buildkit":
        named = tuple(registry.select(text)[0])
        return (*named, *registry.select("shellcheck")[0]) if text.upper() == "ALL" else named
    if text == "all":
        return tuple(
            rule
            for rule in registry.rules
            if bears_buildkit_name(rule) and not any(alias in EXPERIMENTAL for alias in rule.aliases)
        )
    return tuple(registry.named(text)) if text in BUILDKIT_CHECKS else ()


def _experimental(text: str, registry: "Registry") -> "tuple[Rule, ...]":
    """The rules that are switched on by a name, or by `all`."""
    if text == "all":
        return tuple(rule for name in EXPERIMENTAL for rule in registry.named(name))
    return tuple(registry.named(text)) if text in EXPERIMENTAL else ()


def bears_buildkit_name(rule: "Rule") -> bool:
    """Whether `docker build --check` has the same check."""
    return any(alias in BUILDKIT_CHECKS for alias in rule.aliases)

"""The rules of all packs, found by code, name, alias, group or prefix."""

from dlint.engine.notices import PackError
from dlint.engine.selectors import ALL, EXACT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dlint.engine.rule import Rule

SUGGESTIONS = 200
"""So many unknown ids are looked up among the known ones; more are in files that mean no good only."""

_DIGITS = "0123456789"


class Registry:
    """The rules of all packs.

    `rules` are in the order of pack, group and name. `errors` say what could not be loaded. `local` are the directories of
    local rules (`--rules`).
    """

    __slots__ = ("_by_id", "_groups", "_suggestions", "errors", "local", "rules")

    def __init__(
        self, rules: "Iterable[Rule]" = (), errors: "Iterable[PackError]" = (), local: "Sequence[str]" = ()
    ) -> None:
        self.rules: list[Rule] = []
        self._suggestions: dict[tuple[str, bool], str | None] = {}
        self.errors = list(errors)
        self.local = tuple(local)
        self._by_id: dict[str, list[Rule]] = {}
        self._groups: dict[str, list[Rule]] = {}
        for rule in rules:
            self.add(rule)

    def add(self, rule: "Rule") -> None:
        """Take a rule in. A code or name that another rule bears already is a `PackError` in `errors`."""
        for own in (rule.code, rule.name):
            for other in self._by_id.get(own.lower(), ()):
                if own in (other.code, other.name):
                    text = f"the rule `{rule.name}` can't be called `{own}`: the pack `{other.pack}` has that already"
                    self.errors.append(PackError(rule.pack, text, rule.path))
                    return
        self.rules.append(rule)
        for id in rule.ids:
            named = self._by_id.setdefault(id.lower(), [])
            if rule not in named:
                named.append(rule)
        self._groups.setdefault(rule.group.lower(), []).append(rule)

    @property
    def groups(self) -> list[str]:
        """The names of all groups, sorted."""
        return sorted({rule.group for rule in self.rules})

    def named(self, id: str) -> "Sequence[Rule]":
        """The rules that bear a code, name or alias, in any case of letters.

        A code or name belongs to one rule; an alias may belong to several, where another linter has one rule for them.
        """
        named = self._by_id.get(id.lower(), ())
        for rule in named:
            if id.lower() in (rule.code.lower(), rule.name):
                return (rule,)
        return named or self._shellcheck(id, exact=True)

    def _shellcheck(self, selector: str, *, exact: bool = False) -> "Sequence[Rule]":
        """ShellCheck's codes, which are in no list."""
        if selector[:2].upper() != "SC" and selector.lower() != "shellcheck":
            return ()
        from dlint.engine.shellcheck.codes import ShellCheckCode
        from dlint.engine.shellcheck.ids import is_code, is_selector

        if is_code(selector) or (is_selector(selector) and not (exact and selector.lower() != "shellcheck")):
            return (ShellCheckCode(selector),)
        return ()

    def get(self, id: str) -> "Rule | None":
        """The rule of that code, name or alias (the first one, where an alias has several), or None."""
        for rule in self.named(id):
            return rule
        return None

    def select(self, selector: str) -> "tuple[Sequence[Rule], int]":
        """The rules that a selector means, and how specific it is; the more specific of two selectors wins.

        A selector is `ALL`, a group, the beginning of codes (their letters and any digits: `DL`, `DL3`, `DL30`), or a
        rule's code, name or alias. Letters count in any case. No rules: there is nothing of that name.
        """
        if selector.upper() == ALL:
            return self.rules, 0
        named = self.named(selector)
        if named:
            return named, EXACT
        group = self._groups.get(selector.lower())
        if group:
            return group, 1
        codes = self._shellcheck(selector)
        if codes:
            return codes, len(selector)
        prefix = selector.upper()
        letters = prefix.rstrip(_DIGITS)
        found = [rule for rule in self.rules if rule.code.startswith(prefix) and rule.code.rstrip(_DIGITS) == letters]
        return found, len(prefix)

    def suggestion(self, selector: str, *, groups: bool = True) -> str | None:
        """The code, name, alias or group that is most like `selector`, as it is written; None where none is."""
        key = (selector, groups)
        if key not in self._suggestions and len(self._suggestions) < SUGGESTIONS:
            self._suggestions[key] = self._suggestion(selector, groups)
        return self._suggestions.get(key)

    def _suggestion(self, selector: str, groups: bool) -> str | None:
        from difflib import get_close_matches

        from dlint.syntax.instruction_grammar import nearest

        known = {id.lower(): id for rule in self.rules for id in rule.ids}
        if groups:
            known.update({group.lower(): group for group in self.groups})
        written = selector.lower().replace("_", "-")
        close = nearest(written, tuple(known)) or next(iter(get_close_matches(written, known, 1, 0.7)), None)
        return known[close] if close else None

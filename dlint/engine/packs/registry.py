"""All rules there are: loaded from packs, found by code, name, alias, group or prefix."""

import os

from dlint.engine.notices import PackError
from dlint.engine.rule import OPTION_TYPES, Rule

from .entry_points import (
    EntryPoint,
    entry_points,
    folder_of,
    own_rules,
)
from .rule_files import RuleFile, rule_files, write_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import FunctionType

INSTRUCTIONS = frozenset((
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD",
    "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
))  # fmt: skip
INVOCATIONS = frozenset(("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"))
"""The instructions whose commands a rule can look at."""

SUBJECTS = frozenset(("#", "stage", "file", "fault", ".dockerignore", "compose", "service", "suppression"))
"""What a rule can look at beside instructions and commands."""

ALL = "ALL"
"""The selector of every rule."""

EXACT = 1000
"""The specificity of a selector that names a rule; less than this: a prefix (by its length) or a group."""

SUGGESTIONS = 200
"""So many unknown ids are looked up among the known ones; more are in files that mean no good only."""

_DIGITS = "0123456789"
_severities = ("error", "warning", "info", "style")
_safeties = (None, "safe", "unsafe", "suggestion")


class Registry:
    """The rules of all packs.

    `rules` are in the order of pack, group and name. `errors` say what could not be loaded. `local` are the folders of
    local rules (`--rules`). It can be pickled: it is then loaded again.
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

    def __reduce__(self) -> "tuple[object, ...]":
        return load, (self.local,)

    def add(self, rule: Rule) -> None:
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
        from dlint.engine.shellcheck.codes import ShellCheckCode, is_code, is_selector

        if is_code(selector) or (is_selector(selector) and not (exact and selector.lower() != "shellcheck")):
            return (ShellCheckCode(selector),)
        return ()

    def get(self, id: str) -> Rule | None:
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


def load(local: "Sequence[str]" = (), *, path: "list[str] | None" = None, cache: bool = True) -> Registry:
    """Load our own rules, those of all installed packs and local folders.

    Packs are found on `path`, by default where the running interpreter has its packages. What can't be loaded is in
    `Registry.errors`; this never raises.
    """
    registry = Registry(local=local)
    for entry in packs(path):
        folder = folder_of(entry)
        if folder is None:
            text = f"there is no package `{entry.value}`, which its entry point names"
            registry.errors.append(PackError(entry.name, text))
        else:
            load_pack(registry, folder, entry.name, entry.value, cache=cache)
    for folder in local:
        if os.path.isdir(folder):
            load_pack(registry, folder, "local", "dlint_local_rules", cache=False)
        else:
            registry.errors.append(PackError("local", "there is no such folder", folder))
    return registry


def packs(path: "list[str] | None" = None) -> list[EntryPoint]:
    """The installed packs, ours first. Ours is there in a checkout that is not installed, too."""
    found: dict[str, EntryPoint] = {}
    own = own_rules()
    if own is not None:
        found["dlint"] = EntryPoint("dlint", "dlint.rules", own)
    for entry in entry_points(path):
        if entry.name not in found:
            found[entry.name] = entry
        elif found[entry.name].value != entry.value:
            # Two distributions chose one name: both are packs, told apart by their packages.
            found[f"{entry.name}:{entry.value}"] = entry
    return list(found.values())


def load_pack(registry: Registry, folder: str, pack: str, module: str, *, cache: bool = True) -> None:
    """Add the rules of the pack in `folder`. `module` is the dotted name below which its rules count as modules."""
    try:
        files = rule_files(folder, pack, cache=cache)
    except OSError as error:
        registry.errors.append(PackError(pack, f"its folder can't be read: {error.strerror}", folder))
        return
    if not files:
        registry.errors.append(PackError(pack, "there are no rules in its folder", folder))
    new = False
    for file in files:
        name = f"{module}.{file.group}.{file.stem}"
        if file.card is not None:
            rule = Rule.from_card(file.card, _loader(file, name))
            rule.group, rule.pack, rule.path, rule.module = file.group, pack, file.path, name
            registry.add(rule)
            continue
        try:
            rule = load_rule(file, pack, name)
        except _Refused as refused:
            registry.errors.append(PackError(pack, str(refused), file.path, refused.line))
        else:
            new = True
            file.card = rule.card()
            registry.add(rule)
    if cache and new:
        write_cache(files, folder)


def _loader(file: RuleFile, module: str) -> "Callable[[], tuple[FunctionType, str]]":
    """What runs the module of a rule later."""

    def run() -> "tuple[FunctionType, str]":
        namespace = _run(file, module)
        page = namespace.get("__doc__")
        return namespace[file.stem], page if isinstance(page, str) else ""  # type: ignore[return-value]

    return run


def _run(file: RuleFile, module: str) -> dict[str, object]:
    """Run the code of a rule file; the names that it defines."""
    namespace: dict[str, object] = {"__name__": module, "__file__": file.path, "__builtins__": __builtins__}
    code = file.code()
    assert code is not None
    exec(code, namespace)
    return namespace


class _Refused(Exception):
    """Why a file is no rule."""

    def __init__(self, text: str, line: int | None = None) -> None:
        super().__init__(text)
        self.line = line


def load_rule(file: RuleFile, pack: str, module: str) -> Rule:
    """Run the code of a rule file and check what it defines."""
    if file.code() is None:
        raise _Refused(file.error or "it can't be read", file.line)
    try:
        namespace = _run(file, module)
    except (Exception, SystemExit) as error:
        raise _Refused(f"{type(error).__name__}: {error}", _line_in(error, file.path)) from error
    check = namespace.get(file.stem)
    rule = getattr(check, "__rule__", None)
    if not isinstance(rule, Rule) or rule.module != module:
        for name, value in namespace.items():
            other = getattr(value, "__rule__", None)
            if isinstance(other, Rule) and other.module == module:
                raise _Refused(
                    f"the rule has to be named like its file: rename the function `{name}` to `{file.stem}`",
                    other.check.__code__.co_firstlineno,
                )
        raise _Refused(f"there is no function `{file.stem}` with the decorator `@rule(…)` in it")
    _check_rule(rule)
    rule.group = file.group
    rule.pack = pack
    rule.path = file.path
    page = namespace.get("__doc__")
    rule.loaded(check, page if isinstance(page, str) else "")  # type: ignore[arg-type]
    return rule


def _line_in(error: BaseException, path: str) -> int | None:
    """The line of `path` at which an exception came up."""
    line = None
    place = error.__traceback__
    while place is not None:
        if place.tb_frame.f_code.co_filename == path:
            line = place.tb_lineno
        place = place.tb_next
    return line


def _check_rule(rule: Rule) -> None:
    """Refuse what the decorator was given wrongly."""
    line = rule.check.__code__.co_firstlineno
    letters = rule.code.rstrip(_DIGITS)
    if not (
        len(letters) > 1 and letters.isascii() and letters.isalpha() and letters.isupper() and letters != rule.code
    ):
        raise _Refused(f"`{rule.code}` is no code: write two or more capital letters and a number", line)
    if rule.severity not in _severities:
        raise _Refused(f"the severity `{rule.severity}` is none of {', '.join(_severities)}", line)
    if rule.fix not in _safeties:
        raise _Refused(f"`fix={rule.fix!r}` is none of safe, unsafe, suggestion", line)
    for subject in rule.on:
        first = subject.partition(" ")[0]
        if subject not in SUBJECTS and first not in INSTRUCTIONS:
            raise _Refused(f"`on={subject!r}` is nothing that a rule can look at", line)
        if first != subject and first not in INVOCATIONS:
            raise _Refused(f"`on={subject!r}`: {first} runs no commands", line)
        if " {" in subject and "{*}" not in subject:
            from dlint.model.managers.table import spelled

            if not spelled(subject):
                raise _Refused(f"`on={subject!r}`: there is no such package manager", line)
    for name, default in rule.options.items():
        if not isinstance(default, OPTION_TYPES):
            raise _Refused(
                f"the default of the option `{name}` is a {type(default).__name__}:"
                " only bool, int, float, str, tuple and dict can be configured",
                line,
            )

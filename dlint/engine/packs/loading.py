"""Rules from packs: our own, those of installed packs and of local directories, each file checked and run."""

import os

from dlint.engine.notices import PackError
from dlint.engine.rule import (
    GUARDS,
    INSTRUCTIONS,
    INVOCATIONS,
    OPTION_TYPES,
    SUBJECTS,
    TAKEN,
    Rule,
)

from .entry_points import (
    EntryPoint,
    directory_of,
    entry_points,
    own_rules,
)
from .registry import Registry
from .rule_files import RuleFile, rule_files, write_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FunctionType

_DIGITS = "0123456789"
_severities = ("error", "warning", "info", "style")
_safeties = (None, "safe", "unsafe", "suggestion")


class LoadedRegistry(Registry):
    """What `load` returns. It can be pickled: it is then loaded again."""

    __slots__ = ()

    def __reduce__(self) -> "tuple[object, ...]":
        return load, (self.local,)


def load(local: "Sequence[str]" = (), *, path: "list[str] | None" = None, cache: bool = True) -> Registry:
    """Load our own rules, those of all installed packs and local directories.

    Packs are found on `path`, by default where the running interpreter has its packages. What can't be loaded is in
    `Registry.errors`; this never raises.
    """
    registry = LoadedRegistry(local=local)
    for entry in packs(path):
        directory = directory_of(entry)
        if directory is None:
            text = f"there is no package `{entry.value}`, which its entry point names"
            registry.errors.append(PackError(entry.name, text))
        else:
            load_pack(registry, directory, entry.name, entry.value, cache=cache)
    for directory in local:
        if os.path.isdir(directory):
            load_pack(registry, directory, "local", "dlint_local_rules", cache=False)
        else:
            registry.errors.append(PackError("local", "there is no such folder", directory))
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


def load_pack(registry: Registry, directory: str, pack: str, module: str, *, cache: bool = True) -> None:
    """Add the rules of the pack in `directory`. `module` is the dotted name below which its rules count as modules."""
    try:
        files = rule_files(directory, pack, cache=cache)
    except OSError as error:
        registry.errors.append(PackError(pack, f"its folder can't be read: {error.strerror}", directory))
        return
    if not files:
        registry.errors.append(PackError(pack, "there are no rules in its folder", directory))
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
        write_cache(files, directory)


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
    if rule.stage and rule.stage not in GUARDS:
        raise _Refused(f"`stage={rule.stage!r}` is none of {', '.join(GUARDS)}", line)
    for name in rule.takes:
        if name not in TAKEN:
            raise _Refused(f"a rule can't take `{name}`: there are {', '.join(TAKEN)}", line)
    for name, default in rule.options.items():
        if not isinstance(default, OPTION_TYPES):
            raise _Refused(
                f"the default of the option `{name}` is a {type(default).__name__}:"
                " only bool, int, float, str, tuple and dict can be configured",
                line,
            )

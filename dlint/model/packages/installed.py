"""What a command installs: the packages with their versions, and what is missing for a repeatable build.

    for package in packages_of(command, file):
        package.word, package.name, package.version, package.kind, package.pinned

Known are the package managers of `dlint.model.managers` that install something by its name.
Variables are resolved from ARG, ENV and the script; what is not known is of the kind UNKNOWN_KIND.
"""

from dlint.model.managers.table import manager_of
from dlint.model.stage.shell_fields import UNKNOWN, fields_of
from dlint.startup import regex as re
from dlint.syntax.nodes import Node
from dlint.syntax.shell_nodes import Pipeline, ShellWord

from .notations import NAME, UNKNOWN_KIND, VCS, notation_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Build

    from .notations import Notation


class Package:
    """One package that a command installs.

    `word` is where it is named (several packages may come from one word: `$PACKAGES`), `name` and `version` as the
    package manager reads them, with `…` for what is not known. `version` is None where none is given, and may be a
    range. `kind` is `name` (from a repository), `path` (a file or directory), `url` (an archive), `vcs` (a repository of
    source), `group` (of packages, without a version of its own), or `unknown`.
    """

    __slots__ = ("kind", "name", "version", "word")

    def __init__(self, word: ShellWord, name: str, version: str | None = None, kind: str = NAME) -> None:
        self.word = word
        self.name = name
        self.version = version
        self.kind = kind

    def __repr__(self) -> str:
        return f"Package({self.name!r}, {self.version!r}, {self.kind})"

    @property
    def pinned(self) -> bool:
        """Whether it says which version it means; True where that can't be said or is not known."""
        return self.version is not None or self.kind not in (NAME, VCS)


def packages_of(command: "Command", file: "Build") -> list[Package]:
    """The packages that a command installs, in the order of the words; none for one that installs nothing."""
    notation = written_as(command)
    manager = manager_of(command.family)
    if notation is None or manager is None:
        return []
    version_options = manager.version_option.split()
    version_given = command.value_of(*version_options) or "…" if command.option(*version_options) is not None else None
    found: list[Package] = []
    for word in operands_of(command):
        for field in fields_of(word, command, file):
            if field[:1] == "-" or not field:
                # An option that a variable holds.
                continue
            name, version, kind = notation.read(field)
            if kind == NAME and version is None and UNKNOWN in field:
                kind = UNKNOWN_KIND
            if name:
                version = version.replace(UNKNOWN, "…") if version is not None else None
                if version_given is not None:
                    version = version or version_given
                found.append(Package(word, name.replace(UNKNOWN, "…"), version, kind))
    return found


def operands_of(command: "Command") -> list[ShellWord]:
    """The operands that may be packages."""
    operands = command.operands
    if command.family == "gem":
        # What follows `--` are options for the compiler.
        ends = [word.start for word in command.words if word.value == "--"]
        return [word for word in operands if not ends or word.start < ends[0]]
    if command.family == "go" and _value(command.subcommand) == "run":
        return operands[:1]
    return operands


def unpinned(command: "Command", file: "Build", allow: "Iterable[str]" = ()) -> list[Package]:
    """The packages that a command takes from a repository in whatever version there is, each name once."""
    notation = written_as(command)
    if notation is None or not notation.pin:
        return []
    allowed = {name.lower() for name in allow}
    found: dict[str, Package] = {}
    for package in packages_of(command, file):
        if not package.pinned and package.name.lower() not in allowed:
            found.setdefault(package.name, package)
    return list(found.values())


def named(packages: "list[Package]") -> str:
    """Packages in a sentence, with the verb: `curl` is, `curl` and `git` are, `curl` and 3 others are."""
    names = [f"`{package.name}`".replace("``", "`") for package in packages]
    if len(names) == 1:
        return f"{names[0]} is"
    return f"{names[0]} and {names[1]} are" if len(names) == 2 else f"{names[0]} and {len(names) - 1} others are"


_HOLDS_OPTIONS = re.compile(r"opt|arg|flag|param|proxy|conf|quiet|yes|\A[@*0-9]|\A\Z", re.IGNORECASE)


def options_known(command: "Command", file: "Build") -> bool:
    """Whether all options of a command are written, so that one that is missed is missing.

    An unknown variable may hold options where its name says so, or where it stands before the subcommand.
    """
    if command.exec_form or not command.open_ended:
        return True
    verb = command.subcommand
    for word in command.words[1:]:
        if word.value is not None or word.prefix or any(option.value_word is word for option in command.options):
            continue
        fields = fields_of(word, command, file)
        early = verb is not None and word.start <= verb.start
        named = any(_HOLDS_OPTIONS.search(variable.name) for variable in word.variables[:1])
        if any(field[:1] == "-" or (field[:1] == UNKNOWN and (early or named)) for field in fields):
            return False
    return True


def will_ask(command: "Command", file: "Build", *options: str) -> bool:
    """Whether a command waits for an answer: none of `options` is given, and nothing comes from its standard input."""
    if command.has(*options) or not options_known(command, file):
        return False
    if any(redirection.operator.startswith("<") for redirection in command.redirections):
        return False
    node: Node | None = command.simple
    while node is not None:
        above = node.parent
        if isinstance(above, Pipeline) and node is not above.commands[0]:
            return False
        node = above
    return True


def written_as(command: "Command") -> "Notation | None":
    """How the packages that a command installs are written; None for one that installs nothing."""
    manager = manager_of(command.family)
    if manager is None:
        return None
    notation = manager.notation(" ".join(_value(verb) for verb in command.verbs))
    return notation_of(notation) if notation is not None else None


def _value(word: ShellWord | None) -> str:
    return (word.value or "") if word is not None else ""

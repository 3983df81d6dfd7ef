"""What a command installs: the packages with their versions, and what is missing for a repeatable build.

    for package in packages_of(command, file):
        package.word, package.name, package.version, package.kind, package.pinned

Known are the package managers of Debian, Alpine, Red Hat and SUSE, and pip, pipx, uv, npm, yarn, pnpm, bun, gem and go.
Variables are resolved from ARG, ENV and the script; what is not known is of the kind UNKNOWN_KIND.
"""

from dlint.model.stage.shell_fields import UNKNOWN, fields_of
from dlint.startup import regex as re
from dlint.syntax.nodes import Node
from dlint.syntax.shell_nodes import Pipeline, ShellWord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Build

NAME = "name"
PATH = "path"
URL = "url"
VCS = "vcs"
GROUP = "group"
UNKNOWN_KIND = "unknown"


class Package:
    """One package that a command installs.

    `word` is where it is named (several packages may come from one word: `$PACKAGES`), `name` and `version` as the
    package manager reads them, with `…` for what is not known. `version` is None where none is given, and may be a
    range. `kind` is `name` (from a repository), `path` (a file or folder), `url` (an archive), `vcs` (a repository of
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


Found = tuple[str, str | None, str]


def packages_of(command: "Command", file: "Build") -> list[Package]:
    """The packages that a command installs, in the order of the words; none for one that installs nothing."""
    reader = reader_of(command)
    if reader is None:
        return []
    found: list[Package] = []
    for word in operands_of(command):
        for field in fields_of(word, command, file):
            if field[:1] == "-" or not field:
                # An option that a variable holds.
                continue
            name, version, kind = reader(field)
            if kind == NAME and version is None and UNKNOWN in field:
                kind = UNKNOWN_KIND
            if name:
                version = version.replace(UNKNOWN, "…") if version is not None else None
                found.append(Package(word, name.replace(UNKNOWN, "…"), version, kind))
    if command.family == "gem" and command.option("-v", "--version") is not None:
        for package in found:
            package.version = package.version or command.value_of("-v", "--version") or "…"
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


def reader_of(command: "Command") -> "Callable[[str], Found] | None":
    """How the operands of a command are read; None for one that installs nothing."""
    family = command.family
    verbs = _READERS.get(family or "")
    if verbs is None:
        return None
    first = _value(command.subcommand)
    if first in ("pip", "tool", "global", "module", "group", "groups"):
        following = [*command.verbs[1:], *command.operands]
        second = _value(following[0]) if following else ""
        return verbs.get(f"{first} {second}")
    return verbs.get(first)


def _value(word: ShellWord | None) -> str:
    return (word.value or "") if word is not None else ""


# How the names of packages are written


def _apt(text: str) -> Found:
    if text[0] in "./" or text.endswith(".deb") or text.startswith("~/"):
        return text, None, PATH
    if text.endswith("^"):
        return text, None, GROUP
    name, sign, version = text.partition("=")
    if not sign:
        name, sign, version = text.partition("/")
    if not sign and text.endswith("-") and len(text) > 1:
        return "", None, NAME  # removed
    return name.removesuffix("+") if not name.endswith("++") else name, version if sign else None, NAME


_APK = re.compile(r"[=<>~]+")


def _apk(text: str) -> Found:
    if text.endswith(".apk") or text[0] in "./":
        return text, None, PATH
    if text[0] == "!":
        return "", None, NAME
    match = _APK.search(text)
    if match is None:
        return text.partition("@")[0], None, NAME
    return text[: match.start()].partition("@")[0], text[match.end() :].partition("@")[0], NAME


_RPM_VERSION = re.compile(rf"-(?=[0-9{UNKNOWN}])")


def _rpm(text: str) -> Found:
    if "://" in text:
        return text, None, URL
    if text.endswith(".rpm") or text[0] in "./":
        return text, None, PATH
    if text[0] == "@" or text.startswith(("pattern:", "product:", "patch:")):
        return text, None, GROUP
    parts = _RPM_VERSION.split(text, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else None, NAME


def _module(text: str) -> Found:
    name, colon, stream = text.partition(":")
    return name, stream if colon else None, NAME


def _group(text: str) -> Found:
    return text, None, GROUP


_ZYPPER = re.compile(r"[=<>]+")


def _zypper(text: str) -> Found:
    if "://" in text:
        return text, None, URL
    if text.endswith(".rpm") or text[0] in "./":
        return text, None, PATH
    if text.startswith(("pattern:", "product:", "patch:", "srcpackage:")):
        return text, None, GROUP
    if text[0] in "!-~":
        return "", None, NAME
    match = _ZYPPER.search(text)
    name = text[: match.start()] if match else text
    return name.removeprefix("+"), text[match.end() :] if match else None, NAME


_PIP = re.compile(r"([^\s\[=<>!~;@]+)\s*(?:\[[^\]]*\])?\s*(.*)", re.DOTALL)
_PIP_VCS = re.compile(r"(?:[^@]*\S\s*@\s*)?(?:git|hg|svn|bzr)(?:\+[\w+.-]+)?:", re.IGNORECASE)
_ARCHIVE = (".whl", ".zip", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar", ".tar.zst")


def _pip(text: str) -> Found:
    if _PIP_VCS.match(text):
        address, _, _ = text.partition("#")
        # A user may stand before the host: only what follows the path is a reference.
        _, at, reference = address.rpartition("@")
        path = address.partition("://")[2].partition("/")[2] or address.rpartition(":")[2]
        return text, reference if at and "@" in path else None, VCS
    if text[0] in "./~" or "://" in text:
        return text, None, URL if "://" in text else PATH
    requirement = text.partition(";")[0].rstrip()
    if requirement.endswith(_ARCHIVE) or ("/" in requirement and "@" not in requirement) or "\\" in requirement:
        return text, None, PATH
    match = _PIP.match(requirement)
    if match is None:
        return text, None, UNKNOWN_KIND
    return match[1], match[2] or None, NAME


_NPM_VERSION = re.compile(r"(.+?)@(.*)", re.DOTALL)
_NPM_GIT = re.compile(r"(?:git(?:\+\w+)?:|git@|github:|gitlab:|bitbucket:|gist:)")
_DIST_TAG = re.compile(r"[a-zA-Z][\w.-]*\Z")


def _npm(text: str) -> Found:
    if text[0] in "./~" or text.endswith((".tgz", ".tar", ".tar.gz")) or text.startswith(("file:", "link:")):
        return text, None, URL if "://" in text else PATH
    if _NPM_GIT.match(text) or re.fullmatch(r"[\w.-]+/[\w.-]+(?:#.*)?", text):
        _, sign, reference = text.partition("#")
        return text, reference if sign else None, VCS
    if "://" in text:
        return text, None, URL
    match = _NPM_VERSION.fullmatch(text)
    if match is None:
        return text, None, NAME
    name, version = match[1], match[2]
    if version.startswith(("npm:", "file:", "link:", "git", "http", "workspace:", "v")) or not _DIST_TAG.match(version):
        return name, version, NAME
    return text, None, NAME  # `latest`, `next`: a tag moves


def _gem(text: str) -> Found:
    if text.endswith(".gem") or text[0] in "./":
        return text, None, PATH
    name, colon, version = text.partition(":")
    return name, version if colon else None, NAME


def _go(text: str) -> Found:
    path, _, version = text.partition("@")
    if not path or path[0] in "./" or path.endswith(".go"):
        return text, None, PATH
    # Only what has a dot before the first slash is fetched; the rest is of the toolchain or of this module.
    if "." not in path.partition("/")[0] and not path.startswith(UNKNOWN):
        return text, None, PATH
    moves = not version or version in ("latest", "upgrade", "patch", "none")
    return text if moves else path, None if moves else version, NAME


_DNF: "dict[str, Callable[[str], Found]]" = {
    "install": _rpm, "localinstall": _rpm, "in": _rpm, "groupinstall": _group, "group install": _group,
    "groups install": _group, "module install": _module,
}  # fmt: skip
_APT: "dict[str, Callable[[str], Found]]" = {"install": _apt}
_READERS: "dict[str, dict[str, Callable[[str], Found]]]" = {
    "apt-get": _APT,
    "apt": _APT,
    "aptitude": _APT,
    "apk": {"add": _apk},
    "yum": _DNF,
    "dnf": _DNF,
    "dnf5": _DNF,
    "microdnf": _DNF,
    "tdnf": _DNF,
    "zypper": {"install": _zypper, "in": _zypper},
    "pip": {"install": _pip},
    "pipx": {"install": _pip},
    "uv": {"pip install": _pip, "tool install": _pip},
    "npm": {"install": _npm, "i": _npm, "add": _npm},
    "pnpm": {"add": _npm, "install": _npm, "i": _npm},
    "bun": {"add": _npm, "install": _npm, "i": _npm},
    "yarn": {"add": _npm, "global add": _npm},
    "gem": {"install": _gem, "i": _gem},
    "go": {"install": _go, "get": _go, "run": _go},
}
"""How packages are written for each program, by its subcommands."""

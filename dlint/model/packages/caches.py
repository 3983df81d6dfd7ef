"""What package managers leave behind in a layer: their caches, what empties these, and mounts that keep them out.

stays_in_layer(command, file, "apt")        # `apt-get update`, and nothing that takes its lists away again
"""

from dlint.model.stage.shell_fields import UNKNOWN, expand_braces, fields_of
from dlint.startup.remember import recent
from dlint.syntax.mounts import mounts_of
from dlint.syntax.nodes import Instruction, Run, Transfer
from dlint.syntax.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Build, Stage


class Cache:
    """Where a package manager keeps what is only useful to itself, and the commands that empty it.

    `folders` are paths; those that start with `~` lie in a home directory. `cleaners` are programs with the
    subcommands that empty it, `variables` name folders that are used instead.
    """

    __slots__ = ("cleaners", "folders", "variables")

    def __init__(self, folders: str, cleaners: str, variables: str = "") -> None:
        self.folders = [folder.split("/")[1:] for folder in folders.split()]
        self.cleaners = [tuple(cleaner.split()) for cleaner in cleaners.split(", ")]
        self.variables = variables.split()


_RPM_CLEANERS = "yum clean, dnf clean, dnf5 clean, microdnf clean, tdnf clean"
CACHES = {
    "apt": Cache("/var/lib/apt/lists", "apt-get distclean, apt-get dist-clean, apt distclean, apt dist-clean"),
    "apk": Cache("/var/cache/apk /etc/apk/cache", "apk cache"),
    "yum": Cache("/var/cache/yum /var/cache/dnf", _RPM_CLEANERS),
    "dnf": Cache("/var/cache/dnf /var/cache/libdnf5 /var/cache/yum /var/cache/tdnf", _RPM_CLEANERS),
    "zypper": Cache("/var/cache/zypp", "zypper clean, zypper cc"),
    "pip": Cache("~/.cache/pip", "pip cache purge", "PIP_CACHE_DIR XDG_CACHE_HOME"),
    "yarn": Cache(
        "~/.cache/yarn ~/.yarn /usr/local/share/.cache/yarn", "yarn cache clean", "YARN_CACHE_FOLDER XDG_CACHE_HOME"
    ),
}
"""Caches by package manager. That of apt are the package lists: images of Debian delete the packages themselves."""


def layers_are_kept(stage: "Stage | None") -> bool:
    """Whether the layers of a stage are in an image that is used, and not only files that are copied from it."""
    return stage is not None and any(stage in final.chain for final in stage.file.final_stages)


def stays_in_layer(
    command: "Command", file: "Build", manager: str, *, everywhere: bool = False, fillers: "Sequence[str]" = ()
) -> bool:
    """Whether what a command puts in a cache is still there when its RUN ends, in an image that is used.

    With `everywhere`, in stages too from which only files are copied. Where one of `fillers` (`yum install`) follows in
    the same RUN, it is left to that to be told.
    """
    node = command.instruction
    if not isinstance(node, Run) or not (everywhere or layers_are_kept(file.stage_of(node))):
        return False
    if _emptied(file, node, manager) > command.start:
        return False
    if fillers:
        for later in reversed(file.commands(node)):
            if later is command:
                break
            if " ".join(word or "" for word in later.path) in fillers:
                return False
    return True


@recent(4)
def _emptied(file: "Build", node: Run, manager: str) -> float:
    """Where in a RUN a cache is emptied for the last time; beyond the end where a mount takes what goes into it."""
    cache = CACHES[manager]
    if is_mounted(file, node, cache):
        return float("inf")
    return next((command.start for command in reversed(file.commands(node)) if empties(command, file, cache)), -1)


def is_mounted(file: "Build", node: Run, cache: Cache) -> bool:
    """Whether a mount takes what goes into a cache; one at a place that is not known may."""
    for mount in mounts_of(node):
        if mount.kind in ("cache", "tmpfs") and mount.target is not None:
            path = file.scope_at(node).expand(mount.target)
            if path is None or _covers(path, cache, file, node):
                return True
    return False


def empties(command: "Command", file: "Build", cache: Cache) -> bool:
    """Whether a command empties a cache, or may: a script whose name says that it cleans."""
    family = command.family or ""
    if family in ("rm", "find"):
        words = command.operands if family == "rm" else command.arguments
        if family == "find" and not command.in_pipeline and not command.has("-delete", "-exec", "-execdir"):
            return False
        paths = [path for word in words for field in fields_of(word, command, file) for path in expand_braces(field)]
        return any(_covers(path, cache, file, command.instruction) for path in paths)
    for program, *verbs in cache.cleaners:
        if family == program and [verb.value for verb in command.verbs][: len(verbs)] == verbs:
            return True
    return "clean" in (command.name or "")


def _covers(path: str, cache: Cache, file: "Build", node: Instruction) -> bool:
    """Whether a path with globs holds a cache, or lies in it."""
    if UNKNOWN in path:
        # `$HOME/.cache/pip`, or a variable for the folder itself.
        path = path.replace(UNKNOWN, "~", 1) if path.startswith(UNKNOWN + "/") else path
        if UNKNOWN in path:
            return "cache" in path
    parts = [part for part in path.rstrip("/").split("/") if part not in ("", ".")]
    while parts and parts[-1] in ("*", ".*", ".[!.]*", "..?*", "**"):
        parts.pop()
    folders = list(cache.folders)
    for variable in cache.variables:
        value = file.scope_at(node).get(variable)
        if value:
            name = folders[0][-1:] if variable == "XDG_CACHE_HOME" else []
            folders.append([part for part in value.split("/") if part] + name)
    return any(_matches(parts, folder, path) for folder in folders)


def _matches(parts: list[str], folder: list[str], path: str) -> bool:
    if folder[0].startswith("."):
        # In a home: `/root/.cache`, `/home/app/.cache/pip`, `~/.cache`, `.cache`, and the home itself.
        if folder[0] in parts:
            parts = parts[parts.index(folder[0]) :]
        else:
            return path.startswith("/") and (parts == ["root"] or (parts[:1] == ["home"] and len(parts) <= 2))
    elif not path.startswith("/") or not parts:
        return False
    return all(own == part or _fits(own, part) for part, own in zip(parts, folder, strict=False))


def _fits(name: str, pattern: str) -> bool:
    if not any(sign in pattern for sign in "*?["):
        return False
    from fnmatch import fnmatchcase

    return fnmatchcase(name, pattern)


# What is configured elsewhere


def is_configured(file: "Build", node: Instruction, option: str, path: str) -> bool:
    """Whether an option may be set in a configuration file of a package manager.

    That is where an instruction up to this one, in the stage or those it is based on, has `option` in its text
    (`echo 'APT::Get::Assume-Yes "1";' > /etc/apt/…`), or copies something to where `path` is. Both are in lower case.
    """
    text = _lowered(file.source)
    if option not in text and path not in text:
        return False
    stage = file.stage_of(node)
    first = _configured_at(stage, option, path) if stage is not None else None
    return first is not None and first <= node.start


@recent(8)
def _configured_at(stage: "Stage", option: str, path: str) -> int | None:
    """Where the first instruction starts that may set an option in the image of a stage."""
    for other in stage.chain_instructions:
        texts = [other.logical.text, *(heredoc.content for heredoc in other.heredocs)]
        if any(option in text.lower() for text in texts):
            return other.start
        if isinstance(other, Transfer) and path in other.logical.text.lower():
            return other.start
    return None


@recent(2)
def _lowered(source: Source) -> str:
    return source.text.lower()

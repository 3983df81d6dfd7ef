"""What package managers leave behind in a layer: their caches, what empties these, and mounts that keep them out.

stays_in_layer(command, file, manager.lists)     # `apt-get update`, and nothing that takes its lists away again
leaves_cache(command, file)                      # the same for the cache, unless an option or a setting keeps it empty
"""

from dlint.model.managers.manager import Cache
from dlint.model.managers.table import calls, manager_of
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


def layers_are_kept(stage: "Stage | None") -> bool:
    """Whether the layers of a stage are in an image that is used, and not only files that are copied from it."""
    return stage is not None and any(stage in final.chain for final in stage.file.final_stages)


def called(command: "Command") -> str:
    """A program with its subcommands: `dnf group install`."""
    return " ".join(word or "" for word in command.path)


def leaves_cache(command: "Command", file: "Build", *, everywhere: bool = False) -> bool:
    """Whether a package manager leaves its cache in the layer, in an image that is used; with `everywhere`, in any stage.

    Where it is a command that empties the cache, the last of the commands that fill it in a RUN is told.
    """
    manager = manager_of(command.family)
    cache = manager.cache if manager is not None else None
    if manager is None or cache is None:
        return False
    if called(command).partition(" ")[2] not in manager.verbs("fills") or command.has(*manager.no_cache.split()):
        return False
    if does_nothing(command):
        return False
    if is_set(command, file, manager.no_cache_variables):
        return False
    settings = manager.no_cache_settings.split(", ") if manager.no_cache_settings else []
    if any(is_configured(file, command.instruction, setting, manager.configuration) for setting in settings):
        return False
    fillers = calls(manager.group, "fills") if cache.clean else ()
    return stays_in_layer(command, file, cache, everywhere=everywhere, fillers=fillers)


def does_nothing(command: "Command") -> bool:
    """Whether a command neither asks nor fills a cache, as it names no packages: `pacman -Sy`."""
    manager = manager_of(command.family)
    if manager is None or command.operands:
        return False
    return called(command).partition(" ")[2] in manager.verbs("only_with_packages")


def is_set(command: "Command", file: "Build", variables: str) -> bool:
    """Whether one of the environment variables is set for a command, or may be; any value counts."""
    node = command.instruction
    for variable in variables.split():
        if variable in command.environment or variable in node.logical.text:
            return True
        if file.scope_at(node).state(variable) in ("known", "unset"):
            # It may come from outside.
            return True
    return False


def stays_in_layer(
    command: "Command", file: "Build", cache: Cache, *, everywhere: bool = False, fillers: "Sequence[str]" = ()
) -> bool:
    """Whether what a command puts in a cache is still there when its RUN ends, in an image that is used.

    With `everywhere`, in stages too from which only files are copied. Where one of `fillers` (`yum install`) follows in
    the same RUN, it is left to that to be told.
    """
    node = command.instruction
    if not isinstance(node, Run) or not (everywhere or layers_are_kept(file.stage_of(node))):
        return False
    if _emptied(file, node, cache) > command.start:
        return False
    if fillers:
        for later in reversed(file.commands(node)):
            if later is command:
                break
            if called(later) in fillers:
                return False
    return True


@recent(4)
def _emptied(file: "Build", node: Run, cache: Cache) -> float:
    """Where in a RUN a cache is emptied for the last time; beyond the end where a mount takes what goes into it."""
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
        # `$HOME/.cache/pip`, or a variable for the directory itself.
        path = path.replace(UNKNOWN, "~", 1) if path.startswith(UNKNOWN + "/") else path
        if UNKNOWN in path:
            return "cache" in path
    parts = [part for part in path.rstrip("/").split("/") if part not in ("", ".")]
    while parts and parts[-1] in ("*", ".*", ".[!.]*", "..?*", "**"):
        parts.pop()
    directories = cache.directories
    for variable in cache.variables:
        value = file.scope_at(node).get(variable)
        if value:
            name = directories[0][-1:] if variable == "XDG_CACHE_HOME" else []
            directories.append([part for part in value.split("/") if part] + name)
    return any(_matches(parts, directory, path) for directory in directories)


def _matches(parts: list[str], directory: list[str], path: str) -> bool:
    if directory[0].startswith("."):
        # In a home: `/root/.cache`, `/home/app/.cache/pip`, `~/.cache`, `.cache`, and the home itself.
        if directory[0] in parts:
            parts = parts[parts.index(directory[0]) :]
        else:
            return path.startswith("/") and (parts == ["root"] or (parts[:1] == ["home"] and len(parts) <= 2))
    elif not path.startswith("/") or not parts:
        return False
    return all(own == part or _fits(own, part) for part, own in zip(parts, directory, strict=False))


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

"""What to say of a package manager's command: what is wrong, where, and what to write instead.

    advice = question(command, file)      # `dnf install` will wait for an answer: add `-y`
    advice.place, advice.message, advice.insertions

The words are the same for all package managers; what is particular to one is in the table, `dlint.model.managers`.
"""

from dlint.model.managers.table import manager_of
from dlint.model.stage.command_edits import as_argument, at_the_end

from .caches import called, does_nothing, is_configured, is_set, leaves_cache, stays_in_layer
from .installed import named, unpinned, will_ask, written_as
from .lists import needed_later, updates_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from dlint.model.managers.manager import Manager
    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Build
    from dlint.syntax.nodes import Span


class Advice:
    """What is wrong, and what to write. `insertions` are texts with the node behind which each is to be added."""

    __slots__ = ("insertions", "message", "place")

    def __init__(self, place: "tuple[Span, ...]", message: str, *insertions: "tuple[Span, str] | None") -> None:
        self.place = place
        self.message = message
        self.insertions = [insertion for insertion in insertions if insertion is not None]


def _place(command: "Command") -> "tuple[Span, ...]":
    """The program with its subcommands."""
    return (command.words[0], *command.verbs[-1:])


def _with_verbs(command: "Command") -> str:
    return " ".join([command.name or "", *(verb.text for verb in command.verbs)])


def question(command: "Command", file: "Build") -> Advice | None:
    """A command waits for an answer, and there is nobody to give one."""
    manager = manager_of(command.family)
    if manager is None or not manager.yes or not command.verbs or not _asks(command, file, manager):
        return None
    option = manager.yes.split()[0]
    text = as_argument(command, option)
    said = _with_verbs(command)
    if manager.yes_first:
        instead = f"{command.name} {option}{said.removeprefix(command.name or '')}"
        message = f"`{said}` will wait for an answer: write `{instead}`"
        return Advice(_place(command), message, (command.words[0], text))
    message = f"`{said}` will wait for an answer: add `{option}`"
    return Advice(_place(command), message, (command.verbs[-1], text))


def _asks(command: "Command", file: "Build", manager: "Manager") -> bool:
    if does_nothing(command) or not will_ask(command, file, *manager.yes.split()):
        return False
    twice = manager.yes_twice.split()
    given = [option for option in command.options if option.name in twice]
    if len(given) > 1 or any(option.value == "2" for option in given):
        return False
    if is_set(command, file, manager.yes_variables):
        return False
    setting = manager.yes_setting
    return not setting or not is_configured(file, command.instruction, setting, manager.configuration)


def cache_left(command: "Command", file: "Build", *, everywhere: bool = False) -> Advice | None:
    """A cache stays in the layer, in an image that is used; with `everywhere`, in any stage."""
    manager = manager_of(command.family)
    if manager is None or manager.cache is None or not leaves_cache(command, file, everywhere=everywhere):
        return None
    start = f"{command.name} leaves its cache in the layer: "
    text = manager.cache.clean.replace("{program}", command.name or "")
    if text:
        return Advice(_place(command), f"{start}end this `RUN` with `{text}`", at_the_end(command, file, text))
    option = manager.no_cache.partition(" ")[0]
    if not option:
        return Advice(_place(command), f"{start}mount a cache")
    insertion = ((command.verbs or command.words)[-1 if command.verbs else 0], as_argument(command, option))
    return Advice(_place(command), f"{start}add `{option}`", insertion)


def lists_left(command: "Command", file: "Build") -> Advice | None:
    """Lists of packages stay in the layer, in an image that is used."""
    manager = manager_of(command.family)
    if manager is None or manager.lists is None or called(command) not in updates_of(manager):
        return None
    if not stays_in_layer(command, file, manager.lists, fillers=updates_of(manager)):
        return None
    start = "the package lists stay in the layer: "
    text = manager.lists.clean
    if needed_later(command, file):
        return Advice(_place(command), f"{start}install everything in one `RUN`, and end it with `{text}`")
    return Advice(_place(command), f"{start}end this `RUN` with `{text}`", at_the_end(command, file, text))


def without_version(command: "Command", file: "Build", allow: "Iterable[str]" = ()) -> Advice | None:
    """Packages are taken in whatever version there is."""
    notation = written_as(command)
    found = unpinned(command, file, allow)
    if notation is None or not found:
        return None
    message = f"{named(found)} not pinned: write `{notation.pinned(found[0].name)}`"
    return Advice((found[0].word,), message)

"""Lists of packages: what refreshes them, and whether a later RUN needs those from before."""

from dlint.model.managers.table import calls, manager_of
from dlint.startup.remember import recent

from .caches import called

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.managers.manager import Manager
    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Build


def updates_of(manager: "Manager") -> list[str]:
    """The commands that refresh the lists of a package manager, or of one that is like it: `apt-get update`."""
    return calls(manager.group, "updates")


def needed_later(command: "Command", file: "Build") -> bool:
    """Whether a later RUN, in this stage or one based on it, installs something without an update of its own."""
    manager = manager_of(command.family)
    stage = file.stage_of(command.instruction)
    if stage is None or manager is None:
        return False
    return _needs(file, manager.group)[stage.index] > command.instruction.start


@recent(2)
def _needs(file: "Build", group: str) -> list[int]:
    """For each stage where the last RUN starts, there or in a stage based on it, that needs lists from before."""
    updates = calls(group, "updates")
    installs = calls(group, "installs")
    found = [-1] * len(file.stages)
    for stage in reversed(file.stages):
        for node in stage.named("RUN"):
            names = [called(other) for other in file.commands(node)]
            first = next((name for name in names if name in updates or name in installs), None)
            if first is not None and first not in updates:
                found[stage.index] = max(found[stage.index], node.start)
        if stage.base is not None:
            found[stage.base.index] = max(found[stage.base.index], found[stage.index])
    return found

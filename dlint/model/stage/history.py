"""What ran before: the RUNs and the commands that made the image of a stage, in order."""

from dlint.startup.remember import NotRead, recent
from dlint.syntax.nodes import Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command

    from .build import Stage


def runs_of(stage: "Stage") -> list[Run]:
    """The RUNs that make the image of a stage, those of its bases first.

    Raises `NotRead` where not all of the stage is read.
    """
    if not stage.is_whole:
        raise NotRead
    return layers_of(stage)


def layers_of(stage: "Stage") -> list[Run]:
    """The same, as far as they are read."""
    return [node for node in stage.chain_instructions if isinstance(node, Run)]


@recent(4)
def launched_in(stage: "Stage") -> frozenset[str | None]:
    """The programs that the commands of a stage run, behind `uv run` and the like. Raises `NotRead`."""
    return frozenset(command.launched.family for command in run_commands(stage))


@recent(20)
def run_commands(stage: "Stage") -> "list[Command]":
    """The commands of all RUNs that make the image of a stage. The list is kept: it is not to be changed."""
    return [command for node in runs_of(stage) for command in stage.file.commands(node)]

"""What ran before: the RUNs and the commands that made the image of a stage, in order."""

from dlint.startup.remember import NotRead, recent
from dlint.syntax.nodes import Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command

    from .build import Build, Stage


def is_shipped(stage: "Stage | None") -> bool:
    """Whether what a stage installs may get into an image that is used in production."""
    return stage is not None and stage.role in ("final", "builder")


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


def commands_before(command: "Command", file: "Build") -> "list[Command]":
    """The commands that ran in the image before a command, in its stage and those that it is based on."""
    stage = file.stage_of(command.instruction)
    if stage is None:
        return []
    found: list[Command] = []
    for node in layers_of(stage):
        if node.start > command.instruction.start:
            break
        found += [
            other for other in file.commands(node) if other.start < command.start or node is not command.instruction
        ]
    return found


@recent(4)
def launched_in(stage: "Stage") -> frozenset[str | None]:
    """The programs that the commands of a stage run, behind `uv run` and the like. Raises `NotRead`."""
    return frozenset(command.launched.family for command in run_commands(stage))


@recent(20)
def run_commands(stage: "Stage") -> "list[Command]":
    """The commands of all RUNs that make the image of a stage. The list is kept: it is not to be changed."""
    return [command for node in runs_of(stage) for command in stage.file.commands(node)]

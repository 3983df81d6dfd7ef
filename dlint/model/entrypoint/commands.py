"""What a container runs: ENTRYPOINT and CMD of a stage, taken together."""

from dlint.model.shell.commands import commands_of_words
from dlint.model.shell.programs import family_of
from dlint.model.stage.build import Stage
from dlint.startup.remember import NotRead
from dlint.syntax.nodes import Instruction
from dlint.syntax.shell_dialect import SHELLS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command


def entrypoint_instructions(stage: Stage) -> tuple[Instruction | None, Instruction | None]:
    """The ENTRYPOINT and the CMD in effect. An ENTRYPOINT takes away the CMD of the stages below.

    Raises `NotRead` where not all of the stage is read.
    """
    if not stage.is_whole:
        raise NotRead
    entrypoint: Instruction | None = None
    command: Instruction | None = None
    for part in stage.chain:
        commands, entrypoints = part.named("CMD"), part.named("ENTRYPOINT")
        if command is None and commands:
            command = commands[-1]
        if entrypoints:
            entrypoint = entrypoints[-1]
            break
    return entrypoint, command


def entrypoint_commands(stage: Stage) -> "list[Command]":
    """The commands that a container of a stage runs, as far as they can be read.

    The arguments in CMD stand behind the ENTRYPOINT in exec form. Where that is a script, it probably ends in
    `exec "$@"`, and the command in CMD is told as well.
    """
    entrypoint, command = entrypoint_instructions(stage)
    file = stage.file
    if entrypoint is None:
        return file.commands(command) if command is not None else []
    if entrypoint.json is None or command is None or not entrypoint.json.elements:
        return list(file.commands(entrypoint))
    if command.json is None:
        return file.commands(entrypoint) + file.commands(command)
    found = commands_of_words(entrypoint, [*entrypoint.json.elements, *command.json.elements])
    if is_script(entrypoint.json.elements[0].value):
        found = found + file.commands(command)
    return found


def own_entrypoint_commands(stage: Stage) -> "list[Command]":
    """The commands that a container of a stage runs, as far as they are written in this very stage."""
    return [command for command in entrypoint_commands(stage) if stage.file.stage_of(command.instruction) is stage]


def is_script(program: str) -> bool:
    """Whether a program is likely a start script that runs its arguments."""
    name = program.rpartition("/")[2]
    if name in SHELLS:
        return False
    return name.endswith((".sh", ".bash")) or "entrypoint" in name or ("/" in program and family_of(name) == name)

"""The working directory: at an instruction, and where each command of a RUN, CMD or ENTRYPOINT runs."""

from dlint.startup.remember import once_for
from dlint.syntax.go_filepath import clean
from dlint.syntax.nodes import Instruction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command

    from .build import Build, Stage

MAX_PATH = 4096
"""Linux knows no longer paths; one that would be is not known."""


def workdir_at(stage: "Stage", node: Instruction | None = None) -> str | None:
    """The working directory at an instruction of the stage, None: at its end. Not known: None."""
    directories = _at_instructions(stage)
    if node is None:
        return directories[0]
    while node.onbuild is not None:
        node = node.onbuild
    return directories.get(id(node))


@once_for
def _at_instructions(stage: "Stage") -> dict[int, str | None]:
    """The working directory when each instruction starts, by id; 0 stands for the end of the stage."""
    found: dict[int, str | None] = {}
    if stage.base is not None:
        current = workdir_at(stage.base)
    else:
        current = "/" if stage.is_scratch else stage.family.workdir
    for node in stage.instructions:
        found[id(node)] = current
        if node.name == "WORKDIR":
            word = node.argument
            current = join(current, stage.file.expand(word, node) if word is not None else None)
    found[0] = current
    return found


def directory_of(command: "Command", build: "Build") -> str | None:
    """The directory in which a command runs, `cd` before it taken in; None where that is not known."""
    stage = build.stage_of(command.instruction)
    if stage is None:
        return None
    known = _of_commands(stage)
    node = command.instruction
    if id(node) not in known:
        known[id(node)] = _after_changes(stage, node)
    directories = known[id(node)]
    return directories[id(command)] if id(command) in directories else workdir_at(stage, node)


@once_for
def _of_commands(stage: "Stage") -> dict[int, dict[int, str | None]]:
    """What is known so far: by instruction, the directories of its commands."""
    return {}


def _after_changes(stage: "Stage", node: Instruction) -> dict[int, str | None]:
    found: dict[int, str | None] = {}
    current = workdir_at(stage, node)
    scope = stage.file.scope_at(node)
    outside: str | None = None
    inside = False
    for command in stage.file.commands(node):
        if command.in_subshell and not inside:
            outside, inside = current, True
        elif not command.in_subshell and inside:
            current, inside = outside, False
        found[id(command)] = current
        if command.name in ("cd", "pushd") and not command.in_pipeline:
            operands = [word for word in command.arguments if not (word.value or "").startswith("-")]
            text = operands[0].value or scope.expand(operands[0].text) if operands else None
            current = None if text is None or text.startswith("~") else join(current, text)
    return found


def join(directory: str | None, path: str | None) -> str | None:
    """A path seen from a directory, cleaned; None where one of them is not known, or the path is too long."""
    if path is None:
        return None
    if not path.startswith("/"):
        if directory is None:
            return None
        path = f"{directory}/{path}"
    return clean(path) if len(path) <= MAX_PATH else None

"""As which user a stage runs what is written in it."""

from dlint.syntax.nodes import Instruction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .stages import Stage

ROOT = ("root", "0")
"""The names of root."""


def user_at(stage: "Stage", instruction: Instruction) -> str | None:
    """The user (without group) that an instruction runs as; None where it is not known.

    That is what the last USER before it says, in the stage or one that it is based on, else the base image.
    """
    place = (instruction.onbuild or instruction).start
    for part in stage.chain:
        for node in reversed(part.instructions):
            if node.name == "USER" and node.argument is not None and (part is not stage or node.start < place):
                return user_of(stage, node)
    return stage.root.family.user


def user_of(stage: "Stage", node: Instruction) -> str | None:
    """The user (without group) that a USER names, variables expanded; None where it is not known."""
    text = stage.file.expand(node.argument, node) if node.argument is not None else None
    return text.partition(":")[0].strip() if text is not None else None

"""As which user a stage runs what is written in it."""

from bisect import bisect_left

from dlint.syntax.nodes import Instruction

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .build import Stage

ROOT = ("root", "0")
"""The names of root."""

_LOOKED_AT = 100
"""Of so many USERs one is taken to be whole."""


def _start(node: Instruction) -> int:
    return node.start


def user_at(stage: "Stage", instruction: Instruction) -> str | None:
    """The user (without group) that an instruction runs as; None where it is not known.

    That is what the last USER before it says, in the stage or one that it is based on, else the base image.
    """
    place = (instruction.onbuild or instruction).start
    for part in stage.chain:
        users = part.named("USER")
        end = len(users) if part is not stage else bisect_left(users, place, key=_start)
        for node in reversed(users[max(0, end - _LOOKED_AT) : end]):
            if node.argument is not None:
                return user_of(stage, node)
    return stage.root.family.user


def user_of(stage: "Stage", node: Instruction) -> str | None:
    """The user (without group) that a USER names, variables expanded; None where it is not known."""
    text = stage.file.expand(node.argument, node) if node.argument is not None else None
    return text.partition(":")[0].strip() if text is not None else None

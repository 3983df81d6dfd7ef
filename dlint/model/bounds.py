"""How much of a file is looked at. What people write is far below; what is above could keep us busy for hours.

Of 5,000 Dockerfiles the longest has 363 instructions. Many questions are about pairs of instructions, so a file with
20,000 of them is not read slower, but never to its end.
"""

from dlint.syntax.nodes import Comment, Dockerfile, Instruction, Onbuild

MAX_INSTRUCTIONS = 1000
MAX_WORDS = 20_000
"""Flags, words and comments together."""

MAX_FAULTS = 100
"""The parser's errors that are told where the first is beyond what is looked at."""

MAX_SHELL = 250_000
"""Characters of shell text in one file; what is beyond is not read."""


def bounded(tree: Dockerfile) -> Dockerfile:
    """The tree itself, or where it is too large one that ends earlier; `end` says where."""
    instructions = words = 0
    for index, item in enumerate(tree.items):
        if isinstance(item, Instruction):
            instructions += 1
            inner = item.trigger if isinstance(item, Onbuild) and item.trigger is not None else item
            words += len(inner.arguments) + len(inner.flags) + len(inner.heredocs) + len(item.comments)
        elif isinstance(item, Comment):
            words += 1
        if instructions > MAX_INSTRUCTIONS or words > MAX_WORDS:
            return _before(tree, index)
    return tree


def _before(tree: Dockerfile, index: int) -> Dockerfile:
    end = tree.items[index].line_start
    shorter = Dockerfile(tree.start, end)
    shorter.parent = None
    shorter.source = tree.source
    shorter.escape = tree.escape
    shorter.directives = tree.directives
    shorter.items = tree.items[:index]
    shorter.instructions = [item for item in shorter.items if isinstance(item, Instruction)]
    shorter.faults = [fault for fault in tree.faults if fault.start < end] or tree.faults[:MAX_FAULTS]
    return shorter

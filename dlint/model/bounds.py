"""How much of a file is looked at. What people write is far below; what is above could keep us busy for hours.

Of 5,000 Dockerfiles the longest has 363 instructions, another 450 commands.
"""

from dlint.syntax.nodes import Comment, Dockerfile, Instruction, Onbuild

MAX_INSTRUCTIONS = 3000
MAX_WORDS = 20_000
"""Flags, words and comments together."""

MAX_FAULTS = 100
"""The parser's errors that are told where the first is beyond what is looked at."""

MAX_SHELL = 250_000
"""Characters of shell text in one file. A script that goes beyond is not read, so the rules are silent about it."""

MAX_COMMANDS = 4000
"""The same for commands, by a rough count."""

FEW = 2000
"""Characters of a file in which there can't be too much."""


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


def readable(tree: Dockerfile) -> set[int] | None:
    """The ids of the instructions whose shell text is read; None where it is that of all."""
    if tree.end <= FEW:
        return None
    found: set[int] = set()
    characters = commands = 0
    every = True
    for node in tree.instructions:
        size, count = node.line_end - node.line_start, _commands(node)
        if characters + size <= MAX_SHELL and commands + count <= MAX_COMMANDS:
            characters += size
            commands += count
            found.add(id(node))
        else:
            every = False
    return None if every else found


def _commands(node: Instruction) -> int:
    """About how many commands there are in an instruction."""
    if node.name not in ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "ONBUILD"):
        return 0
    texts = [node.logical.text, *(heredoc.content for heredoc in node.heredocs)]
    return 1 + sum(text.count(sign) for text in texts for sign in (";", "&&", "|", "\n", "$(", "`"))


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

"""Pipes of a script, and which of them may fail without harm."""

from dlint.syntax.nodes import Node
from dlint.syntax.shell_nodes import (
    Chain,
    If,
    Pipeline,
    Script,
    While,
)


def pipelines(script: Script) -> list[Pipeline]:
    """The pipes of a script, those in substitutions too, in the order of the text."""
    found: dict[int, Pipeline] = {}
    for command in script.commands:
        node: Node | None = command
        while node is not None:
            if isinstance(node, Pipeline) and len(node.commands) > 1:
                found[id(node)] = node
            node = node.parent
    return sorted(found.values(), key=lambda pipeline: (pipeline.index, -pipeline.stop))


def may_fail(pipeline: Pipeline) -> bool:
    """Whether the script provides for its failure: it is negated, a condition, or `||` follows."""
    if pipeline.negated:
        return True
    node: Node = pipeline
    while node.parent is not None:
        above = node.parent
        if isinstance(above, Chain) and isinstance(node, Pipeline) and "||" in above.operators[node.position :]:
            return True
        if isinstance(above, If) and any(node is condition for condition, _ in above.branches):
            return True
        if isinstance(above, While) and node is above.condition:
            return True
        node = above
    return False

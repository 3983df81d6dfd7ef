"""What a stage copies from another one, and where it is found there."""

from dlint.model.stage.working_directory import join, workdir_at
from dlint.syntax.go_filepath import clean, has_wildcard
from dlint.syntax.nodes import Copy

from .run_effects import below

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.stage.build import Stage
    from dlint.syntax.nodes import Word


class StageCopy:
    """A source of a COPY that takes something from another stage: `source` there becomes `target` here.

    Both are absolute paths; of a directory, the content is copied.
    """

    __slots__ = ("node", "source", "target", "word")

    def __init__(self, node: Copy, word: "Word", source: str, target: str) -> None:
        self.node = node
        self.word = word
        self.source = source
        self.target = target

    def place_of(self, path: str) -> str | None:
        """Where a path of the other stage is found in this one; None where it is not copied."""
        rest = below(path, self.source)
        if rest is None:
            return None
        return clean(f"{self.target}/{rest}") if rest else self.target


def copies_between(source: "Stage", user: "Stage") -> list[StageCopy]:
    """What a stage, or those it is based on, copies from another one; what is not known is left out."""
    found: list[StageCopy] = []
    for stage in reversed(user.chain):
        for node in stage.instructions:
            origin = node.flag("from") if isinstance(node, Copy) else None
            if not isinstance(node, Copy) or origin is None or node.destination is None:
                continue
            name = (origin.value or "").lower()
            if name not in (source.name, str(source.index)):
                continue
            target = join(workdir_at(stage, node), stage.file.expand(node.destination, node))
            for word in node.sources:
                path = stage.file.expand(word, node)
                if path is not None and target is not None and not has_wildcard(path):
                    found.append(StageCopy(node, word, clean("/" + path), target))
    return found

"""What FROM means where no build argument is given: ARGs have their defaults, and those without are not set."""

from dlint.syntax.expansion import expand
from dlint.syntax.nodes import Arg, From

from .scope import global_history

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .build import Build

SAMPLE_PLATFORM = "linux/amd64"
"""Any platform makes a valid name where one does."""


def default_images(file: "Build") -> list[tuple[From, str, list[str]]]:
    """Each FROM with its base image by defaults only, and the ARGs in it; up to the first that can't be expanded."""
    declared: list[Arg] = []
    for instruction in file.tree.instructions:
        if isinstance(instruction, From):
            break
        if isinstance(instruction, Arg):
            declared.append(instruction)
    escape = file.tree.escape
    platform = file.settings.platform or SAMPLE_PLATFORM
    history = global_history(declared, {}, escape, file.settings.target, platform)
    for index, instruction in enumerate(declared):
        scope = history.before(index)
        for place, pair in enumerate(instruction.pairs):
            if pair.value is not None and expand(pair.value.text, scope.later(place), escape).error:
                return []
    names = {pair.key.text for instruction in declared for pair in instruction.pairs}
    found = []
    for stage in file.stages:
        if stage.node.image is not None:
            expansion = expand(stage.node.image.text, history.end, escape)
            if expansion.error:
                break
            asked = (*expansion.matched, *expansion.unmatched)
            found.append((stage.node, expansion.text, [name for name in asked if name in names]))
    return found

"""What the instructions of a Dockerfile take from the build context: the sources of COPY and ADD, and bind mounts."""

from dlint.model.stage.working_directory import workdir_at
from dlint.startup.remember import once_for
from dlint.syntax.go_filepath import clean, has_wildcard
from dlint.syntax.mounts import mounts_of
from dlint.syntax.nodes import (
    Instruction,
    Run,
    Span,
    Transfer,
)
from dlint.syntax.remote import is_remote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dlint.model.context.context import Context
    from dlint.model.stage.build import Build, Stage
    from dlint.syntax.nodes import Instruction

_WHOLE = ("", "*")


class ContextSource:
    """A source in the context. `node` is the instruction, `place` where the source is written (all of a mount).

    `text` is the source with variables expanded, None where it is not known; `path` the same cleaned, relative to the
    root of the context, empty for the root itself.
    """

    __slots__ = ("is_mount", "node", "path", "place", "stage", "text")

    def __init__(
        self, node: "Instruction", stage: "Stage", place: Span, text: str | None, is_mount: bool = False
    ) -> None:
        self.node = node
        self.stage = stage
        self.place = place
        self.text = text
        self.is_mount = is_mount
        self.path: str | None = clean("/" + text)[1:] if text is not None else None

    def __repr__(self) -> str:
        return f"ContextSource({self.node.name}, {self.text!r})"

    @property
    def is_whole(self) -> bool:
        """Whether all of the context is taken: `.` or `*`."""
        return self.path in _WHOLE

    @property
    def has_wildcard(self) -> bool:
        """Whether what it takes is found by a pattern. A mount has none."""
        return self.path is not None and not self.is_mount and has_wildcard(self.path)

    @property
    def is_literal(self) -> bool:
        """Whether it is written without variables, so that no build argument changes it."""
        return "$" not in self.stage.file.source.text[self.place.start : self.place.end]

    @property
    def leaves_root(self) -> bool:
        """Whether it is written as if something above the root of the context could be had."""
        return self.text is not None and f"{clean(self.text.lstrip('/'))}/".startswith("../")

    @property
    def is_used(self) -> bool:
        """Whether the stage is built at all."""
        return self.stage.role != "unused"

    @property
    def reaches_image(self) -> bool:
        """Whether what it takes comes into an image that is used: in its own stage, or with a directory of it."""
        role = self.stage.role
        if role == "final":
            return True
        destination = getattr(self.node, "destination", None)
        if role != "builder" or destination is None:
            return False
        file = self.stage.file
        target = file.expand(destination, self.node)
        directory = workdir_at(self.stage, self.node)
        if target is None or (directory is None and not target.startswith("/")):
            return False
        path = clean(f"{directory}/{target}" if not target.startswith("/") else target)
        return any(_copies(user, self.stage, path) for user in self.stage.users if user.role == "final")

    def holds(self, path: str) -> bool:
        """Whether a path of the context is what it names, or lies below that; of a pattern it is not known."""
        return self.is_whole or (self.path is not None and (path == self.path or path.startswith(self.path + "/")))

    def taker(self, context: "Context") -> "Callable[[str], bool]":
        """What tells whether a path that is sent is taken along. With `--exclude`, that is not known: nothing is."""
        if self.path is None or self.node.flag("exclude") is not None:
            return lambda path: False
        if self.is_whole:
            return lambda path: True
        places = context.expand_source(self.path)
        below = tuple(place + "/" for place in places)
        return lambda path: path.startswith(below) or path in places

    def taken_along(self, context: "Context", paths: list[str]) -> list[str]:
        """Those of the paths, which are sent, that it takes along without being one of them."""
        takes = self.taker(context) if paths else None
        return [path for path in paths if takes and path != self.path and takes(path)]


def _copies(user: "Stage", origin: "Stage", path: str) -> bool:
    """Whether a stage copies a directory of another one, or the directory around it."""
    for node in user.instructions:
        flag = node.flag("from")
        if not isinstance(node, Transfer) or flag is None or flag.value is None:
            continue
        if flag.value.lower() != origin.name and flag.value != str(origin.index):
            continue
        for word in node.sources:
            text = user.file.expand(word, node)
            directory = clean("/" + text) if text is not None else None
            if directory is not None and (directory in (path, "/") or path.startswith(directory + "/")):
                return True
    return False


@once_for
def context_sources(file: "Build") -> list[ContextSource]:
    """All sources in the context, in the order of the text; not what comes from stages, images, heredocs or the web."""
    return [source for stage in file.stages for source in sources_of(stage)]


def shipped_sources(file: "Build") -> "Iterator[ContextSource]":
    """The known sources of COPY and ADD whose files come into an image that is used."""
    for source in context_sources(file):
        if not source.is_mount and source.path is not None and source.reaches_image:
            yield source


def sources_of(stage: "Stage") -> list[ContextSource]:
    """The sources in the context of the instructions of a stage. An ONBUILD takes them from another context."""
    return [source for node in stage.instructions for source in sources_at(node, stage)]


def sources_at(node: Instruction, stage: "Stage") -> list[ContextSource]:
    """The sources in the context of one instruction of a stage."""
    file = stage.file
    found = []
    if isinstance(node, Transfer) and node.flag("from") is None:
        written = {heredoc.word.start for heredoc in node.heredocs}
        for word in node.sources:
            text = file.expand(word, node)
            if word.start in written or (text is not None and is_remote(text)):
                continue
            found.append(ContextSource(node, stage, word, text or None))
    elif isinstance(node, Run):
        for mount in mounts_of(node):
            if mount.kind == "bind" and not mount.get("from") and mount.fault is None:
                source = mount.source or "."
                found.append(ContextSource(node, stage, mount, None if "$" in source else source, True))
    return found


def named_sources(file: "Build") -> list[str]:
    """What COPY, ADD and bind mounts of a Dockerfile take from the context, as far as that is known."""
    return [source.text for source in context_sources(file) if source.text is not None]

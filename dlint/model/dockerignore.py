"""A `.dockerignore` file with what it is for: the Dockerfiles it serves, the context it filters, the copies it guards."""

import os

from dlint.syntax.ignorefile import IgnorePattern, parse_ignore
from dlint.syntax.nodes import Onbuild, Run, Span, Transfer
from dlint.syntax.source import Source

from .disk import locate, read_bytes
from .file import File, Settings
from .ignore import Matcher
from .stages import mounts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.syntax.nodes import Instruction, Word

    from .context import Context

SUFFIX = ".dockerignore"
EVERYTHING = (".", "./", "/", "*", "./*", "/.")
MANIFESTS = ("pyproject.toml", "requirements.txt", "setup.py", "setup.cfg", "manage.py", "Pipfile", "environment.yml")
MAX_DOCKERFILES = 20


class Dockerignore:
    """An ignore file, `tree`, and its use. `folder` is the real folder it lies in, None for text that lies nowhere."""

    __slots__ = ("_context", "_dockerfiles", "_matcher", "folder", "path", "settings", "source", "tree")

    def __init__(self, source: Source, settings: Settings | None = None, folder: str | None = None) -> None:
        self.source = source
        self.path = source.path
        self.settings = settings or Settings()
        self.folder = folder
        self.tree = parse_ignore(source)
        self._dockerfiles: list[File] | None = None
        self._matcher: Matcher | None = None
        self._context: Context | None | bool = False

    @property
    def patterns(self) -> list[IgnorePattern]:
        """The patterns in order."""
        return self.tree.patterns

    @property
    def matcher(self) -> Matcher:
        """The patterns, as Docker evaluates them."""
        if self._matcher is None:
            self._matcher = Matcher.of(self.tree)
        return self._matcher

    @property
    def is_allow_list(self) -> bool:
        """Whether everything is left out but what is named."""
        return bool(self.patterns) and not self.patterns[0].negated and self.patterns[0].pattern in ("*", "**", "**/*")

    @property
    def dockerfiles(self) -> list[File]:
        """The Dockerfiles to which the file applies, as far as they lie where one finds them."""
        if self._dockerfiles is None:
            self._dockerfiles = []
            for name in self._names():
                source = self._read(name)
                if source is not None:
                    file = File(source, self.settings, self.folder)
                    context = file.context
                    if context is not None and context.ignore_path == os.path.join(context.root, os.path.basename(self.path)):
                        self._dockerfiles.append(file)
        return self._dockerfiles

    def _names(self) -> list[str]:
        """The Dockerfiles that may be meant: the one whose name the file bears, or those beside it."""
        if self.folder is None:
            return []
        name = os.path.basename(self.path)
        if name != SUFFIX:
            return [name.removesuffix(SUFFIX)]
        try:
            names = sorted(os.listdir(self.folder))
        except OSError:
            return []
        found = [
            name
            for name in names
            if name.lower().startswith(("dockerfile", "containerfile")) or name.lower().endswith(".dockerfile")
        ]
        return [name for name in found if not name.endswith(SUFFIX)][:MAX_DOCKERFILES]

    def _read(self, name: str) -> Source | None:
        assert self.folder is not None
        try:
            place = locate(self.folder, name)
            if place is None or not place.is_file:
                return None
            path = os.path.join(os.path.dirname(self.path), name)
            return Source.decode(read_bytes(os.path.join(self.folder, place.path)), path)
        except OSError:
            return None

    @property
    def context(self) -> "Context | None":
        """The build context that the file filters, or None where it is not known."""
        for file in self.dockerfiles:
            return file.context
        return None

    @property
    def is_python(self) -> bool:
        """Whether the context is of a Python project, or a Dockerfile starts from an image made for Python."""
        context = self.context
        if context is not None and any(context.exists(name) for name in MANIFESTS):
            return True
        return any(stage.family.is_python for file in self.dockerfiles for stage in file.stages)

    @property
    def first_line(self) -> Span:
        """The first pattern, where what is missing in the file is told."""
        return self.patterns[0] if self.patterns else Span(0, 0)

    def broad_copies(self) -> "list[tuple[File, Instruction]]":
        """The instructions that take the whole context, in the Dockerfiles to which the file applies."""
        return [(file, node) for file in self.dockerfiles for node, _ in broad_copies(file)]


def broad_copies(file: File) -> "list[tuple[Instruction, Word | None]]":
    """The COPY, ADD and bind mounts of a file that take the whole context, with the source that says so."""
    found: list[tuple[Instruction, Word | None]] = []
    for stage in file.stages:
        for instruction in stage.instructions:
            node = instruction.trigger if isinstance(instruction, Onbuild) else instruction
            if isinstance(node, Transfer) and not node.flag("from"):
                found += [(node, word) for word in node.sources if file.expand(word, node) in EVERYTHING][:1]
            elif isinstance(node, Run):
                for mount in mounts_of(node):
                    if mount.kind == "bind" and not mount.get("from") and (mount.source or ".") in EVERYTHING:
                        found.append((node, None))
    return found

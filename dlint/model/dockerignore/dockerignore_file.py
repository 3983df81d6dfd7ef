"""A `.dockerignore` file with its use: the Dockerfiles it serves, the context it filters, the copies it guards."""

import os

from dlint.model.disk import locate, read_bytes
from dlint.model.file import File
from dlint.model.ignore.matcher import Matcher
from dlint.model.linted_file import LintedFile
from dlint.model.settings import Settings
from dlint.startup.remember import once
from dlint.syntax.dockerignore import IgnorePattern, parse_ignore
from dlint.syntax.mounts import mounts_of
from dlint.syntax.nodes import (
    Onbuild,
    Run,
    Span,
    Transfer,
)
from dlint.syntax.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.context.context import Context
    from dlint.model.context.workspace import Workspace
    from dlint.syntax.nodes import Instruction, Word

SUFFIX = ".dockerignore"
EVERYTHING = (".", "./", "/", "*", "./*", "/.")
MANIFESTS = ("pyproject.toml", "requirements.txt", "setup.py", "setup.cfg", "manage.py", "Pipfile", "environment.yml")
MAX_DOCKERFILES = 20
MAX_SEARCHED = 5_000
MAX_SEARCH_DEPTH = 4
MAX_COMPARED = 1_000
"""Patterns in a file in which each is compared with the others."""

SKIPPED = ("node_modules", "site-packages", "__pycache__", "venv", "env", "vendor", "target")


class Dockerignore(LintedFile):
    """An ignore file, `tree`, and its use."""

    def __init__(
        self,
        source: Source,
        settings: Settings | None = None,
        directory: str | None = None,
        workspace: "Workspace | None" = None,
    ) -> None:
        super().__init__(source, settings, directory, workspace)
        self.tree = parse_ignore(source)

    @property
    def patterns(self) -> list[IgnorePattern]:
        """The patterns in order."""
        return self.tree.patterns

    @once
    def matcher(self) -> Matcher:
        """The patterns, as Docker evaluates them."""
        return Matcher.of(self.tree)

    @property
    def is_allow_list(self) -> bool:
        """Whether everything is left out but what is named."""
        return bool(self.patterns) and not self.patterns[0].negated and self.patterns[0].pattern in ("*", "**", "**/*")

    @property
    def is_general(self) -> bool:
        """Whether it is the `.dockerignore` of a directory, not that of a single Dockerfile."""
        return os.path.basename(self.path) == SUFFIX

    @once
    def candidates(self) -> list[File]:
        """The Dockerfiles that lie where one looks for those that the file may be meant for."""
        found: list[File] = []
        if self.directory is not None:
            own = os.path.join(self.directory, os.path.basename(self.path))
            self.workspace.has_read(own, self.tree, self.matcher)
            for path in self._paths(self.directory):
                source = self._read(path)
                if source is not None:
                    directory = os.path.join(self.directory, os.path.dirname(path))
                    found.append(File(source, self.settings, directory, workspace=self.workspace))
        return found

    @once
    def dockerfiles(self) -> list[File]:
        """The Dockerfiles to which the file applies, as far as they lie where one finds them."""
        return [file for file in self.candidates if self._serves(file)]

    def _serves(self, file: File) -> bool:
        context = file.context
        if self.directory is None or context is None or context.ignore_path is None:
            return False
        own = os.path.join(self.directory, os.path.basename(self.path))
        return os.path.realpath(context.ignore_path) == os.path.realpath(own)

    def _paths(self, directory: str) -> list[str]:
        """The Dockerfiles that may be meant: the one whose name the file bears, or those beside it and below."""
        if not self.is_general:
            return [os.path.basename(self.path).removesuffix(SUFFIX)]
        found: list[str] = []
        waiting = [("", 0)]
        looked = 0
        for prefix, depth in waiting:
            try:
                with os.scandir(os.path.join(directory, prefix)) as entries:
                    for entry in entries:
                        looked += 1
                        name = entry.name
                        if entry.is_dir(follow_symlinks=False):
                            if depth < MAX_SEARCH_DEPTH and name not in SKIPPED and name != ".git":
                                waiting.append((f"{prefix}{name}/", depth + 1))
                        elif _is_dockerfile(name):
                            found.append(prefix + name)
                        if looked > MAX_SEARCHED:
                            break
            except OSError:
                continue
            if looked > MAX_SEARCHED:
                break
        found.sort(key=lambda path: (path.count("/"), path))
        return found[:MAX_DOCKERFILES]

    def _read(self, name: str) -> Source | None:
        assert self.directory is not None
        try:
            place = locate(self.directory, name)
            if place is None or not place.is_file:
                return None
            path = os.path.join(os.path.dirname(self.path), name)
            return Source.decode(read_bytes(os.path.join(self.directory, place.path)), path)
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

    def mention(self, pattern: IgnorePattern | None) -> str:
        """A pattern, and where it is, for a message: `*` in line 1; nothing where there is none."""
        return f"`{pattern.text}` in line {self.source.line(pattern.start)}" if pattern is not None else ""

    def few_patterns(self, most: int = MAX_COMPARED) -> list[IgnorePattern]:
        """The patterns, for comparing each with all others; none where there are more than `most`, which is told."""
        if len(self.patterns) > most:
            self.passed.add(
                self.patterns[most].start,
                f"there are more than {most:,} patterns: whether one undoes another is not looked at",
            )
            return []
        return self.patterns

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


def _is_dockerfile(name: str) -> bool:
    lower = name.lower()
    if lower.endswith((SUFFIX, ".j2", ".tmpl", ".tpl", ".template", ".in", ".md")):
        return False
    return lower.startswith(("dockerfile", "containerfile")) or lower.endswith(".dockerfile")

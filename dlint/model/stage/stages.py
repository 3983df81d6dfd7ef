"""Build stages and how they hang together: what is based on what, what is copied from what, which end in an image."""

from bisect import bisect_left

from dlint.model.image.configs import ImageConfig, config_of
from dlint.model.image.families import Family, family_of
from dlint.model.image.python_tags import PythonTag
from dlint.model.image.reference import ImageReference, parse_reference
from dlint.model.limits import NotRead
from dlint.startup import regex as re
from dlint.syntax.mounts import Mount, read_mount
from dlint.syntax.nodes import (
    Copy,
    From,
    Instruction,
    Onbuild,
    Run,
    Shell,
    Span,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.file import File

    from .scope import Scope

DEVELOPMENT = re.compile(
    r"(?:^|[-_.])(?:dev|devel|develop|development|dev-envs|test|tests|testing|ci|lint|debug|docs|local|\.?devcontainer)(?:$|[-_.])",
    re.IGNORECASE,
)
"""Names of stages and files that are not for production."""

DEVELOPMENT_FOLDERS = frozenset((
    "dev", "devel", "develop", "development", "test", "tests", "testing", "ci", "lint", "debug", "docs", "local",
    "devcontainer", ".devcontainer",
))  # fmt: skip
"""Names of the folder of a Dockerfile that say the same; only whole names, since `test_shop` may be anything."""

MAX_DEPTH = 50
"""Of stages that are based on each other one that goes deeper is treated as one whose base image is not known."""

MAX_INHERITED = 60_000
"""Instructions that all stages of a file together have from those they are based on; an ONBUILD counts for ten. What goes
beyond is treated in the same way."""

_SHELLS = 100
"""So many SHELLs before an instruction are looked at for one that is not broken."""


def _start(node: Instruction) -> int:
    return node.start


class Stage:
    """One `FROM` and what follows it.

    `index` counts from 0, `name` is in lower case (None without `AS`). `instructions` are those after FROM, in order.
    """

    __slots__ = (
        "_by_name", "_chain", "_chain_instructions", "_family", "_is_development", "base", "depth", "file", "index",
        "inherited", "instructions", "is_too_deep", "name", "node", "reference", "sources", "text", "users",
    )  # fmt: skip

    def __init__(self, file: "File", index: int, node: From) -> None:
        self.file = file
        self.index = index
        self.node = node
        self.name = node.alias.text.lower() if node.alias is not None else None
        self.instructions: list[Instruction] = []
        self._family: Family | None = None
        self._chain: list[Stage] | None = None
        self._chain_instructions: list[Instruction] | None = None
        self._by_name: dict[str, list[Instruction]] | None = None
        self._is_development: bool | None = None
        self.depth = 0
        """How many stages it is based on, directly or not."""
        self.inherited = 0
        """How many instructions those have."""
        self.is_too_deep = False
        """Whether it is based on another stage, but inherits so much that its base is taken for unknown."""
        self.text: str | None = None
        """The base image with variables expanded; None where that is not known."""
        self.reference: ImageReference | None = None
        """The base image taken apart; None for another stage, for `scratch` and where it is not known."""
        self.base: Stage | None = None
        """The earlier stage that this one is based on."""
        self.sources: list[Stage] = []
        """The stages that something is copied or mounted from."""
        self.users: list[Stage] = []
        """The stages that copy or mount something from this one."""

    def __repr__(self) -> str:
        return f"<stage {self.index} {self.name or ''} from {self.text}>"

    @property
    def is_whole(self) -> bool:
        """Whether all of it was read; what follows in a file that is too long was not."""
        return self.file.tree.is_whole or self.index + 1 < len(self.file.stages)

    @property
    def is_scratch(self) -> bool:
        """Whether the stage starts from nothing."""
        return self.text == "scratch" and self.base is None

    @property
    def chain(self) -> "list[Stage]":
        """This stage, the one it is based on, and so on to the one with a base image."""
        if self._chain is None:
            self._chain = found = [self]
            while found[-1].base is not None:
                found.append(found[-1].base)
        return self._chain

    @property
    def root(self) -> "Stage":
        """The stage at the end of the chain: the one that names the base image."""
        return self.chain[-1]

    @property
    def chain_instructions(self) -> list[Instruction]:
        """All instructions that make the image of this stage, the ones of its bases first."""
        if self._chain_instructions is None:
            self._chain_instructions = [node for stage in reversed(self.chain) for node in stage.instructions]
        return self._chain_instructions

    def named(self, name: str) -> list[Instruction]:
        """The instructions of that name in this stage."""
        if self._by_name is None:
            self._by_name = {}
            for node in self.instructions:
                self._by_name.setdefault(node.name, []).append(node)
        return self._by_name.get(name, [])

    def last(self, name: str) -> Instruction | None:
        """The last instruction of that name in the chain: the one in effect.

        Raises `NotRead` where not all of the stage is read.
        """
        if not self.is_whole:
            raise NotRead
        for stage in self.chain:
            found = stage.named(name)
            if found:
                return found[-1]
        return None

    @property
    def is_final(self) -> bool:
        """Whether the stage ends in an image that is used: the target, or the last stage."""
        return self in self.file.final_stages

    @property
    def is_development(self) -> bool:
        """Whether the name of the stage or of the file says that it is not for production."""
        if self._is_development is None:
            self._is_development = self.file.is_development or bool(self.name and DEVELOPMENT.search(self.name))
        return self._is_development

    @property
    def role(self) -> str:
        """`development`, `final` (its layers are in an image that is used), `builder` or `unused`."""
        if self.is_development:
            return "development"
        if self.file.is_final(self):
            return "final"
        return "builder" if self.file.is_needed(self) else "unused"

    @property
    def family(self) -> Family:
        """What is known of the base image; for another stage, what is known of its base image."""
        root = self.root
        if root._family is None:
            root._family = family_of(root.reference)
        return root._family

    @property
    def config(self) -> ImageConfig:
        """What is known of the configuration of the base image."""
        root = self.root
        return config_of(root.reference, self.file.settings.images)

    @property
    def python_tag(self) -> PythonTag | None:
        """The tag of the base image that this FROM names, taken apart, where it is the official image of Python."""
        return None if self.base is not None else self.family.tag

    def part_of_tag(self, span: tuple[int, int]) -> Span:
        """Where a part of the tag, given by its indexes, is written; the whole image where the FROM has variables."""
        tag = self.part("tag")
        return tag if tag is self.node.image else Span(tag.start + span[0], tag.start + span[1])

    def shell_at(self, instruction: Instruction) -> Shell | None:
        """The SHELL in effect at an instruction, from this stage or those it is based on."""
        for stage in self.chain:
            found = stage.named("SHELL")
            end = len(found) if stage is not self else bisect_left(found, instruction.start, key=_start)
            for node in reversed(found[max(0, end - _SHELLS) : end]):
                if isinstance(node, Shell) and node.json is not None:
                    return node
        return None

    def part(self, name: str) -> Span:
        """Where a part of the base image (`tag`, `digest`, `name`, `path`, `registry`) is written.

        Where the FROM has variables or the part is not written, the whole image.
        """
        word = self.node.image
        if word is None:
            return self.node
        span = getattr(self.reference, f"{name}_span", None) if self.reference is not None else None
        if span is None or self.text != word.text:
            return word
        return Span(*word.logical.span(word.index + span[0], word.index + span[1]))


def read_stages(file: "File") -> list[Stage]:
    """The stages of a file, tied together. Instructions before the first FROM belong to none."""
    stages: list[Stage] = []
    for node in file.tree.instructions:
        if isinstance(node, From):
            stages.append(Stage(file, len(stages), node))
        elif stages:
            stages[-1].instructions.append(node)
    return stages


def tie_base(stage: Stage, names: dict[str, Stage], scope: "Scope") -> int | None:
    """Expand the base image of a stage in the global scope; the index of the earlier stage that it names, or None.

    `names` are the earlier stages, the last one of each name; this one is added.
    """
    found = _base(stage, names, scope)
    if stage.name is not None:
        names[stage.name] = stage
    return found


def _base(stage: Stage, names: dict[str, Stage], scope: "Scope") -> int | None:
    word = stage.node.image
    if word is None:
        return None
    stage.text = scope.expand(word.text)
    if stage.text is None:
        return None
    earlier = names.get(stage.text)
    if earlier is not None:
        inherited = earlier.inherited + len(earlier.instructions)
        triggers = sum(isinstance(node, Onbuild) for node in earlier.instructions)
        if earlier.depth < MAX_DEPTH and stage.file.inherited + inherited + 10 * triggers <= MAX_INHERITED:
            stage.file.inherited += inherited + 10 * triggers
            stage.inherited = inherited
            stage.base = earlier
            stage.depth = earlier.depth + 1
            return earlier.index
        stage.text = None
        stage.is_too_deep = True
    elif stage.text != "scratch":
        stage.reference = parse_reference(stage.text)
    return None


def tie_sources(stages: list[Stage]) -> None:
    """Find from which stages files are copied or mounted."""
    names: dict[str, Stage] = {}
    for stage in stages:
        if stage.name:
            names[stage.name] = stage
    for stage in stages:
        known = {stage.index}
        for node in stage.instructions:
            target = node.trigger if isinstance(node, Onbuild) else node
            for text, numbers in _origins(target):
                source = names.get(text.lower())
                if source is None and numbers and text.isascii() and text.isdecimal() and int(text[:9]) < len(stages):
                    source = stages[int(text[:9])]
                if source is not None and source.index not in known:
                    known.add(source.index)
                    stage.sources.append(source)
                    source.users.append(stage)


def _origins(node: Instruction | None) -> list[tuple[str, bool]]:
    """What an instruction takes files from, and whether a number is a stage there."""
    if isinstance(node, Copy):
        flag = node.flag("from")
        return [(flag.value, True)] if flag is not None and flag.value else []
    if isinstance(node, Run):
        origins = [mount.get("from") for mount in mounts_of(node)]
        return [(origin, False) for origin in origins if origin]
    return []


def mounts_of(node: Instruction) -> list[Mount]:
    """The mounts of a RUN."""
    return [read_mount(flag) for flag in node.flags if flag.name == "mount"]


def origin_of(node: Copy) -> str | None:
    """What `--from` of a COPY names, or None where the files come from the build context."""
    flag = node.flag("from")
    return flag.value or None if flag is not None else None

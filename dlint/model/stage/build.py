"""What a Dockerfile builds: stages, and how they hang together; what each instruction sees and runs. Never the disk."""

import os
from bisect import bisect_left

from dlint.model.development import DEVELOPMENT, DEVELOPMENT_DIRECTORIES
from dlint.model.image.configs import ImageConfig, config_of
from dlint.model.image.families import Family, family_of
from dlint.model.image.python_tags import PythonTag
from dlint.model.image.reference import ImageReference, parse_reference
from dlint.model.limits import SCRIPTS, STAGES, unread_scripts
from dlint.model.linted_file import LintedFile
from dlint.model.settings import Settings
from dlint.model.shell.commands import commands_of
from dlint.startup.remember import NotRead, once
from dlint.syntax.dockerfile import parse
from dlint.syntax.mounts import mounts_of
from dlint.syntax.nodes import (
    Copy,
    Dockerfile,
    From,
    Instruction,
    Invocation,
    Onbuild,
    Run,
    Shell,
    Span,
    Word,
)

from .scope import Scope, scopes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.context.context import Context
    from dlint.model.context.workspace import Workspace
    from dlint.model.shell.commands import Command
    from dlint.syntax.shell import Script
    from dlint.syntax.source import Source

    from .scope import History

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

    def __init__(self, file: "Build", index: int, node: From) -> None:
        self.file = file
        self.index = index
        self.node = node
        self.name = node.alias.text.lower() if node.alias is not None else None
        self.instructions: list[Instruction] = []
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

    @once
    def chain(self) -> "list[Stage]":
        """This stage, the one it is based on, and so on to the one with a base image."""
        found = [self]
        while found[-1].base is not None:
            found.append(found[-1].base)
        return found

    @property
    def root(self) -> "Stage":
        """The stage at the end of the chain: the one that names the base image."""
        return self.chain[-1]

    @once
    def chain_instructions(self) -> list[Instruction]:
        """All instructions that make the image of this stage, the ones of its bases first."""
        return [node for stage in reversed(self.chain) for node in stage.instructions]

    def named(self, name: str) -> list[Instruction]:
        """The instructions of that name in this stage."""
        return self._by_name.get(name, [])

    @once
    def _by_name(self) -> dict[str, list[Instruction]]:
        found: dict[str, list[Instruction]] = {}
        for node in self.instructions:
            found.setdefault(node.name, []).append(node)
        return found

    def text_of(self, *names: str) -> str:
        """The text of the instructions that make the image of this stage; where names are given, of those instructions only."""
        return " ".join(node.logical.text for node in self.chain_instructions if not names or node.name in names)

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

    @once
    def is_development(self) -> bool:
        """Whether the name of the stage or of the file says that it is not for production."""
        return self.file.is_development or bool(self.name and DEVELOPMENT.search(self.name))

    @property
    def is_production(self) -> bool:
        """Whether the stage ends in an image that is used, and is not for development."""
        return self.is_final and not self.is_development

    @property
    def is_used(self) -> bool:
        """Whether the stage is built at all: for an image, or for what is copied from it."""
        return self.role != "unused"

    @property
    def is_shipped(self) -> bool:
        """Whether what is installed in the stage may get into an image that is used in production."""
        return self.role in ("final", "builder")

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
        return self.root._family

    @once
    def _family(self) -> Family:
        return family_of(self.reference)

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


class Build(LintedFile):
    """What a Dockerfile builds: its tree, stages, scopes and commands.

    `context` is what a class that looks at the disk may find.
    """

    context: "Context | None" = None
    """The build context; None where it is not known."""

    def __init__(
        self,
        source: "Source",
        settings: Settings | None = None,
        directory: str | None = None,
        workspace: "Workspace | None" = None,
        tree: Dockerfile | None = None,
    ) -> None:
        super().__init__(source, settings, directory, workspace)
        self.tree = tree or parse(source)
        self._commands: dict[int, list[Command] | None] = {}
        self._scripts: dict[int, Script | None] = {}
        self._commands_in: dict[int, tuple[list[Command], dict[str | None, list[Command]]]] = {}
        self.inherited = 0
        """How many instructions the stages have from those they are based on, see `stages`."""

    @property
    def instructions(self) -> list[Instruction]:
        """All instructions in order, each ONBUILD followed by its trigger."""
        found: list[Instruction] = []
        for node in self.tree.instructions:
            found.append(node)
            if isinstance(node, Onbuild) and node.trigger is not None:
                found.append(node.trigger)
        return found

    @property
    def unread_from(self) -> int | None:
        """Where what is looked at ends in a file that is too long; None for all others."""
        return None if self.tree.is_whole else self.tree.end

    def look_for_unread(self) -> None:
        """Note what is passed over, where nobody has come upon it yet."""
        self.unread_scripts

    # Stages

    @property
    def stages(self) -> list[Stage]:
        """The stages in order."""
        return self._read[0]

    @property
    def _histories(self) -> "tuple[History, list[History]]":
        """The variables of the global scope, and of each stage."""
        return self._read[1]

    @once
    def _read(self) -> "tuple[list[Stage], tuple[History, list[History]]]":
        stages = _read_stages(self)
        settings = self.settings
        names: dict[str, Stage] = {}
        histories = scopes(
            self.tree,
            settings.build_args,
            lambda index, scope: _tie_base(stages[index], names, scope),
            settings.target,
            settings.platform,
            lambda index: stages[index].config.environment,
        )
        _tie_sources(stages)
        for stage in stages:
            if stage.is_too_deep:
                self.passed.add(stage.node.start, STAGES)
                break
        return stages, histories

    @once
    def _places(self) -> "dict[int, tuple[Stage | None, int]]":
        """The stage of each instruction, by id, and its number in that stage."""
        found: dict[int, tuple[Stage | None, int]] = {}
        index = 0
        place: Stage | None = None
        for node in self.tree.instructions:
            if isinstance(node, From):
                place = self.stages[0 if place is None else place.index + 1]
                index = 0
            found[id(node)] = (place, index)
            index += 1
        return found

    @once
    def final_stages(self) -> list[Stage]:
        """The stages that end in an image: the target where one is set, else the last, and what compose files name.

        Not the one of which the rest was not read: nobody knows how it ends, nor whether it is the last.
        """
        stages = self.stages
        target = (self.settings.target or "").lower()
        named = [stage for stage in stages if target and (stage.name == target or str(stage.index) == target)]
        found = named[-1:] or [*self._described_stages(), *stages[-1:]]
        return [stage for stage in found if stage.is_whole]

    def _described_stages(self) -> list[Stage]:
        """The stages before the last that compose files name as the target of a build of this file."""
        if len(self.stages) < 2:
            return []
        targets = self.described_targets()
        return [stage for stage in self.stages[:-1] if stage.name in targets]

    def described_targets(self) -> set[str]:
        """The targets of builds that files around the Dockerfile describe, in lower case; none for mere text."""
        return set()

    def is_needed(self, stage: Stage) -> bool:
        """Whether a final stage is based on this one or takes something from it, directly or not; or may do so."""
        if not self.tree.is_whole:
            return True
        return stage.index in self._needed

    @once
    def _needed(self) -> set[int]:
        found: set[int] = set()
        waiting = list(self.final_stages)
        while waiting:
            stage = waiting.pop()
            if stage.index not in found:
                found.add(stage.index)
                waiting += stage.sources
                if stage.base is not None:
                    waiting.append(stage.base)
        return found

    def is_final(self, stage: Stage) -> bool:
        """Whether the layers of a stage are in an image that is used."""
        return stage.index in self._final

    @once
    def _final(self) -> set[int]:
        return {part.index for final in self.final_stages for part in final.chain}

    def stage_of(self, instruction: Instruction) -> Stage | None:
        """The stage that an instruction (or the trigger of an ONBUILD) is in; None before the first FROM."""
        return self._place(instruction)[0]

    def stage_around(self, subject: object) -> Stage | None:
        """The stage that an instruction, or a command, is in, or the stage itself; None before the first FROM."""
        if isinstance(subject, Stage):
            return subject
        instruction = getattr(subject, "instruction", subject)
        return self.stage_of(instruction) if isinstance(instruction, Instruction) else None

    @once
    def is_development(self) -> bool:
        """Whether the name of the file, or of the directory that it lies in, says that it is not for production."""
        directory, name = os.path.split(self.path.replace("\\", "/"))
        name = name.replace("Dockerfile", "").replace("Containerfile", "")
        directory = directory.rpartition("/")[2].lower()
        return bool(DEVELOPMENT.search(name)) or directory in DEVELOPMENT_DIRECTORIES

    def _place(self, instruction: Instruction) -> tuple[Stage | None, int]:
        while instruction.onbuild is not None:
            instruction = instruction.onbuild
        return self._places.get(id(instruction), (None, 0))

    # Variables

    def scope_at(self, instruction: Instruction) -> Scope:
        """The variables that an instruction sees. FROM sees the global scope."""
        stage, index = self._place(instruction)
        global_history, histories = self._histories
        if stage is None:
            return global_history.before(index)
        if isinstance(instruction, From):
            return global_history.end
        return histories[stage.index].before(index)

    @property
    def scope_after_globals(self) -> Scope:
        """The variables that FROM sees: what is predefined and the ARGs before the first FROM."""
        return self._histories[0].end

    def triggered(self, stage: Stage) -> list[tuple[Instruction, Scope]]:
        """What the ONBUILDs of the stage that this one is based on run at its start, and the variables they see."""
        return self._histories[1][stage.index].triggered()

    def scope_after(self, stage: Stage) -> Scope:
        """The variables at the end of a stage: what is set when the image runs, and what ARGs there were."""
        return self._histories[1][stage.index].end

    def expand(self, word: Word, instruction: Instruction) -> str | None:
        """A word as BuildKit expands it at an instruction (quotes removed), or None where it is not known."""
        text = word.value
        if "$" not in text and "'" not in text and '"' not in text and self.tree.escape not in text:
            return text
        return self.scope_at(instruction).expand(text)

    # Commands

    def mount_targets(self, instruction: Instruction, *kinds: str) -> list[str | None]:
        """Where the mounts of a RUN are that have one of these types, `cache` for one; None for one that is not known."""
        scope = self.scope_at(instruction)
        return [scope.expand(mount.target or "") for mount in mounts_of(instruction) if mount.kind in kinds]

    def shell_words(self, instruction: Instruction) -> list[str] | None:
        """The words of the SHELL in effect at an instruction, or None for the default."""
        stage = self.stage_of(instruction)
        shell = stage.shell_at(instruction) if stage is not None else None
        return [element.value for element in shell.json.elements] if shell is not None and shell.json else None

    def script(self, instruction: Instruction) -> "Script | None":
        """What the shell reads for a RUN, CMD, ENTRYPOINT or HEALTHCHECK; None where there is none or it is not known.

        Raises `NotRead` where it is not read, since there is too much of it or of what precedes.
        """
        if id(instruction.onbuild or instruction) in self.unread_scripts:
            raise NotRead
        key = id(instruction)
        if key not in self._scripts:
            from dlint.model.shell.commands import script_of

            self._scripts[key] = script_of(instruction, self.shell_words(instruction))
        script = self._scripts[key]
        if script is not None and script.too_much:
            self.passed.add(instruction.start, SCRIPTS)
            raise NotRead
        return script

    @once
    def unread_scripts(self) -> dict[int, Instruction]:
        """The instructions, by id, whose shell text is not read, since there is too much of that in the file."""
        found = unread_scripts(self.tree)
        for node in found.values():
            self.passed.add(node.start, SCRIPTS)
            break
        return found

    def commands(self, instruction: Instruction) -> "list[Command]":
        """The commands that a RUN, CMD, ENTRYPOINT or HEALTHCHECK runs; none where its text is no shell script.

        Raises `NotRead` where it is not read, since there is too much of it or of what precedes.
        """
        key = id(instruction)
        if key not in self._commands:
            self._commands[key] = self._read_commands(instruction)
        found = self._commands[key]
        if found is None:
            raise NotRead
        return found

    def _read_commands(self, instruction: Instruction) -> "list[Command] | None":

        if not isinstance(instruction, Invocation):
            return []
        try:
            return commands_of(instruction, self.script(instruction) if instruction.json is None else None)
        except NotRead:
            self.passed.add(instruction.start, SCRIPTS)
            return None

    def commands_in(self, stage: Stage, *names: str) -> "list[Command]":
        """The commands of the RUNs of a stage; those of these names where names are given.

        Raises `NotRead` where not all of the stage is read.
        """
        known = self._commands_in.get(stage.index)
        if known is None:
            if not stage.is_whole or any(id(node) in self.unread_scripts for node in stage.named("RUN")):
                raise NotRead
            found = [command for node in stage.named("RUN") for command in self.commands(node)]
            by_family: dict[str | None, list[Command]] = {}
            for command in found:
                by_family.setdefault(command.family, []).append(command)
            # No family stands for "all": a program word that ends in `/` has the family "", one from a variable None.
            self._commands_in[stage.index] = known = (found, by_family)
        if len(names) == 1:
            return known[1].get(names[0], [])
        return [command for command in known[0] if command.family in names] if names else known[0]


def _read_stages(file: "Build") -> list[Stage]:
    """The stages of a file, tied together. Instructions before the first FROM belong to none."""
    stages: list[Stage] = []
    for node in file.tree.instructions:
        if isinstance(node, From):
            stages.append(Stage(file, len(stages), node))
        elif stages:
            stages[-1].instructions.append(node)
    return stages


def _tie_base(stage: Stage, names: dict[str, Stage], scope: "Scope") -> int | None:
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


def _tie_sources(stages: list[Stage]) -> None:
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


def origin_of(node: Copy) -> str | None:
    """What `--from` of a COPY names, or None where the files come from the build context."""
    flag = node.flag("from")
    return flag.value or None if flag is not None else None

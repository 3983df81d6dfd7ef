"""A Dockerfile with all that is known about it; everything is computed when first asked for, once."""

import os
import time

from dlint.model.stage.scope import Scope, scopes
from dlint.model.stage.stages import (
    DEVELOPMENT,
    DEVELOPMENT_FOLDERS,
    Stage,
    read_stages,
    tie_base,
    tie_sources,
)
from dlint.syntax.dockerfile import parse
from dlint.syntax.nodes import (
    Dockerfile,
    From,
    Instruction,
    Invocation,
    Onbuild,
    SyntaxFault,
    Word,
)

from .limits import (
    SCRIPTS,
    STAGES,
    NotRead,
    Passed,
    unread_scripts,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from dlint.model.context.context import Context
    from dlint.model.context.shared import Contexts
    from dlint.model.image.configs import ImageConfig
    from dlint.model.python.project import Project
    from dlint.model.shell.commands import Command
    from dlint.model.stage.command_search import Question, Search
    from dlint.model.stage.image_files import ImageFiles
    from dlint.model.stage.scope import History
    from dlint.syntax.shell import Script
    from dlint.syntax.source import Source


class Settings:
    """What a run is told from outside.

    `as_of` is the day (`2026-05-01`) at which dated facts are judged, `build_args` the values of `--build-arg`,
    `target` the stage that is built (None: the last). `platform` is that of the machine and of the build, where they
    are known and the same. `images` are configurations of base images beyond those in our table, by
    `registry/path:tag`. `context` is the folder that is the build context of all files; None: found out for each.
    """

    __slots__ = ("as_of", "build_args", "context", "images", "platform", "target")

    def __init__(
        self,
        as_of: str | None = None,
        build_args: "Mapping[str, str] | None" = None,
        target: str | None = None,
        platform: str | None = None,
        images: "Mapping[str, ImageConfig] | None" = None,
        context: str | None = None,
    ) -> None:
        self.as_of = as_of or time.strftime("%Y-%m-%d")
        self.build_args = dict(build_args or {})
        self.target = target
        self.platform = platform
        self.images = images
        self.context = context


class File:
    """A Dockerfile: its tree, stages, scopes, commands and build context.

    `path` is as given by the user. `folder` is the real folder it lies in, or None for text that lies nowhere.
    `contexts` is what the files of one run know together about the folders around them.
    """

    __slots__ = (
        "_build_errors", "_commands", "_commands_in", "_context", "_final", "_final_stages", "_histories",
        "_image_files", "_is_development", "_needed", "_places", "_project", "_scripts", "_stages", "_unread_scripts",
        "contexts", "folder", "inherited", "passed", "path", "searches", "settings", "source", "tree",
    )  # fmt: skip

    def __init__(
        self,
        source: "Source",
        settings: Settings | None = None,
        folder: str | None = None,
        tree: Dockerfile | None = None,
        contexts: "Contexts | None" = None,
    ) -> None:
        self.source = source
        self.path = source.path
        self.settings = settings or Settings()
        self.folder = folder
        self.tree = tree or parse(source)
        self.passed = Passed()
        """What was not looked at, as far as one knows so far."""
        self.contexts = contexts
        self._stages: list[Stage] | None = None
        self._histories: tuple[History, list[History]] | None = None
        self._places: dict[int, tuple[Stage | None, int]] = {}
        self._commands: dict[int, list[Command] | None] = {}
        self._scripts: dict[int, Script | None] = {}
        self._commands_in: dict[int, tuple[list[Command], dict[str | None, list[Command]]]] = {}
        self._unread_scripts: dict[int, Instruction] | None = None
        self._final_stages: list[Stage] | None = None
        self._final: set[int] | None = None
        self._is_development: bool | None = None
        self._needed: set[int] | None = None
        self._context: Context | bool | None = False
        self._project: Project | bool | None = False
        self._image_files: dict[int, ImageFiles] = {}
        self._build_errors: list[SyntaxFault] | None = None
        self.inherited = 0
        """How many instructions the stages have from those they are based on, see `stages`."""
        # What `command_search` keeps.
        self.searches: dict[tuple[int, Question], Search] = {}

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
        if self._stages is None:
            self._stages = stages = read_stages(self)
            settings = self.settings
            names: dict[str, Stage] = {}
            self._histories = scopes(
                self.tree,
                settings.build_args,
                lambda index, scope: tie_base(stages[index], names, scope),
                settings.target,
                settings.platform,
                lambda index: stages[index].config.environment,
            )
            tie_sources(stages)
            for stage in stages:
                if stage.is_too_deep:
                    self.passed.add(stage.node.start, STAGES)
                    break
            index = 0
            place: Stage | None = None
            for node in self.tree.instructions:
                if isinstance(node, From):
                    place = stages[0 if place is None else place.index + 1]
                    index = 0
                self._places[id(node)] = (place, index)
                index += 1
        return self._stages

    @property
    def final_stages(self) -> list[Stage]:
        """The stages that end in an image: the target where one is set, else the last, and what compose files name.

        Not the one of which the rest was not read: nobody knows how it ends, nor whether it is the last.
        """
        if self._final_stages is None:
            stages = self.stages
            target = (self.settings.target or "").lower()
            named = [stage for stage in stages if target and (stage.name == target or str(stage.index) == target)]
            found = named[-1:] or [*self._composed_stages(), *stages[-1:]]
            self._final_stages = [stage for stage in found if stage.is_whole]
        return self._final_stages

    def _composed_stages(self) -> list[Stage]:
        """The stages before the last that compose files name as the target of a build of this file."""
        if self.folder is None or len(self.stages) < 2 or self.settings.context is not None:
            return []
        from dlint.model.context.likely_root import described_builds

        path = os.path.join(self.folder, os.path.basename(self.path))
        targets = {(build.target or "").lower() for build in described_builds(path, self.contexts) if build.is_run}
        return [stage for stage in self.stages[:-1] if stage.name in targets]

    def is_needed(self, stage: Stage) -> bool:
        """Whether a final stage is based on this one or takes something from it, directly or not; or may do so."""
        if not self.tree.is_whole:
            return True
        if self._needed is None:
            self._needed = set()
            waiting = list(self.final_stages)
            while waiting:
                found = waiting.pop()
                if found.index not in self._needed:
                    self._needed.add(found.index)
                    waiting += found.sources
                    if found.base is not None:
                        waiting.append(found.base)
        return stage.index in self._needed

    def is_final(self, stage: Stage) -> bool:
        """Whether the layers of a stage are in an image that is used."""
        if self._final is None:
            self._final = {part.index for final in self.final_stages for part in final.chain}
        return stage.index in self._final

    def stage_of(self, instruction: Instruction) -> Stage | None:
        """The stage that an instruction (or the trigger of an ONBUILD) is in; None before the first FROM."""
        return self._place(instruction)[0]

    @property
    def is_development(self) -> bool:
        """Whether the name of the file, or of the folder that it lies in, says that it is not for production."""
        if self._is_development is None:
            folder, name = os.path.split(self.path.replace("\\", "/"))
            name = name.replace("Dockerfile", "").replace("Containerfile", "")
            folder = folder.rpartition("/")[2].lower()
            self._is_development = bool(DEVELOPMENT.search(name)) or folder in DEVELOPMENT_FOLDERS
        return self._is_development

    def _place(self, instruction: Instruction) -> tuple[Stage | None, int]:
        assert self.stages is not None
        while instruction.onbuild is not None:
            instruction = instruction.onbuild
        return self._places.get(id(instruction), (None, 0))

    # Variables

    def scope_at(self, instruction: Instruction) -> Scope:
        """The variables that an instruction sees. FROM sees the global scope."""
        stage, index = self._place(instruction)
        assert self._histories is not None
        global_history, histories = self._histories
        if stage is None:
            return global_history.before(index)
        if isinstance(instruction, From):
            return global_history.end
        return histories[stage.index].before(index)

    @property
    def scope_after_globals(self) -> Scope:
        """The variables that FROM sees: what is predefined and the ARGs before the first FROM."""
        assert self.stages is not None
        assert self._histories is not None
        return self._histories[0].end

    def triggered(self, stage: Stage) -> list[tuple[Instruction, Scope]]:
        """What the ONBUILDs of the stage that this one is based on run at its start, and the variables they see."""
        assert self.stages is not None
        assert self._histories is not None
        return self._histories[1][stage.index].triggered()

    def scope_after(self, stage: Stage) -> Scope:
        """The variables at the end of a stage: what is set when the image runs, and what ARGs there were."""
        assert self.stages is not None
        assert self._histories is not None
        return self._histories[1][stage.index].end

    def expand(self, word: Word, instruction: Instruction) -> str | None:
        """A word as BuildKit expands it at an instruction (quotes removed), or None where it is not known."""
        text = word.value
        if "$" not in text and "'" not in text and '"' not in text and self.tree.escape not in text:
            return text
        return self.scope_at(instruction).expand(text)

    # Commands

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

    @property
    def unread_scripts(self) -> dict[int, Instruction]:
        """The instructions, by id, whose shell text is not read, since there is too much of that in the file."""
        if self._unread_scripts is None:
            self._unread_scripts = unread_scripts(self.tree)
            for node in self._unread_scripts.values():
                self.passed.add(node.start, SCRIPTS)
                break
        return self._unread_scripts

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
        from dlint.model.shell.commands import commands_of

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

    # Errors

    @property
    def faults(self) -> list[SyntaxFault]:
        """All that ends the build: what the parser refuses, then what the later phases do, as far as it is known."""
        if self._build_errors is None:
            from dlint.model.faults.build_errors import build_errors

            self._build_errors = build_errors(self)
        return self.tree.faults + self._build_errors

    # Surroundings

    @property
    def context(self) -> "Context | None":
        """The build context, or None where it is not known (text from standard input, an ambiguous layout)."""
        if isinstance(self._context, bool):
            from dlint.model.context.context import context_for

            somewhere = self.folder is not None or self.settings.context is not None
            self._context = context_for(self) if somewhere else None
        return self._context

    @property
    def project(self) -> "Project | None":
        """The Python project in the root of the build context; None where the context is not known."""
        if isinstance(self._project, bool):
            from dlint.model.python.project import project_of

            self._project = project_of(self.context)
        return self._project

    def image_files(self, stage: Stage) -> "ImageFiles":
        """Which files of the build context are in the image of a stage, and where."""
        found = self._image_files.get(stage.index)
        if found is None:
            from dlint.model.stage.image_files import ImageFiles

            found = self._image_files[stage.index] = ImageFiles(stage)
        return found

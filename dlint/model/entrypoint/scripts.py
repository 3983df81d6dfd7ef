"""The scripts that ENTRYPOINT, CMD and HEALTHCHECK name, read from the build context; nothing of them is run.

    for script in entrypoint_scripts(stage):
        script.place, script.path, script.name     # the word that names it, its path in the image and in the context
        script.through                             # "bash" of `bash start.sh`; None where the kernel starts it
        script.text, script.shebang                # ["/usr/bin/env", "bash"]
        script.commands                            # what it runs, where it is a shell script

The places of its commands are in the script, not in the Dockerfile: `script.line(command)` tells the line.
"""

import posixpath

from dlint.model.copies.image_files import image_files
from dlint.model.shell.commands import commands_in_script
from dlint.model.stage.working_directory import workdir_at
from dlint.startup.remember import NotRead, once, recent
from dlint.syntax.nodes import Flag, Instruction, Transfer
from dlint.syntax.shell import (
    READABLE,
    Script,
    dialect_of,
    parse_shell,
)
from dlint.syntax.shell_dialect import SHELLS
from dlint.syntax.source import Logical

from .commands import entrypoint_commands

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.copies.file_in_image import FileInImage
    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Stage
    from dlint.syntax.shell_nodes import Sequence, ShellWord, SimpleCommand
    from dlint.syntax.source import Source

MAX_BYTES = 200_000
_DIRECTORIES = ("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin")


class EntrypointScript:
    """A script of the build context that a container starts.

    `path` is where it is in the image, `name` where in the context. `command` starts it, `place` is the word that names
    it. `through` is the interpreter that is given the script, None where it is started itself. `copied` is the
    instruction that brings it into the image.
    """

    def __init__(
        self, stage: "Stage", command: "Command", place: "ShellWord", path: str, found: "FileInImage", source: "Source"
    ) -> None:
        self.stage = stage
        self.command = command
        self.place = place
        self.path = path
        self.name = found.path or ""
        self.copied = found.instruction
        self.source = source
        self.through: str | None = None

    def __repr__(self) -> str:
        return f"EntrypointScript({self.path} from {self.name})"

    @property
    def instruction(self) -> Instruction:
        """The instruction that names it."""
        return self.command.instruction

    @property
    def text(self) -> str:
        """What it holds."""
        return self.source.text

    @property
    def shebang(self) -> list[str]:
        """The words of its first line behind `#!`; none where it has no such line."""
        first = self.text.partition("\n")[0].lstrip("\ufeff").rstrip("\r")
        return first[2:].split() if first.startswith("#!") else []

    @property
    def is_shell(self) -> bool:
        """Whether it is a script for a shell that we can read."""
        if self.through is not None:
            return SHELLS.get(self.through) in READABLE
        return bool(self.shebang) and dialect_of(self.shebang) in READABLE

    @once
    def script(self) -> Script:
        """What the shell reads; not readable where it is for another interpreter."""
        text = self.text.replace("\r\n", "\n").lstrip("\ufeff") if self.is_shell else ""
        script = parse_shell(Logical.plain(text, 0))
        script.readable &= self.is_shell
        return script

    @once
    def commands(self) -> "list[Command]":
        """The commands that it runs, in the order of the text. Their places are in the script."""
        if self.script.too_much:
            raise NotRead
        return commands_in_script(self.instruction, self.script) if self.script.readable else []

    def last_commands(self) -> "list[Command]":
        """The commands that the shell runs last, one for each way through the script."""
        body = self.script.body
        if not self.script.readable or body is None:
            return []
        last: list[SimpleCommand] = []
        _tails(body, last, 0)
        return [command for command in self.commands if any(command.simple is simple for simple in last)]

    def line(self, command: "Command") -> int:
        """The line of the script, from 1, on which a command starts."""
        return self.text.lstrip("\ufeff").replace("\r\n", "\n").count("\n", 0, command.start) + 1

    def chmod(self) -> Flag | None:
        """The `--chmod` of the instruction that brings it."""
        return self.copied.flag("chmod") if isinstance(self.copied, Transfer) else None


def _tails(body: "Sequence", found: "list[SimpleCommand]", depth: int) -> None:
    """The simple commands behind which nothing follows."""
    from dlint.syntax.shell_nodes import (
        Case,
        Group,
        If,
        SimpleCommand,
    )

    if not body.items or depth > 20:
        return
    chain = body.items[-1]
    pipeline = chain.pipelines[-1]
    if chain.separator == "&" or len(pipeline.commands) > 1:
        return
    command = pipeline.commands[0]
    if isinstance(command, SimpleCommand):
        found.append(command)
    elif isinstance(command, Group):
        _tails(command.body, found, depth + 1)
    elif isinstance(command, If):
        for _, branch in command.branches:
            _tails(branch, found, depth + 1)
        if command.otherwise is not None:
            _tails(command.otherwise, found, depth + 1)
    elif isinstance(command, Case):
        for arm in command.arms:
            _tails(arm.body, found, depth + 1)


@recent(4)
def entrypoint_scripts(stage: "Stage") -> list[EntrypointScript]:
    """The scripts of the context that a container of the stage starts, as far as it is certain which they are."""
    return _among(entrypoint_commands(stage), stage)


def probe_scripts(stage: "Stage") -> list[EntrypointScript]:
    """The scripts of the context that HEALTHCHECK runs."""
    node = stage.last("HEALTHCHECK")
    return _among(stage.file.commands(node), stage) if node is not None else []


def _among(commands: "list[Command]", stage: "Stage") -> list[EntrypointScript]:
    context = stage.file.context
    if context is None:
        return []
    found: list[EntrypointScript] = []
    for command in commands:
        place, through = _script_word(command)
        if place is None or not place.value or any(place.start == other.place.start for other in found):
            continue
        located = _locate(stage, place.value, through is not None)
        if located is None:
            continue
        path, file = located
        source = context.read(file.path or "", MAX_BYTES)
        if source is None or "\0" in source.text:
            continue
        script = EntrypointScript(stage, command, place, path, file, source)
        script.through = through
        found.append(script)
    return found


def _script_word(command: "Command") -> "tuple[ShellWord | None, str | None]":
    """The word that may name a script, and the interpreter that is given it."""
    if command.family in SHELLS:
        takes_value = False
        for word in command.arguments:
            value = word.value
            if value is None or (value[:1] in "-+" and "c" in value and not value.startswith("--")):
                return None, None
            if takes_value:
                takes_value = False
            elif value in ("-o", "+o", "-O", "+O", "--rcfile", "--init-file"):
                takes_value = True
            elif value[:1] not in ("-", "+"):
                return word, command.family
        return None, None
    return command.program, None


def _locate(stage: "Stage", program: str, is_argument: bool) -> "tuple[str, FileInImage] | None":
    """The path in the image and the file of the context that a program is, where both are certain."""
    files = image_files(stage)
    if "/" in program or is_argument:
        directory = workdir_at(stage)
        if directory is None and not program.startswith("/"):
            return None
        paths = [posixpath.normpath(posixpath.join(directory or "/", program))]
    else:
        paths = [f"{directory}/{program}" for directory in _DIRECTORIES]
    for path in paths:
        found = files.find(path)
        context = stage.file.context
        if found.present and found.path is not None and context is not None and context.kind(found.path) == "file":
            return path, found
    return None

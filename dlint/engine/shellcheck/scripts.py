"""The scripts of a Dockerfile, and the shell that reads each of them, as ShellCheck wants to know it."""

from dlint.model.shell.commands import is_own_script, shell_text
from dlint.model.shell.wrappers import reads_script
from dlint.startup import regex as re
from dlint.startup.remember import NotRead
from dlint.syntax.nodes import Comment, Instruction, Onbuild
from dlint.syntax.shell import command_string, program_name
from dlint.syntax.source import Logical

from .plain_scripts import is_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from dlint.model.file import File
    from dlint.model.stage.build import Stage

DIALECTS = {
    "ash": "busybox", "busybox": "busybox", "bash": "bash", "rbash": "bash", "dash": "dash", "ksh": "ksh",
    "ksh93": "ksh", "lksh": "ksh", "mksh": "ksh", "oksh": "ksh", "pdksh": "ksh", "sh": "sh",
}  # fmt: skip
"""ShellCheck's dialects by the program that reads the script; what `sh` is depends on the distribution."""

_OTHERS = frozenset(("cmd", "csh", "fish", "nu", "powershell", "pwsh", "python", "python3", "tcsh", "zsh"))
"""Programs that read a language of their own."""

_FIRST_LINES = {
    "sh": "#!/bin/sh", "bash": "#!/bin/bash", "dash": "#!/bin/dash", "ksh": "#!/bin/ksh",
    "busybox": "#!/bin/busybox sh",
}  # fmt: skip

_BASH = re.compile(
    r"(?:.*/)?(?:almalinux|amazoncorretto|amazonlinux|archlinux|centos|fedora|oraclelinux|rockylinux|opensuse|ubi[789]"
    r"|ubi10)(?:[-/].*)?\Z"
)
"""Images in which `/bin/sh` is bash, by their names."""

_BUSYBOX = re.compile(r"(?:.*/)?(?:alpine|busybox)\Z")
_windows = re.compile(r"windowsservercore|nanoserver|(?:^|/)windows(?:/|:|$)")

_becomes_bash = re.compile(r"\bln\b.*\bbash\b.*/bin/sh\b|dpkg-reconfigure.*\bdash\b|\bdash/sh\b")
_becomes_other = re.compile(r"\bln\b.*/bin/sh\b")
"""What makes another shell of `/bin/sh` than the one that came with the image."""

_pragma = re.compile(r"hadolint[ \t]+shell[ \t]*=[ \t]*([^\s#]+)")

LONG_CHAIN = 300
"""Commands in one list. ShellCheck's data flow analysis takes time and memory by the square of them: 2,000 take 10
seconds and 1.5 GB; it is only asked for in shorter ones."""


class ShellScript:
    """A script of a Dockerfile: `given` is what ShellCheck gets, `first` the number of its lines before `logical`."""

    __slots__ = ("first", "given", "instruction", "logical")

    def __init__(self, instruction: Instruction, logical: Logical, header: str) -> None:
        self.instruction = instruction
        self.logical = logical
        self.given = header + logical.text.rstrip("\n") + "\n"
        self.first = header.count("\n")


def scripts_of(file: "File", thorough: bool = True) -> list[ShellScript]:
    """The scripts of a file that ShellCheck might object to, without those that are too much to be read by us.

    `thorough`: findings of the levels info and style are wanted, too; they need ShellCheck's data flow analysis.
    """
    return list(_Reading(file, thorough).scripts())


class _Reading:
    """One file's scripts."""

    __slots__ = ("_defaults", "_file", "_named", "_thorough")

    def __init__(self, file: "File", thorough: bool) -> None:
        self._file = file
        self._thorough = thorough
        self._defaults: dict[int | None, str] = {}
        self._named = _named_shells(file) if "hadolint" in file.source.text else {}

    def scripts(self) -> "Iterator[ShellScript]":
        """All scripts, in the order of the file."""
        for node in self._file.tree.instructions:
            instruction = node.trigger if isinstance(node, Onbuild) else node
            if instruction is None or instruction.name != "RUN" or id(node) in self._file.unread_scripts:
                continue
            logical = shell_text(instruction)
            if logical is None:
                continue
            if is_own_script(instruction) and logical.text.startswith("#!"):
                if _reads_own_first_line(logical.text):
                    yield ShellScript(instruction, logical, "")
                continue
            if not instruction.heredocs and is_plain(logical.text):
                continue
            dialect, stops = self.dialect(instruction, self._named.get(id(node)))
            if dialect is not None:
                yield self.script(instruction, logical, dialect, stops)
            if instruction.heredocs and not is_own_script(instruction):
                yield from self.heredocs(instruction)

    def script(self, instruction: Instruction, logical: Logical, dialect: str, stops: bool) -> ShellScript:
        """A script with the lines in front that tell the dialect. `stops`: it ends at the first command that fails."""
        text = logical.text
        first = _FIRST_LINES[dialect]
        directives = []
        if stops:
            if " " in first:
                first = _FIRST_LINES["sh"]
                directives.append(f"shell={dialect}")
            first += " -e"
        # What warnings need it for are questions about `$?`.
        if not (self._thorough or "$?" in text) or text.count("&&") + text.count("||") > LONG_CHAIN:
            directives.append("extended-analysis=false")
        header = f"{first}\n# shellcheck {' '.join(directives)}\n" if directives else f"{first}\n"
        return ShellScript(instruction, logical, header)

    def heredocs(self, instruction: Instruction) -> "Iterator[ShellScript]":
        """The heredocs of a RUN that a shell reads: `RUN bash <<'EOF'`.

        Where the delimiter is not quoted the outer shell expands the body, and nobody knows what the inner one gets.
        """
        try:
            script = self._file.script(instruction)
        except NotRead:
            return
        for command in script.commands if script is not None else ():
            name = program_name(command.words[0].value or "") if command.words else ""
            if name not in DIALECTS or not command.heredocs or not reads_script(name, command.words):
                continue
            heredoc = command.heredocs[-1]
            if heredoc.expand and not {"$", "`", "\\"}.isdisjoint(heredoc.body.text):
                continue
            dialect = DIALECTS[name] if name != "sh" else self.default(self._file.stage_of(instruction))
            yield self.script(
                instruction, heredoc.body, dialect, _stops([word.value or "" for word in command.words[1:]])
            )

    def dialect(self, instruction: Instruction, named: str | None) -> tuple[str | None, bool]:
        """The dialect of a RUN, None where ShellCheck does not read it, and whether the shell stops at errors.

        `named` is what a comment `# hadolint shell=…` names, which is stronger than all else.
        """
        file = self._file
        stage = file.stage_of(instruction)
        words = [named] if named else file.shell_words(instruction)
        if not words and stage is not None:
            words = list(stage.config.shell or ())
        if not words:
            windows = file.tree.escape == "`" or (stage is not None and _windows.search(stage.root.text or ""))
            return (None, False) if windows else (self.default(stage), False)
        for position, word in enumerate(words):
            # Any word may name it: `["conda", "run", "-n", "base", "/bin/bash", "-c"]`.
            name = program_name(word).lower()
            if name in _OTHERS:
                break
            if name in DIALECTS or name.endswith(".sh"):
                dialect = DIALECTS.get(name, "sh")
                return (dialect if dialect != "sh" else self.default(stage)), _stops(words[position + 1 :])
        return None, False

    def default(self, stage: "Stage | None") -> str:
        """What `/bin/sh` of a stage reads: POSIX sh where that is not known."""
        key = None if stage is None else stage.index
        if key not in self._defaults:
            text = self._file.source.text
            if _becomes_bash.search(text):
                self._defaults[key] = "bash"
            elif stage is None or _becomes_other.search(text):
                self._defaults[key] = "sh"
            else:
                self._defaults[key] = _shell_of(stage)
        return self._defaults[key]


def _shell_of(stage: "Stage") -> str:
    """The dialect of the `/bin/sh` that comes with a base image."""
    distribution = stage.family.distribution
    if distribution in ("debian", "ubuntu"):
        return "dash"
    if distribution in ("alpine", "wolfi") or _matches(_BUSYBOX, stage):
        return "busybox"
    return "bash" if _matches(_BASH, stage) else "sh"


def _matches(pattern: "re.Pattern[str]", stage: "Stage") -> bool:
    reference = stage.root.reference
    return reference is not None and pattern.match(reference.path) is not None


def _reads_own_first_line(text: str) -> bool:
    """Whether ShellCheck reads the language that the first line `#!…` of a script names."""
    words = text.partition("\n")[0][2:].split()
    if words and program_name(words[0]) == "env":
        words = [word for word in words[1:] if word[0] != "-"]
    return bool(words) and program_name(words[0]) in ("ash", "bash", "busybox", "dash", "ksh", "sh")


def _stops(arguments: list[str]) -> bool:
    """Whether the arguments of a shell switch `-e` on."""
    end = command_string(arguments)
    for position, argument in enumerate(arguments[:end]):
        if argument[:1] == "-" and argument[:2] != "--" and "e" in argument:
            return True
        if argument == "errexit" and position and arguments[position - 1].endswith("o"):
            return True
    return False


def _named_shells(file: "File") -> dict[int, str]:
    """What comments `# hadolint shell=…` name, by the id of the instruction.

    Before the first FROM, ARG, ENV or SHELL it holds for all stages that are not based on another one, later for the
    rest of its stage. A SHELL that follows is stronger.
    """
    found: dict[int, str] = {}
    default: str | None = None
    current: str | None = None
    ends: dict[int, str | None] = {}
    started = False
    stage: Stage | None = None
    for item in file.tree.items:
        if isinstance(item, Comment):
            match = _pragma.match(item.text)
            if match:
                current = match[1]
                if not started:
                    default = current
        elif isinstance(item, Instruction):
            started = started or item.name in ("FROM", "ARG", "ENV", "SHELL")
            if item.name == "FROM":
                if stage is not None:
                    ends[stage.index] = current
                stage = file.stages[0 if stage is None else stage.index + 1]
                current = default if stage.base is None else ends.get(stage.base.index)
            elif item.name == "SHELL":
                current = None
            elif current is not None:
                found[id(item)] = current
    return found

"""The programs that an instruction runs, wrappers taken off, with their options and operands.

    commands = commands_of(instruction, script_of(instruction, shell))    # RUN, CMD, ENTRYPOINT, HEALTHCHECK
    command.name, .family            # `pip3.11`, `pip`; the directory taken away
    command.words, .arguments, .verbs, .subcommand, .operands, .path
    command.has("-y", "--yes"), .option("--target"), .options
    command.wrappers, .original      # ("sudo", "env"), the words as written
    command.launched                 # the same without `uv run`, `poetry run`, `ddtrace-run`, …
    command.operator_before, .operator_after, .in_pipeline, .in_subshell, .conditional, .open_ended

`sh -c '…'`, `eval '…'`, and shells that read a heredoc are looked into: their commands stand in their place. In the
exec form the words are `ExecWord`s: the strings of the JSON array, with their quotes as span.
"""

from dlint.startup.remember import NotRead, once
from dlint.syntax.nodes import (
    Healthcheck,
    Instruction,
    Node,
    Run,
)
from dlint.syntax.shell import (
    READABLE,
    Assignment,
    DoubleQuoted,
    Literal,
    Parameter,
    Redirection,
    Script,
    ShellHeredoc,
    ShellWord,
    SimpleCommand,
    Substitution,
    dialect_of,
    dialect_of_script,
    parse_shell,
    program_name,
)
from dlint.syntax.source import Logical

from .arguments import (
    Arguments,
    Option,
    has_option,
    parse_arguments,
)
from .programs import family_of, program_of
from .wrappers import (
    LAUNCHERS,
    WRAPPERS,
    assigned,
    is_python,
    python_module,
    reads_script,
    shell_string,
    unwrap,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from dlint.syntax.nodes import JsonString

MAX_SCRIPTS = 5
"""Scripts in scripts (`sh -c "sh -c …"`) are read down to this depth; what runs deeper ones is not known."""


RUNNING = ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK")
"""The instructions that run programs."""


class ExecWord(ShellWord):
    """A string of the exec form as a word: `value` and `text` decoded, the span with its quotes. `json` is the node."""

    __slots__ = ("json",)

    def __init__(self, json: "JsonString") -> None:
        logical = json.decoded()
        super().__init__(logical, 0, len(logical.text), json.parent)
        self.json = json
        self.start = json.start
        self.end = json.end

    @property
    def has_glob(self) -> bool:
        """Never: no shell looks at it."""
        return False

    @property
    def has_braces(self) -> bool:
        """Never: no shell looks at it."""
        return False


class Command(Node):
    """One program that is run. The span goes from the first to the last of its words in the text.

    `words` are the program and its arguments, `original` the same before wrappers were taken off. `name` is the program
    without its directory, None where an expansion names it. `assignments` are the environment that it gets on its own
    (`A=b program`, `env A=b program`). `simple` is the command in the script, None in the exec form. `outer` is the
    command whose string or heredoc it stands in (`sh -c '…'`), or None.
    """

    def __init__(
        self,
        instruction: Instruction,
        words: list[ShellWord],
        original: list[ShellWord],
        assignments: list[Assignment],
        wrappers: tuple[str, ...] = (),
        simple: SimpleCommand | None = None,
        outer: SimpleCommand | None = None,
    ) -> None:
        self.start = words[0].start
        self.end = words[-1].end
        if self.end < self.start:
            # The words of a CMD that stands above its ENTRYPOINT.
            self.start = min(word.start for word in words)
            self.end = max(word.end for word in words)
        self.parent = simple if simple is not None else instruction
        self.instruction = instruction
        self.words = words
        self.original = original
        self.assignments = assignments
        self.wrappers = wrappers
        self.simple = simple
        self.outer = outer
        value = words[0].value
        self.name = program_name(value) if value is not None else None
        self.family = family_of(self.name) if self.name is not None else None

    def __repr__(self) -> str:
        return f"Command({self.text!r} {self.start}..{self.end})"

    # The words

    @property
    def program(self) -> ShellWord:
        """The word that names the program."""
        return self.words[0]

    @property
    def text(self) -> str:
        """The command as the shell reads it, from program to last argument; in the exec form joined by blanks."""
        first, last = self.words[0], self.words[-1]
        if first.logical is last.logical:
            return first.logical.text[first.index : last.stop]
        return " ".join(word.text for word in self.words)

    @property
    def arguments(self) -> list[ShellWord]:
        """The words after the program."""
        return self.words[1:]

    @property
    def values(self) -> list[str | None]:
        """The values of all words; None for one that holds an expansion."""
        return [word.value for word in self.words]

    @once
    def _parsed(self) -> Arguments:
        return parse_arguments(program_of(self.family or ""), self.words[1:])

    @property
    def verbs(self) -> list[ShellWord]:
        """The subcommands: `pip` and `install` of `uv pip install`. None for a program known to have none."""
        return self._parsed.verbs

    @property
    def subcommand(self) -> ShellWord | None:
        """The first subcommand: the first argument that is no option and no value of one."""
        verbs = self._parsed.verbs
        return verbs[0] if verbs else None

    @property
    def verb(self) -> str | None:
        """The value of the first subcommand: `install` of `pip install`. None where there is none, or it is not known."""
        verbs = self._parsed.verbs
        return verbs[0].value if verbs else None

    @property
    def head(self) -> "Sequence[ShellWord]":
        """The program with its subcommands: `uv pip install`, as a place."""
        return [self.words[0], *self._parsed.verbs]

    def starts(self, *words: str) -> bool:
        """Whether family and subcommands begin with these words: `command.starts("uv", "pip")`."""
        return self.path[: len(words)] == words

    @property
    def is_opaque(self) -> bool:
        """Whether nobody can see what it does: its program comes from a variable, or is a script."""
        return self.name is None or self.name.endswith(".sh")

    @property
    def is_certain(self) -> bool:
        """Whether it runs in the shell of its instruction whatever happens: no condition, pipe, subshell or `||` behind it."""
        return not (self.conditional or self.in_pipeline or self.in_subshell or self.operator_after == "||")

    @once
    def path(self) -> tuple[str | None, ...]:
        """The family and the values of the subcommands: `("uv", "pip", "install")`."""
        return (self.family, *(verb.value for verb in self.verbs))

    @property
    def operands(self) -> list[ShellWord]:
        """The arguments behind the subcommands that are neither options nor their values."""
        return self._parsed.operands

    @property
    def options(self) -> list[Option]:
        """The options in order, each letter of a cluster by itself."""
        return self._parsed.options

    def has(self, *options: str) -> bool:
        """Whether one of `options` is given.

        `--name` is also given by `--name=value` and, for programs that allow that, by its beginning; `--name=value`
        only with that value. `-y` is also given by `-qy`. `-qq` is given twice, in one word or two.
        """
        given = self._parsed.options
        return any(has_option(given, option) for option in options)

    def option(self, *names: str) -> Option | None:
        """The last option that has one of `names` (`-x`, `--name`), or None."""
        for option in reversed(self._parsed.options):
            if option.name in names:
                return option
        return None

    def value_of(self, *names: str) -> str | None:
        """The value of the last option that has one of `names`; None also where it is not known."""
        option = self.option(*names)
        return option.value if option is not None else None

    @property
    def open_ended(self) -> bool:
        """Whether there may be more options or operands than are written: from a variable, `$(…)`, or `xargs`."""
        return "xargs" in self.wrappers or any(_may_be_option(word) for word in self.words[1:])

    @property
    def environment(self) -> dict[str, str | None]:
        """What `assignments` set; None for a value that is not known."""
        return {
            assignment.name: assignment.value.value if assignment.value is not None else None
            for assignment in self.assignments
        }

    @property
    def launched(self) -> "Command":
        """The command behind `uv run`, `poetry run`, `ddtrace-run` …; itself where there is none."""
        command = self
        for _ in range(MAX_SCRIPTS):
            inner = _launched(command)
            if inner is None:
                break
            command = inner
        return command

    @property
    def interpreter(self) -> ShellWord | None:
        """The word that names the Python of `python -m module`, or None where the command is started otherwise."""
        if not self.wrappers or not is_python(self.wrappers[-1]):
            return None
        before = self.original[: len(self.original) - len(self.arguments)]
        for word in reversed(before):
            if word.value is not None and program_name(word.value) == self.wrappers[-1]:
                return word
        return None

    # Where it stands

    @property
    def exec_form(self) -> bool:
        """Whether it is written as a JSON array, with no shell."""
        return self.simple is None

    @property
    def redirections(self) -> list[Redirection]:
        """Its redirections."""
        return self.simple.redirections if self.simple is not None else []

    @property
    def heredocs(self) -> list[ShellHeredoc]:
        """The bodies of its heredocs."""
        return self.simple.heredocs if self.simple is not None else []

    @property
    def operator_before(self) -> str | None:
        r"""What stands between it and the command before in the same list: `|`, `&&`, `||`, `;`, `&`, `\n`, or None."""
        return self.simple.operator_before if self.simple is not None else None

    @property
    def operator_after(self) -> str | None:
        r"""What stands between it and the command after: `|`, `&&`, `||`, `;`, `&`, `\n`, or None."""
        return self.simple.operator_after if self.simple is not None else None

    @property
    def in_pipeline(self) -> bool:
        """Whether it is piped to or from another command."""
        return self.simple is not None and self.simple.in_pipeline

    @property
    def in_subshell(self) -> bool:
        """Whether what it changes in the shell is lost: in `( )`, `$( )`, a pipe, the background, `sh -c '…'`."""
        return self.outer is not None or (self.simple is not None and self.simple.in_subshell)

    @property
    def negated(self) -> bool:
        """Whether `!` precedes."""
        return self.simple is not None and self.simple.negated

    @property
    def conditional(self) -> bool:
        """Whether a successful run may do without it: behind `||`, in a branch, a loop or a function."""
        return any(simple is not None and simple.conditional for simple in (self.simple, self.outer))


def _may_be_option(word: ShellWord) -> bool:
    """Whether a word might become options or nothing, or several words: it starts with an unquoted expansion."""
    first = word.parts[0] if word.parts else None
    return isinstance(first, (Parameter, Substitution)) or (
        isinstance(first, DoubleQuoted)
        and bool(first.parts)
        and isinstance(first.parts[0], Parameter)
        and (first.parts[0].name == "@" or first.parts[0].operator == "[")
    )


def _launched(command: Command) -> Command | None:
    """One launcher taken off."""
    path = tuple(word or "" for word in command.path)
    for length in range(len(path), 0, -1):
        wrapper = LAUNCHERS.get(path[:length])
        if wrapper is None:
            continue
        start = command.words.index(command.verbs[length - 2]) if length > 1 else 0
        found = unwrap(wrapper, command.words[start:])
        if found is None:
            return None
        names = " ".join(path[:length])
        inner = _strip(
            command.instruction, command.words[start + found[0] :], command.original, command.assignments,
            (*command.wrappers, names), command.simple, command.outer,
        )  # fmt: skip
        return inner if isinstance(inner, Command) else None
    return None


# From the text to the commands


def script_of(instruction: Instruction, shell: "Sequence[str] | None" = None) -> Script | None:
    """What the shell reads for a RUN, CMD, ENTRYPOINT or HEALTHCHECK.

    `shell` are the words of the SHELL in effect, None the default of Linux images. None where there is no shell text
    (exec form, `HEALTHCHECK NONE`), or where it is in another language than the reader's.
    """
    logical = shell_text(instruction)
    if logical is None:
        return None
    # The first line of a heredoc that is all there is names the shell; elsewhere it is a comment.
    own = dialect_of_script(logical.text) if is_own_script(instruction) else None
    return parse_shell(logical) if (own or dialect_of(shell)) in READABLE else None


def shell_text(instruction: Instruction) -> Logical | None:
    """What is given to a shell for a RUN, CMD, ENTRYPOINT or HEALTHCHECK, heredocs included; None where nothing is."""
    word = instruction.argument
    if instruction.json is not None or word is None or instruction.name not in RUNNING:
        return None
    if isinstance(instruction, Healthcheck) and (instruction.kind is None or instruction.kind.text.upper() != "CMD"):
        return None
    if is_own_script(instruction):
        return _without_returns(instruction.heredocs[0].body())
    logical = word.logical.slice(word.index, word.index + len(word.text))
    return _with_bodies(logical, instruction) if isinstance(instruction, Run) and instruction.heredocs else logical


def is_own_script(instruction: Instruction) -> bool:
    """Whether a RUN is one heredoc and nothing else: a script, which may start with `#!`."""
    word, heredocs = instruction.argument, instruction.heredocs
    return (
        isinstance(instruction, Run)
        and len(heredocs) == 1
        and word is not None
        and word.text.strip() == heredocs[0].word.text.strip()
    )


def _with_bodies(line: Logical, instruction: Instruction) -> Logical:
    """The line and the bodies of its heredocs, as the shell gets them."""
    pieces = line.pieces(0, len(line.text))
    pieces.append(("\n", line.end(len(line.text))))
    for heredoc in instruction.heredocs:
        pieces.append((heredoc.content, heredoc.start))
        if heredoc.terminator is not None:
            tabs = len(heredoc.delimiter)
            pieces.append((heredoc.delimiter + "\n", heredoc.terminator.end - tabs))
    return _without_returns(Logical.of(pieces))


def _without_returns(logical: Logical) -> Logical:
    """Lines end at LF: a file with CRLF is read as its author meant it, though a shell would not."""
    if "\r\n" not in logical.text:
        return logical
    pieces: list[tuple[str, int]] = []
    start = 0
    while (found := logical.text.find("\r\n", start)) >= 0:
        pieces += logical.pieces(start, found)
        start = found + 1
    pieces += logical.pieces(start, len(logical.text))
    return Logical.of(pieces)


def commands_of(instruction: Instruction, script: Script | None) -> list[Command]:
    """The commands that an instruction runs, in the order of the text; none where its text can't be read.

    `script` is what `script_of` gave for it; it is not looked at in the exec form. Raises `NotRead` where scripts in it are
    nested more deeply than is read, or are too long.
    """
    if instruction.json is not None:
        if instruction.name not in RUNNING:
            return []
        return commands_of_words(instruction, instruction.json.elements)
    return _commands_in(instruction, script, None, (), 0) if script is not None else []


def commands_of_words(instruction: Instruction, elements: "Sequence[JsonString]") -> list[Command]:
    """The commands of the exec form."""
    words: list[ShellWord] = [ExecWord(element) for element in elements]
    return _found(_strip(instruction, words, words, [], (), None, None), 0) if words else []


def commands_in_script(instruction: Instruction, script: Script) -> list[Command]:
    """The commands of a script that an instruction starts; their places are in the script. Raises `NotRead`."""
    return _commands_in(instruction, script, None, (), 0)


def _commands_in(
    instruction: Instruction, script: Script, outer: SimpleCommand | None, wrappers: tuple[str, ...], depth: int
) -> list[Command]:
    commands: list[Command] = []
    places: set[int] | None = None
    for simple in script.commands:
        if not simple.words:
            continue
        found = _strip(instruction, simple.words, simple.words, simple.assignments, wrappers, simple, outer)
        if isinstance(found, Command):
            commands.append(found)
            continue
        if places is None:
            places = {other.words[0].start for other in script.commands if other.words}
        commands += _found(found, depth, places)
    return commands


class _Inside:
    """A command that was found to run a script: the script's commands stand for it."""

    __slots__ = ("command", "logical", "wrappers")

    def __init__(self, command: Command, logical: Logical, wrappers: tuple[str, ...]) -> None:
        self.command = command
        self.logical = logical
        self.wrappers = wrappers


def _found(inner: "Command | _Inside", depth: int, places: "set[int] | None" = None) -> list[Command]:
    """What stands for a command. `places` are where the commands of the script around it start."""
    if isinstance(inner, Command):
        return [inner]
    command = inner.command
    if depth >= MAX_SCRIPTS:
        raise NotRead
    script = parse_shell(inner.logical)
    if script.too_much:
        raise NotRead
    if not script.readable:
        return [command]
    outer = command.simple if command.simple is not None else command.outer
    found = _commands_in(command.instruction, script, outer, inner.wrappers, depth + 1)
    if places is not None:
        # What the outer shell substitutes in the string is found there already.
        found = [inside for inside in found if inside.original[0].start not in places]
    # Of `sh -c "$SCRIPT"` no more is known than that.
    return found if any(inner.name is not None for inner in found) else [command]


def _strip(
    instruction: Instruction,
    words: list[ShellWord],
    original: list[ShellWord],
    assignments: list[Assignment],
    wrappers: tuple[str, ...],
    simple: SimpleCommand | None,
    outer: SimpleCommand | None,
) -> "Command | _Inside":
    """Take wrappers off, one after the other."""
    while True:
        value = words[0].value
        if value is None:
            break
        name = program_name(value)
        wrapper = WRAPPERS.get(name)
        if wrapper is not None:
            found = unwrap(wrapper, words)
            if found is not None:
                wrappers = (*wrappers, name)
                assignments = assignments + [_assignment(word) for word in found[1]]
                words = words[found[0] :]
                continue
        elif is_python(name):
            module = python_module(words)
            if module is not None:
                wrappers = (*wrappers, name)
                named = words[module[0] - 1]
                if isinstance(named, ExecWord):
                    # `"-mpip"`: what is added behind the word stands behind its quotes.
                    module[1].start, module[1].end = named.start, named.end
                words = [module[1], *words[module[0] :]]
                continue
        break
    command = Command(instruction, words, original, assignments, wrappers, simple, outer)
    if command.family is None or command.name is None:
        return command
    text = shell_string(command.family, words)
    logical = None
    if text is not None:
        logical = text.decoded(expansions=True)
    elif simple is not None and simple.heredocs and reads_script(command.family, words):
        logical = _heredoc_script(simple.heredocs[-1])
    return _Inside(command, logical, (*wrappers, command.name)) if logical is not None else command


def _assignment(word: ShellWord) -> Assignment:
    """`NAME=value` among the arguments of `env` or `sudo`."""
    name = assigned(word) or ""
    node = Assignment(word.logical, word.index, word.stop, word.parent)
    node.name = name
    node.append = False
    node.array = None
    node.value = word.tail(len(name) + 1) if word.text.startswith(name + "=") else word
    return node


def _heredoc_script(heredoc: ShellHeredoc) -> Logical:
    """The body as the command reads it, expansions left as written."""
    if not heredoc.expand or "\\" not in heredoc.body.text:
        return heredoc.body
    pieces: list[tuple[str, int]] = []
    for part in heredoc.parts or [_whole(heredoc.body)]:
        escaped = isinstance(part, Literal) and part.escaped
        pieces += part.logical.pieces(part.index + escaped, part.stop)
    return Logical.of(pieces)


def _whole(logical: Logical) -> Literal:
    literal = Literal(logical, 0, len(logical.text))
    literal.escaped = False
    return literal

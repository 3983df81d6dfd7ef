"""The tree of a shell script: words and their parts, commands, and what holds them together.

All nodes are spans over the file: `start` and `end` are offsets in code points, `parent` is the node around. Where
folded text matters, `logical` is the text that the shell reads and `index` … `stop` the stretch of it.
"""

from .nodes import Node, Span
from .source import Logical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

DECLARATIONS = frozenset(("declare", "export", "local", "readonly", "typeset"))
"""Commands whose arguments may be assignments, arrays too."""


class ShellNode(Node):
    """A node of a script: a stretch of `logical` from `index` to `stop`."""

    __slots__ = ("index", "logical", "stop")

    def __init__(self, logical: Logical, index: int, stop: int, parent: Node | None = None) -> None:
        self.logical = logical
        self.index = index
        self.stop = stop
        self.start, self.end = logical.span(index, stop)
        self.parent = parent

    @property
    def text(self) -> str:
        """The text as the shell reads it, continuation lines joined."""
        return self.logical.text[self.index : self.stop]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r} {self.start}..{self.end})"

    def ancestors(self) -> "Iterator[Node]":
        """The nodes around this one, from the inside out."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


# Words


class Part(ShellNode):
    """A part of a word. `value` is what it stands for; None where only the running shell knows."""

    __slots__ = ()

    @property
    def value(self) -> str | None:
        """What the part stands for, quotes removed; None for an expansion."""
        return None


class Literal(Part):
    """Plain text, or one escaped character (`escaped`)."""

    __slots__ = ("escaped",)

    escaped: bool

    @property
    def value(self) -> str:
        """The text; without the backslash where it is escaped."""
        return self.logical.text[self.index + self.escaped : self.stop]


class SingleQuoted(Part):
    """`'…'`, or `$'…'` (`ansi`)."""

    __slots__ = ("ansi",)

    ansi: bool

    @property
    def value(self) -> str:
        """The text between the quotes; the escapes of `$'…'` decoded."""
        if not self.ansi:
            return self.logical.text[self.index + 1 : self.stop - 1]
        from .shell_quotes import decode_ansi

        return "".join(text for text, _, _ in decode_ansi(self.logical.text, self.index + 2, self.stop - 1))


class DoubleQuoted(Part):
    """`"…"` or `$"…"`, with its own parts."""

    __slots__ = ("parts",)

    parts: list[Part]

    @property
    def value(self) -> str | None:
        """The text between the quotes; None where it holds an expansion."""
        return _join(self.parts)


class Parameter(Part):
    """`$name` or `${name…}`.

    `name` is empty where it makes no sense. `operator` is what follows the name (`:-`, `#`, `//`, `[`, …) or empty,
    `argument` the parts behind it. `prefix` is `#` for the length, `!` for indirection, otherwise empty.
    """

    __slots__ = ("argument", "braces", "name", "operator", "prefix")

    name: str
    operator: str
    argument: list[Part]
    prefix: str
    braces: bool


class Substitution(Part):
    """`$(…)`, `` `…` ``, `<(…)` or `>(…)`; `opening` is `$(`, `` ` ``, `<(` or `>(`, `body` what runs."""

    __slots__ = ("body", "opening")

    opening: str
    body: "Sequence"


class Arithmetic(Part):
    """`$((…))` or `$[…]`; `parts` are the expansions inside and the text between them."""

    __slots__ = ("parts",)

    parts: list[Part]


class Pattern(Part):
    """An extended pattern, `@(a|b)`, or the parenthesised part of a regular expression; not looked into."""

    __slots__ = ()

    @property
    def value(self) -> str:
        """The text as written."""
        return self.text


def _join(parts: "list[Part]") -> str | None:
    texts = []
    for part in parts:
        value = part.value
        if value is None:
            return None
        texts.append(value)
    return "".join(texts)


class ShellWord(ShellNode):
    """A word: what the shell makes one argument of (or several, by splitting and globbing)."""

    __slots__ = ("_parts", "_value")

    def __init__(
        self, logical: Logical, index: int, stop: int, parent: Node | None = None, parts: list[Part] | None = None
    ) -> None:
        self.logical = logical
        self.index = index
        self.stop = stop
        self.start, self.end = logical.span(index, stop)
        self.parent = parent
        # A plain word, the usual case, keeps no parts until asked.
        self._parts = parts
        self._value: str | None = logical.text[index:stop] if parts is None else None

    @property
    def value(self) -> str | None:
        """The word with quotes removed; None where it holds an expansion. Globs and braces stay as they are."""
        if self._value is None and self._parts is not None:
            self._value = _join(self._parts)
        return self._value

    @property
    def parts(self) -> list[Part]:
        """The parts, in order."""
        if self._parts is None:
            literal = Literal(self.logical, self.index, self.stop, self)
            literal.escaped = False
            self._parts = [literal]
        return self._parts

    @property
    def prefix(self) -> str:
        """What the word certainly starts with: its value up to the first expansion."""
        value = self.value
        return value if value is not None else _prefix(self.parts)[0]

    def pattern(self) -> str:
        """The word without quotes, with expansions as text: `${name}` for any use of a variable, others as written."""
        value = self.value
        return value if value is not None else _pattern(self.parts)

    @property
    def plain(self) -> bool:
        """Whether nothing in it is quoted, escaped or expanded."""
        return self._value is not None and self._value == self.text

    @property
    def quoted(self) -> bool:
        """Whether the whole word is one quoted string."""
        return len(self.parts) == 1 and isinstance(self.parts[0], (SingleQuoted, DoubleQuoted))

    @property
    def has_glob(self) -> bool:
        """Whether the shell would replace it by the names of files: an unquoted `*`, `?` or `[`."""
        return any(
            isinstance(part, Pattern)
            or (isinstance(part, Literal) and not part.escaped and any(character in part.text for character in "*?["))
            for part in self.parts
        )

    @property
    def has_braces(self) -> bool:
        """Whether bash would make several words of it: an unquoted `{a,b}` or `{1..9}`."""
        if not any(isinstance(part, Literal) and not part.escaped and "{" in part.text for part in self.parts):
            return False
        inside = self.text.partition("{")[2]
        return "}" in inside and ("," in inside or ".." in inside)

    @property
    def variables(self) -> list[Parameter]:
        """The variables in it, those inside quotes and in the arguments of others too, in order."""
        return [part for part in self.leaves() if isinstance(part, Parameter)]

    @property
    def substitutions(self) -> list[Substitution]:
        """The command and process substitutions in it, in order."""
        return [part for part in self.leaves() if isinstance(part, Substitution)]

    def leaves(self) -> "Iterator[Part]":
        """All parts in order, each before the parts inside it."""
        stack = list(reversed(self.parts))
        while stack:
            part = stack.pop()
            yield part
            if isinstance(part, (DoubleQuoted, Arithmetic)):
                stack.extend(reversed(part.parts))
            elif isinstance(part, Parameter):
                stack.extend(reversed(part.argument))

    def decoded(self, *, expansions: bool = False) -> Logical | None:
        """The value as folded text with places; None where it holds an expansion.

        With `expansions`, these are taken over as written, so that another shell can be asked what it would make of
        the text.
        """
        pieces: list[tuple[str, int]] = []
        if not decode_parts(self.parts, pieces, expansions):
            return None
        return Logical.of(pieces) if pieces else Logical("", [0], [self.start])

    def tail(self, count: int) -> "ShellWord":
        """The word without its first `count` characters, which have to be plain text."""
        parts = None
        if self._parts is not None and not (self._value is not None and self._value == self.text):
            parts = []
            for part in self._parts:
                if part.stop <= self.index + count:
                    continue
                if part.index < self.index + count:
                    rest = Literal(self.logical, self.index + count, part.stop, self)
                    rest.escaped = False
                    part = rest
                parts.append(part)
        return ShellWord(self.logical, self.index + count, self.stop, self.parent, parts)

    def span(self, index: int, stop: int) -> Span:
        """The place of a stretch of `text`, given by indexes into it."""
        return Span(*self.logical.span(self.index + index, self.index + stop))


def _prefix(parts: list[Part]) -> tuple[str, bool]:
    texts = []
    for part in parts:
        value = part.value
        if value is None:
            if isinstance(part, DoubleQuoted):
                texts.append(_prefix(part.parts)[0])
            return "".join(texts), False
        texts.append(value)
    return "".join(texts), True


def _pattern(parts: list[Part]) -> str:
    texts = []
    for part in parts:
        value = part.value
        if value is not None:
            texts.append(value)
        elif isinstance(part, DoubleQuoted):
            texts.append(_pattern(part.parts))
        elif isinstance(part, Parameter):
            texts.append("${" + part.name + "}")
        else:
            texts.append(part.text)
    return "".join(texts)


def decode_parts(parts: list[Part], pieces: list[tuple[str, int]], expansions: bool) -> bool:
    """Add the values of parts, with their places, to `pieces`. False where one is an expansion that may not be kept."""
    for part in parts:
        logical = part.logical
        if isinstance(part, DoubleQuoted):
            if not decode_parts(part.parts, pieces, expansions):
                return False
        elif isinstance(part, SingleQuoted):
            if part.ansi:
                from .shell_quotes import decode_ansi

                for text, index, stop in decode_ansi(logical.text, part.index + 2, part.stop - 1):
                    pieces += logical.pieces(index, stop) if len(text) > 1 else [(text, logical.place(index))]
            else:
                pieces += logical.pieces(part.index + 1, part.stop - 1)
        elif isinstance(part, Literal):
            pieces += logical.pieces(part.index + part.escaped, part.stop)
        elif expansions or isinstance(part, Pattern):
            pieces += logical.pieces(part.index, part.stop)
        else:
            return False
    return True


# Redirections and assignments


class Redirection(ShellNode):
    """`2>&1`, `> file`, `<<EOF` …

    `descriptor` is what stands before the operator (`2`, `{name}`) or None. `heredoc` is set for `<<` and `<<-`.
    """

    __slots__ = ("descriptor", "heredoc", "operator", "target")

    descriptor: str | None
    operator: str
    target: ShellWord
    heredoc: "ShellHeredoc | None"


class ShellHeredoc(Node):
    """The body of a heredoc, as the command reads it: `body`, tabs stripped for `<<-`.

    `delimiter` is without quotes, `expand` False where it had any; `parts` are what the shell expands in the body
    (empty where it does not). The span is the body in the file. `terminated` is False where the text ends before the
    delimiter.
    """

    __slots__ = ("body", "delimiter", "expand", "parts", "strip_tabs", "terminated")

    body: Logical
    delimiter: str
    expand: bool
    strip_tabs: bool
    terminated: bool
    parts: list[Part]


class Assignment(ShellNode):
    """`name=value`, `name+=value` (`append`), `name[subscript]=value`, `name=(array)` (`array` instead of `value`)."""

    __slots__ = ("append", "array", "name", "value")

    name: str
    value: ShellWord | None
    array: list[ShellWord] | None
    append: bool


# Commands


class ShellCommand(ShellNode):
    """A command of any kind. `position` counts in its pipeline; `redirections` belong to it as a whole."""

    __slots__ = ("position", "redirections")

    position: int
    redirections: list[Redirection]

    @property
    def pipeline(self) -> "Pipeline | None":
        """The pipeline it is in; None for the body of a function."""
        return self.parent if isinstance(self.parent, Pipeline) else None

    @property
    def negated(self) -> bool:
        """Whether its pipeline is preceded by `!`."""
        pipeline = self.pipeline
        return pipeline is not None and pipeline.negated

    @property
    def in_pipeline(self) -> bool:
        """Whether it is piped to or from another command."""
        pipeline = self.pipeline
        return pipeline is not None and len(pipeline.commands) > 1

    @property
    def operator_before(self) -> str | None:
        r"""What stands between it and the command before: `|`, `&&`, `||`, `;`, `&`, `\n`; None for the first."""
        pipeline = self.pipeline
        if pipeline is None:
            return None
        if self.position:
            return pipeline.operators[self.position - 1]
        chain = pipeline.parent
        if not isinstance(chain, Chain):
            return None
        if pipeline.position:
            return chain.operators[pipeline.position - 1]
        sequence = chain.parent
        if isinstance(sequence, Sequence) and chain.position:
            return sequence.items[chain.position - 1].separator
        return None

    @property
    def operator_after(self) -> str | None:
        r"""What stands between it and the command after: `|`, `&&`, `||`, `;`, `&`, `\n`; None for the last."""
        pipeline = self.pipeline
        if pipeline is None:
            return None
        if self.position < len(pipeline.commands) - 1:
            return pipeline.operators[self.position]
        chain = pipeline.parent
        if not isinstance(chain, Chain):
            return None
        if pipeline.position < len(chain.pipelines) - 1:
            return chain.operators[pipeline.position]
        return chain.separator

    @property
    def in_subshell(self) -> bool:
        """Whether it runs in a process of its own kind, so that `cd` and assignments do not last.

        That is in `( )`, in a substitution, in a pipeline or in the background.
        """
        node: Node | None = self
        while node is not None:
            if isinstance(node, (Subshell, Substitution)):
                return True
            if isinstance(node, Pipeline) and len(node.commands) > 1:
                return True
            if isinstance(node, Chain) and node.separator == "&":
                return True
            node = node.parent
        return False

    @property
    def in_substitution(self) -> bool:
        """Whether its output becomes text: it is in `$( )`, backquotes, `<( )` or `>( )`."""
        return any(isinstance(node, Substitution) for node in self.ancestors())

    @property
    def in_function(self) -> bool:
        """Whether it is in the body of a function."""
        return any(isinstance(node, Function) for node in self.ancestors())

    @property
    def in_loop(self) -> bool:
        """Whether it may run several times."""
        return any(isinstance(node, (For, ArithmeticFor, While)) for node in self.ancestors())

    @property
    def conditional(self) -> bool:
        """Whether a successful run may do without it.

        That is: it is on the right of `||` or `&&` behind a `||`, in a branch of `if` or `case`, in a loop, or in a
        function. What follows `&&` alone is not: the build goes on only when it has run.
        """
        node: Node | None = self
        while node is not None:
            above = node.parent
            if isinstance(above, Chain) and isinstance(node, Pipeline) and "||" in above.operators[: node.position]:
                return True
            if isinstance(above, If):
                if node is not above.branches[0][0]:
                    return True
            elif isinstance(above, While):
                if node is not above.condition:
                    return True
            elif isinstance(above, (Arm, For, ArithmeticFor, Function)):
                return True
            node = above
        return False


class SimpleCommand(ShellCommand):
    """A program with its arguments (`words`), after `assignments`; either may be empty."""

    __slots__ = ("assignments", "words")

    assignments: list[Assignment]
    words: list[ShellWord]

    @property
    def name(self) -> str | None:
        """The first word where it is literal, or None."""
        return self.words[0].value if self.words else None

    @property
    def heredocs(self) -> list[ShellHeredoc]:
        """The bodies of its heredocs."""
        return [redirection.heredoc for redirection in self.redirections if redirection.heredoc is not None]


class Group(ShellCommand):
    """`{ list; }`."""

    __slots__ = ("body",)

    body: "Sequence"


class Subshell(Group):
    """`( list )`."""

    __slots__ = ()


class If(ShellCommand):
    """`if condition; then body; elif …; else …; fi`: `branches` are pairs of condition and body."""

    __slots__ = ("branches", "otherwise")

    branches: "list[tuple[Sequence, Sequence]]"
    otherwise: "Sequence | None"


class While(ShellCommand):
    """`while condition; do body; done`, or `until` (`until` True)."""

    __slots__ = ("body", "condition", "until")

    condition: "Sequence"
    body: "Sequence"
    until: bool


class For(ShellCommand):
    """`for name in words; do body; done`; `words` is None where there is no `in`. `select` is True for that keyword."""

    __slots__ = ("body", "name", "select", "words")

    name: ShellWord
    words: list[ShellWord] | None
    body: "Sequence"
    select: bool


class ArithmeticFor(ShellCommand):
    """`for ((…; …; …)); do body; done`."""

    __slots__ = ("body", "expression")

    expression: Arithmetic
    body: "Sequence"


class Arm(ShellNode):
    """`pattern | pattern) list ;;` of a case; `terminator` is `;;`, `;&`, `;;&` or empty."""

    __slots__ = ("body", "patterns", "terminator")

    patterns: list[ShellWord]
    body: "Sequence"
    terminator: str


class Case(ShellCommand):
    """`case subject in arms esac`."""

    __slots__ = ("arms", "subject")

    subject: ShellWord
    arms: list[Arm]


class Function(ShellCommand):
    """`name() body` or `function name body`."""

    __slots__ = ("body", "name")

    name: ShellWord
    body: ShellCommand


class Test(ShellCommand):
    """`[[ … ]]`; `words` are what stands between the brackets, operators too."""

    __slots__ = ("words",)

    words: list[ShellWord]


class ArithmeticCommand(ShellCommand):
    """`(( … ))`."""

    __slots__ = ("expression",)

    expression: Arithmetic


# What holds commands together


class Pipeline(ShellNode):
    """Commands between which `operators` (`|`, `|&`) stand. `timed`: preceded by `time`, and not a simple command."""

    __slots__ = ("commands", "negated", "operators", "position", "timed")

    commands: list[ShellCommand]
    operators: list[str]
    negated: bool
    timed: bool
    position: int


class Chain(ShellNode):
    r"""Pipelines between which `operators` (`&&`, `||`) stand; `separator` (`;`, `&`, `\n`) follows, or None."""

    __slots__ = ("operators", "pipelines", "position", "separator")

    pipelines: list[Pipeline]
    operators: list[str]
    separator: str | None
    position: int


class Sequence(ShellNode):
    """A list of chains."""

    __slots__ = ("items",)

    items: list[Chain]


class ShellFault(Span):
    """Why a text could not be read, and where."""

    __slots__ = ("message",)

    def __init__(self, start: int, end: int, message: str) -> None:
        super().__init__(start, end)
        self.message = message


class Script:
    """A text for the shell.

    `commands` are all simple commands in it, wherever they are, in the order of the text; `functions` the names that
    the script defines. `readable` is False where the text is no shell script, or too deep or too large to be read:
    then there are no commands, and `faults` says why. `body` is the tree, None where not readable. `too_much` tells the
    second kind from the first.
    """

    __slots__ = ("body", "commands", "comments", "faults", "functions", "logical", "readable", "too_much")

    def __init__(self, logical: Logical) -> None:
        self.logical = logical
        self.body: Sequence | None = None
        self.commands: list[SimpleCommand] = []
        self.comments: list[Span] = []
        self.functions: set[str] = set()
        self.faults: list[ShellFault] = []
        self.readable = True
        self.too_much = False

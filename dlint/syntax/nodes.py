"""The tree of a Dockerfile: spans over the source text, no meaning.

Every node has `start` and `end`, offsets in code points into the file, and `parent`. The items of a Dockerfile
(comments, directives, blank lines, instructions) tile it: each also has `line_start` and `line_end`, the whole lines
it takes, line end and heredoc bodies included.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .source import Logical, Source


class Span:
    """A stretch of the file: offsets in code points, `end` exclusive."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.start}, {self.end})"


class Node(Span):
    """A span with a parent."""

    __slots__ = ("parent",)

    parent: "Node | None"


class Word(Node):
    """One argument as BuildKit splits it.

    `text` is the folded text as written (quotes, escapes and variables included), `value` what BuildKit's line
    parser makes of it (decoded, for a JSON string; otherwise the same). `logical` is the folded text of the
    instruction and `index` where in it the word starts.
    """

    __slots__ = ("index", "logical", "text", "value")

    def __init__(self, logical: "Logical", index: int, stop: int, value: str | None = None) -> None:
        self.logical = logical
        self.index = index
        self.start, self.end = logical.span(index, stop)
        self.text = logical.text[index:stop]
        self.value = self.text if value is None else value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r} {self.start}..{self.end})"

    def part(self, start: int, stop: int) -> Span:
        """Where a part of `text` is written."""
        return Span(*self.logical.span(self.index + start, self.index + stop))


class JsonString(Word):
    """A string in a JSON array: `text` with its quotes, `value` decoded."""

    __slots__ = ()

    def decoded(self) -> "Logical":
        """The decoded value as folded text, so that what is inside can be placed."""
        from .json_strings import decode_json_string

        return decode_json_string(self.text, self.logical, self.index)


class JsonArray(Node):
    """The exec form: `["a", "b"]`."""

    __slots__ = ("elements",)

    elements: list[JsonString]


class Flag(Node):
    """`--name=value` before the arguments.

    `text` is what BuildKit makes of it (quotes and escapes removed), `value` is None where there is no `=`.
    `name_span` and `value_span` say where both are written.
    """

    __slots__ = ("name", "name_span", "text", "value", "value_span")

    name: str
    text: str
    value: str | None
    name_span: Span
    value_span: Span | None


class Pair(Node):
    """`name=value` of ENV, LABEL or ARG. `separator` is `=`, a blank (the legacy form) or empty (ARG without value)."""

    __slots__ = ("key", "separator", "value")

    key: Word
    value: Word | None
    separator: str


class Heredoc(Node):
    """A here-document of RUN, COPY or ADD. Its span is the body, from the first body line to the delimiter line.

    `word` is the `<<EOF` on the instruction's line; `expand` is False where the delimiter was quoted; `content` is
    the body as it is in the file, `terminator` the delimiter line (None where the file ends before it).
    """

    __slots__ = ("content", "delimiter", "descriptor", "expand", "strip_tabs", "terminator", "word")

    word: Word
    delimiter: str
    descriptor: int | None
    strip_tabs: bool
    expand: bool
    content: str
    terminator: Span | None

    def body(self) -> "Logical":
        """The body as the reader gets it: leading tabs stripped for `<<-`."""
        from .source import Logical

        if not self.strip_tabs:
            return Logical.plain(self.content, self.start)
        pieces = []
        offset = self.start
        for line in self.content.splitlines(keepends=True) if "\r" not in self.content else _lines(self.content):
            stripped = line.lstrip("\t")
            pieces.append((stripped, offset + len(line) - len(stripped)))
            offset += len(line)
        return Logical.of(pieces)


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")[:-1]] + [text.rsplit("\n", 1)[-1]]


class Item(Node):
    """What tiles the file: `line_start` and `line_end` are offsets of whole lines."""

    __slots__ = ("line_end", "line_start")

    line_start: int
    line_end: int


class Blank(Item):
    """A line of white space only."""

    __slots__ = ()


class Comment(Item):
    """A comment line; the span starts at `#`. `text` is what follows the `#`, trimmed.

    `inside` is the instruction whose continued lines hold the comment, or None for one that stands by itself.
    """

    __slots__ = ("inside", "text")

    text: str
    inside: "Instruction | None"


class Directive(Item):
    """A parser directive: `# escape=`, `# syntax=`, `# check=`. `effective` is False where BuildKit reads past it."""

    __slots__ = ("effective", "name", "value", "value_span")

    name: str
    value: str
    value_span: Span
    effective: bool


class Instruction(Item):
    """An instruction as BuildKit's line parser sees it.

    `name` is the keyword in upper case (also of an unknown one), `keyword` the word as written. `logical` is the
    folded text of the whole instruction without heredoc bodies. `arguments` are the words; where the instruction
    takes one string (RUN, CMD, USER, …) there is one word or none. `json` is set where the exec form is used.
    `doc_comments` are the comment texts that BuildKit collects for it; `comments` those inside its continued lines;
    `blank_lines` the spans of empty lines inside. `onbuild` is the ONBUILD whose trigger this is, or None.
    """

    __slots__ = (
        "arguments",
        "blank_lines",
        "comments",
        "doc_comments",
        "flags",
        "heredocs",
        "json",
        "keyword",
        "logical",
        "name",
        "onbuild",
    )

    name: str
    keyword: Word
    logical: "Logical"
    flags: list[Flag]
    arguments: list[Word]
    json: JsonArray | None
    heredocs: list[Heredoc]
    comments: list[Comment]
    doc_comments: list[str]
    blank_lines: list[Span]
    onbuild: "Onbuild | None"

    def flag(self, name: str) -> Flag | None:
        """The last flag of that name, or None."""
        for flag in reversed(self.flags):
            if flag.name == name:
                return flag
        return None

    def flags_named(self, name: str) -> list[Flag]:
        """All flags of that name, in order."""
        return [flag for flag in self.flags if flag.name == name]

    @property
    def argument(self) -> Word | None:
        """The first argument, or None."""
        return self.arguments[0] if self.arguments else None


class From(Instruction):
    """`FROM [--platform=…] image [AS name]`. `image` and `alias` are None where the form is wrong."""

    __slots__ = ("alias", "image")

    image: Word | None
    alias: Word | None


class KeyValue(Instruction):
    """ENV, LABEL and ARG: `pairs`."""

    __slots__ = ("pairs",)

    pairs: list[Pair]


class Env(KeyValue):
    """`ENV name=value …` or `ENV name value`."""

    __slots__ = ()


class Label(KeyValue):
    """`LABEL name=value …`."""

    __slots__ = ()


class Arg(KeyValue):
    """`ARG name[=value] …`."""

    __slots__ = ()


class Transfer(Instruction):
    """COPY and ADD: `sources` and `destination` (empty and None where there are too few words)."""

    __slots__ = ("destination", "sources")

    sources: list[Word]
    destination: Word | None


class Copy(Transfer):
    """`COPY [flags] source … destination`."""

    __slots__ = ()


class Add(Transfer):
    """`ADD [flags] source … destination`."""

    __slots__ = ()


class Invocation(Instruction):
    """What starts a program: RUN, CMD, ENTRYPOINT, SHELL, HEALTHCHECK.

    In the exec form `json` holds the words, otherwise `arguments[0]` is the text for the shell.
    """

    __slots__ = ()


class Run(Invocation):
    """`RUN [flags] command`."""

    __slots__ = ()


class Cmd(Invocation):
    """`CMD command`."""

    __slots__ = ()


class Entrypoint(Invocation):
    """`ENTRYPOINT command`."""

    __slots__ = ()


class Shell(Invocation):
    """`SHELL ["program", "argument"]`."""

    __slots__ = ()


class Healthcheck(Invocation):
    """`HEALTHCHECK [flags] CMD command` or `HEALTHCHECK NONE`. `kind` is the word `CMD` or `NONE`, or None.

    `arguments` are those after `kind`.
    """

    __slots__ = ("kind",)

    kind: Word | None


class Onbuild(Instruction):
    """`ONBUILD instruction`: `trigger` is the instruction inside, or None where there is none."""

    __slots__ = ("trigger",)

    trigger: Instruction | None


class SyntaxFault(Node):
    """Something for which the build fails. `phase` 0: the directive `check`, 1: the line parser, 2: the instruction's
    form, 4: FROM, 5: how stages hang together, 6: images, 7: the values of an instruction.

    `message` is what is wrong, in our words, without "the build fails". `reference` is BuildKit's own message.
    `instruction` is where it was found, or None. `replacement` is the spelling that was probably meant. `kind` is
    `syntax` for what is seen in the text alone, else what the fault is about. `helped` says that a build argument
    would help.
    """

    __slots__ = ("helped", "instruction", "kind", "message", "phase", "reference", "replacement")

    def __init__(
        self,
        start: int,
        end: int,
        message: str,
        reference: str,
        phase: int = 1,
        instruction: "Instruction | None" = None,
        replacement: str | None = None,
        *,
        kind: str = "syntax",
        helped: bool = False,
    ) -> None:
        super().__init__(start, end)
        self.kind = kind
        self.helped = helped
        self.message = message
        self.reference = reference
        self.phase = phase
        self.instruction = instruction
        self.replacement = replacement
        self.parent = instruction


class Dockerfile(Node):
    """The whole file. `items` tile it; `instructions` are those of them that are instructions, in order.

    Where `end` is before the end of the text there is too much in the file, and what follows was not read.
    """

    __slots__ = ("directives", "escape", "faults", "instructions", "items", "source")

    source: "Source"
    items: list[Item]
    instructions: list[Instruction]
    directives: list[Directive]
    faults: list[SyntaxFault]
    escape: str

    @property
    def is_whole(self) -> bool:
        """Whether all of the text was read."""
        return self.end == len(self.source.text)

    def directive(self, name: str) -> Directive | None:
        """The effective directive of that name, or None."""
        for directive in self.directives:
            if directive.name == name and directive.effective:
                return directive
        return None

    @property
    def comments(self) -> list[Comment]:
        """All comments of the file in order, those inside continued lines too."""
        found: list[Comment] = []
        for item in self.items:
            if isinstance(item, Comment):
                found.append(item)
            elif isinstance(item, Instruction):
                found.extend(item.comments)
        return found

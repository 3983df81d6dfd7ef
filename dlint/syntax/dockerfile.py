"""Dockerfile text to tree: one pass over the lines, as BuildKit reads them, that goes on after an error.

A Dockerfile is a list of logical lines. A logical line is a comment, a blank line or an instruction; an instruction is
joined from physical lines that end in the escape character, and may be followed by the bodies of its heredocs. What is
inside an instruction is split by `instructions`; whether that makes sense is judged by `instruction_grammar`.
"""

from dlint.startup import regex as re

from .characters import DIRECTIVES, WHITE
from .instruction_grammar import check_forms
from .instructions import Reader
from .limits import (
    MAX_INSTRUCTIONS,
    MAX_WORDS,
    Bounds,
    TooMuch,
)
from .nodes import (
    Blank,
    Comment,
    Directive,
    Dockerfile,
    Heredoc,
    Instruction,
    Item,
    Onbuild,
    Span,
    SyntaxFault,
    Word,
)
from .source import Logical, Source
from .words import heredoc_start, shell_words

MAX_LINE_BYTES = 65536
HEREDOC_INSTRUCTIONS = ("ADD", "COPY", "RUN")

_DIRECTIVE = re.compile(r"([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*(.+?)[\t\n\f\r ]*\Z")
_CONTINUES = {
    "\\": re.compile(r"(?:\A|[^\\])(\\[ \t]*)\Z"),
    "`": re.compile(r"(?:\A|[^`])(`[ \t]*)\Z"),
}


def parse(source: Source, bounds: Bounds | None = (MAX_INSTRUCTIONS, MAX_WORDS)) -> Dockerfile:
    """Read a Dockerfile. Never raises: what BuildKit would refuse is in `faults`, and the rest is read all the same.

    Of a file that holds more than `bounds`, instructions and words, the tree ends before the instruction or comment
    that goes beyond: its `end` says where. What follows is not taken apart. With None all is read.
    """
    return _Parser(source, bounds).parse()


class _Parser:
    """The state of one pass: the physical lines and which comes next."""

    def __init__(self, source: Source, bounds: Bounds | None) -> None:
        self.source = source
        self.bounds = bounds
        self.starts = source.line_starts
        self.lines = source.text.split("\n")
        if len(self.lines) > 1 and not self.lines[-1]:
            self.lines.pop()
        elif self.lines == [""]:
            self.lines = []
        self.next = 0
        self.escape = "\\"
        self.tree = Dockerfile(0, len(source.text))
        self.tree.parent = None
        self.tree.source = source
        self.tree.items = []
        self.tree.instructions = []
        self.tree.directives = []
        self.tree.faults = []
        self.doc_comments: list[str] = []
        # By line; to the line parser ("inner") a directive after `#!…` is an ordinary comment.
        self.directives: dict[int, Directive] = {}
        self.inner_directives: set[int] = set()

    def parse(self) -> Dockerfile:
        tree = self.tree
        tree.directives = self.read_directives()
        tree.escape = self.escape
        reader = self.reader = Reader(self.escape, tree.faults, self.bounds)
        try:
            self.read_lines(reader)
        except TooMuch:
            self.end_before()
        if self.source.text[:1] == "\ufeff" and tree.items:
            tree.items[0].line_start = 0
        self.check_lengths()
        if not tree.instructions and tree.is_whole:
            end = self.line_end(0) if self.lines else 0
            self.fault(0, end, "the file has no instructions", "file with no instructions")
        check_forms(tree)
        return tree

    def read_lines(self, reader: Reader) -> None:
        """All logical lines. Raises `TooMuch` at the one that goes beyond the bounds."""
        lines = self.lines
        while self.next < len(lines):
            number = self.next
            self.begun = number, len(self.tree.faults)
            line, start = self.physical(number)
            text = line.lstrip(WHITE)
            self.next += 1
            if not text:
                self.add(Blank(start, start + len(line)), number)
            elif text[0] == "#":
                self.comment(line, start, number)
            else:
                self.instruction(reader, number, text, start + len(line) - len(text))

    def end_before(self) -> None:
        """Let the tree end before the logical line that was begun last."""
        number, faults = self.begun
        self.tree.end = self.starts[number]
        del self.tree.faults[faults:]

    # Physical lines

    def physical(self, number: int) -> tuple[str, int]:
        """A line (from 0) without its line end and the byte order mark, and where it starts."""
        line = self.lines[number]
        start = self.starts[number]
        if line[-1:] == "\r":
            line = line.rstrip("\r")
        if number == 0 and line[:1] == "\ufeff":
            return line[1:], 1
        return line, start

    def line_end(self, number: int) -> int:
        """Where line `number` (from 0) ends, its line end included."""
        following = number + 1
        return self.starts[following] if following < len(self.starts) else len(self.source.text)

    def add(self, item: Item, first: int) -> None:
        """Put an item, which takes the lines from `first` to before the next one, into the tree."""
        item.parent = self.tree
        item.line_start = self.starts[first]
        item.line_end = self.line_end(self.next - 1)
        self.tree.items.append(item)

    def fault(self, start: int, end: int, message: str, reference: str, instruction: Instruction | None = None) -> None:
        self.tree.faults.append(SyntaxFault(start, end, message, reference, 1, instruction))

    def check_lengths(self) -> None:
        """A line with its LF may have 65536 bytes, a last one without LF one less."""
        for number, line in enumerate(self.lines):
            if len(line) * 4 < MAX_LINE_BYTES:
                continue
            size = len(line.encode("utf-8", "surrogatepass")) + 1
            if size > MAX_LINE_BYTES:
                start = self.starts[number]
                self.fault(
                    start,
                    start + len(line),
                    f"the line has {size - 1} bytes, more than the 65535 that are read",
                    "dockerfile line greater than max allowed size of 65535",
                )

    # Comments and directives

    def comment(self, line: str, start: int, number: int) -> None:
        """A comment line: `#` and the rest of the line; it never continues."""
        directive = self.directives.get(number)
        if directive is not None:
            self.add(directive, number)
            if number in self.inner_directives:
                return
        else:
            self.reader.count_word()
            self.add(self.comment_node(line, start), number)
        # BuildKit cuts off one byte, whatever it is: of another blank than a space the rest stays, as no character.
        first = len(line[0].encode("utf-8", "surrogatepass")) - 1
        text = ("\ufffd" * first + line[1:]).strip(WHITE)
        if text:
            self.doc_comments.append(text)
        else:
            self.doc_comments = []

    def comment_node(self, line: str, start: int) -> Comment:
        """The comment on a line of text."""
        text = line.lstrip(WHITE)
        start += len(line) - len(text)
        text = text.rstrip(WHITE)
        node = Comment(start, start + len(text))
        node.text = text[1:].strip(WHITE)
        node.inside = None
        return node

    def read_directives(self) -> list[Directive]:
        """The parser directives at the top, by the rules of both of BuildKit's readers.

        The line parser (which takes `escape`) allows blanks before `#` and stops at a line `#!…`; the reader of
        `syntax` and `check` allows no blanks and skips a first line `#!…`.
        """
        seen: set[str] = set()
        outer_reads = inner_reads = True
        shebang = bool(self.lines) and self.physical(0)[0].startswith("#!")
        for number in range(len(self.lines)):
            line, start = self.physical(number)
            text = line.lstrip(WHITE)
            body = text[1:].lstrip(WHITE)
            match = _DIRECTIVE.match(body) if text[:1] == "#" else None
            name = match[1].lower() if match else ""
            if not match or name not in DIRECTIVES:
                inner_reads = False
                if number or not shebang:
                    break
                continue
            indent = len(line) - len(text)
            outer_reads = outer_reads and not indent
            if not (inner_reads or outer_reads):
                break
            directive = Directive(start + indent, start + len(line.rstrip(WHITE)))
            directive.name = name
            directive.value = match[2]
            offset = start + len(line) - len(body)
            directive.value_span = Span(offset + match.start(2), offset + match.end(2))
            directive.effective = inner_reads if name == "escape" else outer_reads
            directive.line_start = self.starts[number]
            if name in seen:
                directive.effective = outer_reads = False
                if inner_reads:
                    self.directive_fault(
                        directive,
                        f"the directive `{name}` stands here twice",
                        f"only one {name} parser directive can be used",
                    )
            elif inner_reads and name == "escape":
                if directive.value in _CONTINUES:
                    self.escape = directive.value
                else:
                    directive.effective = False
                    self.directive_fault(
                        directive,
                        "the escape character can be `\\` or `` ` `` only",
                        f"invalid escape token '{directive.value}' does not match ` or \\",
                    )
            seen.add(name)
            if inner_reads:
                self.inner_directives.add(number)
            if inner_reads or directive.effective:
                self.directives[number] = directive
        return list(self.directives.values())

    def directive_fault(self, directive: Directive, message: str, reference: str) -> None:
        self.fault(directive.start, directive.end, message, reference)

    # Instructions

    def instruction(self, reader: Reader, number: int, text: str, start: int) -> None:
        """Join the physical lines of an instruction, split it, and read the bodies of its heredocs."""
        reader.count_instruction()
        comments: list[Comment] = []
        blanks: list[Span] = []
        logical = self.join(text, start, comments, blanks)
        node = reader.read(logical)
        node.comments = comments
        node.blank_lines = blanks
        node.doc_comments = self.doc_comments
        self.doc_comments = []
        for comment in comments:
            comment.inside = node
            comment.parent = node
        if "<<" in logical.text:
            self.heredocs(node)
        self.add(node, number)
        for heredoc in node.heredocs:
            node.end = max(node.end, heredoc.terminator.end if heredoc.terminator else heredoc.end)
        self.tree.instructions.append(node)

    def join(self, text: str, start: int, comments: list[Comment], blanks: list[Span]) -> Logical:
        """The folded text of the instruction whose first line is `text`; the lines taken are passed over."""
        escape = self.escape
        continues = _CONTINUES[escape]
        match = continues.search(text, max(len(text) - 2, 0)) if text[-1] == escape else None
        if match is None and text[-1] in " \t" and text.rstrip(" \t")[-1:] == escape:
            match = self.continuation(text)
        if match is None:
            return Logical.plain(text.rstrip(WHITE), start)
        pieces = [(text[: match.start(1)], start)]
        lines = self.lines
        while match is not None and self.next < len(lines):
            line, start = self.physical(self.next)
            stripped = line.lstrip(WHITE)
            if not stripped:
                blanks.append(Span(start, start + len(line)))
            elif stripped[0] == "#":
                self.reader.count_word()
                comment = self.comment_node(line, start)
                comment.line_start = self.starts[self.next]
                comment.line_end = self.line_end(self.next)
                comments.append(comment)
            else:
                match = self.continuation(line)
                pieces.append((line if match is None else line[: match.start(1)], start))
            self.next += 1
        logical = Logical.of(pieces)
        stripped = logical.text.strip(WHITE)
        if not stripped:
            return Logical.plain("", pieces[0][1])
        if len(stripped) == len(logical.text):
            return logical
        lead = len(logical.text) - len(logical.text.lstrip(WHITE))
        return logical.slice(lead, lead + len(stripped))

    def continuation(self, line: str) -> "re.Match[str] | None":
        """The escape character and blanks at the end of a line that goes on."""
        text = line.rstrip(" \t")
        if text[-1:] != self.escape:
            return None
        return _CONTINUES[self.escape].search(line, max(len(text) - 2, 0))

    def heredocs(self, node: Instruction) -> None:
        """Find the heredocs on an instruction's line and read their bodies."""
        target = node
        if isinstance(node, Onbuild):
            if node.trigger is None:
                return
            target = node.trigger
        if target.name not in HEREDOC_INSTRUCTIONS or target.json is not None:
            return
        logical = node.logical
        found: list[Heredoc] = []
        for start, end in shell_words(logical.text) or ():
            begin = heredoc_start(logical.text[start:end])
            if begin is None:
                continue
            self.reader.count_word()
            word = self.word(target, start, end)
            if begin.error:
                self.fault(word.start, word.end, "the delimiter of the heredoc can't be read", begin.error, node)
                return
            heredoc = Heredoc(0, 0)
            heredoc.parent = target
            heredoc.word = word
            heredoc.delimiter = begin.delimiter
            heredoc.expand = begin.expand
            heredoc.descriptor = begin.descriptor
            heredoc.strip_tabs = begin.strip_tabs
            found.append(heredoc)
        node.heredocs = target.heredocs = found
        for index, heredoc in enumerate(found):
            if not self.heredoc_body(node, heredoc):
                del found[index + 1 :]

    @staticmethod
    def word(target: Instruction, start: int, end: int) -> Word:
        """The argument word at these indexes of the folded text, or a new one."""
        for argument in target.arguments:
            if argument.index == start and argument.index + len(argument.text) == end:
                return argument
        word = Word(target.logical, start, end)
        word.parent = target
        return word

    def heredoc_body(self, node: Instruction, heredoc: Heredoc) -> bool:
        """The lines up to the delimiter; nothing in them is special. False where the file ends before it."""
        lines = self.lines
        heredoc.start = heredoc.end = self.line_end(self.next - 1)
        heredoc.terminator = None
        first = self.next
        while self.next < len(lines):
            line = lines[self.next].rstrip("\r")
            start = self.starts[self.next]
            self.next += 1
            if (line.lstrip("\t") if heredoc.strip_tabs else line) == heredoc.delimiter:
                heredoc.end = start
                heredoc.terminator = Span(start, start + len(line))
                break
        else:
            heredoc.end = self.line_end(len(lines) - 1) if first < len(lines) else heredoc.start
            self.fault(
                heredoc.word.start,
                heredoc.word.end,
                f"the heredoc is not ended: a line `{heredoc.delimiter}` is missing",
                "unterminated heredoc",
                node,
            )
        heredoc.content = self.source.text[heredoc.start : heredoc.end]
        return heredoc.terminator is not None

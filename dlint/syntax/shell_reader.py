"""Commands of a shell script: POSIX sh with what bash adds.

It reads more than a shell accepts (an empty `then`, a function with a simple body), hardly less, and takes no notice
of what is different in sh: the text is written for one shell, and that shell reads it.
"""

from dlint.startup import regex as re

from .nodes import Span
from .shell_nodes import (
    DECLARATIONS,
    Arithmetic,
    ArithmeticCommand,
    ArithmeticFor,
    Arm,
    Assignment,
    Case,
    Chain,
    For,
    Function,
    Group,
    If,
    Literal,
    Part,
    Pattern,
    Pipeline,
    Redirection,
    Script,
    Sequence,
    ShellCommand,
    ShellFault,
    ShellHeredoc,
    ShellWord,
    SimpleCommand,
    Subshell,
    Test,
    While,
)
from .shell_words import (
    DELIMITERS,
    Limits,
    Unreadable,
    WordReader,
)
from .source import Logical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .nodes import Node

_PLAIN = re.compile(r"(?:[ \t]|\\\n)*+([^ \t\n;&|<>()'\"\\$`]*+)")
_RESERVED = re.compile(
    r"(?:if|then|elif|else|fi|do|done|case|esac|for|while|until|select|function|time|[{}!]|\[\[)"
    r"(?=(?:\\\n)*+(?:[ \t\n;&|<>()]|\Z))"
)
_REDIRECTION = re.compile(r"([0-9]++|\{[A-Za-z_][A-Za-z0-9_]*\})?(<<<|<<-?|<>|<&|<(?!\()|>>|>\||>&|>(?!\()|&>>|&>)")
_ASSIGNMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(\[[^\]\n]*\])?(\+?=)")
_PARENTHESES = re.compile(r"[ \t]*\([ \t]*\)")
_COMPOUND = re.compile(r"[ \t]+(?:-p[ \t]+)?(?=[({]|(?:if|case|for|while|until|select|!|\[\[)[ \t\n])")
_IN = re.compile(r"in(?=(?:\\\n)*+(?:[ \t\n;]|\Z))")
_TABS = re.compile(r"\t*")
_TEST_OPERATOR = re.compile(r"&&|\|\||[()<>!](?![^ \t\n()])|[()<>]")
_TEST_END = re.compile(r"\]\](?=[ \t\n;&|<>()]|\Z)")

_NONE: frozenset[str] = frozenset()
_CLOSERS = frozenset(("then", "elif", "else", "fi", "do", "done", "esac", "}"))
_THEN, _FI, _ELSE = frozenset(("then",)), frozenset(("fi",)), frozenset(("elif", "else", "fi"))
_DO, _DONE, _ESAC, _BRACE = frozenset(("do",)), frozenset(("done",)), frozenset(("esac",)), frozenset(("}",))


class Reader(WordReader):
    """Reads one text; those inside it (backquotes, heredocs) get readers of their own, which share its `limits`."""

    __slots__ = ("pending",)

    def __init__(self, script: Script, logical: Logical, limits: Limits) -> None:
        super().__init__(script, logical, limits)
        self.pending: list[ShellHeredoc] = []

    def inner(self, logical: Logical) -> "Reader":
        """A reader for text inside this one."""
        return Reader(self.script, logical, self.limits)

    def whole(self, parent: "Node | None") -> Sequence:
        """All commands of the text."""
        body = self.sequence(parent, _NONE)
        if self.pos < len(self.text):
            raise self.fail(f"`{self.text[self.pos : self.pos + 2].strip()}` closes nothing", self.pos)
        self.bodies(self.pos)
        return body

    # Blank space

    def skip(self, pos: int) -> int:
        """Behind blanks, line ends, comments and the heredocs that begin behind a line end."""
        text = self.text
        while True:
            pos = self.blanks(pos)
            if text.startswith("\n", pos):
                pos = self.bodies(pos + 1)
            elif text.startswith("#", pos):
                pos = self.comment(pos)
            else:
                return pos

    def comment(self, pos: int) -> int:
        """`'#'` and the rest of the line."""
        stop = self.text.find("\n", pos)
        if stop < 0:
            stop = len(self.text)
        self.spend(pos)
        self.script.comments.append(Span(*self.logical.span(pos, stop)))
        return stop

    def bodies(self, pos: int) -> int:
        """Read the bodies of the heredocs that wait; `pos` is where a line starts."""
        if self.pending:
            pending, self.pending = self.pending, []
            for heredoc in pending:
                pos = self.heredoc(pos, heredoc)
        return pos

    def heredoc(self, pos: int, heredoc: ShellHeredoc) -> int:
        """Read the body that starts at `pos`, down to the line that is the delimiter."""
        text = self.text
        delimiter = heredoc.delimiter
        length = len(text)
        pieces: list[tuple[str, int]] = []
        start = pos
        continued = False
        heredoc.terminated = False
        while pos < length:
            end = text.find("\n", pos)
            if end < 0:
                end = length
            line = _TABS.match(text, pos).end() if heredoc.strip_tabs and not continued else pos  # type: ignore[union-attr]
            if not continued and end - line == len(delimiter) and text.startswith(delimiter, line):
                heredoc.terminated = True
                stop = pos
                pos = min(end + 1, length)
                break
            if heredoc.strip_tabs:
                pieces += self.logical.pieces(line, min(end + 1, length))
            if heredoc.expand and text.endswith("\\", pos, end):
                ending = text[pos:end]
                continued = (len(ending) - len(ending.rstrip("\\"))) % 2 == 1
            else:
                continued = False
            pos = end + 1
        else:
            stop = pos = length
        heredoc.start, heredoc.end = self.logical.span(min(start, stop), stop)
        heredoc.body = Logical.of(pieces) if pieces else self.logical.slice(min(start, stop), stop)
        heredoc.parts = []
        if heredoc.expand and ("$" in heredoc.body.text or "`" in heredoc.body.text):
            self.expand_body(heredoc)
        return pos

    def expand_body(self, heredoc: ShellHeredoc) -> None:
        """What can't be read in a body is the running shell's problem; the script around it is readable."""
        commands, depth = len(self.script.commands), self.limits.depth
        reader = self.inner(heredoc.body)
        length = len(heredoc.body.text)
        word = ShellWord(heredoc.body, 0, length, heredoc, [])
        try:
            self.enter(self.pos)
            word._parts = heredoc.parts = reader.expansions(0, length, word)
            self.leave()
        except Unreadable as error:
            if self.limits.nodes < 0:
                raise
            self.limits.depth = depth
            del self.script.commands[commands:]
            place = error.logical.place(error.index)
            self.script.faults.append(ShellFault(place, place, error.message))

    # Lists

    def sequence(self, parent: "Node | None", closers: frozenset[str]) -> Sequence:
        """`chain ((';' | '&' | '\\n') chain)*` up to a word of `closers`, `)`, `;;` or the end."""
        text = self.text
        self.enter(self.pos)
        node = Sequence(self.logical, self.pos, self.pos, parent)
        items: list[Chain] = []
        node.items = items
        pos = self.skip(self.pos)
        while pos < len(text):
            character = text[pos]
            if character == ")":
                break
            if character in ";&|" and not text.startswith("&>", pos):
                if text.startswith((";;", ";&"), pos):
                    break
                raise self.fail(f"`{character}` follows no command", pos)
            match = _RESERVED.match(text, pos)
            word = match[0] if match is not None else ""
            if word in _CLOSERS:
                if word in closers:
                    break
                raise self.fail(f"`{word}` closes nothing", pos)
            chain = self.chain(node, pos, word, len(items))
            items.append(chain)
            pos = self.blanks(self.pos)
            character = text[pos : pos + 1]
            if character == "\n":
                chain.separator = "\n"
            elif character == "&" or (character == ";" and not text.startswith((";;", ";&"), pos)):
                chain.separator = character
                pos += 1
            elif character == "#":
                chain.separator = "\n"
            elif character and character not in ");":
                # Behind a compound command `done` and its like need no separator: `{ a; } done`.
                match = _RESERVED.match(text, pos)
                if match is not None and match[0] in closers:
                    break
                raise self.fail(f"`{character}` is not expected here", pos)
            else:
                break
            pos = self.skip(pos)
        self.leave()
        self.pos = pos
        if items:
            node.index, node.start = items[0].index, items[0].start
            node.stop, node.end = items[-1].stop, items[-1].end
        return node

    def chain(self, parent: Sequence, pos: int, word: str, position: int) -> Chain:
        """`pipeline (('&&' | '||') pipeline)*`; `word` is the reserved word at `pos`, if any."""
        text = self.text
        node = Chain(self.logical, pos, pos, parent)
        node.position = position
        node.separator = None
        node.operators = []
        node.pipelines = []
        while True:
            node.pipelines.append(self.pipeline(node, pos, word, len(node.pipelines)))
            pos = self.blanks(self.pos)
            if not text.startswith(("&&", "||"), pos):
                break
            node.operators.append(text[pos : pos + 2])
            pos = self.skip(pos + 2)
            match = _RESERVED.match(text, pos)
            word = match[0] if match is not None else ""
        last = node.pipelines[-1]
        node.stop, node.end = last.stop, last.end
        return node

    def pipeline(self, parent: Chain, pos: int, word: str, position: int) -> Pipeline:
        """`'!'* command (('|' | '|&') command)*`."""
        text = self.text
        node = Pipeline(self.logical, pos, pos, parent)
        node.position = position
        node.negated = node.timed = False
        node.operators = []
        node.commands = []
        while word in ("!", "time"):
            if word == "!":
                node.negated = not node.negated
                pos = self.blanks(pos + 1)
            else:
                match = _COMPOUND.match(text, pos + 4)
                if match is None:
                    break
                node.timed = True
                pos = match.end()
            match = _RESERVED.match(text, pos)
            word = match[0] if match is not None else ""
        while True:
            node.commands.append(self.command(node, pos, word, len(node.commands)))
            pos = self.blanks(self.pos)
            if not text.startswith("|", pos) or text.startswith("||", pos):
                break
            operator = "|&" if text.startswith("|&", pos) else "|"
            node.operators.append(operator)
            pos = self.skip(pos + len(operator))
            match = _RESERVED.match(text, pos)
            word = match[0] if match is not None else ""
        last = node.commands[-1]
        node.stop, node.end = last.stop, last.end
        return node

    # Commands

    def command(self, parent: "Node", pos: int, word: str, position: int) -> ShellCommand:
        """A compound command by its first word, or a simple command."""
        self.spend(pos)
        node: ShellCommand
        if not word or word == "time":
            if not self.text.startswith("(", pos):
                return self.simple(parent, pos, position)
            node = self.parenthesised(parent, pos)
        elif word == "{":
            node = self.group(parent, pos)
        elif word == "if":
            node = self.condition(parent, pos)
        elif word in ("while", "until"):
            node = self.loop(parent, pos, word)
        elif word in ("for", "select"):
            node = self.enumeration(parent, pos, word)
        elif word == "case":
            node = self.case(parent, pos)
        elif word == "[[":
            node = self.test(parent, pos)
        elif word == "function":
            node = self.function(parent, pos)
        else:
            raise self.fail(f"`{word}` is not expected here", pos)
        node.position = position
        node.redirections = []
        pos = self.blanks(self.pos)
        while match := _REDIRECTION.match(self.text, pos):
            node.redirections.append(self.redirection(match, node))
            pos = self.blanks(self.pos)
        self.finish(node, self.pos)
        return node

    def simple(self, parent: "Node", start: int, position: int) -> ShellCommand:
        """`(assignment | redirection)* (word | redirection)*`, or a function where `()` follows the first word."""
        text = self.text
        logical = self.logical
        node = SimpleCommand(logical, start, start, parent)
        node.position = position
        node.assignments = assignments = []
        node.redirections = redirections = []
        words: list[ShellWord] = []
        node.words = words
        # In the order of the text: before the commands that are in its words.
        commands = self.script.commands
        at = len(commands)
        commands.append(node)
        match_plain = _PLAIN.match
        stop = pos = start
        while True:
            match = match_plain(text, pos)
            assert match is not None  # it may match nothing at all
            index, pos = match.span(1)
            following = text[pos : pos + 1]
            if index < pos:
                if text[index] == "#":
                    # What the comment ends at is a line end, or the end.
                    pos = self.comment(index)
                    break
                plain = match[1]
                self.spend(pos)
                if following in "<>" and following and (plain.isdecimal() or plain[0] == "{"):
                    redirection = _REDIRECTION.match(text, index)
                    if redirection is not None:
                        redirections.append(self.redirection(redirection, node))
                        stop = pos = self.pos
                        continue
                if not words or words[0].value in DECLARATIONS:
                    assignment = _ASSIGNMENT.match(text, index) if "=" in plain or "[" in plain else None
                    if assignment is not None and (not words or text.startswith("(", assignment.end())):
                        assignments.append(self.assignment(assignment, node))
                        stop = pos = self.pos
                        continue
                if not following or (following in DELIMITERS and following not in "<>("):
                    words.append(ShellWord(logical, index, pos, node))
                    stop = pos
                    continue
                if following == "(" and not words and not assignments:
                    parentheses = _PARENTHESES.match(text, pos)
                    if parentheses is not None:
                        del commands[at]
                        name = ShellWord(logical, index, pos)
                        return self.function_body(parent, start, name, parentheses.end(), position)
            elif following in " \t\n;&|)":
                if following == "&" and text.startswith("&>", pos):
                    redirection = _REDIRECTION.match(text, pos)
                    assert redirection is not None
                    redirections.append(self.redirection(redirection, node))
                    stop = pos = self.pos
                    continue
                break
            elif following in "<>" and not text.startswith("(", pos + 1):
                redirection = _REDIRECTION.match(text, pos)
                if redirection is None:
                    raise self.fail(f"`{following}` is not expected here", pos)
                redirections.append(self.redirection(redirection, node))
                stop = pos = self.pos
                continue
            elif following == "(":
                parentheses = _PARENTHESES.match(text, pos)
                if parentheses is not None and len(words) == 1 and not assignments:
                    del commands[at]
                    return self.function_body(parent, start, words[0], parentheses.end(), position)
                raise self.fail("`(` is not expected here", pos)
            word = self.word(index, node)
            if word.stop == word.index:
                raise self.fail(f"`{following}` is not expected here", pos)
            words.append(word)
            stop = pos = self.pos
        if stop == start:
            del commands[at]
            raise self.fail("there is no command", start)
        self.pos = pos
        self.finish(node, stop)
        return node

    def redirection(self, match: "re.Match[str]", parent: ShellCommand) -> Redirection:
        """`[descriptor] operator word`."""
        start = match.start()
        pos = self.blanks(match.end())
        node = Redirection(self.logical, start, pos, parent)
        node.descriptor = match[1]
        if node.descriptor is not None and node.descriptor[0] == "{":
            node.descriptor = node.descriptor[1:-1]
        node.operator = match[2]
        node.heredoc = None
        node.target = self.word(pos, node)
        if node.target.stop == node.target.index:
            raise self.fail(f"nothing follows `{node.operator}`", start)
        if node.operator in ("<<", "<<-"):
            from .shell_quotes import remove_quotes

            heredoc = ShellHeredoc(node.target.end, node.target.end)
            heredoc.parent = node
            text = node.target.text
            heredoc.delimiter = remove_quotes(text)
            heredoc.expand = heredoc.delimiter == text
            heredoc.strip_tabs = node.operator == "<<-"
            heredoc.terminated = False
            heredoc.body = Logical("", [0], [node.target.end])
            heredoc.parts = []
            node.heredoc = heredoc
            self.pending.append(heredoc)
        self.finish(node, self.pos)
        return node

    def assignment(self, match: "re.Match[str]", parent: SimpleCommand) -> Assignment:
        """`name ('[' … ']')? '+'? '=' (word | '(' word* ')')`."""
        text = self.text
        node = Assignment(self.logical, match.start(), match.end(), parent)
        node.name = match[1]
        node.append = match[3] == "+="
        node.value = node.array = None
        if match[2] is not None and ("$" in match[2] or "`" in match[2]):
            # For the sake of the commands inside.
            holder = ShellWord(self.logical, match.start(2), match.end(2), node, [])
            holder._parts = self.expansions(match.start(2), match.end(2), holder)
        pos = match.end()
        if not text.startswith("(", pos):
            node.value = self.word(pos, node)
            self.finish(node, self.pos)
            return node
        node.array = []
        pos = self.skip(pos + 1)
        while not text.startswith(")", pos):
            word = self.word(pos, node)
            if word.stop == word.index:
                raise self.fail("an array is not closed", match.start())
            node.array.append(word)
            pos = self.skip(self.pos)
        self.pos = pos + 1
        self.finish(node, self.pos)
        return node

    # Compound commands

    def body(self, parent: ShellCommand, closers: frozenset[str]) -> Sequence:
        """A list, and that one of `closers` follows."""
        start = self.pos
        node = self.sequence(parent, closers)
        match = _RESERVED.match(self.text, self.pos)
        if match is None or match[0] not in closers:
            raise self.fail(f"`{'` or `'.join(sorted(closers))}` is missing", start)
        return node

    def expect(self, word: str, start: int) -> None:
        """`word` has to stand here."""
        if not self.text.startswith(word, self.pos):
            raise self.fail(f"`{word}` is missing", start)
        self.pos += len(word)

    def group(self, parent: "Node", start: int) -> Group:
        """`'{' list '}'`."""
        node = Group(self.logical, start, start, parent)
        self.pos = start + 1
        node.body = self.body(node, _BRACE)
        self.pos += 1
        return node

    def parenthesised(self, parent: "Node", start: int) -> ShellCommand:
        """`'((' expression '))'` or `'(' list ')'`."""
        if self.text.startswith("(", start + 1):
            closing = self.closing(start + 1)
            if closing >= 0 and self.text.startswith(")", closing + 1):
                arithmetic = ArithmeticCommand(self.logical, start, start, parent)
                arithmetic.expression = self.expression(start, closing, arithmetic)
                return arithmetic
        node = Subshell(self.logical, start, start, parent)
        self.pos = start + 1
        node.body = self.sequence(node, _NONE)
        self.expect(")", start)
        return node

    def expression(self, start: int, closing: int, parent: ShellCommand) -> Arithmetic:
        """`'((' … '))'`; the first of the two that close it stands at `closing`."""
        holder = ShellWord(self.logical, start, closing + 2, parent, [])
        return self.arithmetic(start, start + 2, closing, closing + 2, holder)

    def condition(self, parent: "Node", start: int) -> If:
        """`'if' list 'then' list ('elif' list 'then' list)* ('else' list)? 'fi'`."""
        node = If(self.logical, start, start, parent)
        node.branches = []
        node.otherwise = None
        self.pos = start + 2
        while True:
            condition = self.body(node, _THEN)
            self.pos += 4
            branch = self.body(node, _ELSE)
            node.branches.append((condition, branch))
            if self.text.startswith("fi", self.pos):
                break
            self.pos += 4
            if self.text.startswith("else", self.pos - 4):
                node.otherwise = self.body(node, _FI)
                break
        self.pos += 2
        return node

    def loop(self, parent: "Node", start: int, word: str) -> While:
        """`('while' | 'until') list 'do' list 'done'`."""
        node = While(self.logical, start, start, parent)
        node.until = word == "until"
        self.pos = start + 5
        node.condition = self.body(node, _DO)
        self.pos += 2
        node.body = self.body(node, _DONE)
        self.pos += 4
        return node

    def loop_body(self, node: ShellCommand, start: int) -> Sequence:
        """`'do' list 'done'` or `'{' list '}'`, behind an optional `;`."""
        self.pos = self.blanks(self.pos)
        if self.text.startswith(";", self.pos):
            self.pos += 1
        self.pos = self.skip(self.pos)
        match = _RESERVED.match(self.text, self.pos)
        word = match[0] if match is not None else ""
        if word not in ("do", "{"):
            raise self.fail("`do` is missing", start)
        self.pos += len(word)
        body = self.body(node, _DONE if word == "do" else _BRACE)
        self.pos += 4 if word == "do" else 1
        return body

    def enumeration(self, parent: "Node", start: int, word: str) -> ShellCommand:
        """`('for' | 'select') name ('in' word*)? ';' 'do' list 'done'`, `'for' '((' … '))' 'do' list 'done'`."""
        text = self.text
        pos = self.blanks(start + len(word))
        if text.startswith("((", pos):
            closing = self.closing(pos + 1)
            if closing < 0 or not text.startswith(")", closing + 1):
                raise self.fail("`((` is not closed", pos)
            arithmetic = ArithmeticFor(self.logical, start, start, parent)
            arithmetic.expression = self.expression(pos, closing, arithmetic)
            arithmetic.body = self.loop_body(arithmetic, start)
            return arithmetic
        node = For(self.logical, start, start, parent)
        node.select = word == "select"
        node.name = self.word(pos, node)
        if node.name.stop == node.name.index:
            raise self.fail(f"nothing follows `{word}`", start)
        node.words = None
        pos = self.skip(self.pos)
        if _IN.match(text, pos):
            node.words = []
            pos = self.blanks(pos + 2)
            while text[pos : pos + 1] not in ("", ";", "\n", "#"):
                item = self.word(pos, node)
                if item.stop == item.index:
                    raise self.fail(f"`{text[pos]}` is not expected here", pos)
                node.words.append(item)
                pos = self.blanks(self.pos)
        self.pos = pos
        node.body = self.loop_body(node, start)
        return node

    def case(self, parent: "Node", start: int) -> Case:
        """`'case' word 'in' arm* 'esac'`."""
        text = self.text
        node = Case(self.logical, start, start, parent)
        node.arms = []
        pos = self.blanks(start + 4)
        node.subject = self.word(pos, node)
        pos = self.skip(self.pos)
        if not _IN.match(text, pos) or node.subject.stop == node.subject.index:
            raise self.fail("`in` is missing", start)
        pos = self.skip(pos + 2)
        while True:
            match = _RESERVED.match(text, pos)
            if match is not None and match[0] == "esac":
                break
            arm = self.arm(node, pos)
            node.arms.append(arm)
            pos = self.skip(self.pos)
            if not arm.terminator:
                break
        self.pos = pos
        self.expect("esac", start)
        return node

    def arm(self, parent: Case, start: int) -> Arm:
        """`'('? word ('|' word)* ')' list (';;' | ';&' | ';;&')?`."""
        text = self.text
        node = Arm(self.logical, start, start, parent)
        node.patterns = []
        self.spend(start)
        pos = self.blanks(start + text.startswith("(", start))
        while True:
            pattern = self.word(pos, node)
            if pattern.stop == pattern.index:
                raise self.fail("a pattern is missing", pos)
            node.patterns.append(pattern)
            pos = self.blanks(self.pos)
            if not text.startswith("|", pos):
                break
            pos = self.blanks(pos + 1)
        self.pos = pos
        self.expect(")", start)
        node.body = self.sequence(node, _ESAC)
        node.terminator = ""
        for terminator in (";;&", ";;", ";&"):
            if text.startswith(terminator, self.pos):
                node.terminator = terminator
                self.pos += len(terminator)
                break
        self.finish(node, self.pos)
        return node

    def function(self, parent: "Node", start: int) -> Function:
        """`'function' name '()'? body`."""
        pos = self.blanks(start + 8)
        match = _PLAIN.match(self.text, pos)
        assert match is not None  # it may match nothing at all
        if not match[1]:
            raise self.fail("nothing follows `function`", start)
        name = ShellWord(self.logical, pos, match.end())
        pos = match.end()
        match = _PARENTHESES.match(self.text, pos)
        return self.function_body(parent, start, name, match.end() if match is not None else pos, 0)

    def function_body(self, parent: "Node", start: int, name: ShellWord, pos: int, position: int) -> Function:
        """What follows the name and the parentheses."""
        node = Function(self.logical, start, start, parent)
        node.position = position
        node.redirections = []
        node.name = name
        name.parent = node
        self.script.functions.add(name.text)
        pos = self.skip(pos)
        match = _RESERVED.match(self.text, pos)
        self.enter(pos)
        node.body = self.command(node, pos, match[0] if match is not None else "", 0)
        self.leave()
        self.finish(node, self.pos)
        return node

    def test(self, parent: "Node", start: int) -> Test:
        """`'[[' (word | operator)* ']]'`."""
        text = self.text
        node = Test(self.logical, start, start, parent)
        node.words = []
        pos = self.skip(start + 2)
        while not _TEST_END.match(text, pos):
            if pos >= len(text):
                raise self.fail("`]]` is missing", start)
            self.spend(pos)
            regular = bool(node.words) and node.words[-1].text == "=~"
            match = None if regular else _TEST_OPERATOR.match(text, pos)
            if regular:
                node.words.append(self.regular_expression(pos, node))
            elif match is not None and not text.startswith(("<(", ">("), pos):
                node.words.append(ShellWord(self.logical, pos, match.end(), node))
                self.pos = match.end()
            else:
                node.words.append(self.word(pos, node))
            if self.pos == pos:
                raise self.fail(f"`{text[pos]}` is not expected here", pos)
            pos = self.skip(self.pos)
        self.pos = pos + 2
        return node

    def regular_expression(self, start: int, parent: Test) -> ShellWord:
        """What follows `=~`: a word in which `|`, `<`, `>` and parentheses have no meaning to the shell."""
        text = self.text
        parts: list[Part] = []
        node = ShellWord(self.logical, start, start, parent, parts)
        pos = start
        while text[pos : pos + 1] not in ("", " ", "\t", "\n", ";"):
            character = text[pos]
            if character in "|<>&)":
                self.spend(pos)
                parts.append(self.literal(pos, pos + 1, node))
                pos += 1
            elif character == "(":
                stop = self.closing(pos) + 1
                if not stop:
                    raise self.fail("a parenthesis is not closed", pos)
                parts.append(Pattern(self.logical, pos, stop, node))
                pos = stop
            else:
                part = self.word(pos, parent)
                parts += part.parts
                pos = self.pos
        self.pos = pos
        self.finish(node, pos)
        if len(parts) == 1 and isinstance(parts[0], Literal) and not parts[0].escaped:
            node._value = node.text
        return node

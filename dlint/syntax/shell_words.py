"""Words of a shell script: quotes, variables, substitutions, arithmetic.

A reader goes over its text once, from left to right; what can't be read raises `Unreadable`, which `parse_shell`
catches. `Limits` bounds what any text can cost: nesting (readers call themselves) and the number of nodes.
"""

from dlint.startup import regex as re

from .shell_nodes import (
    Arithmetic,
    DoubleQuoted,
    Literal,
    Parameter,
    Part,
    Pattern,
    Script,
    Sequence,
    ShellNode,
    ShellWord,
    SingleQuoted,
    Substitution,
)
from .source import Logical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .nodes import Node

MAX_DEPTH = 50
"""Deeper nesting is not read: a reader that calls itself must not exhaust Python's stack."""

MAX_NODES = 60_000
"""A larger script is not read: what is made for one instruction must stay within a second and some megabytes."""

MAX_PARENTHESES = 1000

DELIMITERS = frozenset(" \t\n;&|<>()")

_BLANKS = re.compile(r"(?:[ \t]|\\\n)*+")
_RUN = re.compile(r"[^ \t\n;&|<>()'\"\\$`]+")
_DOUBLE_RUN = re.compile(r'[^"\\$`]+')
_EXPANDED_RUN = re.compile(r"[^\\$`]+")
_BRACE_RUN = re.compile(r"[^}'\"\\$`]+")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-]")
_BRACE_NAME = re.compile(r"([#!]?)([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[-@*#?$!])?")
_OPERATOR = re.compile(r":[-=?+]?|##?|%%?|//?|\^\^?|,,?|@|[-=?+\[*]")
_ANSI_QUOTED = re.compile(r"\$'(?:[^'\\]++|\\.)*+'", re.DOTALL)
_BACKQUOTED = re.compile(r"`((?:[^`\\]++|\\.)*+)`", re.DOTALL)
_OLD_ARITHMETIC = re.compile(r"\$\[[^\]\[\n]*\]")
_CLOSING = re.compile(r"""[^()'"\\$`{}]+|\\.|\$[('{]|[()'"`}]|[\\${]""", re.DOTALL)
_PATTERN_OPERATORS = ("#", "##", "%", "%%", "/", "//")


class Unreadable(Exception):
    """The text can't be read; `index` says where in `logical`."""

    def __init__(self, message: str, logical: Logical, index: int) -> None:
        super().__init__(message)
        self.message = message
        self.logical = logical
        self.index = min(index, len(logical.text))


class TooMuchShell(Unreadable):
    """There is more in the text, or it is nested more deeply, than is read."""


class Limits:
    """What is left to a script and the scripts inside it."""

    __slots__ = ("depth", "nodes")

    def __init__(self) -> None:
        self.depth = 0
        self.nodes = MAX_NODES


class WordReader:
    """Reads words. Methods leave `pos` behind what they read."""

    __slots__ = ("closings", "limits", "logical", "pos", "script", "text")

    def __init__(self, script: Script, logical: Logical, limits: Limits) -> None:
        self.script = script
        self.logical = logical
        self.text = logical.text
        self.limits = limits
        self.pos = 0
        self.closings: dict[int, int] = {}

    def sequence(self, parent: "Node | None", closers: frozenset[str]) -> Sequence:
        """Commands up to a word of `closers` or a character that closes something."""
        raise NotImplementedError

    def inner(self, logical: Logical) -> "WordReader":
        """A reader for text inside this one."""
        raise NotImplementedError

    def whole(self, parent: "Node | None") -> Sequence:
        """All commands of the text."""
        raise NotImplementedError

    def fail(self, message: str, index: int) -> Unreadable:
        """The error that the text can't be read, for the caller to raise."""
        return Unreadable(message, self.logical, index)

    def spend(self, pos: int) -> None:
        """Count a node."""
        limits = self.limits
        limits.nodes -= 1
        if limits.nodes < 0:
            raise TooMuchShell("there is too much of it", self.logical, pos)

    def enter(self, pos: int) -> None:
        """Go one level deeper."""
        self.limits.depth += 1
        if self.limits.depth > MAX_DEPTH:
            raise TooMuchShell("it is nested too deeply", self.logical, pos)

    def leave(self) -> None:
        """Come back from `enter`."""
        self.limits.depth -= 1

    def finish(self, node: ShellNode, stop: int) -> None:
        """Say where a node ends that was begun before its contents were read."""
        node.stop = stop
        node.end = self.logical.place(stop - 1) + 1 if stop > node.index else node.start

    def blanks(self, pos: int) -> int:
        """Behind blanks and continuations."""
        return _BLANKS.match(self.text, pos).end()  # type: ignore[union-attr]  # it matches everywhere

    def literal(self, index: int, stop: int, parent: "Node | None", escaped: bool = False) -> Literal:
        """A literal part."""
        part = Literal(self.logical, index, stop, parent)
        part.escaped = escaped
        return part

    def word(self, start: int, parent: "Node | None") -> ShellWord:
        """One word from `start`; empty (of no length) where none is there."""
        text = self.text
        parts: list[Part] = []
        word = ShellWord(self.logical, start, start, parent, parts)
        pos = start
        while True:
            self.spend(pos)
            match = _RUN.match(text, pos)
            if match is not None:
                pos = match.end()
                parts.append(self.literal(match.start(), pos, word))
            character = text[pos : pos + 1]
            if not character or character in " \t\n;&|)":
                break
            if character == "'":
                stop = text.find("'", pos + 1) + 1
                if not stop:
                    raise self.fail("a quote is not closed", pos)
                single = SingleQuoted(self.logical, pos, stop, word)
                single.ansi = False
                parts.append(single)
                pos = stop
            elif character == '"':
                parts.append(self.double(pos, pos + 1, word))
                pos = self.pos
            elif character == "\\":
                if text.startswith("\n", pos + 1):
                    pos += 2
                else:
                    stop = min(pos + 2, len(text))
                    parts.append(self.literal(pos, stop, word, stop == pos + 2))
                    pos = stop
            elif character == "$":
                parts.append(self.dollar(pos, False, word))
                pos = self.pos
            elif character == "`":
                parts.append(self.backquoted(pos, False, word))
                pos = self.pos
            elif character in "<>":
                if not text.startswith("(", pos + 1):
                    break
                parts.append(self.substitution(pos, text[pos : pos + 2], word))
                pos = self.pos
            elif pos > start and text[pos - 1] in "?*+@!":
                stop = self.closing(pos) + 1
                if not stop:
                    raise self.fail("a parenthesis is not closed", pos)
                parts.append(Pattern(self.logical, pos, stop, word))
                pos = stop
            else:
                break
        self.pos = pos
        self.finish(word, pos)
        if len(parts) == 1 and isinstance(parts[0], Literal) and not parts[0].escaped:
            word._value = parts[0].value if parts[0].stop - parts[0].index == pos - start else None
        return word

    def double(self, start: int, pos: int, parent: ShellWord) -> DoubleQuoted:
        r"""`"…"` from `start`; `pos` is behind the opening quote."""
        text = self.text
        parts: list[Part] = []
        node = DoubleQuoted(self.logical, start, pos, parent)
        node.parts = parts
        while True:
            match = _DOUBLE_RUN.match(text, pos)
            if match is not None:
                pos = match.end()
                parts.append(self.literal(match.start(), pos, parent))
            character = text[pos : pos + 1]
            if character == '"':
                pos += 1
                self.pos = pos
                self.finish(node, pos)
                return node
            if not character:
                raise self.fail("a quote is not closed", start)
            pos = self.expansion(pos, character, '"\\$`', parts, parent)

    def expansion(self, pos: int, character: str, escapable: str, parts: list[Part], parent: ShellWord) -> int:
        """What a backslash, dollar or backquote starts inside double quotes (or what counts as such)."""
        self.spend(pos)
        if character == "$":
            parts.append(self.dollar(pos, True, parent))
            return self.pos
        if character == "`":
            parts.append(self.backquoted(pos, '"' in escapable, parent))
            return self.pos
        following = self.text[pos + 1 : pos + 2]
        if following == "\n":
            return pos + 2
        if following and following in escapable:
            parts.append(self.literal(pos, pos + 2, parent, True))
            return pos + 2
        parts.append(self.literal(pos, pos + 1, parent))
        return pos + 1

    def expansions(self, pos: int, stop: int, parent: ShellWord) -> list[Part]:
        """The parts of text that is expanded but has no quotes: arithmetic and bodies of heredocs."""
        text = self.text
        parts: list[Part] = []
        while pos < stop:
            match = _EXPANDED_RUN.match(text, pos, stop)
            if match is not None:
                pos = match.end()
                parts.append(self.literal(match.start(), pos, parent))
                continue
            pos = self.expansion(pos, text[pos], "\\$`", parts, parent)
        if pos > stop:
            raise self.fail("an expansion is not closed", stop)
        return parts

    def dollar(self, pos: int, in_double: bool, parent: ShellWord) -> Part:
        """What a dollar starts; a literal where it starts nothing."""
        text = self.text
        following = text[pos + 1 : pos + 2]
        if following == "(":
            if text.startswith("(", pos + 2):
                closing = self.closing(pos + 2)
                if closing >= 0 and text.startswith(")", closing + 1):
                    return self.arithmetic(pos, pos + 3, closing, closing + 2, parent)
            return self.substitution(pos, "$(", parent)
        if following == "{":
            return self.braced(pos, in_double, parent)
        match = _NAME.match(text, pos + 1)
        if match is not None:
            node = Parameter(self.logical, pos, match.end(), parent)
            node.name = match[0]
            node.operator = node.prefix = ""
            node.argument = []
            node.braces = False
            self.pos = match.end()
            return node
        if following == "'" and not in_double:
            match = _ANSI_QUOTED.match(text, pos)
            if match is None:
                raise self.fail("a quote is not closed", pos)
            single = SingleQuoted(self.logical, pos, match.end(), parent)
            single.ansi = True
            self.pos = match.end()
            return single
        if following == '"' and not in_double:
            return self.double(pos, pos + 2, parent)
        if following == "[":
            match = _OLD_ARITHMETIC.match(text, pos)
            if match is not None:
                return self.arithmetic(pos, pos + 2, match.end() - 1, match.end(), parent)
        self.pos = pos + 1
        return self.literal(pos, pos + 1, parent)

    def arithmetic(self, start: int, pos: int, closing: int, stop: int, parent: "ShellWord | None") -> Arithmetic:
        """From `start` to `stop`, with the expression from `pos` to `closing`."""
        node = Arithmetic(self.logical, start, stop, parent)
        holder = parent if parent is not None else ShellWord(self.logical, start, stop, None, [node])
        node.parts = self.expansions(pos, closing, holder)
        self.pos = stop
        return node

    def substitution(self, start: int, opening: str, parent: ShellWord) -> Substitution:
        """`$(…)`, `<(…)`, `>(…)`."""
        node = Substitution(self.logical, start, start + 2, parent)
        node.opening = opening
        self.pos = start + 2
        node.body = self.sequence(node, frozenset())
        if not self.text.startswith(")", self.pos):
            raise self.fail(f"`{opening}` is not closed", start)
        self.pos += 1
        self.finish(node, self.pos)
        return node

    def backquoted(self, start: int, in_double: bool, parent: ShellWord) -> Substitution:
        """`` `…` ``: its text, with one level of backslashes removed, is a script of its own."""
        match = _BACKQUOTED.match(self.text, start)
        if match is None:
            raise self.fail("a backquote is not closed", start)
        node = Substitution(self.logical, start, match.end(), parent)
        node.opening = "`"
        logical = self.logical.slice(start + 1, match.end() - 1)
        if "\\" in logical.text:
            logical = _unescape(logical, '`$\\"' if in_double else "`$\\")
        self.enter(start)
        node.body = self.inner(logical).whole(node)
        self.leave()
        self.pos = match.end()
        return node

    def braced(self, start: int, in_double: bool, parent: ShellWord) -> Parameter:
        """`${…}`."""
        text = self.text
        node = Parameter(self.logical, start, start + 2, parent)
        match = _BRACE_NAME.match(text, start + 2)
        assert match is not None  # it may match nothing at all
        node.prefix, node.name = match[1], match[2] or ""
        if node.prefix and not node.name:
            node.prefix, node.name = "", node.prefix
        pos = match.end()
        match = _OPERATOR.match(text, pos)
        node.operator = match[0] if match is not None else ""
        pos += len(node.operator)
        node.braces = True
        parts: list[Part] = []
        node.argument = parts
        self.enter(start)
        while True:
            match = _BRACE_RUN.match(text, pos)
            if match is not None:
                pos = match.end()
                parts.append(self.literal(match.start(), pos, parent))
            self.spend(pos)
            character = text[pos : pos + 1]
            if character == "}":
                break
            if not character:
                raise self.fail("`${` is not closed", start)
            if character == "'" and (not in_double or node.operator in _PATTERN_OPERATORS):
                stop = text.find("'", pos + 1) + 1
                if not stop:
                    raise self.fail("a quote is not closed", pos)
                single = SingleQuoted(self.logical, pos, stop, parent)
                single.ansi = False
                parts.append(single)
                pos = stop
            elif character == '"':
                parts.append(self.double(pos, pos + 1, parent))
                pos = self.pos
            elif character == "\\":
                stop = min(pos + 2, len(text))
                parts.append(self.literal(pos, stop, parent, stop == pos + 2))
                pos = stop
            elif character == "'":
                parts.append(self.literal(pos, pos + 1, parent))
                pos += 1
            else:
                pos = self.expansion(pos, character, "}\\$`", parts, parent)
        self.leave()
        self.pos = pos + 1
        self.finish(node, pos + 1)
        return node

    def closing(self, start: int) -> int:
        """Where the parenthesis at `start` is closed, or -1.

        This is how bash tells `((1))` from `((a);(b))` before it reads either: by quotes and parentheses alone. What
        is found for the parentheses inside is kept, so that nested ones are not gone over again.
        """
        known = self.closings.get(start)
        if known is not None:
            return known
        text = self.text
        stack: list[tuple[str, int]] = []
        pos = start
        while match := _CLOSING.match(text, pos):
            self.spend(pos)
            token = match[0]
            index = pos
            pos = match.end()
            context = stack[-1][0] if stack else ")"
            if context == "`":
                if token == "`":
                    stack.pop()
            elif token == "$(" or (token == "(" and context == ")"):
                stack.append((")", pos - 1))
            elif token == ")" and context == ")":
                opened = stack.pop()[1]
                self.closings[opened] = index
                if opened == start:
                    return index
            elif token == "${":
                stack.append(("}", index))
            elif token == "}" and context == "}":
                stack.pop()
            elif token == '"':
                if context == '"':
                    stack.pop()
                else:
                    stack.append(('"', index))
            elif token == "`":
                stack.append(("`", index))
            elif context != '"' and token in ("'", "$'"):
                # In `$'…'` a backslash may hide a quote; rare enough inside parentheses to be looked for here only.
                quoted = _ANSI_QUOTED.match(text, index) if token == "$'" else None
                pos = quoted.end() if quoted is not None else text.find("'", pos) + 1
                if not pos:
                    break
            elif token == "$'":
                pos -= 1
            if len(stack) > MAX_PARENTHESES:
                raise TooMuchShell("it is nested too deeply", self.logical, index)
        for kind, index in stack:
            if kind == ")":
                self.closings[index] = -1
        self.closings[start] = -1
        return -1


def _unescape(logical: Logical, escapable: str) -> Logical:
    text = logical.text
    pieces: list[tuple[str, int]] = []
    start = 0
    found = text.find("\\")
    while 0 <= found < len(text) - 1:
        if text[found + 1] in escapable:
            pieces += logical.pieces(start, found)
            start = found + 1
        found = text.find("\\", found + 2)
    pieces += logical.pieces(start, len(text))
    return Logical.of(pieces)

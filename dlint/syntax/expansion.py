"""BuildKit's expander: variables replaced, quotes and escapes removed, words split.

The expander ("lex" in BuildKit) knows no meaning, only text and an environment. It is written with a stack of its
own, so that no depth of nesting can exhaust Python's, and with a budget for the text it produces, because nested
replacements can double it again and again.
"""

from dlint.startup import regex as re

from .expansion_nodes import Expansion, Variable
from .expansion_patterns import replaced, without_prefix, without_suffix

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    class Environment(Protocol):
        """What the expander asks for the value of a variable: a dict, or a scope."""

        def get(self, name: str, /) -> str | None:
            """The value, or None where the variable is not set."""


_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SPECIAL = "@*#?-$!0"
_NOTHING = "�"
_TOO_LONG = "the result is too long"

CERTAIN, OPTIONAL, UNCERTAIN = 0, 1, 2
"""How far the environment's word is to be trusted: as it says; not set, unless someone sets it; who knows."""


class _Frame:
    """A text that is being read: the whole, the inside of double quotes, or the word behind a modifier."""

    __slots__ = ("certain", "modifier", "name", "pattern", "pieces", "raw_escapes", "start", "stop", "variable")

    def __init__(self, stop: str, raw_escapes: bool, start: int) -> None:
        self.stop = stop
        self.raw_escapes = raw_escapes
        self.start = start
        self.certain = True
        self.pieces: list[str] = []
        self.name = ""
        self.modifier = ""
        self.pattern = ""
        self.variable: Variable | None = None


class Lexer:
    """One run of the expander over a text; the options are those of BuildKit's `shell.Lex`.

    `trust` says of a variable how far its value is to be trusted: CERTAIN, OPTIONAL or UNCERTAIN.
    """

    __slots__ = (
        "asked",
        "budget",
        "environment",
        "error",
        "escape",
        "forgets",
        "keep_unset",
        "marks",
        "position",
        "quotes",
        "raw_quotes",
        "stack",
        "text",
        "trust",
        "variables",
    )

    def __init__(
        self,
        text: str,
        environment: "Environment",
        escape: str = "\\",
        *,
        quotes: bool = True,
        raw_quotes: bool = False,
        raw_escapes: bool = False,
        keep_unset: bool = False,
        variables: list[Variable] | None = None,
        trust: "Callable[[str], int] | None" = None,
    ) -> None:
        self.text = text
        self.trust = trust
        self.environment = environment
        self.escape = escape
        self.quotes = quotes
        self.raw_quotes = raw_quotes
        self.keep_unset = keep_unset
        self.variables = variables
        self.asked: dict[str, bool] = {}
        self.error: str | None = None
        self.position = 0
        self.budget = 4_000_000 + 16 * len(text)
        self.marks: list[tuple[bool, bool, int, int]] = []
        self.forgets = False
        self.stack = [_Frame("", raw_escapes, 0)]

    def run(self) -> Expansion:
        """Read the whole text."""
        text, stack, length = self.text, self.stack, len(self.text)
        while self.error is None:
            frame = stack[-1]
            if self.position >= length:
                if len(stack) == 1:
                    break
                self.fail(
                    "unexpected end of statement while looking for matching "
                    + ("double-quote" if frame.stop == '"' else frame.stop)
                )
                break
            plain = _PLAIN[frame.stop, self.escape, self.quotes].match(text, self.position)
            if plain is not None:
                start, self.position = plain.span()
                self.put(plain[0], False, start)
                continue
            character = text[self.position]
            if character == frame.stop:
                self.position += 1
                self.close(frame)
            elif character == "$":
                self.dollar()
            elif character == self.escape:
                self.escaped(frame)
            elif character == "<":
                self.less_than()
            elif character == '"':
                self.position += 1
                stack.append(_Frame('"', frame.raw_escapes, self.position - 1))
                if self.raw_quotes:
                    self.put('"', True, self.position - 1)
            else:
                self.single_quote()
        return Expansion(stack[0].pieces, self.marks, self.asked, self.error, stack[0].certain)

    def fail(self, reason: str) -> None:
        """Give up. A word that ends with the text is reported by what should have closed it."""
        if self.position >= len(self.text):
            for frame in reversed(self.stack):
                if frame.stop == "}":
                    reason = "syntax error: missing '}'"
                elif frame.stop == "/":
                    reason = "syntax error: missing '/' in ${}"
        self.error = reason

    def put(self, value: str, raw: bool, start: int) -> None:
        """Add to what is being read; `raw` text is never split into words."""
        self.budget -= len(value)
        if self.budget < 0:
            self.fail(_TOO_LONG)
            return
        stack = self.stack
        stack[-1].pieces.append(value)
        if len(stack) == 1:
            self.marks.append((raw, self.forgets, start, self.position))
            self.forgets = False

    def escaped(self, frame: _Frame) -> None:
        """ESC and what follows it; in double quotes ESC counts only before `"`, `$` and itself."""
        start = self.position
        following = self.text[start + 1 : start + 2]
        self.position += 1
        escape = self.escape
        if frame.stop == '"':
            if frame.raw_escapes:
                self.put(escape, True, start)
            if not following:
                return
            if following in ('"', "$", escape):
                self.position += 1
                self.put(following, True, start)
            else:
                self.put(escape, True, start)
            return
        self.position += len(following)
        self.put(escape + following if frame.raw_escapes else following, True, start)

    def single_quote(self) -> None:
        """`'…'`: literal."""
        start = self.position
        end = self.text.find("'", start + 1)
        if end < 0:
            self.position = len(self.text)
            self.fail("unexpected end of statement while looking for matching single-quote")
            return
        self.position = end + 1
        self.put(self.text[start : end + 1] if self.raw_quotes else self.text[start + 1 : end], True, start)

    def less_than(self) -> None:
        """`<`, or `<<` with the blanks behind it, which belong to the word of a heredoc."""
        start = self.position
        text, length = self.text, len(self.text)
        end = start + 1
        if end < length and text[end] == "<":
            end += 1
            while end < length and text[end] in " \t\r":
                end += 1
        self.position = end
        self.put(text[start:end], True, start)

    def dollar(self) -> None:
        """`$name`, `${name}` and `${name` modifier word `}`."""
        text, start, stack = self.text, self.position, self.stack
        if text[start + 1 : start + 2] != "{":
            end = name_end(text, start + 1)
            self.position = end
            name = text[start + 1 : end]
            if not name:
                self.put("$", False, start)
                return
            if self.variables is not None:
                self.variables.append(Variable(text, name, start, False))
                self.variables[-1].end = end
            value = self.look_up(name)
            if self.trust is not None and self.trust(name):
                stack[-1].certain = False
            self.put("$" + name if value is None and self.keep_unset else value or "", False, start)
            return
        self.position = start + 2
        following = text[start + 2 : start + 3]
        if not following:
            self.fail("syntax error: missing '}'")
            return
        if following in "{}:":
            self.fail("syntax error: bad substitution")
            return
        end = name_end(text, start + 2)
        name = text[start + 2 : end]
        modifier = text[end : end + 1]
        self.position = end + len(modifier)
        variable = None
        if self.variables is not None:
            variable = Variable(text, name, start, True)
            self.variables.append(variable)
        if modifier == "}":
            if variable is not None:
                variable.end = self.position
            value = self.look_up(name)
            if self.trust is not None and self.trust(name):
                stack[-1].certain = False
            self.put(f"${{{name}}}" if value is None and self.keep_unset else value or "", False, start)
            return
        stop = "}"
        if modifier == ":":
            second = text[end + 1 : end + 2]
            self.position += len(second)
            modifier += second or _NOTHING
        elif modifier == "/":
            stop = "/"
            if text[end + 1 : end + 2] == "/":
                self.position += 1
                modifier = "//"
        if not modifier or modifier[0] not in ":+-?#%/" or modifier in (":#", ":%"):
            self.fail(f"unsupported modifier ({modifier or _NOTHING}) in substitution")
            return
        frame = _Frame(stop, modifier[0] in "#%/", start)
        frame.name = name
        frame.modifier = modifier
        if variable is not None:
            variable.modifier = modifier
            variable.word_start = self.position
            frame.variable = variable
        stack.append(frame)
        self.forgets = True

    def close(self, frame: _Frame) -> None:
        """The end of double quotes or of a word: hand the result to what is around it."""
        if frame.stop == '"' and self.raw_quotes:
            frame.pieces.append('"')
        word = "".join(frame.pieces)
        if frame.stop == '"':
            self.stack.pop()
            self.stack[-1].certain &= frame.certain
            self.put(word, True, frame.start)
            return
        if frame.stop == "/":
            frame.pattern = word
            frame.pieces = []
            frame.stop = "}"
            return
        if frame.variable is not None:
            frame.variable.end = self.position
        self.stack.pop()
        value = self.substitute(frame, word)
        if self.trust is not None and not self.is_certain(frame):
            self.stack[-1].certain = False
        if self.error is None:
            self.put(value, False, frame.start)

    def look_up(self, name: str) -> str | None:
        """The value of a variable, remembered as asked for."""
        value = self.environment.get(name)
        self.asked[name] = value is not None
        return value

    def substitute(self, frame: _Frame, word: str) -> str:
        """What a variable with a modifier stands for."""
        name, modifier = frame.name, frame.modifier
        value = self.look_up(name)
        kind = modifier[-1]
        if value is None and self.keep_unset:
            return f"${{{name}/{frame.pattern}/{word}}}" if kind == "/" else f"${{{name}{modifier}{word}}}"
        present = value is not None and (value != "" or modifier[0] != ":")
        value = value or ""
        error = None
        if kind == "-":
            value = value if present else word
        elif kind == "+":
            value = word if present else ""
        elif kind == "?":
            # That a variable is set by the build only is no failure of the file.
            if not present and (self.trust is None or self.trust(name) == CERTAIN):
                unset = "empty" if self.asked[name] else "unset"
                error = f"{name}: {word or f'is not allowed to be {unset}'}"
        elif kind in "#%/":
            value, error = self.match(kind, value, frame, word)
        else:
            error = f"unsupported modifier ({modifier}) in substitution"
        if error is not None:
            self.fail(error)
        return value

    def is_certain(self, frame: _Frame) -> bool:
        """Whether what a variable with a modifier stands for rests on certain values only."""
        assert self.trust is not None
        trust = self.trust(frame.name)
        kind = frame.modifier[-1]
        if kind not in "-+":
            return trust == CERTAIN and (frame.certain or kind == "?")
        if trust == UNCERTAIN:
            return False
        current = self.environment.get(frame.name)
        present = current is not None and (current != "" or frame.modifier[0] != ":")
        return frame.certain or present == (kind == "-")

    def match(self, kind: str, value: str, frame: _Frame, word: str) -> tuple[str, str | None]:
        """The modifiers with a pattern."""
        # Seeking each part costs at most its length times the value's.
        self.budget -= len(value) * (len(frame.pattern) + len(word))
        if self.budget < 0:
            return "", _TOO_LONG
        if kind == "/":
            everywhere = frame.modifier == "//"
            if (len(value) + 1) * len(word) > self.budget:
                return "", _TOO_LONG
            return replaced(value, frame.pattern, word, everywhere)
        longest = word[:1] == kind
        return (without_prefix if kind == "#" else without_suffix)(value, word[1:] if longest else word, longest)


_PLAIN: dict[tuple[str, str, bool], "re.Pattern[str]"] = {}
"""A run of characters that mean nothing special: by what ends the frame, the escape, and whether quotes count."""

for _escape in "\\`":
    for _quotes in (True, False):
        for _stop in ("", "}", "/", '"'):
            _special = '$"' if _stop == '"' else "$<" + _stop + ("'\"" if _quotes else "")
            _PLAIN[_stop, _escape, _quotes] = re.compile(f"[^{re.escape(_special + _escape)}]+")


def name_end(text: str, start: int) -> int:
    """Where the name that starts at `start` ends; there where it is empty."""
    match = _NAME.match(text, start)
    length = len(text)
    end = start
    if match is not None:
        end = match.end()
    elif start < length:
        if text[start].isdecimal():
            while end < length and text[end].isdecimal():
                end += 1
            return end
        if text[start] in _SPECIAL:
            return start + 1
    while end < length and (text[end] == "_" or text[end].isalpha() or text[end].isdecimal()):
        end += 1
    return end


def expand(
    text: str,
    environment: "Environment",
    escape: str = "\\",
    *,
    heredoc_body: bool = False,
    keep_unset: bool = False,
) -> Expansion:
    """Expand `text` as BuildKit does.

    A variable whose value is None is not set (declared or not). In a heredoc body quotes are ordinary characters.
    `keep_unset` leaves uses of variables that are not set as they are.
    """
    return Lexer(text, environment, escape, quotes=not heredoc_body, keep_unset=keep_unset).run()


def variables(text: str, escape: str = "\\", *, heredoc_body: bool = False) -> list[Variable]:
    """The uses of variables in `text` that the expander would see, nested ones too, in order of their starts.

    Where the expander would fail, those before the failure.
    """
    found: list[Variable] = []
    if "$" in text:
        Lexer(text, {}, escape, quotes=not heredoc_body, keep_unset=True, variables=found).run()
    return [variable for variable in found if variable.end >= 0]

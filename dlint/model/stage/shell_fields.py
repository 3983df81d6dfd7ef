"""What the words of a command become when the shell expands them, as far as the Dockerfile says.

    fields_of(word, command, file)      # `$PACKAGES` is `["curl", "git"]` after `ENV PACKAGES="curl git"`

ARG, ENV, assignments before the command and `for` loops are looked at. What is not known stands as UNKNOWN in the text.
"""

from itertools import pairwise

from dlint.startup.remember import recent
from dlint.syntax.shell_nodes import (
    Assignment,
    DoubleQuoted,
    For,
    Parameter,
    Part,
    Script,
    ShellWord,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command

    from .build import Build

UNKNOWN = "\ufffc"
"""Stands in a field for what only the running shell knows."""

_BREAK = "\x1f"
_MAX_DEPTH = 6
_MAX_LENGTH = 64 * 1024
_MAX_BRACES = 256


def fields_of(word: ShellWord, command: "Command", file: "Build") -> list[str]:
    """The arguments that a word becomes; globs stay as they are. Nothing where it expands to nothing."""
    if command.exec_form:
        return [word.value or ""]
    value = word.value
    texts = [value] if value is not None else _Values(command, file).fields(word)
    if word.has_braces:
        texts = [text for field in texts for text in expand_braces(field)]
    return texts


def expand_braces(text: str) -> list[str]:
    """`a{b,c}d` as bash makes several words of it; the text alone where that would be too many."""
    done: list[str] = []
    waiting = [text]
    while waiting:
        if len(done) + len(waiting) > _MAX_BRACES:
            return [text]
        current = waiting.pop()
        found = _first_braces(current)
        if found is None:
            done.append(current)
        else:
            start, stop, choices = found
            waiting += [current[:start] + choice + current[stop:] for choice in reversed(choices)]
    return done


def _first_braces(text: str) -> tuple[int, int, list[str]] | None:
    """The first `{…,…}`: where it is, and what is between the commas."""
    start = text.find("{")
    while start >= 0:
        depth = 0
        cuts = [start]
        for index in range(start, len(text)):
            character = text[index]
            if character == "{":
                depth += 1
            elif character == "," and depth == 1:
                cuts.append(index)
            elif character == "}":
                depth -= 1
                if depth == 0:
                    if len(cuts) > 1:
                        cuts.append(index)
                        pairs = pairwise(cuts)
                        return start, index + 1, [text[left + 1 : right] for left, right in pairs]
                    break
        start = text.find("{", start + 1)
    return None


@recent(4)
def _assigned(script: Script) -> dict[str, list[tuple[int, Assignment | None]]]:
    """The assignments in a script that last, by name, with their places; None for what can't be followed."""
    found: dict[str, list[tuple[int, Assignment | None]]] = {}
    for simple in script.commands:
        name = simple.name
        if not simple.words:
            for assignment in simple.assignments:
                certain = not (simple.conditional or assignment.append or assignment.array)
                found.setdefault(assignment.name, []).append((simple.start, assignment if certain else None))
        elif name in ("export", "declare", "typeset", "readonly", "local", "read", "unset"):
            for word in simple.words[1:]:
                key, equals, _ = word.text.partition("=")
                if key.isidentifier() and (equals or name in ("read", "unset")):
                    certain = bool(equals) and not simple.conditional
                    found.setdefault(key, []).append((simple.start, _exported(word, key) if certain else None))
    return found


def _exported(word: ShellWord, name: str) -> Assignment:
    node = Assignment(word.logical, word.index, word.stop, word.parent)
    node.name = name
    node.append = False
    node.array = None
    node.value = word.tail(len(name) + 1)
    return node


class _Values:
    """The variables that one command sees."""

    __slots__ = ("_remembered", "command", "file", "script")

    def __init__(self, command: "Command", file: "Build") -> None:
        self.command = command
        self.file = file
        self.script = file.script(command.instruction)
        self._remembered: dict[int, str | None] = {}

    def fields(self, word: ShellWord) -> list[str]:
        text = self.text(word.parts, self.command.start, split=True, depth=0)
        return [field for field in text.split(_BREAK) if field]

    def text(self, parts: list[Part], before: int, *, split: bool, depth: int) -> str:
        """Parts as text; with `split`, blanks of expansions outside quotes become breaks."""
        texts: list[str] = []
        length = 0
        for part in parts:
            value = part.value
            if value is None and isinstance(part, DoubleQuoted):
                value = self.text(part.parts, before, split=False, depth=depth)
            elif value is None:
                value = self.parameter(part, before, depth) if isinstance(part, Parameter) else None
                if value is None:
                    value = UNKNOWN
                elif split:
                    value = "".join(_BREAK if character.isspace() else character for character in value)
            length += len(value)
            if length > _MAX_LENGTH:
                return UNKNOWN
            texts.append(value)
        return "".join(texts)

    def parameter(self, part: Parameter, before: int, depth: int) -> str | None:
        """The value of `$name` or `${name…}`; None where it is not known."""
        name = part.name
        if part.prefix or not name or depth > _MAX_DEPTH:
            return None
        loop = self.loop(name)
        if loop is not None and not part.operator:
            words = loop.words or []
            return " ".join(self.text(word.parts, loop.start, split=False, depth=depth + 1) for word in words) or None
        assigned = _assigned(self.script).get(name, ()) if self.script is not None else ()
        earlier = [assignment for place, assignment in assigned if place < before]
        if earlier:
            last = earlier[-1]
            return None if last is None or part.operator else self.assignment(last, depth)
        if loop is not None:
            return None
        return self.file.scope_at(self.command.instruction).expand(part.text)

    def assignment(self, assignment: Assignment, depth: int) -> str | None:
        key = id(assignment)
        if key not in self._remembered:
            self._remembered[key] = None
            word = assignment.value
            text = "" if word is None else self.text(word.parts, assignment.start, split=False, depth=depth + 1)
            self._remembered[key] = text
        return self._remembered[key]

    def loop(self, name: str) -> For | None:
        """The loop around the command that sets a name."""
        if self.command.simple is None:
            return None
        for node in self.command.simple.ancestors():
            if isinstance(node, For) and node.name.text == name:
                return node
        return None

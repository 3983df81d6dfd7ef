"""One logical line to an instruction: keyword, flags, and the arguments in the form that the instruction takes."""

from dlint.startup import regex as re

from .characters import INSTRUCTION_WHITE, WHITE
from .limits import Bounds, TooMuch
from .nodes import (
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Flag,
    From,
    Healthcheck,
    Instruction,
    Invocation,
    JsonArray,
    JsonString,
    KeyValue,
    Label,
    Onbuild,
    Pair,
    Run,
    Shell,
    Span,
    SyntaxFault,
    Transfer,
    Word,
)
from .source import Logical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

CLASSES: dict[str, type[Instruction]] = {
    "ADD": Add,
    "ARG": Arg,
    "CMD": Cmd,
    "COPY": Copy,
    "ENTRYPOINT": Entrypoint,
    "ENV": Env,
    "EXPOSE": Instruction,
    "FROM": From,
    "HEALTHCHECK": Healthcheck,
    "LABEL": Label,
    "MAINTAINER": Instruction,
    "ONBUILD": Onbuild,
    "RUN": Run,
    "SHELL": Shell,
    "STOPSIGNAL": Instruction,
    "USER": Instruction,
    "VOLUME": Instruction,
    "WORKDIR": Instruction,
}
"""The instructions there are."""

MAX_ONBUILD_DEPTH = 20

_NAME = re.compile(r"[^ \t\v\f\r]+")
_PLAIN_WORD = re.compile(r"[^ \t\v\f\r]+")
_NOT_WHITE = re.compile(f"[^{WHITE}]")
_STRING = r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"'
_JSON_STRING = re.compile(_STRING)
_JSON_ARRAY = re.compile(rf"\[[ \t\n\r]*+(?:{_STRING}[ \t\n\r]*+(?:,[ \t\n\r]*+{_STRING}[ \t\n\r]*+)*+)?\]")


def _quoted_word(escape: str) -> str:
    """A word of ENV, ARG or LABEL: quotes and escapes are kept, an open quote runs to the end."""
    e = re.escape(escape)
    return rf"""(?:[^'"{WHITE}{e}]++|{e}.|'[^']*+(?:'|\Z)|"(?:[^"{e}]++|{e}.)*+(?:"|{e}?\Z)|{e}\Z)++"""


_QUOTED_WORDS = {"\\": re.compile(_quoted_word("\\"), re.DOTALL), "`": re.compile(_quoted_word("`"), re.DOTALL)}


class Reader:
    """Splits logical lines. `faults` collects what the line parser refuses. Beyond `bounds` it raises `TooMuch`."""

    def __init__(self, escape: str, faults: list[SyntaxFault], bounds: Bounds | None = None) -> None:
        self.instructions_left: int | None = bounds[0] if bounds else None
        self.words_left: int | None = bounds[1] if bounds else None
        self.escape = escape
        self.faults = faults
        self.quoted_word = _QUOTED_WORDS[escape]

    def read(self, logical: Logical, start: int = 0, parent: "Onbuild | None" = None, depth: int = 0) -> Instruction:
        """`keyword [flags] arguments`, from index `start` of the folded text to its end."""
        text = logical.text
        match = _NAME.match(text, start)
        name_end = match.end() if match else start
        name = text[start:name_end].upper() if text.isascii() else _upper(text[start:name_end])
        node = CLASSES.get(name, Instruction)(0, 0)
        node.parent = node.onbuild = parent
        node.name = name
        node.logical = logical
        node.keyword = self.word(node, start, name_end)
        node.start, node.end = logical.span(start, len(text))
        node.line_start = node.line_end = 0
        node.flags = []
        node.arguments = []
        node.json = None
        node.heredocs = []
        node.comments = []
        node.doc_comments = []
        node.blank_lines = []
        index = self.read_flags(node, name_end)
        rest = _NOT_WHITE.search(text, index)
        index = rest.start() if rest else len(text)
        self.read_arguments(node, index, depth)
        return node

    def count_instruction(self) -> None:
        """One more instruction."""
        if self.instructions_left is not None:
            if not self.instructions_left:
                raise TooMuch
            self.instructions_left -= 1

    def count_word(self) -> None:
        """One more flag, argument, heredoc or comment."""
        if self.words_left is not None:
            if not self.words_left:
                raise TooMuch
            self.words_left -= 1

    def argument(self, node: Instruction, start: int, end: int, value: str | None = None) -> Word:
        """A word that counts."""
        self.count_word()
        return self.word(node, start, end, value)

    def word(self, node: Instruction, start: int, end: int, value: str | None = None) -> Word:
        """A word of an instruction, from offset to offset of its joined text."""
        word = Word(node.logical, start, end, value)
        word.parent = node
        return word

    def fault(self, place: Span, message: str, reference: str, node: Instruction) -> None:
        """Note that BuildKit refuses the instruction, with our message and BuildKit's."""
        self.faults.append(SyntaxFault(place.start, place.end, message, reference, 1, node))

    # Flags

    def read_flags(self, node: Instruction, index: int) -> int:
        """`--name[=value] …` before the arguments; gives the index at which the arguments start."""
        text = node.logical.text
        match = _NOT_WHITE.search(text, index)
        if match is None or not text.startswith("--", match.start()):
            return match.start() if match else len(text)
        if text.isascii():
            return self.scan_flags(node, text, match.start(), None)
        # BuildKit goes byte by byte here: the bytes of a character are read as characters of their own.
        size = [len(character.encode("utf-8", "surrogatepass")) for character in text]
        places: list[int] = []
        for place, width in enumerate(size):
            places.extend([place] * width)
        places.append(len(text))
        raw = text.encode("utf-8", "surrogatepass").decode("latin-1")
        raw_start = sum(size[: match.start()])
        return self.scan_flags(node, raw, raw_start, places)

    def scan_flags(self, node: Instruction, text: str, index: int, places: list[int] | None) -> int:
        """Read flags of `text`; `places`, where given, turns its indexes into those of the folded text."""
        size = len(text)
        while True:
            while index < size and text[index] in WHITE:
                index += 1
            if not text.startswith("--", index):
                return places[index] if places else index
            begin = index
            letters: list[str] = []
            origin: list[int] = []
            quote = ""
            quoted = False
            while index < size:
                character = text[index]
                if not quote and character in WHITE:
                    break
                if quote and character == quote:
                    quote = ""
                elif not quote and character in "'\"":
                    quote = character
                    quoted = True
                elif character == self.escape:
                    index += 1
                    if index < size:
                        letters.append(text[index])
                        origin.append(index)
                else:
                    letters.append(character)
                    origin.append(index)
                index += 1
            value = "".join(letters)
            if value == "--":
                return places[min(index, size)] if places else min(index, size)
            if quoted or value:
                if places:
                    origin = [places[place] for place in origin]
                    self.add_flag(node, value, places[begin], places[min(index, size)], origin)
                else:
                    self.add_flag(node, value, begin, min(index, size), origin)

    def add_flag(self, node: Instruction, text: str, start: int, end: int, origin: list[int]) -> None:
        """Give the instruction a flag; `origin` is the offset of each character of `text`."""
        self.count_word()
        logical = node.logical
        flag = Flag(*logical.span(start, end))
        flag.parent = node
        flag.text = text
        name, equals, value = text[2:].partition("=")
        flag.name = name
        flag.value = value if equals else None
        split = origin[2 + len(name)] if equals else end
        flag.name_span = Span(*logical.span(start, split))
        flag.value_span = Span(*logical.span(split + 1, end)) if equals else None
        node.flags.append(flag)

    # Arguments

    def read_arguments(self, node: Instruction, index: int, depth: int) -> None:
        """Everything from `index` on, in the form of the instruction."""
        if isinstance(node, Healthcheck):
            self.read_healthcheck(node, index)
        elif isinstance(node, Invocation):
            self.read_command(node, index)
        elif isinstance(node, Transfer):
            if not self.read_json(node, index):
                self.read_words(node, index)
            node.sources = node.arguments[:-1]
            node.destination = node.arguments[-1] if len(node.arguments) > 1 else None
            if node.destination is None:
                node.sources = list(node.arguments)
        elif isinstance(node, From):
            self.read_words(node, index)
            words = node.arguments
            node.image = words[0] if words else None
            node.alias = words[2] if len(words) == 3 and words[1].text.lower() == "as" else None
        elif isinstance(node, Arg):
            self.read_arg(node, index)
        elif isinstance(node, KeyValue):
            self.read_pairs(node, index)
        elif isinstance(node, Onbuild):
            node.trigger = None
            if index < len(node.logical.text) and depth < MAX_ONBUILD_DEPTH:
                node.trigger = self.read(node.logical, index, node, depth + 1)
        elif node.name == "EXPOSE":
            self.read_words(node, index)
        elif node.name == "VOLUME":
            if not self.read_json(node, index):
                self.read_words(node, index)
        elif node.name in CLASSES:
            self.read_string(node, index)

    def read_string(self, node: Instruction, index: int) -> None:
        """The rest as one argument."""
        end = len(node.logical.text)
        if index < end:
            node.arguments.append(self.argument(node, index, end))

    def read_words(self, node: Instruction, index: int) -> None:
        """Words between instruction white space; no quoting."""
        for match in _PLAIN_WORD.finditer(node.logical.text, index):
            node.arguments.append(self.argument(node, match.start(), match.end()))

    def read_command(self, node: Instruction, index: int) -> None:
        """`["word", …]` or text for the shell."""
        if not self.read_json(node, index):
            self.read_string(node, index)

    def read_healthcheck(self, node: Healthcheck, index: int) -> None:
        """`NONE` or `CMD command`."""
        text = node.logical.text
        node.kind = None
        if index == len(text):
            return
        end = index
        while end < len(text) and text[end] not in WHITE:
            end += 1
        node.kind = self.word(node, index, end)
        rest = _NOT_WHITE.search(text, end)
        if rest:
            self.read_command(node, rest.start())

    def read_json(self, node: Instruction, index: int) -> bool:
        """`["string", …]`: fills `json` and `arguments`. Anything that is not valid JSON is not the exec form."""
        logical = node.logical
        text = logical.text
        if not text.startswith("[", index):
            return False
        match = _JSON_ARRAY.match(text, index)
        if match is None or match.end() != len(text):
            if text[-1] == "]" and _is_json_array(text[index:]):
                self.fault(
                    Span(*logical.span(index, len(text))),
                    "the exec form takes strings only",
                    "when using JSON array syntax, arrays must be comprised of strings only",
                    node,
                )
            return False
        array = JsonArray(*logical.span(index, len(text)))
        array.parent = node
        array.elements = []
        for found in _JSON_STRING.finditer(text, index):
            self.count_word()
            element = JsonString(logical, found.start(), found.end(), found[0][1:-1])
            if "\\" in element.value:
                element.value = element.decoded().text
            element.parent = array
            array.elements.append(element)
        node.json = array
        node.arguments = list(array.elements)
        return True

    def quoted_words(self, node: Instruction, index: int) -> "Iterator[tuple[int, int, int]]":
        """The words of ENV, ARG or LABEL: start, end, and the end without a last escape character, which is dropped."""
        text = node.logical.text
        size = len(text)
        for match in self.quoted_word.finditer(text, index):
            end = stop = match.end()
            if end == size and text[end - 1] == self.escape and _escape_is_last(text, match.start(), self.escape):
                stop -= 1
            if stop > match.start():
                yield match.start(), end, stop

    def read_arg(self, node: Arg, index: int) -> None:
        """`name[=value] …`."""
        node.pairs = []
        for start, end, stop in self.quoted_words(node, index):
            node.arguments.append(self.argument(node, start, end, node.logical.text[start:stop]))
            self.add_pair(node, start, stop, "=")

    def read_pairs(self, node: KeyValue, index: int) -> None:
        """`name=value …`, or the legacy form `name value`."""
        node.pairs = []
        text = node.logical.text
        words: list[tuple[int, int, int]] = []
        for start, end, stop in self.quoted_words(node, index):
            if not words and "=" not in text[start:stop]:
                self.read_legacy_pair(node, index)
                return
            node.arguments.append(self.argument(node, start, end, text[start:stop]))
            words.append((start, end, stop))
        for start, end, stop in words:
            word = text[start:stop]
            if "=" not in word:
                self.fault(
                    Span(*node.logical.span(start, end)),
                    f"`{word}` has no `=`; {node.name} takes `name=value`, with quotes round a value that has blanks",
                    f'Syntax error - can\'t find = in "{word}". Must be of the form: name=value',
                    node,
                )
                return
            self.add_pair(node, start, stop, "=")

    def read_legacy_pair(self, node: KeyValue, index: int) -> None:
        """`name value`: the value is all the rest."""
        text = node.logical.text
        size = len(text)
        match = _PLAIN_WORD.match(text, index)
        key_end = match.end() if match else index
        value_start = key_end
        while value_start < size and text[value_start] in INSTRUCTION_WHITE:
            value_start += 1
        if value_start == size:
            self.fault(
                Span(*node.logical.span(index, size)),
                f"`{text[index:]}` has no value; write `{text[index:]}=<value>`",
                f"{node.name} must have two arguments",
                node,
            )
            return
        pair = Pair(*node.logical.span(index, size))
        pair.parent = node
        pair.key = self.argument(node, index, key_end)
        pair.value = self.argument(node, value_start, size)
        pair.separator = " "
        node.pairs.append(pair)
        node.arguments = [pair.key, pair.value]

    def add_pair(self, node: KeyValue, start: int, stop: int, separator: str) -> None:
        """Give the instruction a pair of key and value, which may lack its `=`."""
        logical = node.logical
        equals = logical.text.find("=", start, stop)
        pair = Pair(*logical.span(start, stop))
        pair.parent = node
        if equals < 0:
            pair.key = self.word(node, start, stop)
            pair.value = None
            pair.separator = ""
        else:
            pair.key = self.word(node, start, equals)
            pair.value = self.word(node, equals + 1, stop)
            pair.separator = separator
        node.pairs.append(pair)


def _upper(name: str) -> str:
    """Upper case of ASCII letters only: `ı` and the like must not turn into a known keyword."""
    return "".join(character.upper() if character.isascii() else character for character in name)


def _escape_is_last(text: str, start: int, escape: str) -> bool:
    """Whether the escape character at the end of the text escapes nothing (and is not itself escaped or in '…')."""
    index, size, quote = start, len(text), ""
    while index < size:
        character = text[index]
        if character == escape and quote != "'":
            if index + 1 == size:
                return True
            index += 1
        elif quote:
            if character == quote:
                quote = ""
        elif character in "'\"":
            quote = character
        index += 1
    return False


def _is_json_array(text: str) -> bool:
    """Whether this is a JSON array; asked only when it is not one of strings."""
    import json

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    try:
        return isinstance(json.loads(text, parse_constant=refuse, parse_int=str, parse_float=str), list)
    except (ValueError, RecursionError):
        return False

"""The arguments of a command taken apart: options with their values, subcommands, operands."""

from dlint.syntax.nodes import Node, Span

from .programs import Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from dlint.syntax.shell_nodes import ShellWord


class Option(Node):
    """An option as it is written; the span covers its value too.

    `name` is `--name` (in full, where the program takes beginnings) or `-x`; `word` is where it stands, which several
    short options may share. `value` is None where it has none, or where it holds an expansion; `value_word` is the word
    behind it that holds the value, `value_span` where the value is written, also when it is attached.
    """

    __slots__ = ("name", "value", "value_span", "value_word", "word")

    def __init__(self, name: str, word: "ShellWord") -> None:
        super().__init__(word.start, word.end)
        self.parent = word
        self.name = name
        self.word = word
        self.value: str | None = None
        self.value_word: ShellWord | None = None
        self.value_span: Span | None = None

    def __repr__(self) -> str:
        return f"Option({self.name!r}, value={self.value!r})"

    @property
    def attached(self) -> bool:
        """Whether the value is in the same word."""
        return self.value_span is not None and self.value_word is None

    def take(self, word: "ShellWord") -> None:
        """The word behind is the value."""
        self.value = word.value
        self.value_word = word
        self.value_span = Span(word.start, word.end)
        self.end = word.end

    def attach(self, index: int) -> None:
        """The value is in the same word, from `index` of its text without quotes."""
        word = self.word
        value = word.value
        self.value = value[index:] if value is not None else None
        # Where a quote stands before the value, or in it, its place in the text is not that in the value.
        start = index if word.text[:index] == word.prefix[:index] else max(word.text.find("=") + 1, 0)
        self.value_span = word.span(min(start, len(word.text)), len(word.text))


class Arguments:
    """What `parse_arguments` finds."""

    __slots__ = ("operands", "options", "verbs")

    def __init__(self) -> None:
        self.options: list[Option] = []
        self.verbs: list[ShellWord] = []
        self.operands: list[ShellWord] = []


def parse_arguments(program: Program, words: "Sequence[ShellWord]") -> Arguments:
    """Take the arguments of a command apart; `words` are without the program."""
    found = Arguments()
    verbs: tuple[str, ...] = ()
    values = program.values(verbs)
    wants_verb = program.has_verbs
    wants_operation = program.operations
    options = True
    index = 0
    count = len(words)
    if program.bundled and words and (words[0].prefix[:1] or "-") != "-":
        index = _bundle(program, words, found)
    while index < count:
        word = words[index]
        index += 1
        text = word.value
        if text is None:
            text = word.prefix
        if not options or len(text) < 2 or text[0] not in "-+" or (text[0] == "+" and text not in values):
            if wants_verb and options:
                found.verbs.append(word)
                wants_verb = False
                if word.value is not None:
                    verbs = (*verbs, word.value)
                    values = program.values(verbs)
                    wants_verb = program.is_nested(verbs)
            else:
                found.operands.append(word)
        elif text == "--" and word.value is not None:
            options = False
        elif text.startswith("--") or program.single_dash:
            name, equals, _ = text.partition("=")
            option = Option(program.full_name(name), word)
            found.options.append(option)
            if equals:
                option.attach(len(name) + 1)
            elif word.value is not None and option.name in values and index < count:
                option.take(words[index])
                index += 1
        else:
            if wants_operation and (text[1].isupper() or text.startswith("--")):
                found.verbs.append(word)
                wants_operation = False
            index += _cluster(program, values, word, text, found, words[index] if index < count else None)
    return found


def _cluster(
    program: Program,
    values: frozenset[str],
    word: "ShellWord",
    text: str,
    found: Arguments,
    following: "ShellWord | None",
) -> int:
    """`-abc`: the options of a word; 1 when the last one takes the word that follows."""
    if text in values and len(text) > 2:
        # A long option with one dash, of a program that has others too.
        option = Option(text, word)
        found.options.append(option)
        if following is None or word.value is None:
            return 0
        option.take(following)
        return 1
    at = 1
    while at < len(text):
        name = text[0] + text[at]
        option = Option(name, word)
        found.options.append(option)
        at += 1
        if at < len(text) and (text[at] == "=" or name in values or program.is_optional(name)):
            option.attach(at + (text[at] == "="))
            return 0
        if name in values and at == len(text):
            if word.value is None:
                # `-u$USER`: what is attached is not known.
                option.attach(at)
                return 0
            if following is not None:
                option.take(following)
                return 1
    return 0


def _bundle(program: Program, words: "Sequence[ShellWord]", found: Arguments) -> int:
    """`xzf`: options without a dash, whose values follow in their order. The number of words read."""
    values = program.values(())
    index = 1
    for letter in words[0].prefix:
        option = Option("-" + letter, words[0])
        found.options.append(option)
        if option.name in values and index < len(words):
            option.value = words[index].value
            option.value_word = words[index]
            option.value_span = Span(words[index].start, words[index].end)
            index += 1
    return index


def has_option(options: "Sequence[Option]", asked: str) -> bool:
    """Whether an option is given, as `Command.has` asks for it."""
    if asked.startswith("--"):
        name, equals, value = asked.partition("=")
        return any(option.name == name and (not equals or option.value == value) for option in options)
    if len(asked) == 2:
        return any(option.name == asked for option in options)
    if any(option.name == asked for option in options):
        return True
    # `-qq`, `-rf`: all its letters, as often as it has them.
    for letter in set(asked[1:]):
        wanted = asked.count(letter)
        given = 0
        for option in options:
            if option.name == "-" + letter:
                given += int(option.value[:9]) if option.attached and option.value and option.value.isdecimal() else 1
        if given < wanted:
            return False
    return True

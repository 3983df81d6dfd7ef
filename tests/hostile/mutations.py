"""Texts and projects, spoiled at random as no person would and every editor does: cut, joined, reordered, emptied.

    project = Project({"Dockerfile": "FROM a\\n"}, linted=("Dockerfile",))
    mutated = mutate(project, others, random.Random(7))

The same `Random` gives the same project again.
"""

import json
import random
import re
from collections.abc import Callable, Sequence

SPECIAL = (
    '"', "'", "$", "${", "{", "}", "/", "\\", "`", "\t", "\0", "\u0301", "\udcff", "\ufeff", "\r", "\n", "\r\n", " ",
    "", "#", "=", ":", "@", "-", "--", "&&", "|", ";", "(", ")", "$(", "[", "]", "<<E", "*", "!", ",", "..", "~", "ı", "\xa0",
    "\x1f", "\u2028", "²", "٣", "9" * 5000,
)  # fmt: skip
"""What takes the place of a character or stands beside one."""

WORDS = (
    '""',
    "''",
    "d/",
    "/",
    "$X",
    "${X:-}",
    "$(x)",
    "--",
    "-",
    "[]",
    '""/',
    "=",
    "a=",
    "=a",
    "&& \\\n",
    "sudo",
    ".",
    "@",
    "@x",
    "9" * 5000,
)
"""What takes the place of a word."""

VALUES = (
    "1",
    "[]",
    "{}",
    '""',
    "true",
    "[1]",
    "[[]]",
    "{a = 1}",
    "{a: 1}",
    "null",
    '"1"',
    "-",
    "2026-01-01",
    "1.5",
    "",
)
"""What takes the place of a value in TOML, YAML or JSON: of another type than readers want."""

_INSTRUCTION = re.compile(r"(?:[^\n]*\\[ \t\r]*\n|[ \t]*#[^\n]*\n)*[^\n]*\n?")
_RUNNING = re.compile(r"^((?:ONBUILD )?(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK CMD|SHELL) )(.*)$", re.MULTILINE)
_START = re.compile(r"^(?:CMD|ENTRYPOINT) (.*)$", re.MULTILINE)


class Project:
    """Files by path (a path that ends in `/` is an empty directory), those that are linted, and options of rules."""

    def __init__(
        self, files: dict[str, str], linted: Sequence[str], name: str = "", options: dict[str, object] | None = None
    ) -> None:
        self.files = files
        self.linted = tuple(linted)
        self.name = name
        self.options = options or {}

    def __repr__(self) -> str:
        return f"Project({self.files!r}, linted={self.linted!r}, name={self.name!r}, options={self.options!r})"


Mutation = Callable[[str, str, random.Random], str]
"""From a text, another text of the same kind, and a source of chance, the spoiled text."""


def instructions(text: str) -> list[str]:
    """A text in pieces of one instruction each, as far as continuations tell."""
    return [piece for piece in _INSTRUCTION.findall(text) if piece]


def _span(text: str, chance: random.Random) -> tuple[int, int]:
    """A word of a text, or an empty span where there is none."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    return chance.choice(words) if words else (0, 0)


def _cut_end(text: str, _other: str, chance: random.Random) -> str:
    return text[: chance.randint(0, len(text))]


def _cut_start(text: str, _other: str, chance: random.Random) -> str:
    return text[chance.randint(0, len(text)) :]


def _drop_line(text: str, _other: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    del lines[chance.randrange(len(lines) + 1) :][:1]
    if lines:
        lines.pop(chance.randrange(len(lines)))
    return "".join(lines)


def _drop_instruction(text: str, _other: str, chance: random.Random) -> str:
    pieces = instructions(text)
    if pieces:
        pieces.pop(chance.randrange(len(pieces)))
    return "".join(pieces)


def _swap_instructions(text: str, _other: str, chance: random.Random) -> str:
    pieces = instructions(text)
    if len(pieces) > 1:
        one, two = chance.sample(range(len(pieces)), 2)
        pieces[one], pieces[two] = pieces[two], pieces[one]
    return "".join(pieces)


def _shuffle(text: str, _other: str, chance: random.Random) -> str:
    pieces = instructions(text)
    chance.shuffle(pieces)
    return "".join(pieces)


def _duplicate(text: str, _other: str, chance: random.Random) -> str:
    pieces = instructions(text)
    if pieces:
        pieces.insert(chance.randint(0, len(pieces)), chance.choice(pieces))
    return "".join(pieces)


def _join(text: str, other: str, chance: random.Random) -> str:
    return text + other if chance.random() < 0.5 else other + text


def _take_in(text: str, other: str, chance: random.Random) -> str:
    """An instruction of another text at some place; one from below its FROM, mostly."""
    pieces, others = instructions(text), instructions(other)
    for piece in others[1:] or others:
        if chance.random() < 0.5:
            pieces.insert(chance.randint(0, len(pieces)), piece)
    return "".join(pieces)


def _character(text: str, _other: str, chance: random.Random) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(SPECIAL) + text[at + chance.randint(0, 1) :]


def _drop_word(text: str, _other: str, chance: random.Random) -> str:
    start, end = _span(text, chance)
    return text[:start] + text[end:].lstrip(" ")


def _spoil_word(text: str, _other: str, chance: random.Random) -> str:
    start, end = _span(text, chance)
    return text[:start] + chance.choice(WORDS) + text[end:]


def _empty_text(text: str, _other: str, chance: random.Random) -> str:
    """What stands in a pair of quotes, emptied."""
    quoted = [match.span() for match in re.finditer(r"\"[^\"\n]*\"|'[^'\n]*'", text)]
    start, end = chance.choice(quoted) if quoted else _span(text, chance)
    return text[:start] + '""' + text[end:]


def _swap_words(text: str, _other: str, chance: random.Random) -> str:
    one, two = sorted((_span(text, chance), _span(text, chance)))
    if one == two:
        return text
    return text[: one[0]] + text[slice(*two)] + text[one[1] : two[0]] + text[slice(*one)] + text[two[1] :]


def _join_words(text: str, _other: str, chance: random.Random) -> str:
    """Two words made one (`-m venv`, `-mvenv`), or a word made two."""
    start, end = _span(text, chance)
    if chance.random() < 0.5:
        return text[:end] + text[end:].lstrip(" ")
    at = chance.randint(start, end)
    return text[:at] + " " + text[at:]


def _foreign_word(text: str, other: str, chance: random.Random) -> str:
    start, end = _span(text, chance)
    return text[:start] + other[slice(*_span(other, chance))] + text[end:]


def _words(text: str) -> list[str]:
    """The words of a command in either form."""
    try:
        words = json.loads(text)
    except ValueError:
        return text.split()
    return [str(word) for word in words] if isinstance(words, list) else text.split()


def _other_form(text: str, _other: str, chance: random.Random) -> str:
    """Shell form into exec form and back, of one instruction."""
    found = list(_RUNNING.finditer(text))
    if not found:
        return text
    match = chance.choice(found)
    words = _words(match[2])
    written = " ".join(words) if match[2].startswith("[") else json.dumps(words)
    return text[: match.start(2)] + written + text[match.end(2) :]


def _split_start(text: str, _other: str, chance: random.Random) -> str:
    """The words of a CMD or ENTRYPOINT given to both, in one order or the other."""
    found = list(_START.finditer(text))
    if not found:
        return text
    match = chance.choice(found)
    words = _words(match[1])
    at = chance.randint(0, len(words))
    lines = [f"ENTRYPOINT {json.dumps(words[:at])}", f"CMD {json.dumps(words[at:])}"]
    if chance.random() < 0.6:
        lines.reverse()
    return text[: match.start()] + "\n".join(lines) + text[match.end() :]


def _spoil_value(text: str, _other: str, chance: random.Random) -> str:
    """What stands behind a `=`, `:` or `[` on a line, made a value of another type."""
    found = [match.span(1) for match in re.finditer(r"[=:\[] *([^\s=:\[][^\n]*)", text)]
    if not found:
        return text
    start, end = chance.choice(found)
    return text[:start] + chance.choice(VALUES) + text[end:]


def _newlines(text: str, _other: str, chance: random.Random) -> str:
    return text.replace("\n", chance.choice(("\r\n", "\r", " \\\n", "\n\n", "")))


def _all_words(text: str, _other: str, chance: random.Random) -> str:
    """One word replaced wherever it stands."""
    start, end = _span(text, chance)
    word = text[start:end]
    return text.replace(word, chance.choice((*WORDS, "")), chance.choice((-1, 2))) if word else text


MUTATIONS: tuple[Mutation, ...] = (
    _cut_end, _cut_start, _drop_line, _drop_instruction, _swap_instructions, _shuffle, _duplicate, _join, _take_in,
    _take_in, _character, _character, _character, _drop_word, _spoil_word, _empty_text, _swap_words, _join_words,
    _join_words, _foreign_word, _other_form, _split_start, _split_start, _spoil_value, _newlines, _all_words,
)  # fmt: skip


def mutate_text(text: str, other: str, chance: random.Random) -> str:
    """A text with one to four mutations; `other` is what it may be joined with."""
    for _ in range(chance.choice((1, 1, 2, 3, 4))):
        text = chance.choice(MUTATIONS)(text, other, chance)
    return text


def mutate(project: Project, others: Sequence[Project], chance: random.Random) -> Project:
    """A project with its files spoiled: those that are linted mostly, those beside them now and then."""
    other = chance.choice(others)
    files = dict(project.files)
    if chance.random() < 0.2:
        # The files of another example, for rules that were silent without.
        files = {**other.files, **files}
    for name, text in list(files.items()):
        if name in project.linted:
            if chance.random() < 0.9:
                files[name] = mutate_text(text, other.files[other.linted[0]], chance)
            continue
        fate = chance.random()
        if fate < 0.1:
            del files[name]
        elif fate < 0.2:
            files[name] = ""
        elif fate < 0.5 and not name.endswith("/"):
            spoil = _spoil_value if chance.random() < 0.5 else mutate_text
            files[name] = spoil(text, chance.choice(list(other.files.values())), chance)
        elif fate < 0.55:
            # A directory in the place of a file.
            del files[name]
            files[name.rstrip("/") + "/"] = ""
    return Project(files, project.linted, project.name, project.options)

"""The part of Go's regular expressions that an ignore pattern can reach, read into lists of steps.

`patternmatcher` turns a pattern into a regular expression without escaping all that it should, so `{2}`, `|`, `^` and
`\\d` in a pattern mean what they mean to RE2. The only groups are its own `(.*/)?`, so an expression is a list of
alternatives, and each of those a list of steps that follow one another: nothing is nested.
Source: `regexp/syntax/parse.go` of Go 1.22 with the flags of `regexp.Compile`.
"""

from dlint.startup import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    Ranges = tuple[tuple[int, int], ...]

_LAST = 0x10FFFF
_REPEAT = re.compile(r"\{(0|[1-9][0-9]*)(?:(,)(0|[1-9][0-9]*)?)?\}")
_MAX_REPEAT = 1000

SET, ANY_DIRECTORIES, START, END, BOUNDARY, NO_BOUNDARY = range(6)


class GoRegexError(ValueError):
    """The expression is one that Go does not compile."""


class Step:
    """One step of a match.

    `kind` SET: from `least` to `most` (None: any number) characters of the set; ANY_DIRECTORIES: `(.*/)?`; the others are
    places: start and end of the text, word boundary or not. A place has `least` 0 where it need not hold.
    """

    __slots__ = ("characters", "kind", "least", "most")

    def __init__(self, kind: int, characters: "Ranges" = (), least: int = 1, most: int | None = 1) -> None:
        self.kind = kind
        self.characters = characters
        self.least = least
        self.most = most


def normal(ranges: "Iterable[tuple[int, int]]") -> "Ranges":
    """Ranges of code points, sorted and joined."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return tuple(found)


def inverse(ranges: "Ranges") -> "Ranges":
    """All code points that are not in the (normal) ranges."""
    found = []
    next_low = 0
    for low, high in ranges:
        if next_low < low:
            found.append((next_low, low - 1))
        next_low = high + 1
    if next_low <= _LAST:
        found.append((next_low, _LAST))
    return tuple(found)


def holds(ranges: "Ranges", code: int) -> bool:
    """Whether the code point is in the ranges."""
    return any(low <= code <= high for low, high in ranges)


def _of(text: str) -> "Ranges":
    """`a-z09` as ranges."""
    return normal((ord(low), ord(high or low)) for low, high in re.findall(r"(?s)(.)(?:-(.))?", text))


SLASH = _of("/")
NOT_SLASH = inverse(SLASH)
NOT_NEWLINE = inverse(_of("\n"))
WORD = _of("0-9A-Z_a-z")
_PERL = {"d": _of("0-9"), "s": _of("\t\n\f\r "), "w": WORD}
_POSIX = {
    "alnum": _of("0-9A-Za-z"),
    "alpha": _of("A-Za-z"),
    "ascii": ((0, 0x7F),),
    "blank": _of("\t "),
    "cntrl": ((0, 0x1F), (0x7F, 0x7F)),
    "digit": _of("0-9"),
    "graph": ((0x21, 0x7E),),
    "lower": _of("a-z"),
    "print": ((0x20, 0x7E),),
    "punct": normal([(0x21, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0x7E)]),
    "space": _of("\t-\r "),
    "upper": _of("A-Z"),
    "word": WORD,
    "xdigit": _of("0-9A-Fa-f"),
}
_ESCAPES = {"a": 7, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11}
_HEXADECIMAL = re.compile(r"[0-9a-fA-F]{2}|\{([0-9a-fA-F]+)\}")
_OCTAL = re.compile(r"0[0-7]{0,2}|[1-7][0-7]{1,2}")
_PROPERTY = re.compile(r"[pP](?:\{(\^?)([^}]*)\}|(.))", re.DOTALL)


def read(expression: str) -> list[list[Step]]:
    """The alternatives of an expression, each a list of steps. Raises `GoRegexError` where Go does not compile it."""
    alternatives: list[list[Step]] = [[]]
    index = 0
    repeated = False
    while index < len(expression):
        steps = alternatives[-1]
        character = expression[index]
        after_repeat, repeated = repeated, False
        if character == "[":
            ranges, index = _class(expression, index)
            steps.append(Step(SET, ranges))
        elif character == "*" or (character == "{" and _REPEAT.match(expression, index)):
            if after_repeat or not steps:
                raise GoRegexError(expression)
            index = _repeat(expression, index, steps)
            repeated = True
        elif character == "(":
            # Only `(.*/)?`: the parentheses of a pattern are escaped.
            steps.append(Step(ANY_DIRECTORIES))
            index += len("(.*/)?")
            repeated = True
        elif character == "\\":
            index = _escape_step(expression, index, steps)
        else:
            index += 1
            if character == "|":
                alternatives.append([])
            elif character == "^":
                steps.append(Step(START))
            elif character == "$":
                steps.append(Step(END))
            elif character == ".":
                steps.append(Step(SET, NOT_NEWLINE))
            else:
                steps.append(_literal(ord(character)))
    return alternatives


def _literal(code: int) -> Step:
    return Step(SET, ((code, code),))


def _repeat(expression: str, index: int, steps: list[Step]) -> int:
    """Apply `*` or `{n,m}` to the last step."""
    least, most = 0, None
    end = index + 1
    if expression[index] == "{":
        found = _REPEAT.match(expression, index)
        assert found
        end = found.end()
        if max(len(found[1]), len(found[3] or "")) > 4:
            raise GoRegexError(expression)
        least = int(found[1])
        most = (int(found[3]) if found[3] else None) if found[2] else least
        if least > _MAX_REPEAT or (most is not None and (most > _MAX_REPEAT or least > most)):
            raise GoRegexError(expression)
    last = steps[-1]
    last.least, last.most = (least, most) if last.kind == SET else (min(least, 1), 1)
    return end


def _escape_step(expression: str, index: int, steps: list[Step]) -> int:
    r"""A backslash outside of a class: a place, a class, `\Q…\E` or a character."""
    letter = expression[index + 1 : index + 2]
    places = {"A": START, "z": END, "b": BOUNDARY, "B": NO_BOUNDARY}
    if letter in places:
        steps.append(Step(places[letter]))
        return index + 2
    if letter == "Q":
        end = expression.find("\\E", index + 2)
        steps.extend(_literal(ord(character)) for character in expression[index + 2 : end if end >= 0 else None])
        return end + 2 if end >= 0 else len(expression)
    found = _class_escape(expression, index)
    if found:
        steps.append(Step(SET, found[0]))
        return found[1]
    code, index = _escape(expression, index)
    steps.append(_literal(code))
    return index


def _class(expression: str, start: int) -> "tuple[Ranges, int]":
    """`[…]` from its bracket on, and where it ends."""
    index = start + 1
    negated = expression[index : index + 1] == "^"
    index += negated
    found: list[tuple[int, int]] = []
    first = True
    while first or expression[index : index + 1] != "]":
        first = False
        if expression.startswith("[:", index):
            end = expression.find(":]", index + 2)
            if end >= 0:
                name = expression[index + 2 : end]
                ranges = _POSIX.get(name[1:] if name[:1] == "^" else name)
                if ranges is None:
                    raise GoRegexError(expression)
                found.extend(inverse(ranges) if name[:1] == "^" else ranges)
                index = end + 2
                continue
        escaped = _class_escape(expression, index)
        if escaped:
            found.extend(escaped[0])
            index = escaped[1]
            continue
        low, index = _class_character(expression, index)
        high = low
        if expression[index : index + 1] == "-" and expression[index + 1 : index + 2] not in ("", "]"):
            high, index = _class_character(expression, index + 1)
            if high < low:
                raise GoRegexError(expression)
        found.append((low, high))
    ranges = normal(found)
    return (inverse(ranges) if negated else ranges), index + 1


def _class_character(expression: str, index: int) -> tuple[int, int]:
    if index >= len(expression):
        raise GoRegexError(expression)
    if expression[index] == "\\":
        return _escape(expression, index)
    return ord(expression[index]), index + 1


def _class_escape(expression: str, index: int) -> "tuple[Ranges, int] | None":
    r"""`\d`, `\W`, `\pL` and the like, and where it ends; None where something else stands there."""
    if expression[index : index + 1] != "\\":
        return None
    letter = expression[index + 1 : index + 2]
    if letter in ("p", "P"):
        found = _PROPERTY.match(expression, index + 1)
        if not found:
            raise GoRegexError(expression)
        ranges = _property(found[3] or found[2])
        negated = (letter == "P") != bool(found[1])
        return (inverse(ranges) if negated else ranges), found.end()
    perl = _PERL.get(letter.lower())
    if not perl:
        return None
    return (perl if letter.islower() else inverse(perl)), index + 2


def _escape(expression: str, index: int) -> tuple[int, int]:
    """The character that a backslash and what follows stand for, and where it ends."""
    letter = expression[index + 1 : index + 2]
    if letter and letter < "\x80" and not letter.isalnum():
        return ord(letter), index + 2
    if letter in _ESCAPES:
        return _ESCAPES[letter], index + 2
    octal = _OCTAL.match(expression, index + 1)
    if octal:
        return int(octal[0], 8), octal.end()
    if letter == "x":
        found = _HEXADECIMAL.match(expression, index + 2)
        if found:
            code = int(found[1] or found[0], 16)
            if code <= _LAST:
                return code, found.end()
    raise GoRegexError(expression)


_properties: "dict[str, Ranges]" = {}


def _property(name: str) -> "Ranges":
    """The code points of a general category (`L`, `Lu`), by Python's Unicode tables.

    Scripts (`Greek`) are not known here: a pattern that names one is taken for one that Go does not compile.
    """
    if name == "Any":
        return ((0, _LAST),)
    if not re.fullmatch(r"C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?", name):
        raise GoRegexError(name)
    if name not in _properties:
        from unicodedata import category

        wanted = ("Cc", "Cf", "Co", "Cs") if name == "C" else (name,)
        _properties[name] = normal((code, code) for code in range(_LAST + 1) if category(chr(code)).startswith(wanted))
    return _properties[name]

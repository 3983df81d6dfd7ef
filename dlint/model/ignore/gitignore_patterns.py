r"""The patterns of one .gitignore, all matched at once, in time linear to the path and to the patterns.

A pattern is a row of positions: each takes one byte of the path, and stands behind what a wildcard may skip. One number
holds how far the path has got in all patterns (bit n: position n can come next), and a byte of the path is a few
operations on that number (the Shift-And algorithm; Baeza-Yates and Gonnet, "A new approach to text searching", 1992).
So no pattern can run away, and what is known of a directory is where its entries start from.

The rows stand in the order of the lines from the last to the first, so the highest bit is that of the line that decides.
Paths and patterns are bytes, as for git: `?` is one byte.
Sources: gitignore(5); `add_pattern`, `match_basename` and `match_pathname` in git's dir.c; git's wildmatch.c.
"""

from dlint.startup import regex as re

ANY, STAR, DEEP, WAIT, START, END, DIRECTORY, EXCEPTION = (1 << bit for bit in range(8))
"""What a position is besides one of a certain byte.

ANY takes every byte but `/`; STAR stays over all bytes but `/`, DEEP over all; WAIT stays over all bytes and lets the
next position begin behind a `/` (`**/`); START is where a pattern begins, END stands behind its last byte, with
DIRECTORY and EXCEPTION as the pattern has a `/` at its end and a `!` at its start.
"""

_SLASH, _STAR, _QUESTION_MARK, _BRACKET, _BACKSLASH = b"/*?[\\"
_special = re.compile(rb"[*?\[\\]")
_every = (1 << 256) - 1 ^ 1 << _SLASH
_ONE = ord("1")
_digits = {1 << bit: bytes(48 + (flags >> bit & 1) for flags in range(256)) for bit in range(8)}
"""For a flag the table that translates flags to whether it is set, as a digit."""


def _members(text: bytes) -> int:
    return sum(1 << byte for byte in set(text))


_lower, _upper, _digit = (_members(bytes(range(first, last + 1))) for first, last in (b"az", b"AZ", b"09"))
_graph = _members(bytes(range(0x21, 0x7F)))
_classes = {
    b"alnum": _lower | _upper | _digit,
    b"alpha": _lower | _upper,
    b"blank": _members(b" \t"),
    b"cntrl": _members(bytes([*range(32), 127])),
    b"digit": _digit,
    b"graph": _graph,
    b"lower": _lower,
    b"print": _graph | _members(b" "),
    b"punct": _graph & ~(_lower | _upper | _digit),
    b"space": _members(b" \t\n\r"),
    b"upper": _upper,
    b"xdigit": _digit | _members(b"abcdefABCDEF"),
}


def lines_of(data: bytes) -> list[bytes]:
    """The patterns in a .gitignore, without comments and the blanks at their end."""
    lines = []
    for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        if not line or line[:1] == b"#":
            continue
        line = line.removesuffix(b"\r").partition(b"\0")[0]
        if line[-1:] == b" ":
            stripped = line.rstrip(b" ")
            escaped = (len(stripped) - len(stripped.rstrip(b"\\"))) % 2
            line = stripped + b" " * escaped
        lines.append(line)
    return lines


class Rows:
    """The positions of patterns, one row behind the other.

    `literals` has the byte that each takes (0: none), `flags` what else it is, `brackets` pairs of a position and the
    bytes that it takes, as a number in which their bits are set.
    """

    __slots__ = ("brackets", "flags", "literals")

    def __init__(self) -> None:
        self.literals = bytearray()
        self.flags = bytearray()
        self.brackets: list[tuple[int, int]] = []

    def add(self, line: bytes) -> None:
        """Append the row of a pattern; none for one that matches nothing, as git passes over what is malformed."""
        exception = line[:1] == b"!"
        directory = line[-1:] == b"/"
        pattern = line[exception : -1 if directory else None]
        if not pattern or pattern == b"/":
            return
        literals, flags = self.literals, self.flags
        first = len(flags)
        floating = b"/" not in pattern
        if floating:
            literals.append(0)
            flags.append(WAIT | DEEP)
        elif pattern[0] == _SLASH:
            pattern = pattern[1:]
        special = _special.search(pattern)
        loop: int | None = 0
        if special is None:
            literals += pattern
            flags += bytes(len(pattern))
        else:
            fixed = special.start()
            literals += pattern[:fixed]
            flags += bytes(fixed)
            loop = self._wildcards(pattern, fixed, floating)
        if loop is None:
            del literals[first:], flags[first:]
            while self.brackets and self.brackets[-1][0] >= first:
                del self.brackets[-1]
            return
        literals.append(0)
        flags.append(END | loop | (DIRECTORY if directory else 0) | (EXCEPTION if exception else 0))
        flags[first] |= START

    def _wildcards(self, pattern: bytes, start: int, floating: bool) -> int | None:
        """Append what stands from the first wildcard on; returns what the end stays over, None where it is malformed.

        git compares what is before the first wildcard by itself, so to `**` that wildcard is at the start of a segment.
        """
        literals, flags = self.literals, self.flags
        index = start
        loop = 0
        while index < len(pattern):
            byte = pattern[index]
            index += 1
            if byte == _STAR:
                index, loop = self._stars(pattern, index - 1, index - 1 == start, floating)
                continue
            literal = 0
            if byte == _QUESTION_MARK:
                loop |= ANY
            elif byte == _BRACKET:
                members, index = _bracket(pattern, index)
                if not index:
                    return None
                self.brackets.append((len(flags), members))
            else:
                literal = byte
                if byte == _BACKSLASH:
                    if index == len(pattern):
                        return None
                    literal = pattern[index]
                    index += 1
            literals.append(literal)
            flags.append(loop)
            loop = 0
        return loop

    def _stars(self, pattern: bytes, first: int, opens: bool, floating: bool) -> tuple[int, int]:
        """Read a run of stars: where it ends, and what the next position stays over."""
        index = first + 1
        while pattern[index : index + 1] == b"*":
            index += 1
        if index == first + 1 or floating or not (opens or pattern[first - 1] == _SLASH):
            return index, STAR
        rest = pattern[index : index + 2]
        if rest[:1] == b"/":
            if not self.flags or not self.flags[-1] & WAIT:
                self.literals.append(0)
                self.flags.append(WAIT | DEEP)
            return index + 1, 0
        return index, STAR if rest and rest != b"\\/" else DEEP


def _bracket(pattern: bytes, index: int) -> tuple[int, int]:
    """The bytes that `[…]` takes, from behind its bracket on, and where it ends; 0 where it does not, or is malformed."""
    negated = pattern[index : index + 1] in (b"!", b"^")
    index += negated
    members = before = 0
    first = True
    while first or pattern[index : index + 1] != b"]":
        first = False
        byte = pattern[index : index + 1]
        ranged = byte == b"-" and before and pattern[index + 1 : index + 2] not in (b"", b"]")
        if byte == b"[" and pattern[index + 1 : index + 2] == b":":
            end = pattern.find(b"]", index + 2)
            if end < 0:
                return 0, 0
            if end > index + 2 and pattern[end - 1] == ord(":"):
                found = _classes.get(pattern[index + 2 : end - 1])
                if found is None:
                    return 0, 0
                members |= found
                before = 0
                index = end + 1
                continue
        index += ranged
        if pattern[index : index + 1] == b"\\":
            index += 1
        if index >= len(pattern):
            return 0, 0
        last = pattern[index]
        index += 1
        if ranged:
            if before <= last:
                members |= (2 << last) - (1 << before)
            before = 0
        else:
            members |= 1 << last
            before = last
    return (~members if negated else members) & _every, index + 1


class Patterns:
    """The patterns of one .gitignore, ready to match.

    A state is a number: `start` is that of the directory the file lies in, `after` goes on from one, and `verdict` tells
    what it means for a path that ends there. A state of 0 never leads to a match. `size` is the number of positions.
    """

    __slots__ = (
        "_brackets", "_deep", "_ends", "_exceptions", "_flags", "_literals", "_loops", "_masks", "_waits", "size", "start",
    )  # fmt: skip

    def __init__(self, literals: bytes, flags: bytes, brackets: list[tuple[int, int]]) -> None:
        self._literals = literals
        self._flags = flags
        self._brackets = brackets
        self.size = len(flags)
        self._masks: dict[int, int] = {}
        self._waits = self._number(_digits[WAIT])
        self._deep = self._number(_digits[DEEP])
        self._loops = self._deep | self._number(_digits[STAR])
        start = self._number(_digits[START])
        self.start = start | (start & self._waits) >> 1
        ends = self._number(_digits[END])
        self._exceptions = self._number(_digits[EXCEPTION])
        self._ends = (ends & ~self._number(_digits[DIRECTORY]), ends)

    @classmethod
    def read(cls, data: bytes) -> "Patterns":
        """The patterns in the text of a .gitignore."""
        rows = Rows()
        known: set[bytes] = set()
        for line in reversed(lines_of(data)):
            # Of two that are the same but for `!` only the last counts.
            body = line.removeprefix(b"!")
            if body not in known:
                known.add(body)
                rows.add(line)
        return cls(bytes(rows.literals), bytes(rows.flags), rows.brackets)

    def before(self, others: "Patterns") -> "Patterns":
        """These patterns with others that count where none of these matches.

        Of the two states, these patterns' stands above the `size` bits of the others'.
        """
        brackets = self._brackets + [(self.size + position, members) for position, members in others._brackets]
        return Patterns(self._literals + others._literals, self._flags + others._flags, brackets)

    def _number(self, digits: bytes) -> int:
        """The positions whose flags the table translates to `1`."""
        return int(self._flags.translate(digits) or b"0", 2)

    def _mask(self, byte: int) -> int:
        """The positions that take a byte."""
        table = bytearray(b"0" * 256)
        table[byte] = _ONE
        digits = bytearray(self._literals.translate(table))
        for position, members in self._brackets:
            if members >> byte & 1:
                digits[position] = _ONE
        mask = int(digits or b"0", 2) | self._number(_digits[WAIT if byte == _SLASH else ANY])
        self._masks[byte] = mask
        return mask

    def after(self, state: int, text: bytes) -> int:
        """The state after some more bytes of a path."""
        masks, waits = self._masks, self._waits
        for byte in text:
            if not state:
                break
            mask = masks.get(byte)
            moved = (state & (self._mask(byte) if mask is None else mask)) >> 1
            state = moved | (moved & waits) >> 1 | state & (self._deep if byte == _SLASH else self._loops)
        return state

    def verdict(self, state: int, directory: bool) -> bool | None:
        """Whether the path that leads to a state is ignored; None where no pattern matches it."""
        matched = state & self._ends[directory]
        if not matched:
            return None
        excepting = matched & self._exceptions
        return matched ^ excepting > excepting

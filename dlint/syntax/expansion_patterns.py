"""Patterns of `${name#pattern}`, `${name%pattern}` and `${name/pattern/text}`, in time linear in the value.

`*` stands for any text, `?` for one character; both stay within a line. `\\*`, `\\?`, `\\\\`, `\\/` and `\\}` stand for
the second character, any other escape is an error, `[` is an ordinary character. BuildKit turns such a pattern into a
regular expression for an engine that can't run away; Python's can, so the parts between the stars are sought one
after the other, which gives the same matches.
"""

from dlint.startup import regex as re


class Pattern:
    """A pattern in parts: those between the stars, each a regular expression without repetition.

    `error` says why the pattern can't be read; it matches nothing then.
    """

    __slots__ = ("_shortest", "_texts", "error", "parts")

    def __init__(self, text: str) -> None:
        self.error: str | None = None
        parts: list[list[str]] = [[]]
        index = 0
        while index < len(text):
            character = text[index]
            index += 1
            if character == "*":
                if parts[-1] or len(parts) == 1:
                    parts.append([])
            elif character == "?":
                parts[-1].append(".")
            elif character == "\\":
                following = text[index : index + 1]
                if following not in ("}", "/", "*", "?", "\\") or not following:
                    self.error = f"invalid escape '\\{following or '�'}'"
                    break
                parts[-1].append(re.escape(following))
                index += 1
            else:
                parts[-1].append(re.escape(character))
        self._texts = ["".join(part) for part in parts]
        self._shortest = sum(map(len, parts))
        self.parts: list[re.Pattern[str]] = []

    def _fits(self, value: str) -> bool:
        """Whether `value` is long enough to match at all; only then the pattern is worth to be compiled."""
        if self.error or len(value) < self._shortest:
            return False
        if not self.parts:
            self.parts = [re.compile(text) for text in self._texts]
        return True

    def prefix(self, value: str, longest: bool) -> int | None:
        """The length of the shortest or longest start of `value` that matches, or None."""
        found = self.parts[0].match(value) if self._fits(value) else None
        if found is None:
            return None
        return self._rest(value, found.end(), _line_end(value, found.end()), longest)

    def search(self, value: str, start: int) -> tuple[int, int] | None:
        """The first and there the longest match at or after `start`, as a span, or None."""
        while self._fits(value):
            found = self.parts[0].search(value, start)
            if found is None:
                break
            line_end = _line_end(value, found.end())
            end = self._rest(value, found.end(), line_end, longest=True)
            if end is not None:
                return found.start(), end
            if line_end >= len(value):
                break
            # What follows the first part is not on its line, so no later start on this line can do better.
            start = line_end + 1
        return None

    def _rest(self, value: str, position: int, line_end: int, longest: bool) -> int | None:
        parts = self.parts
        if len(parts) == 1:
            return position
        for part in parts[1:-1]:
            found = part.search(value, position, line_end)
            if found is None:
                return None
            position = found.end()
        last = parts[-1]
        if not last.pattern:
            return line_end if longest else position
        end = None
        found = last.search(value, position, line_end)
        while found is not None:
            end = found.end()
            if not longest:
                break
            found = last.search(value, found.start() + 1, line_end)
        return end


def _line_end(value: str, position: int) -> int:
    end = value.find("\n", position)
    return len(value) if end < 0 else end


def _reversed(pattern: str) -> str:
    """The pattern backwards, its escapes kept: `a\\*c` becomes `c\\*a`."""
    return "".join(reversed(re.findall(r"\\.|.", pattern, re.DOTALL)))


def without_prefix(value: str, text: str, longest: bool) -> tuple[str, str | None]:
    """`${value#text}` (or `##` for the longest): the rest and what is wrong with the pattern, if anything."""
    pattern = Pattern(text)
    if pattern.error:
        return "", f"invalid pattern ({text}) in substitution: {pattern.error}"
    length = pattern.prefix(value, longest)
    return value if length is None else value[length:], None


def without_suffix(value: str, text: str, longest: bool) -> tuple[str, str | None]:
    """`${value%text}` (or `%%` for the longest): the rest and what is wrong with the pattern, if anything."""
    rest, error = without_prefix(value[::-1], _reversed(text), longest)
    return rest[::-1], error


def replaced(value: str, text: str, replacement: str, everywhere: bool) -> tuple[str, str | None]:
    """`${value/text/replacement}` (or `//`): the result and what is wrong with the pattern, if anything."""
    pattern = Pattern(text)
    if pattern.error:
        return "", f"invalid pattern ({text}) in substitution: {pattern.error}"
    if everywhere:
        # The replacement of `//` is a template for Go's regular expressions, which have no groups here.
        replacement = re.sub(r"\$(?:(\$)|\w+|\{\w+\})", r"\1", replacement)
    pieces: list[str] = []
    position = start = 0
    previous = -1
    while start <= len(value):
        span = pattern.search(value, start)
        if span is None:
            break
        first, end = span
        # As in Go, no empty match right behind a match.
        if first < end or end != previous:
            pieces += (value[position:first], replacement)
            position = previous = end
        if not everywhere:
            break
        start = end if end > first else end + 1
    pieces.append(value[position:])
    return "".join(pieces), None

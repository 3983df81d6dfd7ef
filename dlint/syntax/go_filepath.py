"""Go's `path/filepath` on a Unix system: how Docker cleans the paths it reads and matches its wildcards.

Source: `filepath.Clean` and `filepath.Match` of Go 1.22. Docker runs on other systems too, but what is built is
built by a daemon on Linux, so the Unix rules are the ones that hold everywhere.
"""

_SEPARATOR = "/"


class BadPattern(ValueError):
    """Go's `ErrBadPattern`: a wildcard that is not finished, or a range without an end."""


def clean(path: str) -> str:
    """The shortest path that means the same, by text alone: no `.`, no `//`, no `/` at the end, `..` resolved.

    An empty path becomes `.`.
    """
    if "/" not in path and path not in ("", "..", "."):
        return path
    if path[:1] == "/" and path[-1:] != "/" and "//" not in path and "/." not in path:
        return path
    rooted = path.startswith("/")
    parts: list[str] = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != "..":
            parts.append(part)
        elif parts and parts[-1] != "..":
            parts.pop()
        elif not rooted:
            parts.append(part)
    cleaned = "/".join(parts)
    if rooted:
        return "/" + cleaned
    return cleaned or "."


def has_wildcard(name: str) -> bool:
    """Whether COPY and ADD look for files that match instead of one of that name."""
    if "*" not in name and "?" not in name and "[" not in name:
        return False
    index = 0
    while index < len(name):
        if name[index] == "\\":
            index += 1
        elif name[index] in "*?[":
            return True
        index += 1
    return False


def match(pattern: str, name: str) -> bool:
    """`filepath.Match`: whether the whole name matches. `*` and `?` do not match `/`.

    Raises `BadPattern` where Go returns an error; as in Go, that is not for every malformed pattern but for those
    whose fault lies in a part that is looked at.
    """
    position = 0
    size = len(pattern)
    while position < size:
        star, chunk, position = _next_chunk(pattern, position)
        if star and not chunk:
            return _SEPARATOR not in name
        rest = _match_chunk(chunk, name)
        last = position >= size
        if rest is not None and (not rest or not last):
            name = rest
            continue
        if not star:
            return False
        for index in range(len(name)):
            if name[index] == _SEPARATOR:
                return False
            rest = _match_chunk(chunk, name[index + 1 :])
            if rest is not None and not (last and rest):
                name = rest
                break
        else:
            return False
    return not name


def _next_chunk(pattern: str, start: int) -> tuple[bool, str, int]:
    """The stars at `start`, the text up to the next star, and where that is."""
    size = len(pattern)
    begin = start
    while begin < size and pattern[begin] == "*":
        begin += 1
    inside = False
    index = begin
    while index < size:
        character = pattern[index]
        if character == "\\":
            index += index + 1 < size
        elif character == "[":
            inside = True
        elif character == "]":
            inside = False
        elif character == "*" and not inside:
            break
        index += 1
    return begin > start, pattern[begin:index], index


def _match_chunk(chunk: str, name: str) -> str | None:
    """What is left of the name behind the chunk, or None where it does not start with it."""
    failed = False
    index = 0
    position = 0
    size = len(chunk)
    while index < size:
        failed = failed or position >= len(name)
        character = chunk[index]
        if character == "[":
            found, index = _match_class(chunk, index + 1, "\0" if failed else name[position])
            failed = failed or not found
            position += 1
            continue
        if character == "?":
            failed = failed or name[position] == _SEPARATOR
        else:
            if character == "\\":
                index += 1
                if index >= size:
                    raise BadPattern(chunk)
            failed = failed or chunk[index] != name[position]
        position += 1
        index += 1
    return None if failed else name[position:]


def _match_class(chunk: str, index: int, character: str) -> tuple[bool, int]:
    """Whether the class whose inside starts at `index` holds the character, and where the class ends."""
    negated = chunk[index : index + 1] == "^"
    index += negated
    found = False
    first = True
    while first or chunk[index : index + 1] != "]":
        first = False
        low, index = _class_character(chunk, index)
        high = low
        if chunk[index] == "-":
            high, index = _class_character(chunk, index + 1)
        found = found or low <= character <= high
    return found != negated, index + 1


def _class_character(chunk: str, index: int) -> tuple[str, int]:
    """One end of a range. Something has to follow it: the class is not finished yet."""
    if index >= len(chunk) or chunk[index] in "-]":
        raise BadPattern(chunk)
    if chunk[index] == "\\":
        index += 1
    if index + 1 >= len(chunk) or "\ud800" <= chunk[index] <= "\udfff":
        raise BadPattern(chunk)
    return chunk[index], index + 1

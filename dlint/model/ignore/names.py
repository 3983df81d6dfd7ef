"""What the text of a pattern says about names, without evaluating it."""

_SIGNS = frozenset("*?[]\\")


def is_plain(text: str) -> bool:
    """Whether there is a text, and nothing in it that patterns give a meaning: it is the path of one file."""
    return bool(text) and _SIGNS.isdisjoint(text)


def fits_name(pattern: str, name: str) -> bool:
    """Whether a name of a file is meant by a pattern, which has a wildcard at its start or end only."""
    if pattern.startswith("*"):
        return name.endswith(pattern[1:])
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern

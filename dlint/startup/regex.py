"""Python's `re` for patterns that modules define: compiled when they are first used, and kept compiled between runs.

    from dlint.startup import regex as re

    _NUMBER = re.compile(r"[0-9]+")

Importing `re` takes 5 ms and compiling a pattern 0.1, while a run on one file has some 300 patterns and uses half of
them. So a pattern is compiled when one of its methods is first asked for, and what the compiler makes of it is kept in a
file (see `cache_file`), from which the engine takes it without `re`. A pattern that is wrong raises `re.error` when it is
first used.

What is kept are the patterns that modules define, and those that are given to `match`, `search`, `sub` and the like:
these have to be constants, then. A pattern that is made from the text of a file is compiled in a function; that is done
at once, by `re`, and is not kept.
"""

import os
import sys

from . import cache_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import (
        Match,
        Pattern,
        compile,
        error,
        escape,
        findall,
        finditer,
        fullmatch,
        match,
        search,
        split,
        sub,
    )
    from typing import Any

    ASCII: int
    DOTALL: int
    IGNORECASE: int
    MULTILINE: int
    VERBOSE: int

__all__ = [
    "ASCII", "DOTALL", "IGNORECASE", "MULTILINE", "VERBOSE", "Match", "Pattern", "compile", "error", "escape", "findall",
    "finditer", "fullmatch", "keep", "match", "search", "split", "sub",
]  # fmt: skip

ASCII, DOTALL, IGNORECASE, MULTILINE, VERBOSE = 256, 16, 2, 8, 64

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")

MOST = 3000
"""Patterns that are kept; there are more only after much editing of rules, and then all are worked out again."""


class _Lazy:
    """Behaves like a pattern; the methods come when the first of them is asked for."""

    __slots__ = ("flags", "pattern", *_METHODS)

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __repr__(self) -> str:
        return f"<pattern {self.pattern!r}>"

    def __getattr__(self, name: str) -> "Any":
        if name[:2] == "__":
            raise AttributeError(name)
        compiled = _compiled(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


if not TYPE_CHECKING:

    def compile(pattern, flags=0):
        """The pattern. Where a module defines it, it will be compiled when it is used."""
        if sys._getframe(1).f_code.co_name == "<module>":
            return _Lazy(pattern, int(flags))
        return _plain(pattern, flags)

    def match(pattern, text, flags=0):
        """See `re.match`."""
        return _constant(pattern, flags).match(text)

    def fullmatch(pattern, text, flags=0):
        """See `re.fullmatch`."""
        return _constant(pattern, flags).fullmatch(text)

    def search(pattern, text, flags=0):
        """See `re.search`."""
        return _constant(pattern, flags).search(text)

    def findall(pattern, text, flags=0):
        """See `re.findall`."""
        return _constant(pattern, flags).findall(text)

    def finditer(pattern, text, flags=0):
        """See `re.finditer`."""
        return _constant(pattern, flags).finditer(text)

    def split(pattern, text, maxsplit=0, flags=0):
        """See `re.split`."""
        return _constant(pattern, flags).split(text, maxsplit)

    def sub(pattern, replacement, text, count=0, flags=0):
        """See `re.sub`."""
        return _constant(pattern, flags).sub(replacement, text, count)

    def escape(text):
        """The pattern that matches a text."""
        return text.translate(_ESCAPES)

    def __getattr__(name):
        if name not in ("Match", "Pattern", "error"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        import re

        globals()[name] = value = getattr(re, name)
        return value


_ESCAPES = {ord(sign): "\\" + sign for sign in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def _plain(pattern: "Any", flags: int) -> "Any":
    import re

    return re.compile(pattern, flags)


_constants: "dict[tuple[str, int], _Lazy]" = {}


def _constant(pattern: str, flags: int) -> "Any":
    """The pattern that a function was given as text."""
    found = _constants.get((pattern, flags))
    if found is None:
        found = _constants[pattern, flags] = _Lazy(pattern, int(flags))
    return found


_known: "dict[Any, bytes] | None" = None
_new: "dict[Any, bytes]" = {}


def _path() -> str | None:
    return cache_file.place(os.path.dirname(os.path.abspath(__file__)), "patterns")


def _compiled(pattern: "Any", flags: int) -> "Any":
    """The compiled pattern: taken from the file, or compiled and put down for it."""
    global _known
    if _known is None:
        found = cache_file.read(_path())
        _known = found[0] if found is not None and isinstance(found[0], dict) else {}
    import marshal

    key = (pattern, flags)
    form = _known.get(key)
    if form is not None:
        try:
            import _sre  # type: ignore[import-not-found]

            return _sre.compile(pattern, *marshal.loads(form))
        except (ImportError, AttributeError, EOFError, ValueError, TypeError, RuntimeError, OverflowError):
            pass  # not what we would write now
    try:
        fresh = marshal.dumps(_form(pattern, flags))
        if fresh != form:
            _new[key] = fresh
    except (ImportError, AttributeError, ValueError, TypeError):
        pass  # another Python than we know
    return _plain(pattern, flags)


def _form(pattern: "Any", flags: int) -> "tuple[Any, ...]":
    """What Python's compiler hands to its engine for a pattern, as `re._compiler.compile` does."""
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(pattern, flags)
    groups = parsed.state.groupdict
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in groups.items():
        names[number] = name
    code = _compiler._code(parsed, flags)
    return flags | parsed.state.flags, [int(item) for item in code], parsed.state.groups - 1, groups, tuple(names)


def keep() -> None:
    """Write down what this run has compiled, for the next one."""
    if _new:
        known = _known or {}
        cache_file.write(_path(), _new if len(known) + len(_new) > MOST else {**known, **_new})
        _new.clear()

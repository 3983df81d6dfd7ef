"""What an ignore file lets through from a directory."""

from dlint.model.ignore.matcher import ROOT, Matcher
from dlint.startup.remember import once

from .transfer import Sending

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from dlint.model.ignore.matcher import Pattern
    from dlint.syntax.dockerignore import IgnoreFile

    from .transfer import Entry


class Contents:
    """What an ignore file lets through from a directory, looked up as far as somebody asks for it."""

    def __init__(self, root: str, ignore: "IgnoreFile | None", unknown: bool, matcher: "Matcher | None" = None) -> None:
        self.ignore = ignore
        self.unknown = unknown
        self.matcher = matcher or (Matcher.of(ignore) if ignore is not None else Matcher(()))
        self.sending = Sending(root, self.matcher)
        self._seen: list[Entry] = []
        self._left_out: list[tuple[Entry, int]] = []
        self._rest: Iterator[Entry] | None = iter(()) if unknown else self.sending.walk("", ROOT, self._left_out)
        self.secrets: list[tuple[str, str]] | None = None

    def walk(self) -> "Iterator[Entry]":
        """What is sent, directories before what is in them, sorted by name."""
        seen = self._seen
        if self._rest is None:
            yield from seen
            return
        position = 0
        while True:
            if position == len(seen):
                if self._rest is None:
                    return
                entry = next(self._rest, None)
                if entry is None:
                    self._rest = None
                    return
                seen.append(entry)
            yield seen[position]
            position += 1

    def left_out(self) -> "list[tuple[Entry, Pattern]]":
        """What is not sent, with the pattern that decides: files, and directories in place of all that is in them."""
        for _ in self.walk():
            pass
        patterns = self.matcher.patterns
        return [(entry, patterns[decider]) for entry, decider in self._left_out]

    @once
    def by_name(self) -> "dict[str, list[Entry]]":
        """What is sent by the last part of its path."""
        found: dict[str, list[Entry]] = {}
        for entry in self.walk():
            name = entry.path[entry.path.rfind("/") + 1 :]
            known = found.get(name)
            if known is None:
                found[name] = [entry]
            else:
                known.append(entry)
        return found

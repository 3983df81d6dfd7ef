"""What an ignore file lets through from a directory."""

from dlint.model.ignore.matcher import ROOT, Matcher

from .transfer import Sending

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from dlint.model.ignore.matcher import Pattern
    from dlint.syntax.dockerignore import IgnoreFile

    from .transfer import Entry


class Contents:
    """What an ignore file lets through from a folder, looked up as far as somebody asks for it."""

    __slots__ = (
        "_by_name",
        "_left_out",
        "_rest",
        "_seen",
        "ignore",
        "matcher",
        "secrets",
        "sending",
        "unknown",
    )

    def __init__(self, root: str, ignore: "IgnoreFile | None", unknown: bool, matcher: "Matcher | None" = None) -> None:
        self.ignore = ignore
        self.unknown = unknown
        self.matcher = matcher or (Matcher.of(ignore) if ignore is not None else Matcher(()))
        self.sending = Sending(root, self.matcher)
        self._seen: list[Entry] = []
        self._left_out: list[tuple[Entry, int]] = []
        self._rest: Iterator[Entry] | None = iter(()) if unknown else self.sending.walk("", ROOT, self._left_out)
        self._by_name: dict[str, list[Entry]] | None = None
        self.secrets: list[tuple[str, str]] | None = None

    def walk(self) -> "Iterator[Entry]":
        """What is sent, folders before what is in them, sorted by name."""
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
        """What is not sent, with the pattern that decides: files, and folders in place of all that is in them."""
        for _ in self.walk():
            pass
        patterns = self.matcher.patterns
        return [(entry, patterns[decider]) for entry, decider in self._left_out]

    @property
    def by_name(self) -> "dict[str, list[Entry]]":
        """What is sent by the last part of its path."""
        if self._by_name is None:
            self._by_name = {}
            for entry in self.walk():
                name = entry.path[entry.path.rfind("/") + 1 :]
                known = self._by_name.get(name)
                if known is None:
                    self._by_name[name] = [entry]
                else:
                    known.append(entry)
        return self._by_name

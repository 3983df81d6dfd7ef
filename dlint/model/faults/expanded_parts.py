"""What of an instruction BuildKit expands, part by part, each with the variables it sees and the place it stands at.

Not expanded are: what RUN, CMD, ENTRYPOINT and HEALTHCHECK run, SHELL, MAINTAINER, `--from`, `--exclude`, the names
that ARG declares, and what ONBUILD holds until it is triggered.
"""

from dlint.model.values import UNDEFINED, UNKNOWN
from dlint.startup.remember import once
from dlint.syntax.expansion import expand
from dlint.syntax.mounts import MountField, read_mount
from dlint.syntax.nodes import (
    Add,
    Arg,
    Flag,
    From,
    Heredoc,
    Instruction,
    JsonString,
    KeyValue,
    Run,
    Span,
    Transfer,
    Word,
)
from dlint.syntax.source import Logical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.stage.build import Build
    from dlint.model.stage.scope import Resolved, Scope
    from dlint.syntax.expansion_nodes import Expansion

EXEMPT = ("BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE")
"""Variables that are undefined without BuildKit saying so."""

NO_ERROR = "the result is too long"
"""An error of ours: BuildKit goes on until memory ends."""


class ExpandedPart:
    """A text that is expanded. `kind` says what it is: `value`, `source`, `mount target`, …; `span` is all of it."""

    def __init__(
        self, kind: str, text: str, scope: "Scope", span: Span, logical: Logical | None = None, heredoc: bool = False
    ) -> None:
        self.kind = kind
        self.text = text
        self.scope = scope
        self.span = span
        self.heredoc = heredoc
        self._logical = logical

    def place(self, start: int, end: int) -> Span:
        """Where a stretch of the text is written; the whole part where that can't be told."""
        return self.span if self._logical is None else Span(*self._logical.span(start, end))

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to expand."""
        text = self.text
        if self.heredoc:
            return "$" not in text and "\\" not in text
        return "$" not in text and "'" not in text and '"' not in text and self.scope.history.escape not in text

    @once
    def resolved(self) -> "Resolved":
        """The text expanded, with what is known about it."""
        return self.scope.resolve(self.text, heredoc_body=self.heredoc)

    @property
    def expansion(self) -> "Expansion":
        """The raw result; what is not known counts as not set."""
        return self.resolved.expansion

    @property
    def undefined(self) -> list[str]:
        """The variables that certainly nobody declares or sets."""
        return [name for name in self.expansion.unmatched if self.scope.state(name) == UNDEFINED and name not in EXEMPT]

    @property
    def is_known(self) -> bool:
        """Whether the result follows from the file and the build arguments that are given, and from nothing else."""
        expansion = self.expansion
        return all(self.scope.state(name) != UNKNOWN for name in (*expansion.matched, *expansion.unmatched))

    @property
    def result(self) -> tuple[str | None, bool]:
        """The expanded text or None, and whether it rests on an ARG that has no value."""
        if self.is_plain:
            return self.text, False
        resolved = self.resolved
        if resolved.text is not None:
            return resolved.text, False
        return (resolved.expansion.text, True) if not resolved.expansion.error and self.is_known else (None, False)

    @property
    def error(self) -> tuple[str, bool] | None:
        """Why BuildKit can't expand the text, and whether a build argument would help."""
        if self.is_plain:
            return None
        error = self.expansion.error
        if error:
            if error == NO_ERROR:
                return None
            helped = self.resolved.overridable and not expand(self.text, _Everything(), self.scope.history.escape).error
            return error, helped
        if "?" not in self.text or not self.is_known:
            return None
        raw = expand(self.text, self.scope, self.scope.history.escape, heredoc_body=self.heredoc)
        return (raw.error, True) if raw.error else None


class _Everything:
    """An environment in which everything is set."""

    def get(self, name: str) -> str:
        """Something."""
        return "x"


def expanded_parts(file: "Build", node: Instruction, scope: "Scope") -> list[ExpandedPart]:
    """The parts of an instruction that are expanded, in order. `scope` is what the instruction sees."""
    if isinstance(node, From):
        words = [_word("image", node.image, scope)] if node.image is not None else []
        return words + [_flag("platform", flag, scope, file) for flag in node.flags if flag.name == "platform"]
    if isinstance(node, Arg):
        given = file.settings.build_args
        return [
            _word("value", pair.value, scope.later(index))
            for index, pair in enumerate(node.pairs)
            if pair.value is not None and pair.key.text not in given
        ]
    if isinstance(node, KeyValue):
        words = []
        for pair in node.pairs:
            words.append(_word("key", pair.key, scope))
            if pair.value is not None:
                words.append(_word("value", pair.value, scope))
        return words
    if isinstance(node, Transfer):
        return _of_transfer(file, node, scope)
    if isinstance(node, Run):
        return [part for flag in node.flags if flag.name == "mount" for part in _of_mount(file, flag, scope)]
    if node.name in ("EXPOSE", "VOLUME", "USER", "WORKDIR", "STOPSIGNAL"):
        return [_word(node.name.lower(), word, scope) for word in node.arguments]
    return []


def _of_transfer(file: "Build", node: Transfer, scope: "Scope") -> list[ExpandedPart]:
    heredocs = {heredoc.word.start: heredoc for heredoc in node.heredocs}
    found = [_word("source", word, scope) for word in node.sources if word.start not in heredocs]
    if node.destination is not None:
        found.append(_word("destination", node.destination, scope))
    found += [_heredoc(heredoc, scope) for heredoc in node.heredocs if heredoc.expand and _is_source(heredoc, node)]
    names = ("chown", "chmod", "checksum") if isinstance(node, Add) else ("chown", "chmod")
    return found + [_flag(flag.name, flag, scope, file) for flag in node.flags if flag.name in names]


def _is_source(heredoc: Heredoc, node: Transfer) -> bool:
    return any(word.start == heredoc.word.start for word in node.sources)


def _of_mount(file: "Build", flag: Flag, scope: "Scope") -> list[ExpandedPart]:
    return [
        ExpandedPart(
            f"mount {field.key}",
            field.value,
            scope,
            flag,
            placed.slice(len(field.text) - len(field.value), len(field.text)) if placed else None,
        )
        for field, placed in mount_fields(file, flag)
        if field.value is not None and field.key != "from"
    ]


def mount_fields(file: "Build", flag: Flag) -> list[tuple[MountField, Logical | None]]:
    """The fields of a mount with their places; None where quotes or line ends make a text of its own."""
    logical = _written(flag, file)
    found: list[tuple[MountField, Logical | None]] = []
    offset = 0
    for field in read_mount(flag).fields:
        end = offset + len(field.text)
        placed = logical.slice(offset, end) if logical is not None and '"' not in logical.text else None
        found.append((field, placed))
        offset = end + 1
    return found


def _word(kind: str, word: Word, scope: "Scope") -> ExpandedPart:
    if isinstance(word, JsonString):
        return ExpandedPart(kind, word.value, scope, word, word.decoded())
    return ExpandedPart(kind, word.value, scope, word, word.logical.slice(word.index, word.index + len(word.value)))


def _heredoc(heredoc: Heredoc, scope: "Scope") -> ExpandedPart:
    body = heredoc.body()
    return ExpandedPart("heredoc", body.text, scope, heredoc.word, body, True)


def _flag(kind: str, flag: Flag, scope: "Scope", file: "Build") -> ExpandedPart:
    return ExpandedPart(kind, flag.value or "", scope, flag.value_span or flag, _written(flag, file))


def _written(flag: Flag, file: "Build") -> Logical | None:
    """The value of a flag as it is in the file; None where quotes, escapes or line ends make it another text."""
    span = flag.value_span
    if span is None or file.source.text[span.start : span.end] != flag.value:
        return None
    return Logical.plain(flag.value, span.start)

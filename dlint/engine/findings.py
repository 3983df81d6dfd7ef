"""What a rule says (`Problem`) and what is reported (`Finding`)."""

from dlint.syntax.nodes import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dlint.model.dockerignore.dockerignore_file import Dockerignore
    from dlint.model.packages.advice import Advice
    from dlint.syntax.source import Source

    Place = Span | Sequence[Span]
    Problems = Iterator["Problem"]
else:
    Problems = "Iterator[Problem]"
    """What the function of a rule returns: it is a generator of problems."""

SEVERITIES = ("error", "warning", "info", "style")
"""From the strongest to the weakest."""


class Edit:
    """Replace the text from `start` to `end` (offsets in code points) by `text`."""

    __slots__ = ("end", "start", "text")

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self.text = text

    def __repr__(self) -> str:
        return f"Edit({self.start}, {self.end}, {self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Edit) and (self.start, self.end, self.text) == (other.start, other.end, other.text)

    def __hash__(self) -> int:
        return hash((self.start, self.end, self.text))


def insert_before(place: Span, text: str) -> Edit:
    """Put `text` in front of a node."""
    return Edit(place.start, place.start, text)


def insert_after(place: Span, text: str) -> Edit:
    """Put `text` behind a node."""
    return Edit(place.end, place.end, text)


def replace(place: Span, text: str) -> Edit:
    """Put `text` in the place of a node."""
    return Edit(place.start, place.end, text)


def delete(place: Span) -> Edit:
    """Take a node away; what stands around it stays."""
    return Edit(place.start, place.end, "")


def add_pattern(ignore: "Dockerignore", pattern: str) -> Edit:
    """Add a pattern at the end of an ignore file."""
    text = ignore.source.text
    separator = "" if not text or text.endswith("\n") else "\n"
    return Edit(len(text), len(text), f"{separator}{pattern}\n")


class Problem:
    """What a rule found.

    `place` is a node, or several: the stretch from the first to the last is underlined. `message` says what is
    wrong, then what to write: lower case, no full stop, code in backticks. `edits` are the fix, all of them or none.
    `severity` and `safety` (`"safe"`, `"unsafe"` or `"suggestion"`) are given where they differ from the rule's own.
    `title` describes the fix in the imperative, where the default (made from the edits) does not do. `also` are further
    nodes to which the problem belongs: a suppression above one of them silences it too.
    """

    __slots__ = ("also", "edits", "end", "message", "safety", "severity", "start", "title")

    def __init__(
        self,
        place: "Place",
        message: str,
        *edits: Edit,
        severity: str | None = None,
        safety: str | None = None,
        title: str | None = None,
        also: "Place" = (),
    ) -> None:
        if isinstance(place, Span):
            self.start, self.end = place.start, place.end
        else:
            self.start = min(span.start for span in place)
            self.end = max(span.end for span in place)
        self.also: tuple[Span, ...] = (also,) if isinstance(also, Span) else tuple(also)
        self.message = message
        self.edits = edits
        self.severity = severity
        self.safety = safety
        self.title = title


def listed(words: "Iterable[str]", conjunction: str = "and", most: int = 3) -> str:
    """Words in a sentence, as code: `a`; `a` and `b`; `a`, `b` and `c`; of more than `most`: `a`, `b` and 3 more."""
    names = [f"`{word}`" for word in words]
    if len(names) > most:
        names[most - 1 :] = [f"{len(names) - most + 1} more"]
    return " ".join((", ".join(names[:-1]), conjunction, names[-1])) if len(names) > 1 else "".join(names)


def as_problems(advice: "Advice | None") -> "Problems":
    """The problem that advice of the model is, if there is any."""
    if advice is not None:
        yield Problem(advice.place, advice.message, *(insert_after(*insertion) for insertion in advice.insertions))


class Fix:
    """The edits that mend a finding. `safety`: safe, unsafe, or suggestion (shown by editors only)."""

    __slots__ = ("description", "edits", "safety")

    def __init__(self, safety: str, description: str, edits: "Iterable[Edit]") -> None:
        self.safety = safety
        self.description = description
        self.edits = tuple(edits)


class Finding:
    """A problem as it is reported: with its rule and with places as people count them.

    `line`, `column`, `end_line`, `end_column` count from 1, columns in code points, the end exclusive; `start` and
    `end` are the same as offsets. `rule` is the name (`apt-get-without-yes`), `code` the short stable id.
    Plain data: it can be pickled.
    """

    __slots__ = (
        "aliases",
        "code",
        "column",
        "end",
        "end_column",
        "end_line",
        "fix",
        "group",
        "line",
        "message",
        "path",
        "rule",
        "severity",
        "start",
        "url",
    )

    def __init__(
        self,
        *,
        path: str,
        source: "Source",
        start: int,
        end: int,
        code: str,
        rule: str,
        aliases: tuple[str, ...],
        group: str,
        severity: str,
        message: str,
        url: str | None,
        fix: Fix | None = None,
    ) -> None:
        self.path = path
        self.start = start
        self.end = end
        self.line, self.column = source.position(start)
        self.end_line, self.end_column = source.position(end)
        self.code = code
        self.rule = rule
        self.aliases = aliases
        self.group = group
        self.severity = severity
        self.message = message
        self.url = url
        self.fix = fix

    def __repr__(self) -> str:
        return f"<{self.path}:{self.line}:{self.column} {self.severity} {self.code} {self.message} [{self.rule}]>"

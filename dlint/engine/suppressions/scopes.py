"""How far the comments that suppress something go.

* Above an instruction (blank lines and other comments may stand between): the whole instruction, its heredocs too;
* inside a continued instruction or a heredoc of RUN: what touches the next line that is neither comment nor blank;
* `ignore-file`, `global ignore` and the `check` directive: the file;
* `stage ignore`: from the comment to the end of the stage that it stands in or above the FROM of;
* above a pattern of a .dockerignore: that pattern;
* above a line of a compose file: that line, with all that is indented below it.

BuildKit reads `# check=` above an instruction by narrow rules: it starts in the first column, only the first one
counts, an empty comment below it cancels it, and some checks are made on the whole file and do not ask it.
"""

from dlint.startup import regex as re
from dlint.syntax.nodes import (
    Comment,
    Directive,
    Instruction,
    Run,
    Span,
)

from .comments import MADE_ON_THE_FILE, Pragma, read_pragma
from .suppressions import Scope, Suppression, Suppressions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dlint.engine.packs.registry import Registry
    from dlint.syntax.compose import ComposeTree
    from dlint.syntax.dockerignore import IgnoreFile
    from dlint.syntax.nodes import Dockerfile
    from dlint.syntax.source import Source

SUPERSEDED = "MultipleInstructionsDisallowed"
"""BuildKit reports the earlier instruction, but asks the comment above the later one."""

_hash_line = re.compile(r"^[ \t]*#[^\n]*", re.MULTILINE)


def of_dockerfile(
    tree: "Dockerfile", registry: "Registry", build_args: "Mapping[str, str] | None" = None
) -> Suppressions:
    """The suppressions of a Dockerfile. The build argument `BUILDKIT_DOCKERFILE_CHECK` replaces the directive."""
    reading = _Reading(tree.source)
    replaced = (build_args or {}).get("BUILDKIT_DOCKERFILE_CHECK")
    if replaced is not None:
        reading.from_outside(replaced)
    for item in tree.items:
        if isinstance(item, Directive):
            if item.name == "check" and replaced is None:
                reading.directive(item)
        elif isinstance(item, Comment):
            reading.comment(item)
        elif isinstance(item, Instruction):
            reading.instruction(item)
    reading.end()
    return Suppressions(reading.entries, registry)


class _Reading:
    """The comments that have been read and wait for what is below them."""

    def __init__(self, source: "Source") -> None:
        self.source = source
        self.size = len(source.text) + 1
        self.entries: list[Suppression] = []
        self.waiting: list[Suppression] = []
        self.checks: list[Suppression] = []
        # `stage ignore`: those above an instruction that may be the FROM, and those inside of a stage.
        self.above: list[Suppression] = []
        self.stage: list[Suppression] = []
        self.latest: dict[str, Instruction] = {}

    def from_outside(self, value: str) -> None:
        """What the build argument says, which has no place in the file."""
        pragma = read_pragma(f"# check={value}", 0) or Pragma(0, 0, "buildkit")
        pragma.reach = "file"
        entry = Suppression(pragma, self.source, Span(0, 0))
        entry.end = 0
        entry.scopes.append(Scope(0, self.size))
        self.entries.append(entry)

    def directive(self, item: Directive) -> None:
        """`# check=` at the top of the file."""
        entry = _entry(item.start, item.end, self.source)
        if entry is None:
            return
        self.entries.append(entry)
        if item.effective:
            entry.pragma.reach = "file"
            entry.scopes.append(Scope(0, self.size))
        else:
            entry.fault = entry.fault or "BuildKit does not read this as a directive"

    def comment(self, item: Comment) -> None:
        """A comment between instructions."""
        entry = _entry(item.start, item.end, self.source)
        if entry is None:
            if not item.text and item.start == item.line_start:
                for check in self.checks:
                    check.fault = "the empty comment below this cancels it for BuildKit"
                self.checks = []
            return
        self.entries.append(entry)
        if entry.pragma.reach == "file":
            entry.scopes.append(Scope(0, self.size))
        elif entry.pragma.reach == "stage":
            self.above.append(entry)
        elif entry.pragma.form == "buildkit":
            if entry.fault is None:
                self.checks.append(entry)
        elif entry.pragma.reach == "instruction":
            self.waiting.append(entry)

    def instruction(self, node: Instruction) -> None:
        """What waits reaches this instruction; at a FROM a stage ends."""
        if node.name == "FROM":
            for entry in self.stage:
                entry.scopes.append(Scope(entry.start, node.line_start))
            self.stage = []
            self.latest = {}
        if node.name != "ARG":  # there may be one between the comment and its FROM
            self.stage += self.above
            self.above = []
        for entry in self.waiting:
            entry.scopes.append(Scope(node.line_start, node.line_end))
        self.waiting = []
        if self.checks:
            self.reach_of_checks(node)
        self.latest[node.name] = node
        self.entries += _inside(node, self.source)

    def reach_of_checks(self, node: Instruction) -> None:
        """`# check=` above an instruction."""
        first, *others = self.checks
        first.scopes.append(Scope(node.line_start, node.line_end))
        if first.ids and all(id.text in MADE_ON_THE_FILE for id in first.ids):
            name = first.ids[0].text
            first.fault = f"BuildKit makes the check {name} on the whole file: skip it in a directive at the top"
        earlier = self.latest.get(node.name)
        if earlier is not None:
            first.scopes.append(Scope(earlier.line_start, earlier.line_end, only=SUPERSEDED))
        for entry in others:
            entry.fault = "BuildKit reads only the first `# check=` above an instruction"
        self.checks = []

    def end(self) -> None:
        """The end of the file."""
        for entry in (*self.stage, *self.above):
            entry.scopes.append(Scope(entry.start, self.size))
        for entry in (*self.waiting, *self.checks):
            entry.fault = entry.fault or "there is no instruction below this comment"


def _entry(start: int, end: int, source: "Source") -> Suppression | None:
    """The suppression that the comment at this place is."""
    pragma = read_pragma(source.text[start:end], start)
    if pragma is None:
        return None
    line = source.line(start)
    starts = source.line_starts
    line_start = starts[line - 1]
    line_end = starts[line] if line < len(starts) else len(source.text)
    entry = Suppression(pragma, source, Span(line_start, line_end))
    if pragma.form == "buildkit" and source.text[line_start:start].strip("\ufeff"):
        entry.fault = "BuildKit does not read this: blanks stand in front of the `#`"
    return entry


def _inside(node: Instruction, source: "Source") -> "Iterator[Suppression]":
    """The pragmas inside the continued lines of an instruction and in the heredocs of RUN."""
    places = [(comment.start, comment.end, node.line_end) for comment in node.comments]
    continued = len(places)
    if isinstance(node, Run) or node.name == "ONBUILD":
        for heredoc in node.heredocs:
            for match in _hash_line.finditer(source.text, heredoc.start, heredoc.end):
                start = source.text.index("#", match.start())
                places.append((start, match.end() - match[0].endswith("\r"), heredoc.end))
    for index, (start, end, limit) in enumerate(places):
        entry = _entry(start, end, source)
        if entry is None or entry.pragma.form == "buildkit":
            continue
        if entry.pragma.form == "shellcheck" and index >= continued:
            continue  # ShellCheck reads it
        if entry.pragma.reach == "file":
            entry.scopes.append(Scope(0, len(source.text) + 1))
        elif entry.pragma.reach in ("instruction", "stage"):
            _reach_next_line(entry, source, limit)
        yield entry


def _reach_next_line(entry: Suppression, source: "Source", limit: int) -> None:
    """Silence what touches the next line that is neither comment nor blank."""
    starts = source.line_starts
    line = source.line(entry.start)
    while line < len(starts) and starts[line] < limit:
        text = source.line_text(line + 1).strip()
        line += 1
        if text and text[0] != "#":
            end = starts[line] if line < len(starts) else len(source.text)
            entry.scopes.append(Scope(starts[line - 1], end, touching=True))
            return
    entry.fault = entry.fault or "there is nothing below this comment"


def of_ignore_file(tree: "IgnoreFile", registry: "Registry") -> Suppressions:
    """The suppressions of a .dockerignore: of ours, above a pattern or for the file."""
    from dlint.syntax.dockerignore import IgnoreComment, IgnorePattern

    entries: list[Suppression] = []
    waiting: list[Suppression] = []
    for item in tree.items:
        if isinstance(item, IgnoreComment):
            entry = _entry(item.start, item.end, tree.source)
            if entry is None or entry.pragma.form != "dlint":
                continue
            entries.append(entry)
            if entry.pragma.reach == "file":
                entry.scopes.append(Scope(0, len(tree.source.text) + 1))
            else:
                waiting.append(entry)
        elif isinstance(item, IgnorePattern):
            for entry in waiting:
                entry.scopes.append(Scope(item.line_start, item.line_end))
            waiting = []
    for entry in waiting:
        entry.fault = entry.fault or "there is no pattern below this comment"
    return Suppressions(entries, registry)


def of_compose_file(tree: "ComposeTree", registry: "Registry") -> Suppressions:
    """The suppressions of a compose file: of ours, above a line with what is below it, or for the file."""
    source = tree.source
    entries: list[Suppression] = []
    for comment in tree.comments():
        entry = _entry(comment.start, comment.end, source)
        if entry is None or entry.pragma.form != "dlint":
            continue
        entries.append(entry)
        if entry.pragma.reach == "file":
            entry.scopes.append(Scope(0, len(source.text) + 1))
            continue
        block = tree.block_below(comment.end)
        if block is None:
            entry.fault = entry.fault or "there is nothing below this comment"
        else:
            entry.scopes.append(Scope(block.start, block.end))
    return Suppressions(entries, registry)

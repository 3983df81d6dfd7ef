"""Compose text to tree: YAML with places, its comments, and why Compose can't read it."""

from dlint.startup import regex as re

from .nodes import Span
from .source import Source
from .yaml_nodes import Mapping, Scalar, Sequence, YamlError, YamlLimit, YamlNode, read_yaml, text_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_hash_line = re.compile(r"^[ \t]*#[^\n]*", re.MULTILINE)
_template = re.compile(r"\{%|<%|^\s*\{\{", re.MULTILINE)


class ComposeFault(Span):
    """Why Compose can't read the file."""

    __slots__ = ("message",)

    def __init__(self, start: int, end: int, message: str) -> None:
        super().__init__(start, end)
        self.message = message


class ComposeTree(Span):
    """The YAML of a compose file. `root` is None where there is none, or it can't be read: then `faults` say why.

    `too_much_at` is the line (from 1) at which there is more in it than is read, or None.
    """

    __slots__ = ("faults", "root", "source", "too_much_at")

    def __init__(self, source: Source) -> None:
        super().__init__(0, len(source.text))
        self.source = source
        self.root: YamlNode | None = None
        self.faults: list[ComposeFault] = []
        self.too_much_at: int | None = None

    def nodes(self) -> "Iterator[YamlNode]":
        """All nodes, each once."""
        seen: set[int] = set()
        waiting = [self.root] if self.root is not None else []
        while waiting:
            node = waiting.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            yield node
            if isinstance(node, Sequence):
                waiting += node.items
            elif isinstance(node, Mapping):
                for pair in node.pairs:
                    waiting += pair

    def comments(self) -> list[Span]:
        """The comments that have a line of their own."""
        text = self.source.text
        found = list(_hash_line.finditer(text))
        within: set[int] = set()
        for node in self.nodes() if found else ():
            if isinstance(node, Scalar) and "\n" in text[node.start : node.end]:
                within.update(range(node.line, self.source.line(node.end) + 1))
        spans = [Span(match.end() - len(match[0].lstrip()), match.end()) for match in found]
        return [
            Span(span.start, span.end - text[: span.end].endswith("\r"))
            for span in spans
            if self.source.line(span.start) not in within
        ]

    def block_below(self, offset: int) -> Span | None:
        """The next line behind a place that is neither comment nor blank, with all that is indented below it."""
        source = self.source
        line = source.line(offset) + 1
        last = source.line_count
        while line <= last and _is_void(source.line_text(line)):
            line += 1
        if line > last:
            return None
        first = source.line_text(line)
        indent = _indent(first)
        is_item = first.lstrip().startswith("-")
        end = line
        for number in range(line + 1, last + 1):
            text = source.line_text(number)
            if _is_void(text):
                continue
            deeper = _indent(text) > indent
            if not deeper and (is_item or _indent(text) < indent or not text.lstrip().startswith("- ")):
                break
            end = number
        starts = source.line_starts
        return Span(starts[line - 1], starts[end] if end < len(starts) else len(source.text))

    def line_span(self, line: int) -> Span:
        """What is written on a line, without the blanks around it."""
        line = min(max(line, 1), self.source.line_count)
        text = self.source.line_text(line)
        start = self.source.offset(line) + len(text) - len(text.lstrip())
        return Span(start, start + len(text.strip()))

    def lines_of(self, first: Span, last: Span) -> Span:
        """The whole lines from the one that something starts on to the one that something ends on."""
        starts = self.source.line_starts
        end = self.source.line(max(last.end - 1, last.start))
        text_end = starts[end] if end < len(starts) else len(self.source.text)
        return Span(starts[self.source.line(first.start) - 1], text_end)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _is_void(text: str) -> bool:
    return text.strip()[:1] in ("", "#")


def parse_compose(source: Source) -> ComposeTree:
    """The tree of a compose file. Never raises."""
    tree = ComposeTree(source)
    if _template.search(source.text):
        return tree  # not yet a compose file
    try:
        tree.root = read_yaml(source.text)
    except YamlLimit as limit:
        tree.too_much_at = min(limit.line or 1, source.line_count)
        return tree
    except YamlError as error:
        if error.line is not None:
            place = tree.line_span(error.line)
            tree.faults.append(ComposeFault(place.start, place.end, _reason(source, error)))
        return tree
    tree.faults += _misshapen(tree)
    return tree


def _reason(source: Source, error: YamlError) -> str:
    line = min(max(error.line or 1, 1), source.line_count)
    if source.line_text(line)[: _indent(source.line_text(line)) + 1].endswith("\t"):
        return "a tab indents this line, and YAML allows blanks only"
    if str(error).startswith("there is no anchor"):
        return str(error)
    return "this is no YAML, or the line above is not: Compose can't read the file"


def _misshapen(tree: ComposeTree) -> "Iterator[ComposeFault]":
    """What is YAML, and no compose file."""
    root = tree.root
    if root is None or (text_of(root) is None and isinstance(root, Scalar)):
        return
    if not isinstance(root, Mapping):
        yield ComposeFault(root.start, root.start, "a compose file is a mapping: `services:` and the like")
        return
    for node in tree.nodes():
        if isinstance(node, Mapping):
            names: dict[str, Scalar] = {}
            for key, _ in node.pairs:
                if isinstance(key, Scalar) and not (key.plain and key.text == "<<"):
                    first = names.setdefault(key.text, key)
                    if first is not key:
                        yield ComposeFault(key.start, key.end, f"`{key.text}` is there already, on line {first.line}")
    services = root.get("services")
    if isinstance(services, Sequence):
        yield ComposeFault(services.start, services.start, "`services` is a mapping of names, not a list")
    for key, value in services.items() if isinstance(services, Mapping) else ():
        if isinstance(value, Sequence) or text_of(value) is not None:
            yield ComposeFault(key.start, key.end, f"the service `{key.text}` is no mapping")

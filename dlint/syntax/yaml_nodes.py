"""YAML as nodes with their places, read from a stranger's file: bounded, and nothing is made of it but text.

`yaml.safe_load` makes Python values, and copies what is merged (`<<: [*a, *a]`) as often as it is named, which a short
file can make endless. Here an alias is the node it names, and the parser's events are read one by one, without
recursion.
"""

from .nodes import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CHARACTERS = 1_000_000
MAX_NODES = 100_000
MAX_DEPTH = 100


class YamlError(ValueError):
    """This is no YAML, or more than is read. `line` counts from 1, and is None where it is not known."""

    def __init__(self, text: str, line: int | None = None) -> None:
        super().__init__(text)
        self.line = line


class YamlLimit(YamlError):
    """It may well be YAML, but there is more of it than is read."""


class YamlNode(Span):
    """A node. `line` counts from 1. What an alias names is the node with the anchor, at that one's place."""

    __slots__ = ("line",)

    def __init__(self, start: int, end: int, line: int) -> None:
        super().__init__(start, end)
        self.line = line


class Scalar(YamlNode):
    """A text, a number, whatever is no collection; `plain` tells that it is written without quotes."""

    __slots__ = ("plain", "text")

    def __init__(self, text: str, plain: bool, start: int, end: int, line: int) -> None:
        super().__init__(start, end, line)
        self.text = text
        self.plain = plain


class Sequence(YamlNode):
    """A list; `flow` tells that it is written in brackets."""

    __slots__ = ("flow", "items")

    def __init__(self, start: int, line: int, flow: bool = False) -> None:
        super().__init__(start, start, line)
        self.flow = flow
        self.items: list[YamlNode] = []


class Mapping(YamlNode):
    """A mapping. `pairs` are as written, merge keys (`<<`) too; `flow` tells that it is written in braces."""

    __slots__ = ("flow", "pairs")

    def __init__(self, start: int, line: int, flow: bool = False) -> None:
        super().__init__(start, start, line)
        self.flow = flow
        self.pairs: list[tuple[YamlNode, YamlNode]] = []

    def items(self) -> "Iterator[tuple[Scalar, YamlNode]]":
        """The keys that are scalars, each once, with their values: the mapping's own, then those of what is merged."""
        seen: set[str] = set()
        visited: set[int] = set()
        waiting: list[YamlNode] = [self]
        while waiting:
            node = waiting.pop()
            if id(node) in visited:
                continue
            visited.add(id(node))
            if isinstance(node, Sequence):
                waiting += reversed(node.items)
            elif isinstance(node, Mapping):
                merged = []
                for key, value in node.pairs:
                    if isinstance(key, Scalar):
                        if key.plain and key.text == "<<":
                            merged.append(value)
                        elif key.text not in seen:
                            seen.add(key.text)
                            yield key, value
                waiting += reversed(merged)

    def get(self, name: str) -> YamlNode | None:
        """The value of a key, also of one that is merged."""
        for key, value in self.items():
            if key.text == name:
                return value
        return None

    def text(self, name: str) -> str | None:
        """The value of a key, where it is a scalar that is not null."""
        value = self.get(name)
        return text_of(value) if value is not None else None


def text_of(node: YamlNode) -> str | None:
    """The text of a scalar that is not null."""
    if not isinstance(node, Scalar) or (node.plain and node.text in ("", "~", "null", "Null", "NULL")):
        return None
    return node.text


def read_yaml(text: str) -> YamlNode | None:
    """The first document; None where there is none. Raises `YamlError`."""
    if len(text) > MAX_CHARACTERS:
        raise YamlLimit(f"it is longer than {MAX_CHARACTERS:,} characters")
    import yaml

    try:
        return _compose(yaml, text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(error.problem or error.context or "it can't be read", mark.line + 1 if mark else None) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, YamlError):
            raise
        raise YamlError(str(error).partition("\n")[0]) from None


if TYPE_CHECKING:
    import types


def _compose(yaml: "types.ModuleType", text: str) -> YamlNode | None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    anchors: dict[str, YamlNode] = {}
    open_nodes: list[Mapping | Sequence] = []
    keys: list[YamlNode | None] = []
    nodes = 0
    last = 0
    root: YamlNode | None = None
    for event in yaml.parse(text, Loader=loader):
        mark = event.start_mark
        node: YamlNode
        if isinstance(event, yaml.ScalarEvent):
            # A block of text ends where the next thing begins.
            end = event.end_mark.index
            last = end if end <= mark.index else mark.index + len(text[mark.index : end].rstrip())
            node = Scalar(event.value, event.implicit[0], mark.index, last, mark.line + 1)
        elif isinstance(event, yaml.MappingStartEvent):
            node = Mapping(mark.index, mark.line + 1, bool(event.flow_style))
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(mark.index, mark.line + 1, bool(event.flow_style))
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in anchors:
                raise YamlError(f"there is no anchor `{event.anchor}`", mark.line + 1)
            node = anchors[event.anchor]
            last = event.end_mark.index
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            closed = open_nodes.pop()
            last = closed.end = event.end_mark.index if closed.flow else max(last, closed.start)
            keys.pop()
            continue
        elif isinstance(event, yaml.DocumentEndEvent):
            break
        else:
            continue
        nodes += 1
        if nodes > MAX_NODES or len(open_nodes) > MAX_DEPTH:
            raise YamlLimit("there is too much in it", mark.line + 1)
        if getattr(event, "anchor", None) and not isinstance(event, yaml.AliasEvent):
            anchors[event.anchor] = node
        if not open_nodes:
            root = node
        else:
            parent = open_nodes[-1]
            if isinstance(parent, Sequence):
                parent.items.append(node)
            elif keys[-1] is None:
                keys[-1] = node
            else:
                parent.pairs.append((keys[-1], node))
                keys[-1] = None
        if isinstance(event, yaml.CollectionStartEvent):
            assert isinstance(node, (Mapping, Sequence))
            open_nodes.append(node)
            keys.append(None)
    return root

"""XML, written piece by piece: nothing in a text can end the place it stands in."""

from .escape import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'

_entities = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;", 0xFFFE: "", 0xFFFF: ""}


def text(content: str) -> str:
    """Characters as XML has them; those that no XML can hold are written out, line ends are kept."""
    return "\n".join(visible(line) for line in content.split("\n")).translate(_entities)


def tag(name: str, attributes: "Mapping[str, object]", *content: str) -> str:
    """An element with its attributes; `content` is XML already."""
    written = "".join(f' {key}="{text(visible(str(value)))}"' for key, value in attributes.items())
    inside = "".join(content)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"

"""Text that comes from a file, made harmless: nothing in it reaches a terminal, or breaks a line, unseen."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match

HARMFUL = (
    "\x00-\x1f\x7f-\x9f"  # control characters: they move the cursor, clear the screen, set the clipboard
    "\xad\u061c\u180e\u200b\u200e\u200f"  # invisible, or changing the direction of writing
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
    "\ud800-\udfff"  # bytes that are not UTF-8, as Python keeps them
)
"""The characters that are shown as escapes, as the inside of a regular expression's `[…]`."""


def visible(text: str) -> str:
    """The text with each harmful character written out: `\\x1b`, `\\n`, `\\u202e`; `\\xff` for a byte not UTF-8.

    What comes back is one line, can be encoded as UTF-8, and sends nothing to a terminal but what it shows.
    """
    if text.isprintable():  # what Unicode calls printable is harmless; not all that is harmless is printable
        return text
    import re

    return re.sub(f"[{HARMFUL}]", _written_out, text)


def _written_out(match: "Match[str]") -> str:
    character = match.group()
    code = ord(character)
    if character in "\t\n\r":
        return {"\t": "\\t", "\n": "\\n", "\r": "\\r"}[character]
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"

"""Text that comes from a file, made harmless: nothing in it reaches a terminal, breaks a line, or commands a build server.

Build servers read what a job prints. GitHub's runner takes a line that starts with `::`, behind blanks, for a command,
and one that holds `##[` anywhere (actions/runner, ActionCommand.cs); the agent of Azure Pipelines one that holds `##vso[`
(azure-pipelines-agent, Command.cs), TeamCity one with `##teamcity[`. GitLab's sections need a `\\r` and an escape.
"""

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

COMMAND = "#(?=#[A-Za-z]*\\[)"
"""The first character of what a build server may take for a command in the midst of a line, as a regular expression."""


def visible(text: str) -> str:
    """The text with each harmful character written out: `\\x1b`, `\\n`, `\\u202e`; `\\xff` for a byte not UTF-8.

    What comes back is one line, can be encoded as UTF-8, sends nothing to a terminal but what it shows, and commands no
    build server, unless it is put at the start of a line: see `line_start`.
    """
    # What Unicode calls printable is harmless; not all that is harmless is printable.
    if text.isprintable() and "##" not in text:
        return text
    import re

    return re.sub(f"[{HARMFUL}]|{COMMAND}", _written_out, text)


def line_start(path: str) -> str:
    """A path that was made visible, for the start of a line: `./::error::` for `::error::`."""
    return f"./{path}" if path.lstrip().startswith("::") else path


def without_commands(text: str) -> str:
    """A report in which no line starts as a command of GitHub's runner does; the first colon is written out."""
    if "::" not in text:
        return text
    import re

    return re.sub(r"(?m)^([^\S\n]*):(?=:)", r"\1\\x3a", text)


def in_json(encoded: str) -> str:
    """Encoded JSON that says the same without commands to a build server, which may stand in its strings."""
    return encoded.replace("##", "#\\u0023") if "##" in encoded else encoded


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

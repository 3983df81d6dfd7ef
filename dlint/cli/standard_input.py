"""The text on standard input."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.syntax.source import Source


def read_standard_input(path: str) -> "Source":
    """What stands on standard input, as the text of a file called `path`. Raises `ReadError`."""
    from dlint.engine.files.discovery import ReadError, decode, reason
    from dlint.model.disk import MAX_BYTES

    if sys.stdin is None:
        raise ReadError("standard input is closed")
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(f"standard input: {reason(error)}") from None
    if len(data) > MAX_BYTES:
        raise ReadError(f"is larger than {MAX_BYTES // 1_000_000} MB")
    return decode(data, path)

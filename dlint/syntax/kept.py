"""Files that keep what takes long to work out, beside Python's bytecode. They are never needed, and hold no text of users.

Such a file is read only by the Python and the version of dlint that wrote it, is written in one step, and is trusted as
bytecode is. Where it can't be written there is none. It has two parts: plain data that is read at once, and pieces of
bytes that are read when one of them is asked for.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LENGTH = 8


def place(folder: str, name: str) -> str | None:
    """The path of the file `name` that belongs to a folder, or None where Python keeps no such files."""
    tag = sys.implementation.cache_tag
    if tag is None:
        return None
    if sys.pycache_prefix is not None:
        kept = os.path.join(sys.pycache_prefix, os.path.splitdrive(os.path.abspath(folder))[1].lstrip("/\\"))
    else:
        kept = os.path.join(folder, "__pycache__")
    return os.path.join(kept, f"dlint-{name}.{tag}.marshal")


def _stamp() -> "Any":
    from dlint import __version__

    return ("dlint", 4, __version__, sys.version)


class Pieces:
    """The second part of a file. Another process may have written the file anew: then there are no pieces."""

    __slots__ = ("_bytes", "_head", "_path")

    def __init__(self, path: str, head: bytes) -> None:
        self._path = path
        self._head = head
        self._bytes: bytes | None = None

    def piece(self, start: int, end: int) -> bytes:
        """The bytes from `start` to `end`; none where they are not there any more."""
        if self._bytes is None:
            try:
                with open(self._path, "rb", buffering=0) as stream:
                    data = stream.readall()
            except OSError:
                data = b""
            self._bytes = data[len(self._head) :] if data.startswith(self._head) else b""
        return self._bytes[start:end]


def read(path: str | None) -> "tuple[Any, Pieces] | None":
    """What was written there last, or None. Its shape is as it was written, unless somebody else wrote it."""
    if path is None:
        return None
    import marshal

    try:
        with open(path, "rb", buffering=0) as stream:
            start = stream.read(_LENGTH) or b""
            body = stream.read(int.from_bytes(start, "little")) or b""
        stamp, value = marshal.loads(body)
    except (OSError, EOFError, ValueError, TypeError, OverflowError, MemoryError):
        return None
    return (value, Pieces(path, start + body)) if stamp == _stamp() else None


def write(path: str | None, value: "Any", pieces: bytes = b"") -> None:
    """Keep plain data, and bytes, for later runs, if files may be written."""
    if path is None or sys.dont_write_bytecode:
        return
    import marshal

    body = marshal.dumps((_stamp(), value))
    temporary = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "wb") as stream:
            stream.write(len(body).to_bytes(_LENGTH, "little") + body + pieces)
        os.replace(temporary, path)
    except BaseException as error:
        try:
            os.unlink(temporary)
        except OSError:
            pass
        if not isinstance(error, OSError):
            raise  # the run was stopped

"""Files that keep what takes long to work out, beside Python's bytecode. They are never needed, and hold no text of users.

Such a file is read only by the Python and the version of dlint that wrote it, and is trusted as bytecode is. Where it
can't be written there is none. It has two parts: plain data, and bytes that are taken apart when they are needed. Both
are covered by a checksum, so that a file that was damaged is one that is not there: what it held is worked out anew,
and written again.
"""

import os
import stat
import sys
from _imp import source_hash

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_BYTES = 50_000_000
"""We write no larger ones."""

_NUMBER = 8
"""The bytes of the checksum, and of the number behind it: how long the plain data is."""

_KEY = 0x646C696E74


def place(directory: str, name: str) -> str | None:
    """The path of the file `name` that belongs to a directory, or None where Python keeps no such files."""
    tag = sys.implementation.cache_tag
    if tag is None:
        return None
    if sys.pycache_prefix is not None:
        directory = os.path.join(sys.pycache_prefix, os.path.splitdrive(os.path.abspath(directory))[1].lstrip("/\\"))
    else:
        directory = os.path.join(directory, "__pycache__")
    return os.path.join(directory, f"dlint-{name}.{tag}.marshal")


def _stamp() -> "Any":
    from dlint import __version__

    return ("dlint", 6, __version__, sys.version)


def read(path: str | None) -> "tuple[Any, memoryview] | None":
    """What was written there last, data and bytes, or None.

    It is as it was written, but another state of the code may have written it: look at its shape before you use it.
    """
    data = _content(path) if path is not None else None
    # Python's checksum for bytecode: the fastest there is that needs no import, and in every build of Python.
    if data is None or data[:_NUMBER] != source_hash(_KEY, data[_NUMBER:]):
        return None
    import marshal

    end = 2 * _NUMBER + int.from_bytes(data[_NUMBER : 2 * _NUMBER], "little")
    try:
        stamp, value = marshal.loads(data[2 * _NUMBER : end])
    except (EOFError, ValueError, TypeError, OverflowError, MemoryError):
        return None
    return (value, data[end:]) if stamp == _stamp() else None


def write(path: str | None, value: "Any", pieces: bytes = b"") -> None:
    """Keep plain data, and bytes, for later runs, if files may be written."""
    if path is None or sys.dont_write_bytecode:
        return
    import marshal

    from .atomic import replace

    try:
        body = marshal.dumps((_stamp(), value))
        data = len(body).to_bytes(_NUMBER, "little") + body + pieces
        directory = os.path.dirname(path)
        os.makedirs(directory, exist_ok=True)
        if _is_directory(directory):
            replace(path, source_hash(_KEY, data) + data)
    except (OSError, ValueError):
        pass


def _content(path: str) -> memoryview | None:
    """The content of a file that may be trusted: a regular one, of ours, not behind a link. It is not waited for."""
    flags = os.O_RDONLY
    for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, flag, 0)
    try:
        if not _is_directory(os.path.dirname(path)):
            return None
        descriptor = os.open(path, flags)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES or not _is_ours(status.st_uid):
                return None
            return memoryview(os.read(descriptor, status.st_size))
        finally:
            os.close(descriptor)
    except (OSError, ValueError):
        return None


def _is_directory(path: str) -> bool:
    """Whether it is a directory, and not a link to one. Raises `OSError`."""
    return stat.S_ISDIR(os.lstat(path).st_mode)


def _is_ours(owner: int) -> bool:
    """Whether a file belongs to one who could change our code as well."""
    return not hasattr(os, "geteuid") or owner in (0, os.geteuid()) or owner == os.stat(__file__).st_uid

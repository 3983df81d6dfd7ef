"""Files that keep what takes long to work out, beside Python's bytecode. They are never needed, and hold no text of users.

Such a file is read only by the Python and the version of dlint that wrote it, is written in one step, and is trusted as
bytecode is. Where it can't be written there is none.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


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

    return ("dlint", 3, __version__, sys.version)


def read(path: str | None) -> "Any":
    """What was written there last, or None. Its shape is as it was written, unless somebody else wrote it."""
    if path is None:
        return None
    import marshal

    try:
        with open(path, "rb") as stream:
            stamp, value = marshal.loads(stream.read())
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return value if stamp == _stamp() else None


def write(path: str | None, value: "Any") -> None:
    """Keep plain data for later runs, if files may be written."""
    if path is None or sys.dont_write_bytecode:
        return
    import marshal

    temporary = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "wb") as stream:
            stream.write(marshal.dumps((_stamp(), value)))
        os.replace(temporary, path)
    except OSError:
        try:
            os.unlink(temporary)
        except OSError:
            pass

"""Replacing a file in one step."""

import os
import stat


def replace_file(path: str, data: bytes) -> None:
    """Make `data` the content of the file, or leave everything as it was and raise `OSError`.

    A symbolic link stays one: what it points to is replaced. What is no regular file (`/dev/stdout`, a pipe) is
    written to as it is.
    """
    target = os.path.realpath(path)
    mode = None
    try:
        status = os.stat(path)
    except FileNotFoundError:
        pass
    else:
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(21, "it is a directory", path)
        if not stat.S_ISREG(status.st_mode):
            with open(path, "wb", buffering=0) as stream:
                _write(stream.fileno(), data)
            return
        mode = stat.S_IMODE(status.st_mode)
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name[:200]}.{os.getpid()}.tmp")
    # Created as any new file is, so that the umask and the folder's defaults apply.
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        try:
            _write(descriptor, data)
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(descriptor, mode)
        finally:
            os.close(descriptor)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]

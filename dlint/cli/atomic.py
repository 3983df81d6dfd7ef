"""Replacing a file that the user names, in one step."""

import errno
import os
import stat

from dlint.startup.atomic import replace, write_all


def replace_file(path: str, data: bytes) -> None:
    """Make `data` the content of the file, or leave everything as it was and raise `OSError`.

    A symbolic link stays one: what it points to is replaced. What is no regular file (`/dev/stdout`, a pipe) is
    written to as it is. A file that may not be written to is not replaced either.
    """
    mode = None
    try:
        status = os.stat(path)
    except FileNotFoundError:
        pass
    else:
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, "it is a directory", path)
        if not stat.S_ISREG(status.st_mode):
            with open(path, "wb", buffering=0) as stream:
                write_all(stream.fileno(), data)
            return
        os.close(os.open(path, os.O_WRONLY | getattr(os, "O_CLOEXEC", 0)))  # raises where it may not be written to
        mode = stat.S_IMODE(status.st_mode)
    replace(os.path.realpath(path), data, mode)

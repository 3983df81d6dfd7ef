"""Looking at a disk that may hold anything: never out of a directory, never into a pipe, never without a limit."""

import errno
import os
import stat

MAX_BYTES = 10_000_000
"""No Dockerfile, ignore file or manifest is larger."""

_MAX_LINKS = 40
_ABSENT = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG)


def absolute(path: str) -> str:
    """A path from the root on, as `os.path.abspath` has it; from the root itself where the working directory is gone.

    Nothing that is relative is found there any more, and of all the directories above only the root is known.
    """
    try:
        return os.path.abspath(path)
    except OSError:
        return os.path.normpath(os.path.join(os.sep, path))


class Place:
    """Something that exists: its path below the root (with `/`, without links), and what `lstat` says about it."""

    __slots__ = ("path", "status")

    def __init__(self, path: str, status: os.stat_result) -> None:
        self.path = path
        self.status = status

    @property
    def is_directory(self) -> bool:
        """Whether it is a directory."""
        return stat.S_ISDIR(self.status.st_mode)

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file."""
        return stat.S_ISREG(self.status.st_mode)


def locate(root: str, path: str, follow: bool = True) -> Place | None:
    """Find a path (with `/`) below a directory as BuildKit does: `..` and links stop at the root, `/x` is `x` in it.

    `follow` tells whether a link at the end is followed, too. None where there is no such thing; raises `OSError`
    where that can't be told.
    """
    parts = path.split("/")
    parts.reverse()
    found: list[str] = []
    links = 0
    status = os.lstat(root)
    while parts:
        part = parts.pop()
        if part in ("", "."):
            continue
        if part == "..":
            del found[-1:]
            status = os.lstat(os.path.join(root, *found))
            continue
        real = os.path.join(root, *found, part)
        try:
            status = os.lstat(real)
        except ValueError:
            return None
        except OSError as error:
            if error.errno in _ABSENT:
                return None
            raise
        if not stat.S_ISLNK(status.st_mode) or not (follow or any(parts)):
            found.append(part)
            continue
        links += 1
        if links > _MAX_LINKS:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), real)
        target = os.readlink(real)
        if os.sep == "\\":
            target = target.removeprefix("\\\\?\\").replace("\\", "/")
            if target[1:2] == ":":
                raise OSError(errno.EXDEV, "link to an absolute path", real)
        if target.startswith("/"):
            found = []
        parts.extend(reversed(target.split("/")))
    return Place("/".join(found), status)


class NotAFile(OSError):
    """Neither a regular file nor a directory; `strerror` says what it is: `a pipe`, `a socket`, `a device`."""


class TooLarge(OSError):
    """A file over the limit."""


def read_bytes(path: str, limit: int = MAX_BYTES) -> bytes:
    """The content of a regular file of up to `limit` bytes.

    Raises `OSError` and nothing else: `IsADirectoryError`, `NotAFile`, `TooLarge` or what the system says. A pipe or a
    device is not opened, and would not be waited for.
    """
    descriptor, size = _open_regular(path)
    try:
        chunks: list[bytes] = []
        read = 0
        while max(size, read) <= limit and (chunk := os.read(descriptor, 1 << 20)):
            chunks.append(chunk)
            read += len(chunk)
        if max(size, read) > limit:
            raise TooLarge(errno.EFBIG, f"larger than {limit:,} bytes", path)
        return b"".join(chunks)
    finally:
        os.close(descriptor)


def read_start(path: str, size: int) -> bytes:
    """Up to `size` bytes from the start of a regular file, however large it is. Raises `OSError` as `read_bytes`."""
    descriptor, _ = _open_regular(path)
    try:
        return os.read(descriptor, size)
    finally:
        os.close(descriptor)


def _open_regular(path: str) -> tuple[int, int]:
    """A descriptor of a regular file, and its size."""
    try:
        _check_regular(os.stat(path).st_mode, path)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        descriptor = os.open(path, flags)
    except ValueError as error:
        raise OSError(errno.EINVAL, str(error), path) from error
    try:
        status = os.fstat(descriptor)
        _check_regular(status.st_mode, path)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor, status.st_size


def special(mode: int) -> str | None:
    """What a thing of that mode is called if it is neither a regular file nor a directory, else None."""
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    return "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"


def _check_regular(mode: int, path: str) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder", path)
    name = special(mode)
    if name:
        raise NotAFile(errno.EINVAL, name, path)

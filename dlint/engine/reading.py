"""A file to text, and the reasons why one can't be linted."""

import os
import stat

from dlint.syntax.source import Source

LARGEST = 16 * 1024 * 1024
"""Bytes; a larger file is no Dockerfile."""

DOCKERFILE = "dockerfile"
DOCKERIGNORE = "dockerignore"


class Unreadable(Exception):
    """A file that can't be linted: why, in a few words."""


def kind_of(path: str) -> str:
    """`dockerignore` for what is named so, `dockerfile` for any other file."""
    return DOCKERIGNORE if os.path.basename(path).endswith(".dockerignore") else DOCKERFILE


def read(path: str) -> Source:
    """Read a file. Raises `Unreadable`."""
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable("is a folder")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("is not a regular file")
        if status.st_size > LARGEST:
            raise Unreadable(f"is too large: more than {LARGEST // 1024 // 1024} MiB")
        with open(path, "rb") as stream:
            data = stream.read(LARGEST)
    except OSError as error:
        raise Unreadable(f"can't be read: {error.strerror or error}") from None
    except ValueError as error:  # a NUL in the path
        raise Unreadable(f"can't be read: {error}") from None
    return decode(data, path)


def decode(data: bytes, path: str) -> Source:
    """Bytes as Docker reads them: UTF-8, and where it is not, the bytes are kept. Raises `Unreadable`."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable("is written in UTF-16; Docker reads UTF-8")
    if b"\0" in data:
        raise Unreadable("is a binary file")
    return Source.decode(data, path)

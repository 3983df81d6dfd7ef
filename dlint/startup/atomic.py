"""Writing a file in one step: a reader sees what was there before, or all that is new."""

import os

TRIES = 100
"""So many names are tried for the new file. They are random, so a second one is hardly ever needed."""


def replace(target: str, data: bytes, mode: int | None = None) -> None:
    """Make `data` the content of `target`, or leave everything as it was and raise what went wrong (`OSError` mostly).

    The data goes to a new file in the same directory, created by nobody else and not through a link, which then takes
    the place of whatever has that name, of a link too. `mode` are its permission bits; None: those of any new file.
    """
    descriptor, temporary = _create(os.path.dirname(target))
    try:
        try:
            write_all(descriptor, data)
            if mode is not None and hasattr(os, "fchmod"):
                os.fchmod(descriptor, mode)
        finally:
            os.close(descriptor)
        os.replace(temporary, target)
    except BaseException:
        _remove(temporary)
        raise


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of it. Raises `OSError`."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _create(directory: str) -> tuple[int, str]:
    """A new empty file, as the umask and the directory's defaults have it: its descriptor and its path.

    What an earlier process left behind is in nobody's way, though its number may be the same: it is 1 in every
    container. The name does not depend on that of the target, which may be as long as a name can be.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    for flag in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, flag, 0)
    for attempt in range(TRIES):
        path = os.path.join(directory, f".dlint-{os.urandom(8).hex()}.tmp")
        try:
            return os.open(path, flags, 0o666), path
        except FileExistsError:
            if attempt + 1 == TRIES:
                raise
        except OSError:
            raise
        except BaseException:  # interrupted: it may have been created
            _remove(path)
            raise
    raise AssertionError


def _remove(path: str) -> None:
    """Remove a file, if that can be done: why it is to be removed matters more."""
    try:
        os.unlink(path)
    except OSError:
        pass

"""A private directory and the processes that use it: both are gone when dlint has ended, however it ended.

A process that is killed can't tidy up. So there is a guard, a shell that waits for the end of a pipe whose other end
dlint alone holds: when that closes, the guard deletes the directory and kills its process group, which all processes
that use the directory belong to. Where there is no `/bin/sh` there is no guard, and dlint tidies up unless it is killed.
"""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

SHELL = "/bin/sh"

# The directory comes through the pipe: it is known before it is made, and no list of processes shows its name.
_GUARD = 'while IFS= read -r line; do directory=$line; done; rm -rf -- "$directory"; kill -9 -$$'


class PrivateDirectory:
    """A new directory for temporary files that nobody else can look into. Raises `OSError`.

    `path` is its absolute path.
    """

    __slots__ = ("_guard", "_lifeline", "_owner", "path")

    def __init__(self) -> None:
        self._owner = os.getpid()
        self._guard = 0
        self._lifeline = -1
        self.path = ""
        _directories.append(self)
        if hasattr(os, "posix_spawn"):
            try:
                self._start_guard()
            except OSError:
                pass  # there is no shell, or there are no process groups
        try:
            self._make()
        except BaseException:
            self.close()
            raise

    def _start_guard(self) -> None:
        # Only directories of the system and absolute ones: the current directory may be a stranger's.
        given = [path for path in os.environ.get("PATH", "").split(os.pathsep) if os.path.isabs(path)]
        environment = {"PATH": os.pathsep.join(["/usr/bin", "/bin", *given])}
        reading, self._lifeline = os.pipe()
        actions = [
            (os.POSIX_SPAWN_DUP2, reading, 0),
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ]
        try:
            self._guard = os.posix_spawn(SHELL, ["sh", "-c", _GUARD], environment, file_actions=actions, setpgroup=0)
        finally:
            os.close(reading)

    def _make(self) -> None:
        for place in (*(os.environ.get(name, "") for name in ("TMPDIR", "TEMP", "TMP")), "/tmp", "/var/tmp"):
            place = os.path.abspath(place) if place else ""
            # The guard reads the path as a line.
            if not place or "\n" in place or not os.path.isdir(place):
                continue
            self.path = os.path.join(place, f"dlint-{os.getpid()}-{os.urandom(8).hex()}")
            try:
                if self._guard:
                    os.write(self._lifeline, os.fsencode(self.path) + b"\n")
            except BrokenPipeError:
                pass  # somebody has killed the guard
            try:
                os.mkdir(self.path, 0o700)
            except OSError:
                self.path = ""
                continue
            return
        raise OSError(2, "there is no directory for temporary files")

    def spawn(self, command: "list[str]", environment: "dict[str, str]", actions: "Sequence[tuple[Any, ...]]") -> int:
        """Start a process that ends with dlint at the latest; its number. Raises `OSError`."""
        if self._guard:
            try:
                return os.posix_spawn(command[0], command, environment, file_actions=actions, setpgroup=self._guard)
            except PermissionError:
                pass  # the group is gone with its guard, or the program may not be run, which the next call tells
        return os.posix_spawn(command[0], command, environment, file_actions=actions)

    def close(self) -> None:
        """Kill what still uses the directory, and delete it. In a process that was forked since, do nothing."""
        if self._owner != os.getpid():
            return
        if self._guard:
            guard, self._guard = self._guard, 0
            try:
                os.killpg(guard, 9)
            except OSError:
                pass
            try:
                os.waitpid(guard, 0)
            except OSError:
                pass  # whoever runs us takes the status of all children
        if self._lifeline >= 0:
            os.close(self._lifeline)
            self._lifeline = -1
        if self.path:
            _delete(self.path)
        if self in _directories:
            _directories.remove(self)


_directories: "list[PrivateDirectory]" = []


def end_all() -> None:
    """Close all directories that this process has made, from a signal handler."""
    for directory in _directories[:]:
        directory.close()


def _delete(directory: str) -> None:
    try:
        for name in os.listdir(directory):
            os.unlink(os.path.join(directory, name))
        os.rmdir(directory)
    except OSError:
        pass

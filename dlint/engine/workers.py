"""Several processes that lint. A file that ends one of them is named; others take over the rest of its work.

Each worker has three pipes: one brings batches of files, one takes back their reports, and in the third the worker puts
down which file it is at, which is read when it has died. None of them is shared, so the end of a process is the end of
its pipes, and there are no threads and no locks that a process could take along when it dies.
"""

import os
import pickle
import signal
import sys
from multiprocessing.connection import wait

from dlint.engine.shellcheck.on_demand import LazySession

from .checker import Report
from .notices import RuleCrash
from .sequential import in_turn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext
    from typing import Any

    from dlint.engine.config.config import Configurations
    from dlint.engine.files.discovery import Target

BATCH = 32
"""Files that a worker is given at a time, at most."""

FAREWELL = 2.0
"""Seconds that a process has to end by itself; it takes some milliseconds."""


class Workers:
    """The processes of one run. The reports come in the order of the targets."""

    def __init__(self, targets: "Sequence[Target]", configurations: "Configurations", jobs: int) -> None:
        self._targets = targets
        self._configurations = configurations
        self._jobs = jobs
        size = max(1, min(BATCH, len(targets) // (jobs * 4)))
        # Indexes of targets.
        self._batches = [list(range(len(targets)))[first : first + size] for first in range(0, len(targets), size)]
        self._batches.reverse()  # the next one is the last
        self._done: list[Report | None] = [None] * len(targets)
        self._workers: list[_Worker] = []
        self._failed_starts = 0

    def reports(self) -> "Iterator[Report]":
        """Start the processes, and hand out the reports; in the end, or where that is left, the processes end."""
        try:
            for place in range(len(self._targets)):
                while self._done[place] is None:
                    self._go_on()
                report = self._done[place]
                assert report is not None
                yield report
            for worker in self._workers:
                worker.tasks.close()
            for worker in self._workers:
                worker.process.join(FAREWELL)
        finally:
            for worker in self._workers:
                worker.process.terminate()
            for worker in self._workers:
                worker.end()

    def _go_on(self) -> None:
        """See to it that all that may work does, and wait for what they have done."""
        while len(self._workers) < self._jobs and len(self._batches) > sum(not one.batch for one in self._workers):
            if self._failed_starts > self._jobs:
                break
            try:
                self._workers.append(_Worker(self._configurations, self._jobs, self._workers))
            except (OSError, ImportError, NotImplementedError, AssertionError):
                self._failed_starts = self._jobs + 1  # there can't be any more processes here
        if not self._workers:
            self._alone()
            return
        for worker in [worker for worker in self._workers if not worker.batch]:
            if self._batches:
                worker.batch = self._batches.pop()
                try:
                    worker.tasks.send([self._targets[place] for place in worker.batch])
                except OSError:
                    self._died(worker)
        ready = wait([worker.results for worker in self._workers if worker.batch])
        for worker in [worker for worker in self._workers if worker.results in ready]:
            try:
                packed = worker.results.recv()
            except (EOFError, OSError):
                self._died(worker)
                continue
            for place, data in zip(worker.batch, packed, strict=True):
                self._done[place] = _unpacked(data, self._targets[place])
            worker.batch = []
            worker.at()  # so that the pipe does not fill up

    def _died(self, worker: "_Worker") -> None:
        """Name the file that a worker was at, and put the rest of its batch back."""
        self._workers.remove(worker)
        worker.process.join(FAREWELL)
        status = worker.process.exitcode
        at = worker.at()
        worker.end()
        if at is None:
            self._failed_starts += 1
        else:
            place = worker.batch.pop(at)
            target = self._targets[place]
            self._done[place] = Report(target.path, target.kind, error=_death(status), status=3)
        if worker.batch:
            self._batches.append(worker.batch)

    def _alone(self) -> None:
        """There is no process but this one: lint one batch in it."""
        from dlint.model.context.workspace import Workspace

        batch = self._batches.pop()
        with LazySession() as session:
            targets = [self._targets[place] for place in batch]
            for place, report in zip(
                batch,
                in_turn(targets, self._configurations, Workspace(self._configurations.boundary), session),
                strict=True,
            ):
                self._done[place] = report


class _Worker:
    """A process, this side. `batch` are the indexes of the targets that it is linting. Raises `OSError`.

    Nothing goes through the pipe `_lifeline`: where its other end is closed, this process is gone.
    """

    __slots__ = ("_lifeline", "_progress", "batch", "process", "results", "tasks")

    def __init__(self, configurations: "Configurations", jobs: int, others: "Sequence[_Worker]") -> None:
        self.batch: list[int] = []
        context = _context()
        forks = context.get_start_method() == "fork"
        given, self.tasks = context.Pipe(duplex=False)
        self.results, taken = context.Pipe(duplex=False)
        self._progress, progress = context.Pipe(duplex=False)
        lifeline, self._lifeline = context.Pipe(duplex=False)
        # What is ours, and what a process that is forked would keep open.
        ours = [connection for worker in (self, *others) for connection in worker._connections()]
        self.process = context.Process(
            target=_serve,
            args=(configurations, jobs, given, taken, progress, lifeline, ours if forks else []),
            daemon=True,
        )
        # A signal that came now would find a process that does not know yet what to do with it.
        masked = _block_signals()
        try:
            self.process.start()
        finally:
            if masked is not None:
                signal.pthread_sigmask(signal.SIG_SETMASK, masked)
            for connection in (given, taken, progress, lifeline):
                connection.close()

    def _connections(self) -> "tuple[Connection, ...]":
        return (self.tasks, self.results, self._progress, self._lifeline)

    def at(self) -> int | None:
        """The index in the batch of the file that the worker was at last, since this was asked for; None: at none."""
        last = None
        try:
            while self._progress.poll():
                last = int.from_bytes(self._progress.recv_bytes(), "little")
        except (EOFError, OSError):
            pass
        return last

    def end(self) -> None:
        """End the process, if it has not ended, and close the pipes."""
        self.process.join(FAREWELL)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        for connection in self._connections():
            connection.close()


def _death(status: int | None) -> str:
    """Why a file was not linted whose process has ended with that status; below 0: by a signal."""
    if status is not None and status < 0:
        how = f"was killed by signal {-status}"
        if status == -9:
            how += " (often out of memory)"
    else:
        how = f"ended with exit status {status}"
    return f"could not be linted: its process {how}; the other files were linted"


def _context() -> "ForkContext | SpawnContext":
    """How processes start. A fork is cheap, and only safe while there is one thread; elsewhere each process starts
    afresh and loads the rules by itself. It must not find its modules in the working directory, where Python looks
    first, unless it is told not to. Raises `NotImplementedError` where it can't be told.
    """
    import multiprocessing
    import threading

    methods = multiprocessing.get_all_start_methods()
    if "fork" in methods and sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    if not sys.flags.safe_path:
        if sys.flags.ignore_environment:
            raise NotImplementedError
        os.environ["PYTHONSAFEPATH"] = "1"
    return multiprocessing.get_context("spawn")


def _block_signals() -> "set[Any] | None":
    """Keep back what would end a process; what was kept back before, or None where there is no such thing."""
    if not hasattr(signal, "pthread_sigmask"):
        return None
    return signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})


def _unpacked(data: bytes, target: "Target") -> Report:
    try:
        report: Report = pickle.loads(data)
    except Exception as error:  # it has something in it, from a rule, that is only known where it was made
        return _crashed(target, error)
    return report


def _crashed(target: "Target", error: Exception) -> Report:
    report = Report(target.path, target.kind)
    report.notices.append(RuleCrash(None, "dlint", error, target.path))
    return report


# In the process


def _serve(
    configurations: "Configurations",
    jobs: int,
    tasks: "Connection",
    results: "Connection",
    progress: "Connection",
    lifeline: "Connection",
    foreign: "Sequence[Connection]",
) -> None:
    """Lint what comes until nothing comes any more."""
    for connection in foreign:
        connection.close()
    _expect_signals()
    _end_with(lifeline)
    from dlint.model.context.workspace import Workspace

    def announce(place: int) -> None:
        progress.send_bytes(place.to_bytes(4, "little"))

    workspace = Workspace(configurations.boundary)
    try:
        from dlint.engine.shellcheck.on_demand import processors

        with LazySession(min(jobs, processors())) as session:
            while True:
                targets = tasks.recv()
                reports = in_turn(targets, configurations, workspace, session, announce)
                packed = [_packed(report, target) for report, target in zip(reports, targets, strict=True)]
                results.send(packed)
    except (EOFError, BrokenPipeError):
        _leave(0)  # the work is done, or whoever gave it is gone
    except BaseException:
        if os.environ.get("DLINT_TRACEBACK"):
            import traceback

            traceback.print_exc()
        _leave(1)


def _packed(report: Report, target: "Target") -> bytes:
    report.source = None  # it can be read again, where it is needed
    try:
        return pickle.dumps(report)
    except Exception as error:  # a rule has put something into it
        return pickle.dumps(_crashed(target, error))


def _expect_signals() -> None:
    # An interrupt from the keyboard goes to all processes; the first one ends the others, without a word from them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    if hasattr(signal, "SIGIO"):
        signal.signal(signal.SIGIO, signal.SIG_DFL)
    if hasattr(signal, "SIGHUP") and callable(signal.getsignal(signal.SIGHUP)):
        signal.signal(signal.SIGHUP, _stop)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})


def _end_with(lifeline: "Connection") -> None:
    """End this process at once when the one that gives it work ends: Linux tells of that by a signal that kills.

    The pipe is one through which nothing comes: the signal for what was read already may come late.
    """
    if sys.platform != "linux":
        return
    import fcntl

    try:
        fcntl.fcntl(lifeline.fileno(), fcntl.F_SETOWN, os.getpid())
        flags = fcntl.fcntl(lifeline.fileno(), fcntl.F_GETFL)
        fcntl.fcntl(lifeline.fileno(), fcntl.F_SETFL, flags | os.O_ASYNC)
    except OSError:
        pass  # it will notice when it is at the next file


def _stop(number: int, frame: object) -> None:
    """End at once, as without this, but delete what ShellCheck was given."""
    directories = sys.modules.get("dlint.engine.shellcheck.private_directory")
    if directories is not None:
        directories.end_all()
    os._exit(128 + number)


def _leave(status: int) -> None:
    """End without what Python does at the end, which waits for threads that a rule may have started."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            pass
    os._exit(status)

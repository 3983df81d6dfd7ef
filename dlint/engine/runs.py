"""Many files: each with its own configuration, in several processes where that pays."""

import os
import sys

from .checker import Report, Started, start
from .config_keys import ConfigError
from .files import LEADS_OUT, ReadError, Target, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dlint.model.contexts import Contexts

    from .config import Configurations
    from .shells import Shells

MANY = 80
"""Files; starting processes costs as much as linting some dozen files."""

TOGETHER = 16
"""Files whose scripts go to one process of ShellCheck."""


def start_target(target: Target, configurations: "Configurations", contexts: "Contexts", shells: "Shells") -> Started:
    """Begin to lint one file. Never raises: a file or configuration that can't be read is the report's `error`.

    `contexts` and `shells` are what the files of one run share.
    """
    path, kind = target.path, target.kind
    if configurations.boundary.leads_out(path):
        return Started(Report(path, kind, error=LEADS_OUT))
    if target.error is not None:
        return Started(Report(path, kind, error=target.error))
    try:
        config = configurations.of(path)
    except ConfigError as error:
        return Started(Report(path, kind, error=f"not linted for its configuration: {error}"))
    try:
        source = read(path)
    except ReadError as error:
        return Started(Report(path, kind, error=str(error)))
    folder = os.path.dirname(os.path.abspath(path))
    return start(source, kind, config, shells, folder=folder, contexts=contexts)


def check_paths(targets: "Sequence[Target]", configurations: "Configurations", jobs: int = 0) -> "Iterator[Report]":
    """Lint files; the reports come in the same order.

    `jobs` is how many processes to use, 0: as many as there are processors, if there are many files.
    """
    if jobs <= 0:
        jobs = (os.cpu_count() or 1) if len(targets) >= MANY else 1
    jobs = min(jobs, len(targets))
    if jobs > 1:
        pool = _pool(jobs, configurations)
        if pool is not None:
            with pool:
                size = max(1, min(32, len(targets) // (jobs * 4)))
                for reports in pool.imap(_work, _parts(targets, size)):
                    yield from reports
                # Each process ends by itself. One that is stopped while it begins to wait for work may not hear of it.
                pool.close()
                pool.join()
                return
    from dlint.model.contexts import Contexts

    yield from _in_turn(targets, configurations, Contexts(configurations.boundary))


def _parts(targets: "Sequence[Target]", size: int) -> "Iterator[Sequence[Target]]":
    return (targets[place : place + size] for place in range(0, len(targets), size))


def _in_turn(targets: "Sequence[Target]", configurations: "Configurations", contexts: "Contexts") -> "Iterator[Report]":
    """Lint files in this process. While ShellCheck is busy with some, the rules look at these and the next ones."""
    from .shells import Shells

    with Shells() as shells:
        before: list[Started] = []
        for part in _parts(targets, TOGETHER):
            here = [start_target(target, configurations, contexts, shells) for target in part]
            shells.start()
            yield from _finished(before)
            for started in here:
                started.walk()
            before = here
        yield from _finished(before)


def _finished(files: "Iterable[Started]") -> "Iterator[Report]":
    return (started.finish() for started in files)


_configurations: "Configurations | None" = None
_contexts: "Contexts | None" = None


def _prepare(configurations: "Configurations") -> None:
    import signal

    # An interrupt from the keyboard goes to all processes; the first one ends the others, without a word from them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    from dlint.model.contexts import Contexts

    global _configurations, _contexts
    _configurations = configurations
    _contexts = Contexts(configurations.boundary)


def _stop(number: int, frame: object) -> None:
    """End at once, as without this, but delete what ShellCheck was given."""
    process = sys.modules.get("dlint.engine.shellcheck_process")
    if process is not None:
        process.end_all()
    os._exit(1)


def _work(targets: "Sequence[Target]") -> list[Report]:
    assert _configurations is not None
    assert _contexts is not None
    reports = list(_in_turn(targets, _configurations, _contexts))
    for report in reports:
        report.source = None  # it can be read again, where it is needed
    return reports


if TYPE_CHECKING:
    from multiprocessing.pool import Pool


def _pool(jobs: int, configurations: "Configurations") -> "Pool | None":
    """Processes that are ready to lint, or None where there can't be any.

    A fork is cheap, and only safe while there is one thread; elsewhere each process starts afresh and loads the rules
    by itself.
    """
    import multiprocessing
    import threading

    methods = multiprocessing.get_all_start_methods()
    method = "fork" if "fork" in methods and sys.platform == "linux" and threading.active_count() == 1 else "spawn"
    try:
        return multiprocessing.get_context(method).Pool(jobs, _prepare, (configurations,))
    except (OSError, ImportError, NotImplementedError):
        return None

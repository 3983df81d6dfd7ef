"""Many files: each with its own configuration, in several processes where that pays."""

import os

from dlint.engine.config.keys import ConfigError
from dlint.engine.files.discovery import (
    LEADS_OUT,
    ReadError,
    Target,
    read,
)
from dlint.engine.shellcheck.on_demand import Shells, processors
from dlint.model.disk import absolute

from .checker import Report, Started, start
from .notices import RuleCrash

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from dlint.engine.config.config import Configurations
    from dlint.model.context.workspace import Workspace

MANY = 80
"""Files; starting processes costs as much as linting some dozen files."""

MOST_PROCESSES = 16
"""That is as many as anybody may ask for, unless there are more processors than half of it."""

TOGETHER = 16
"""Files whose scripts go to one process of ShellCheck."""


def start_target(target: Target, configurations: "Configurations", workspace: "Workspace", shells: "Shells") -> Started:
    """Begin to lint one file. Never raises: a file or configuration that can't be read is the report's `error`.

    What fails in dlint itself is a notice. `workspace` and `shells` are what the files of one run share.
    """
    try:
        return _started(target, configurations, workspace, shells)
    except (Exception, SystemExit) as error:  # our own fault, or the memory is used up; the other files go on
        report = Report(target.path, target.kind)
        report.notices.append(RuleCrash(None, "dlint", error, target.path))
        return Started(report)


def _started(target: Target, configurations: "Configurations", workspace: "Workspace", shells: "Shells") -> Started:
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
    folder = os.path.dirname(absolute(path))
    return start(source, kind, config, shells, folder=folder, workspace=workspace)


def check_paths(
    targets: "Sequence[Target]", configurations: "Configurations", jobs: int = 0
) -> "Generator[Report, None, None]":
    """Lint files; the reports come in the same order.

    `jobs` is how many processes to use, 0: as many as there are processors, if there are many files. A file that ends
    the process that lints it has a report that says so, where there is more than one process.
    """
    available = processors()
    if jobs <= 0:
        jobs = available if len(targets) >= MANY else 1
    jobs = min(jobs, len(targets), max(MOST_PROCESSES, 2 * available), 60 if os.name == "nt" else jobs)
    if jobs > 1:
        from .workers import Workers

        yield from Workers(targets, configurations, jobs).reports()
        return
    from dlint.model.context.workspace import Workspace

    with Shells() as shells:
        yield from in_turn(targets, configurations, Workspace(configurations.boundary), shells)


def in_turn(
    targets: "Sequence[Target]",
    configurations: "Configurations",
    workspace: "Workspace",
    shells: "Shells",
    announce: "Callable[[int], object] | None" = None,
) -> "Iterator[Report]":
    """Lint files in this process. While ShellCheck is busy with some, the rules look at these and the next ones.

    `announce` is called before anything is done for a file, with its index.
    """
    before: list[tuple[int, Started]] = []
    for first in range(0, len(targets), TOGETHER):
        here: list[tuple[int, Started]] = []
        for place, target in enumerate(targets[first : first + TOGETHER], first):
            if announce is not None:
                announce(place)
            here.append((place, start_target(target, configurations, workspace, shells)))
        shells.start()
        yield from _finished(before, announce)
        for place, started in here:
            if announce is not None:
                announce(place)
            started.walk()
        before = here
    yield from _finished(before, announce)


def _finished(files: "Sequence[tuple[int, Started]]", announce: "Callable[[int], object] | None") -> "Iterator[Report]":
    for place, started in files:
        if announce is not None:
            announce(place)
        yield started.finish()

"""Files one after the other in one process, each with its own configuration, while ShellCheck works beside it."""

import os

from dlint.engine.config.keys import ConfigError
from dlint.engine.files.discovery import LEADS_OUT, ReadError, read
from dlint.model.disk import absolute

from .checker import Report, Started, start
from .notices import RuleCrash

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dlint.engine.config.config import Configurations
    from dlint.engine.files.discovery import Target
    from dlint.engine.shellcheck.on_demand import LazySession
    from dlint.model.context.workspace import Workspace

TOGETHER = 16
"""Files whose scripts go to one process of ShellCheck."""


def start_target(
    target: "Target", configurations: "Configurations", workspace: "Workspace", session: "LazySession"
) -> Started:
    """Begin to lint one file. Never raises: a file or configuration that can't be read is the report's `error`.

    What fails in dlint itself is a notice. `workspace` and `session` are what the files of one run share.
    """
    try:
        return _started(target, configurations, workspace, session)
    except (Exception, SystemExit) as error:  # our own fault, or the memory is used up; the other files go on
        report = Report(target.path, target.kind)
        report.notices.append(RuleCrash(None, "dlint", error, target.path))
        return Started(report)


def _started(
    target: "Target", configurations: "Configurations", workspace: "Workspace", session: "LazySession"
) -> Started:
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
    directory = os.path.dirname(absolute(path))
    return start(source, kind, config, session, directory=directory, workspace=workspace)


def in_turn(
    targets: "Sequence[Target]",
    configurations: "Configurations",
    workspace: "Workspace",
    session: "LazySession",
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
            here.append((place, start_target(target, configurations, workspace, session)))
        session.start()
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

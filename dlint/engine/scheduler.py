"""Many files, in several processes where that pays."""

import os

from dlint.engine.shellcheck.on_demand import LazySession, processors

from .sequential import in_turn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from dlint.engine.config.config import Configurations
    from dlint.engine.files.discovery import Target

    from .checker import Report

MANY = 80
"""Files; starting processes costs as much as linting some dozen files."""

MOST_PROCESSES = 16
"""That is as many as anybody may ask for, unless there are more processors than half of it."""


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

    with LazySession() as session:
        yield from in_turn(targets, configurations, Workspace(configurations.boundary), session)

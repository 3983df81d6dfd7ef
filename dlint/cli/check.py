"""`dlint check`, the main job: lint files and report."""

import os

from dlint.engine.findings import SEVERITIES
from dlint.model.disk import absolute
from dlint.report.results import Results, counted, shown_path

from . import configuration, errors
from .destinations import (
    OPTIONS as DESTINATIONS,
    configured_format,
    destinations,
    report_to,
)
from .errors import UsageError
from .options import Option, Options, read
from .output import complain, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from dlint.engine.checker import Report
    from dlint.engine.config.config import Configurations
    from dlint.engine.notices import Notice

OPTIONS = (
    *DESTINATIONS,
    *configuration.OPTIONS,
    Option("--exit-zero", help="Exit with 0 where it would be 1"),
    Option("--statistics", help="Report counts for each rule in place of findings"),
    Option("-q", "--quiet", help="Report findings and errors only: no summary, no warnings, no progress bar"),
    Option("--no-color", help="Write without colours; so does the environment variable NO_COLOR"),
    Option("--force-exclude", help="Leave out files that the configuration excludes even where they are named"),
    Option("--stdin-filename", metavar="PATH", help="What the text on standard input is called"),
    Option("-j", "--jobs", metavar="N", help="How many processes to use; 0, the default, chooses by itself"),
    Option("-V", "--version", help="Print the version"),
    Option("-h", "--help", help="Print this"),
)  # fmt: skip

USAGE = "dlint [check] [OPTION ...] [PATH ...]"

DESCRIPTION = """
Lint Dockerfiles, .dockerignore and compose files. A folder is searched for them, a file is linted whatever
its name, - reads standard input. Without a path this folder is searched.
"""

CLOSING = """
Other commands:
  dlint explain RULE            What a rule is about: by code, name or another linter's id
  dlint rules                   All rules
  dlint config [PATH]           The configuration in force, and where each value comes from
  dlint context [PATH]          What is sent to a build, what is left out, and why
  dlint hadolint DOCKERFILE     As hadolint does it: its options, configuration, formats and exit statuses

A file that has the name of a command is given as ./rules, ./config and so on.

Exit status: 0 nothing at or above the fail level, 1 findings or a file too long to be linted to its end,
2 wrong usage or configuration or a file that could not be read, 3 dlint itself failed.
"""


def check(arguments: "Sequence[str]") -> int:
    """Run the command; the exit status comes back. Raises `UsageError`."""
    options = read(arguments, OPTIONS)
    if options["help"]:
        from .help import help_text

        tell(help_text(USAGE, DESCRIPTION, OPTIONS, CLOSING))
        return 0
    if options["version"]:
        from dlint import __version__

        tell(f"dlint {__version__}\n")
        return 0
    wanted = destinations(options)
    if options["stdin_filename"] and "-" not in options.operands:
        raise UsageError("`--stdin-filename` goes with the path `-`, which reads standard input")
    found = configuration.configurations(options)
    for notice in found.registry.errors:
        complain(f"error: {notice!s}")
    for one in wanted:
        one.format = one.format or configured_format(found)
    results = _lint(options, found)
    _complain_of(results, options["quiet"])
    failed = report_to(wanted, results, options)
    return max(failed, status(results, found, exit_zero=options["exit_zero"]))


def _lint(options: Options, found: "Configurations") -> Results:
    """The reports on all that the paths mean, in their order."""
    from dlint.engine.scheduler import check_paths

    from .progress import watched
    from .targets import targets

    failed: list[Notice] = []
    wanted = targets(
        options.operands or ["."], found, failed, force_exclude=options["force_exclude"], quiet=options["quiet"]
    )
    files = [target for target in wanted if target.path != "-"]
    made = check_paths(files, found, whole_number(options["jobs"]))
    try:
        reports = list(watched(made, len(files), options["quiet"]))
    finally:
        made.close()  # where the run was stopped, the processes end now
    if len(files) < len(wanted):
        place = next(index for index, target in enumerate(wanted) if target.path == "-")
        reports.insert(place, _standard_input(options, found))
    return Results(reports, found.registry.rules, absolute("."), [*found.registry.errors, *failed])


def _standard_input(options: Options, found: "Configurations") -> "Report":
    """Lint the text on standard input, as if it were the file that `--stdin-filename` names."""
    from dlint.engine.checker import Report, check_source
    from dlint.engine.config.config import ConfigError
    from dlint.engine.files.discovery import ReadError
    from dlint.engine.files.names import kind_by_name
    from dlint.model.context.workspace import Workspace

    from .standard_input import read_standard_input

    name = options["stdin_filename"]
    path = name or "<stdin>"
    directory = os.path.dirname(absolute(name)) if name else None
    try:
        config = found.of(name) if name else found.of_directory(".")
        source = read_standard_input(path)
    except (ConfigError, ReadError) as error:
        return Report(path, kind_by_name(path), error=str(error))
    directory = directory if directory and os.path.isdir(directory) else None
    return check_source(source, kind_by_name(path), config, directory=directory, workspace=Workspace(found.boundary))


def _complain_of(results: Results, quiet: bool) -> None:
    """Say what went wrong on standard error; the report may go elsewhere.

    One broken configuration, or one broken rule, may concern a thousand files: it is told once, and counted.
    """
    times: dict[str, int] = {}
    told: set[str | None] = set()
    for report in results.reports:
        if report.error is not None:
            cause = report.error if report.error.startswith("not linted") else shown_path(report.path)
            times[cause] = times.get(cause, 0) + 1
            if times[cause] == 1:
                complain(f"error: {shown_path(report.path)}: {report.error}")
        for notice in report.notices:
            rule = getattr(notice, "rule", None)
            if rule:
                cause = f"failed: the rule `{rule}`"
                times[cause] = times.get(cause, 0) + 1
                if times[cause] == 1:
                    complain(f"error: {notice!s}")
            elif notice.cause is None or notice.cause not in told:
                told.add(notice.cause)
                if notice.status or not quiet:
                    complain(f"{'error' if notice.status else 'warning'}: {notice!s}")
    for cause, count in times.items():
        if count > 1:
            complain(f"error: {counted(count - 1, 'more file')} {cause}")


def status(results: Results, found: "Configurations", *, exit_zero: bool = False) -> int:
    """The exit status for what was found; the worst that happened counts."""
    worst = max((notice.status for notice in results.notices), default=0)
    for report in results.reports:
        worst = max([worst, *(notice.status for notice in report.notices)])
        if report.error is not None:
            worst = max(worst, report.status)
        elif report.findings and not worst and _fails(report, found):
            worst = errors.FINDINGS
    return 0 if exit_zero and worst == errors.FINDINGS else worst


def _fails(report: "Report", found: "Configurations") -> bool:
    """Whether a finding in a file is at or above the level at which its configuration wants to fail."""
    config = found.of_directory(".") if report.path.startswith("<") else found.of(report.path)
    if config.fail_level == "never":
        return False
    failing = SEVERITIES[: SEVERITIES.index(config.fail_level) + 1]
    return any(finding.severity in failing for finding in report.findings)


def whole_number(given: str | None) -> int:
    """The number of `--jobs`; 0 where it is not given. Raises `UsageError`."""
    if given is None:
        return 0
    if not given.isascii() or not given.isdigit():
        raise UsageError(f"`--jobs {given}` is not a number")
    if len(given) > 9:
        raise UsageError("the number of `--jobs` is too large: use at most the number of CPUs")
    return int(given)

"""`dlint check`, the main job: lint files and report."""

import os
import sys

from dlint.engine.problem import SEVERITIES
from dlint.report.escape import visible
from dlint.report.results import Results

from . import configuration, errors
from .errors import UsageError
from .options import Option, Options, read
from .output import complain, console, for_a_person, tell, write_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dlint.engine.checker import Report

OPTIONS = (
    Option("-f", "--format", metavar="FORMAT", choices=configuration.FORMATS,
           help="How to report; text draws code frames on a terminal and writes one line for each finding in a pipe"),
    Option("-o", "--output", metavar="FILE",
           help="Write the report to a file, whole or not at all; - is standard output"),
    *configuration.OPTIONS,
    Option("--exit-zero", help="Exit with 0 where it would be 1"),
    Option("--statistics", help="Report counts for each rule in place of findings"),
    Option("-q", "--quiet", help="Report findings and errors only: no summary, no warnings, no progress bar"),
    Option("--no-color", help="Write without colours; so does the environment variable NO_COLOR"),
    Option("--stdin-filename", metavar="PATH", help="What the text on standard input is called"),
    Option("-j", "--jobs", metavar="N", help="How many processes to use; 0, the default, chooses by itself"),
    Option("-V", "--version", help="Print the version"),
    Option("-h", "--help", help="Print this"),
)  # fmt: skip

USAGE = "dlint [check] [OPTION ...] [PATH ...]"

DESCRIPTION = """
Lint Dockerfiles and .dockerignore files. A folder is searched for them, a file is linted whatever its
name, - reads standard input. Without a path this folder is searched.
"""

CLOSING = """
Other commands:
  dlint explain RULE            What a rule is about: by code, name or another linter's id
  dlint rules                   All rules
  dlint config [PATH]           The configuration in force, and where each value comes from

A file that has the name of a command is given as ./rules, ./config and so on.

Exit status: 0 nothing at or above the fail level, 1 findings, 2 wrong usage or configuration or a file
that could not be read, 3 dlint itself failed.
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
    _validate(options)
    results, complaints = _lint(options)
    for complaint in complaints:
        complain(complaint)
    _report(results, options)
    return status(results, options["fail_level"] or "warning", exit_zero=options["exit_zero"])


def status(results: Results, fail_level: str, *, exit_zero: bool = False) -> int:
    """The exit status for what was found; the worst that happened counts."""
    if any(report.notices for report in results.reports):
        return errors.FAILURE
    if any(report.error is not None for report in results.reports):
        return errors.USAGE
    if exit_zero or fail_level == "never":
        return 0
    failing = SEVERITIES[: SEVERITIES.index(fail_level) + 1]
    return errors.FINDINGS if any(results.counts[severity] for severity in failing) else 0


def _report(results: Results, options: Options) -> None:
    """Write the report where it was asked for."""
    name, output = options["format"] or "text", options["output"]
    to_file = output is not None and output != "-"
    if name == "text" and not to_file and not options["statistics"] and for_a_person():
        if results.findings:
            from dlint.report.frames import frames

            tell(frames(results, console(options["no_color"]), closing=not options["quiet"]))
        elif not options["quiet"]:
            from dlint.report.summary import summary

            tell(summary(results) + "\n")
        return
    text = written(results, name, statistics=options["statistics"])
    if to_file:
        write_file(output, text)
    else:
        tell(text)


def written(results: Results, name: str, *, statistics: bool = False) -> str:
    """The report in a format, as it goes to a pipe or a file."""
    if statistics:
        from dlint.report.summary import statistics as counts

        return counts(results)
    if name == "json":
        from dlint.report.json import json

        return json(results)
    if name == "sarif":
        from dlint.report.sarif import sarif

        return sarif(results)
    from dlint.report.text import text

    return text(results)


def _validate(options: Options) -> None:
    """Refuse what can be refused before any work is done."""
    if options["statistics"] and (options["format"] or "text") != "text":
        raise UsageError("`--statistics` goes with `--format text` only")
    if options["stdin_filename"] and "-" not in options.operands:
        raise UsageError("`--stdin-filename` goes with the path `-`, which reads standard input")
    output = options["output"]
    if output and output != "-":
        folder = os.path.dirname(output)
        if folder and not os.path.isdir(folder):
            raise UsageError(f"cannot write {visible(output)}: there is no folder {visible(folder)}")


def whole_number(given: str | None) -> int:
    """The number of `--jobs`; 0 where it is not given."""
    if given is None:
        return 0
    if not given.isascii() or not given.isdigit():
        raise UsageError(f"`--jobs {visible(given)}` is not a number")
    return int(given)

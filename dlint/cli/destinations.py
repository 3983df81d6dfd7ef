"""Where reports go: which formats were asked for, each to which file, and writing them."""

import os
import sys

from dlint.model.disk import absolute
from dlint.report.formats import FORMATS, written

from . import errors
from .errors import UsageError
from .options import Option, Options
from .output import (
    complain,
    console,
    for_a_person,
    tell,
    write_file,
)
from .partial_reports import made

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.engine.config.config import Configurations
    from dlint.report.results import Results

OPTIONS = (
    Option("-f", "--format", metavar="FORMAT[:FILE]", many="repeat",
           help="How to report, and where to; may be given several times. text, the default, draws code frames on a "
                f"terminal and writes one line for each finding in a pipe [{', '.join(FORMATS)}]"),
    Option("-o", "--output", metavar="FILE", many="repeat",
           help="Write the report to a file, whole or not at all; - is standard output. With several formats, one for "
                "each, in their order"),
)  # fmt: skip


class Destination:
    """One report: its format, and the file that it goes to; None is standard output. No format: the configured one."""

    __slots__ = ("format", "path")

    def __init__(self, format: str | None, path: str | None) -> None:
        self.format = format
        self.path = path


def destinations(options: Options) -> list[Destination]:
    """What `--format` and `--output` ask for, checked as far as that is possible beforehand. Raises `UsageError`."""
    found: list[Destination] = []
    waiting: list[Destination] = []
    for given in options["format"]:
        name, colon, path = given.partition(":")
        if name not in FORMATS:
            close = errors.suggestion(name, list(FORMATS))
            raise UsageError(f"`--format {name}` is not known{close}", f"It is one of: {', '.join(FORMATS)}.")
        if colon and not path:
            raise UsageError(f"`--format {given}` names no file behind the colon")
        found.append(Destination(name, _file(path) if colon else None))
        if not colon:
            waiting.append(found[-1])
    outputs = list(options["output"])
    if not found:
        found = waiting = [Destination(None, None)]
    if len(outputs) > len(waiting):
        path = outputs[len(waiting)]
        raise UsageError(f"`--output {path}` has no format: give `--format` once for each file")
    for destination, path in zip(waiting, outputs, strict=False):
        destination.path = _file(path)
    _validate(found)
    if options["statistics"] and any(one.format not in (None, "text") for one in found):
        raise UsageError("`--statistics` goes with `--format text` only")
    return found


def _file(path: str) -> str | None:
    return None if path == "-" else path


def _validate(found: list[Destination]) -> None:
    paths = [None if one.path is None else os.path.realpath(absolute(one.path)) for one in found]
    for index, one in enumerate(found):
        if paths[index] in paths[:index]:
            place = "standard output" if one.path is None else one.path
            raise UsageError(f"two reports can't both go to {place}", "Give each its file: `--format sarif:FILE`.")
        directory = os.path.dirname(one.path or "")
        if directory and not os.path.isdir(directory):
            raise UsageError(f"cannot write {one.path}: there is no folder {directory}")


def configured_format(found: "Configurations") -> str:
    """The format that the configuration of this directory names. Raises `UsageError`."""
    from dlint.engine.config.config import ConfigError

    try:
        name = found.of_directory(".").format
    except ConfigError:
        return "text"  # it is told for each file that it holds for
    if name not in FORMATS:
        close = errors.suggestion(name, list(FORMATS))
        raise UsageError(
            f"the configuration's format `{name}` is not known{close}", f"It is one of: {', '.join(FORMATS)}."
        )
    return name


def report_to(wanted: list[Destination], results: "Results", options: Options) -> int:
    """Write all reports: files first, so that they are there where standard output fails. The exit status comes back.

    One that can't be written keeps none of the others back. Raises `UsageError`.
    """
    status = 0
    failures: list[Exception] = []
    for one in sorted(wanted, key=lambda one: one.path is None):
        try:
            status = max(status, _report_to(one, results, options))
        except Exception as error:
            failures.append(error)
    for failure in failures[1:]:
        complain(f"error: {failure}")
    if failures:
        raise failures[0]
    return status


def _report_to(one: Destination, results: "Results", options: Options) -> int:
    name = one.format or "text"
    if one.path is None and name == "text" and not options["statistics"] and for_a_person():
        return _show(results, options)
    text, status = made(results, lambda results: _text(results, name, options))
    if one.path is None:
        tell(text, commands=name == "github")
        return status
    write_file(one.path, text)
    if not options["quiet"] and sys.stderr.isatty():
        from dlint.report.summary import summary

        complain(f"{summary(results)} The report is in {one.path}.")
    return status


def _text(results: "Results", name: str, options: Options) -> str:
    if options["statistics"]:
        from dlint.report.summary import statistics

        return statistics(results)
    return written(results, name)


def _show(results: "Results", options: Options) -> int:
    """The report for a person."""
    status = 0
    if results.findings:
        from dlint.report.frames import frames

        screen = console(options["no_color"])
        text, status = made(results, lambda results: frames(results, screen, closing=not options["quiet"]))
        tell(text)
    elif not options["quiet"]:
        from dlint.report.summary import summary

        tell(summary(results) + "\n")
    return status

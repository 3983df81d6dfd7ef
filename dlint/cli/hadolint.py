"""`dlint hadolint`: hadolint's command line, with its options, environment, configuration, formats and exit statuses.

What is other than in hadolint 2.15: a broken configuration, wrong usage and a file that can't be read end in status 2;
the other files are linted all the same. Colours are written to terminals only.
"""

import os

from dlint.engine.findings import SEVERITIES
from dlint.model.disk import absolute
from dlint.report.results import Results

from . import errors
from .errors import UsageError
from .options import Option, Options, read
from .output import (
    complain,
    for_a_person,
    tell,
    write_file,
)
from .partial_reports import made

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

    from dlint.engine.checker import Report
    from dlint.engine.config.config import Configurations
    from dlint.engine.config.hadolint import HadolintConfig
    from dlint.engine.packs.registry import Registry
    from dlint.model.boundary import Boundary

VERSION = "2.15.1"
"""The version of hadolint that this stands in for."""

FORMATS = (
    "tty", "json", "checkstyle", "codeclimate", "gitlab_codeclimate", "gnu", "codacy", "sonarqube", "sarif", "junit",
)  # fmt: skip
THRESHOLDS = (*SEVERITIES, "ignore", "none")

NEVER_FAILING = frozenset(("codacy", "codeclimate"))
"""With one of these formats the exit status is 0, as in hadolint: their consumers want it so."""

OPTIONS = (
    Option("-h", "--help", help="Print this"),
    Option("-v", "--version", help="Print the version"),
    Option("-c", "--config", metavar="FILE", help="The configuration file; no other one is read"),
    Option("--file-path-in-report", metavar="PATH",
           help="The path of the files in reports of the formats checkstyle, codeclimate, sonarqube, junit and "
                "gitlab_codeclimate"),
    Option("-o", "--output", metavar="FILE", many="repeat", help="Where to write the report; one for each format"),
    Option("--no-fail", help="End with 0 where rules are violated"),
    Option("--no-color", help="Write without colours; so does the environment variable NO_COLOR"),
    Option("-V", "--verbose", help="Tell the configuration on standard error"),
    Option("-f", "--format", metavar="FORMAT", many="repeat", help=f"How to report [{', '.join(FORMATS)}]"),
    *(
        Option(f"--{severity}", metavar="CODE", many="repeat", help=f"Give a rule the severity {severity}")
        for severity in SEVERITIES
    ),
    Option("--ignore", metavar="CODE", many="repeat", help="Leave a rule out, beside those of the configuration"),
    Option("--trusted-registry", metavar="REGISTRY", many="repeat", help="A registry that images may come from"),
    Option("--require-label", metavar="NAME:TYPE", many="repeat", help="A label that has to be there, and its type"),
    Option("--strict-labels", help="Allow no other labels than those required"),
    Option("--disable-ignore-pragma", help="Give comments that ignore rules no effect"),
    Option("-t", "--failure-threshold", metavar="LEVEL", many="repeat",
           help=f"The weakest severity that makes the exit status 1; info by default [{', '.join(THRESHOLDS)}]"),
)  # fmt: skip

USAGE = "dlint hadolint [OPTION ...] DOCKERFILE ..."

DESCRIPTION = """
Lint Dockerfiles as hadolint does: with its rules, its configuration (.hadolint.yaml here, in ~/.config or
at home), its options and formats. - reads standard input.
"""

CLOSING = """
The environment variables of hadolint have effect, too: NO_COLOR, HADOLINT_NOFAIL, HADOLINT_IGNORE and so on.

Exit status: 0 nothing at or above the threshold, 1 findings, 2 wrong usage or configuration or a file that
could not be read, 3 dlint itself failed.
"""


def hadolint(arguments: "Sequence[str]") -> int:
    """Run the command; the exit status comes back. Raises `UsageError`."""
    options = read(arguments, OPTIONS)
    if options["version"]:
        from dlint import __version__

        tell(f"Haskell Dockerfile Linter {VERSION}: dlint {__version__} in its place\n")
        return 0
    if options["help"]:
        from .help import help_text

        tell(help_text(USAGE, DESCRIPTION, OPTIONS, CLOSING))
        return 0
    from dlint.engine.config.config import ConfigError
    from dlint.engine.packs.loading import load

    try:
        given = configuration(options, os.environ)
    except ConfigError as error:
        raise UsageError(str(error)) from None
    if not options.operands:
        raise UsageError("which file? Write `dlint hadolint DOCKERFILE`", "`dlint check` finds them by itself.")
    if options.operands.count("-") > 1:
        raise UsageError("standard input can be read once only")
    outputs = _outputs(given.formats, options["output"])
    registry = load()
    for problem in registry.errors:
        complain(f"error: {problem!s}")
    for code in given.unknown_codes(registry):
        complain(f"warning: there is no rule `{code}`")
    if given.switches.get("verbose"):
        _tell_configuration(given)
    results = _lint(options.operands, given, registry)
    _complain_of(results)
    failed = 0
    for name, path in outputs:
        text, worst = made(results, lambda results: _text(results, name, path, options, given))  # noqa: B023
        failed = max(failed, worst)
        if path is None:
            tell(text)
        else:
            write_file(path, text)
    return max(failed, status(results, given))


# What is asked for


def configuration(options: Options, environment: "Mapping[str, str]") -> "HadolintConfig":
    """Command line, file and environment put together as hadolint does it. Raises `ConfigError` and `UsageError`.

    For a single value the command line is stronger than the file, and that than the environment. Lists add up. For the
    type of a label it is the other way round.
    """
    from dlint.engine.config.hadolint import HadolintConfig, read_found_config, read_hadolint_config
    from dlint.model.boundary import Boundary

    path = options["config"]
    if path is None:
        boundary = Boundary(path for path in options.operands if path != "-")
        path = find_configuration(environment, boundary)
        found = read_found_config(path, boundary) if path else HadolintConfig()
    else:
        found = read_hadolint_config(path)
    weaker = from_environment(environment)
    if len(options["failure_threshold"]) > 1:
        raise UsageError("`--failure-threshold` can be given once only")
    thresholds = [_one_of("--failure-threshold", level, THRESHOLDS) for level in options["failure_threshold"]]
    found.failure_threshold = next(iter((*thresholds, found.failure_threshold or weaker.failure_threshold)))
    given = [_one_of("--format", name, FORMATS) for name in options["format"]]
    found.formats = list(dict.fromkeys((*given, *found.formats, *weaker.formats)))
    found.ignored += [*options["ignore"], *weaker.ignored]
    found.trusted_registries += [*options["trusted_registry"], *weaker.trusted_registries]
    for severity in SEVERITIES:
        found.override[severity] += [*options[severity], *weaker.override[severity]]
    labels = [_label(label) for label in options["require_label"]]
    found.label_schema = {**dict(labels), **found.label_schema, **weaker.label_schema}
    found.switches = {**weaker.switches, **found.switches}
    for switch in ("no-fail", "no-color", "verbose", "strict-labels", "disable-ignore-pragma"):
        if options[switch.replace("-", "_")]:
            found.switches[switch] = True
    return found


def find_configuration(environment: "Mapping[str, str]", boundary: "Boundary") -> str | None:
    """The file that hadolint would take: in the working directory, in the user's configuration, at home.

    A link in the working directory that leads out of the boundary is taken, too, whatever it leads to.
    """
    home = environment.get("HOME") or os.path.expanduser("~")
    directory = environment.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
    stems = (
        ".hadolint",
        os.path.join(directory, "hadolint"),
        os.path.join(home, ".hadolint", "hadolint"),
        os.path.join(home, ".hadolint", "config"),
        os.path.join(home, ".hadolint"),
    )
    for stem in stems:
        for ending in (".yaml", ".yml"):
            if os.path.isfile(stem + ending) or (stem is stems[0] and boundary.leads_out(stem + ending)):
                return stem + ending
    return None


def from_environment(environment: "Mapping[str, str]") -> "HadolintConfig":
    """The variables `HADOLINT_…`; values that hadolint does not know are passed over there and here."""
    from dlint.engine.config.hadolint import LABEL_TYPES, HadolintConfig

    found = HadolintConfig()

    def listed(name: str) -> list[str]:
        # hadolint does not trim: `A, B` is `A` and ` B`.
        return [item for item in environment.get(f"HADOLINT_{name}", "").split(",") if item]

    switches = {
        "no-fail": "NOFAIL",
        "verbose": "VERBOSE",
        "strict-labels": "STRICT_LABELS",
        "disable-ignore-pragma": "DISABLE_IGNORE_PRAGMA",
    }
    for switch, name in switches.items():
        value = environment.get(f"HADOLINT_{name}")
        if value is not None:
            found.switches[switch] = value.lower() in ("1", "y", "on", "true", "yes")
    if "NO_COLOR" in environment:
        found.switches["no-color"] = True
    level = environment.get("HADOLINT_FAILURE_THRESHOLD")
    found.failure_threshold = level if level in THRESHOLDS else None
    found.formats = [name for name in listed("FORMAT") if name in FORMATS]
    found.ignored = listed("IGNORE")
    found.trusted_registries = listed("TRUSTED_REGISTRIES")
    for severity in SEVERITIES:
        found.override[severity] = listed(f"OVERRIDE_{severity.upper()}")
    for label in listed("REQUIRE_LABELS"):
        name, _, kind = label.partition(":")
        if name and (kind or "text") in LABEL_TYPES:
            found.label_schema[name] = kind or "text"
    return found


def _one_of(option: str, value: str, allowed: "Sequence[str]") -> str:
    if value not in allowed:
        close = errors.suggestion(value, list(allowed))
        raise UsageError(f"`{option} {value}` is not known{close}", f"It is one of: {', '.join(allowed)}.")
    return value


def _label(given: str) -> tuple[str, str]:
    from dlint.engine.config.hadolint import LABEL_TYPES

    name, colon, kind = given.partition(":")
    if not name or not colon:
        raise UsageError(f"`--require-label {given}` has no type: write it as name:text")
    return name, _one_of("--require-label", kind or "text", LABEL_TYPES)


def _outputs(formats: "Sequence[str]", paths: "Sequence[str]") -> list[tuple[str, str | None]]:
    """Formats and files, paired in their order; spare formats go to standard output, spare files get tty."""
    count = max(len(formats), len(paths), 1)
    names = [*formats, *["tty"] * (count - len(formats))]
    places = [None if path == "-" else path for path in paths]
    for path in places:
        directory = os.path.dirname(path or "")
        if directory and not os.path.isdir(directory):
            raise UsageError(f"cannot write {path}: there is no folder {directory}")
    return list(zip(names, [*places, *[None] * (count - len(places))], strict=True))


def _tell_configuration(given: "HadolintConfig") -> None:
    complain(f"configuration: {given.path or 'none'}")
    values = {
        "failure-threshold": given.failure_threshold,
        "formats": given.formats,
        "ignored": given.ignored,
        "override": given.severities(),
        "label-schema": given.label_schema,
        "trustedRegistries": given.trusted_registries,
        **given.switches,
    }
    for key, value in values.items():
        if value:
            complain(f"{key}: {value}")


# Linting and reporting


def _lint(paths: "Sequence[str]", given: "HadolintConfig", registry: "Registry") -> Results:
    """The reports on the files, in their order; a file that is given twice is linted twice."""
    from dlint.engine.config.config import Configurations
    from dlint.engine.config.hadolint import layer_values
    from dlint.engine.files.discovery import Target
    from dlint.engine.scheduler import check_paths

    overrides = {"profile": "hadolint", **layer_values(given, registry)}
    found = Configurations(registry, overrides, discover=False, linted=[path for path in paths if path != "-"])
    reports = list(check_paths([Target(path, "dockerfile") for path in paths if path != "-"], found))
    if "-" in paths:
        reports.insert(list(paths).index("-"), _standard_input(found))
    return Results(reports, found.registry.rules, absolute("."), found.registry.errors)


def _standard_input(found: "Configurations") -> "Report":
    from dlint.engine.checker import Report, check_source
    from dlint.engine.files.discovery import ReadError

    from .standard_input import read_standard_input

    try:
        source = read_standard_input("-")
    except ReadError as error:
        return Report("-", error=str(error))
    return check_source(source, "dockerfile", found.of_directory("."))


def _complain_of(results: Results) -> None:
    told = set()
    for report in results.reports:
        if report.error is not None:
            complain(f"error: {report.path}: {report.error}")
        for notice in report.notices:
            if notice.cause is None or notice.cause not in told:
                complain(f"{'error' if notice.status else 'warning'}: {notice!s}")
            told.add(notice.cause)


def _text(results: Results, name: str, path: str | None, options: Options, given: "HadolintConfig") -> str:
    from dlint.report.tool import hadolint as tool_of

    tool = tool_of()
    if name in ("checkstyle", "codeclimate", "gitlab_codeclimate", "sonarqube", "junit"):
        tool = tool_of(options["file_path_in_report"])
    if name == "tty":
        from dlint.report.hadolint import tty

        color = path is None and not given.switches.get("no-color") and for_a_person()
        return tty(results, tool, color=color)
    if name == "sarif":
        from dlint.report.sarif import sarif

        return sarif(results)
    return _writer(name)(results, tool)


def _writer(name: str) -> "Callable[..., str]":
    from importlib import import_module

    homes = {"json": ("hadolint", "json"), "gitlab_codeclimate": ("codeclimate", "gitlab")}
    module, function = homes.get(name, (name, name))
    writer: Callable[..., Any] = getattr(import_module(f"dlint.report.{module}"), function)
    return writer


def status(results: Results, given: "HadolintConfig") -> int:
    """The exit status: hadolint's for what was found, ours for what went wrong."""
    worst = max((notice.status for notice in results.notices), default=0)
    for report in results.reports:
        worst = max([worst, *(notice.status for notice in report.notices)])
        if report.error is not None:
            worst = max(worst, report.status)
    if worst > errors.FINDINGS:
        return worst
    if given.switches.get("no-fail") or not NEVER_FAILING.isdisjoint(given.formats):
        return 0
    if worst:
        return worst
    level = given.failure_threshold or "info"
    # Of `ignore` and `none` hadolint's help says nothing; any finding fails.
    failing = SEVERITIES[: SEVERITIES.index(level) + 1] if level in SEVERITIES else SEVERITIES
    # A file that can't be built fails whatever the threshold is.
    fails = any(finding.severity in failing or finding.code == "DL1000" for finding in results.findings)
    return errors.FINDINGS if fails else 0

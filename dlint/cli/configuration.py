"""The options that change the configuration, and the configuration they make."""

import os

from dlint.engine.config.keys import PROFILES
from dlint.engine.findings import SEVERITIES

from .errors import UsageError, check_working_directory
from .options import Option, Options

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from dlint.engine.config.config import Configurations
    from dlint.model.boundary import Boundary

OPTIONS = (
    Option("--profile", metavar="NAME", choices=PROFILES, help="The rules to start from"),
    Option(
        "--select",
        metavar="RULES",
        many="comma",
        help="Run only these rules: codes, names, groups, beginnings of codes or aliases, separated by commas",
    ),
    Option("--extend-select", metavar="RULES", many="comma", help="Run these rules as well"),
    Option("--ignore", metavar="RULES", many="comma", help="Leave these rules out"),
    Option(
        "--fail-level",
        metavar="SEVERITY",
        choices=(*SEVERITIES, "never"),
        help="The weakest severity that makes the exit status 1; warning unless configured",
    ),
    Option("--config", metavar="FILE", help="Use this configuration for all files, not the nearest one above each"),
    Option(
        "--build-arg",
        metavar="NAME=VALUE",
        many="repeat",
        help="The value of an ARG, as for docker build; without =VALUE it is taken from the environment",
    ),
    Option("--target", metavar="STAGE", help="The stage that is built, where it is not the last one"),
    Option(
        "--context",
        metavar="DIR",
        help="The build context, where it is not what compose and bake files or the sources of COPY tell",
    ),
    Option("--as-of", metavar="DATE", help="Judge ends of life as of a day, YYYY-MM-DD, in place of today"),
    Option("--rules", metavar="DIR", many="repeat", help="Load more rules from a folder; their code is run"),
    Option("--no-shellcheck", help="Do not ask ShellCheck about the scripts of RUN"),
)


def configurations(options: Options) -> "Configurations":
    """The configurations of files as the options change them; rules are loaded. Raises `UsageError`."""
    from dlint.engine.config.config import ConfigError, Configurations
    from dlint.engine.packs.loading import load

    registry = load(options["rules"])
    try:
        return Configurations(registry, overrides(options), options["config"], linted=linted(options))
    except ConfigError as error:
        raise UsageError(str(error)) from None


def linted(options: Options) -> list[str]:
    """The paths that the operands mean: this directory where there are none; `-` is what `--stdin-filename` names."""
    found = [path for path in options.operands or ["."] if path != "-"]
    name = options.values.get("stdin_filename")
    return [*found, name] if name else found


def check_path(path: str, boundary: "Boundary") -> None:
    """Raises `UsageError` for an operand that is not there, or is a link out of the boundary."""
    if boundary.leads_out(path):
        from dlint.engine.files.discovery import LEADS_OUT

        raise UsageError(f"{path}: {LEADS_OUT}")
    if not os.path.exists(path):
        raise UsageError(f"no such file or folder: {path}")
    check_working_directory(path)


def overrides(options: Options) -> "dict[str, Any]":
    """What the options say, as keys and values of a configuration file."""
    given = {
        "profile": options["profile"],
        "select": options["select"],
        "extend-select": options["extend_select"],
        "ignore": options["ignore"],
        "fail-level": options["fail_level"],
        "build-args": build_arguments(options["build_arg"]),
        "target": options["target"],
        "context": directory(options["context"]),
        "as-of": day(options["as_of"]),
    }
    found = {key: value for key, value in given.items() if value}
    return {**found, "shellcheck": False} if options["no_shellcheck"] else found


def build_arguments(given: "Iterable[str]") -> dict[str, str]:
    """`--build-arg` values: `NAME=VALUE`, or `NAME` alone for the value in the environment, if it has one."""
    found = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not name:
            raise UsageError(f"`--build-arg {item}` has no name: write `--build-arg NAME=VALUE`")
        if equals:
            found[name] = value
        elif name in os.environ:
            found[name] = os.environ[name]
    return found


def directory(given: str | None) -> str | None:
    """The directory of `--context`, which has to exist."""
    if given is not None and not os.path.isdir(given):
        raise UsageError(f"`--context {given}` is not a folder")
    if given is not None:
        check_working_directory(given)
    return given


def day(given: str | None) -> str | None:
    """A day of `--as-of`, checked."""
    if given is None:
        return None
    from datetime import date

    try:
        if len(given) != 10:
            raise ValueError
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise UsageError(f"`--as-of {given}` is not a day: write it as 2026-01-31") from None

"""`dlint config`: what is in force, and where each value comes from."""

from dlint.report.escape import visible
from dlint.startup import regex as re

from . import configuration
from .errors import UsageError
from .options import Option, read
from .output import complain, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from dlint.engine.config.config import Config

OPTIONS = (
    Option("-f", "--format", metavar="FORMAT", choices=("text", "json"), help="How to print it; text is TOML"),
    Option("--from-hadolint",
           help="Print the dlint.toml that has the effect of hadolint's configuration: of the file that is named, or "
                "of the one that hadolint would take here"),
    *configuration.OPTIONS,
    Option("-h", "--help", help="Print this"),
)  # fmt: skip

USAGE = "dlint config [OPTION ...] [PATH]"

DESCRIPTION = """
Print the configuration in force for a file or folder, this folder by default: every value, and the file
and line that it comes from. The options of `dlint check` have the effect that they have there.
"""


def config(arguments: "Sequence[str]") -> int:
    """Run the command; the exit status comes back. Raises `UsageError`."""
    options = read(arguments, OPTIONS)
    if options["help"]:
        from .help import help_text

        tell(help_text(USAGE, DESCRIPTION, OPTIONS))
        return 0
    if len(options.operands) > 1:
        raise UsageError("one path at a time: the configuration may be another one for each")
    if options["from_hadolint"]:
        from .from_hadolint import from_hadolint

        tell(from_hadolint(options.operands[0] if options.operands else None))
        return 0
    path = options.operands[0] if options.operands else "."
    import os

    from dlint.engine.config.config import ConfigError

    found = configuration.configurations(options)
    configuration.check_path(path, found.boundary)
    for error in found.registry.errors:
        complain(f"error: {error!s}")
    try:
        chosen = found.of_directory(path) if os.path.isdir(path) else found.of(path)
    except ConfigError as error:
        raise UsageError(str(error)) from None
    tell(_json(chosen) if options["format"] == "json" else _toml(chosen))
    return max((error.status for error in found.registry.errors), default=0)


def _toml(chosen: "Config") -> str:
    """A configuration file that has the same effect, with the origin of each line behind it."""
    from textwrap import wrap

    from dlint.report.page import toml

    files = [layer.origin for layer in chosen.layers]
    rows = []
    for key, value, origin in chosen.explain():
        if value is None or value == {}:
            rows.append((f"# {_dotted(key)} is not set", ""))
        else:
            rows.append((visible(f"{_dotted(key)} = {toml(value)}"), visible(origin)))
    width = min(max((len(text) for text, _ in rows), default=0), 60)
    lines = [f"# from the weakest to the strongest: {visible(', '.join(['defaults', *files]))}", ""]
    lines += [f"{text:<{width}}  # {origin}" if origin else text for text, origin in rows]
    total = len(chosen.registry.rules)
    rules = ", ".join(f"{rule.code} {rule.name}" for rule in chosen.rules)
    lines += ["", f"# {len(chosen.rules)} of {total} rules run:"]
    lines += [f"#   {line}" for line in wrap(rules, 96, break_on_hyphens=False)]
    return "\n".join(lines) + "\n"


def _dotted(key: str) -> str:
    """A key as TOML: what a bare key can't hold stands in quotes."""
    from dlint.report.page import toml

    table, dot, rest = key.partition(".")
    parts = [table, *(rest.split(".", 1) if table == "rules" else [rest])] if dot else [table]
    return ".".join(part if re.fullmatch(r"[\w-]+", part, re.ASCII) else toml(part) for part in parts)


def _json(chosen: "Config") -> str:
    from dlint.report.json import encoded, representable

    return encoded(
        {
            "values": [
                {"key": representable(key), "value": value, "origin": representable(origin)}
                for key, value, origin in chosen.explain()
            ],
            "rules": [rule.name for rule in chosen.rules],
        }
    )

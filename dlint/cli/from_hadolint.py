"""`dlint config --from-hadolint`: a dlint.toml that has the effect of a `.hadolint.yaml`."""

import os

from dlint.engine.config.hadolint import (
    FORMAT_NAMES,
    HadolintConfig,
    is_known,
    layer_values,
    read_found_config,
    read_hadolint_config,
)
from dlint.model.boundary import Boundary
from dlint.report.escape import visible
from dlint.report.page import toml

from .errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from dlint.engine.packs.registry import Registry


def from_hadolint(path: str | None) -> str:
    """The text of the file. `path` is hadolint's, None the one that hadolint would take. Raises `UsageError`."""
    from dlint.engine.config.keys import ConfigError
    from dlint.engine.packs.loading import load

    from .hadolint import find_configuration

    given = path
    boundary = Boundary(())
    if path is None:
        path = find_configuration(os.environ, boundary)
        if path is None:
            raise UsageError(
                "hadolint has no configuration here", "Name the file: `dlint config --from-hadolint FILE`."
            )
    try:
        found = read_found_config(path, boundary) if given is None else read_hadolint_config(path)
    except ConfigError as error:
        raise UsageError(str(error)) from None
    return converted(found, load())


def converted(given: HadolintConfig, registry: "Registry") -> str:
    """The configuration as TOML, with a comment for each thing that has no counterpart."""
    values = layer_values(given, registry)
    lines = [f"# made from {visible(given.path or 'nothing')}", 'profile = "hadolint"']
    lines += [f"{key} = {toml(values[key])}" for key in ("extend-select", "ignore", "fail-level") if key in values]
    if values.get("suppressions") is False:
        lines.append("suppressions = false")
    formats = [name for name in given.formats if FORMAT_NAMES.get(name, name) is not None]
    if formats:
        lines.append(f"format = {toml(FORMAT_NAMES.get(formats[0], formats[0]))}")
    lines += _remarks(given, registry, formats)
    if values.get("severity"):
        lines += ["", "[severity]", *(f"{code} = {toml(level)}" for code, level in values["severity"].items())]
    for name, options in values.get("rules", {}).items():
        lines += ["", f"[rules.{name}]"]
        for option, value in options.items():
            lines.append(f"{option} = {toml(value)}")
    return "\n".join(lines) + "\n"


def _remarks(given: HadolintConfig, registry: "Registry", formats: list[str]) -> "Iterable[str]":
    """What is not taken over, and why."""
    codes = (*given.ignored, *given.severities())
    for code in dict.fromkeys(code for code in codes if not is_known(code, registry)):
        yield f"# {visible(code)} is left out: there is no such rule"
    for name in given.formats:
        if name not in formats:
            yield f"# the format {name} is left out: dlint's is another one; hadolint's comes from `dlint hadolint`"
        elif name != formats[0]:
            yield f"# the format {name} is left out: several formats are asked for by `--format` on the command line"
    if given.failure_threshold in ("ignore", "none"):
        yield f"# the threshold {given.failure_threshold} lets any finding fail, as style does here"
    if given.switches.get("no-color"):
        yield "# no-color is left out: write `--no-color` or set NO_COLOR"
    if given.switches.get("verbose"):
        yield "# verbose is left out: `dlint config` shows what is in force"

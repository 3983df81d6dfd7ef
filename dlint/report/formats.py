"""All formats by their names."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .results import Results

FORMATS = (
    "text", "json", "sarif", "buildkit-json", "gnu", "checkstyle", "codeclimate", "gitlab", "codacy", "sonarqube",
    "junit", "github", "rdjson", "markdown",
)  # fmt: skip
"""The names of the formats; `report` has a module for each."""

_HOMES = {"buildkit-json": "buildkit_json:buildkit_json", "gitlab": "codeclimate:gitlab"}
"""Where a format is, if not in the module and function of its name."""


def written(results: "Results", name: str) -> str:
    """The report in a format, as it goes to a pipe or a file."""
    if name == "text":
        from .text import text as lines

        return lines(results)
    from importlib import import_module

    module, _, function = _HOMES.get(name, f"{name}:{name}").partition(":")
    text: str = getattr(import_module(f"dlint.report.{module}"), function)(results)
    return text

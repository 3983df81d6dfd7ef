"""What Poetry does in a Dockerfile: which version of it, where its environment and its cache are.

Sources: Poetry's documentation (cli, configuration, managing environments) and its list of changes.
"""

from dlint.model.stage.command_search import first_before, last_before
from dlint.model.stage.variables import (
    MAYBE,
    is_off,
    is_on,
    variable,
)
from dlint.startup import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Build

_VERSION = re.compile(r"[<>=~^!]*\s*([0-9]+)(?:\.([0-9]+))?")
LATEST = (2, 99)
"""The version that is installed where none is named."""


def version_of(command: "Command", file: "Build") -> tuple[int, int] | None:
    """Major and minor version of the Poetry that a command is of; None where that is not known."""
    other = last_before(command, file, _installed)
    found = _installed(other, file) if other is not None else None
    return None if found == (0, 0) else found


def _installed(command: "Command", file: "Build") -> tuple[int, int] | None:
    """The version that a command installs; (0, 0) where it is not known, None where it installs no Poetry."""
    from dlint.model.packages.installed import packages_of
    from dlint.model.stage.shell_fields import UNKNOWN

    if command.path[:2] in (("pip", "install"), ("pipx", "install")) or command.path[:3] in (
        ("uv", "tool", "install"), ("uv", "pip", "install"),
    ):  # fmt: skip
        for package in packages_of(command, file):
            if package.name == "poetry":
                if package.version is None:
                    return LATEST
                return (0, 0) if UNKNOWN in package.version else _parsed(package.version)
        return None
    if command.family in ("curl", "wget") and "python-poetry" in command.text:
        if "get-poetry" in command.text:
            return (1, 1)
        text = command.instruction.logical.text
        given = re.search(r"--version[ =]+(\S+)", text)
        if given is None:
            given = re.search(r"POETRY_VERSION=(\S+)", text)
        if given is not None:
            return _parsed(given[1].strip("\"'")) if "$" not in given[1] else _of_variable(command, file)
        return _of_variable(command, file, default=LATEST)
    return None


def _of_variable(command: "Command", file: "Build", default: tuple[int, int] = (0, 0)) -> tuple[int, int]:
    value = variable(command, file, "POETRY_VERSION")
    if value is None:
        return default
    return (0, 0) if value == MAYBE else _parsed(value)


def _parsed(text: str) -> tuple[int, int]:
    match = _VERSION.match(text)
    if match is None or text.startswith(("<", "!")):
        return (0, 0)
    if text.startswith(">"):
        return LATEST
    return int(match[1][:6]), int((match[2] or "0")[:6])


def is_install(command: "Command") -> bool:
    """Whether a command is `poetry install`, or `poetry sync`."""
    return command.family == "poetry" and command.verb in ("install", "sync")


def has_no_environment(command: "Command", file: "Build") -> bool:
    """Whether Poetry installs into the Python of the image, or may."""
    if is_off(command, file, "POETRY_VIRTUALENVS_CREATE"):
        return True
    return first_before(command, file, _creates_none) is not None


def _creates_none(command: "Command", file: "Build") -> bool:
    name = "virtualenvs.create"
    return _sets(command, name) and _setting(command, name) in ("false", None)


def is_in_project(command: "Command", file: "Build") -> bool:
    """Whether Poetry makes its environment in `.venv`, or may."""
    if is_on(command, file, "POETRY_VIRTUALENVS_IN_PROJECT"):
        return True
    return first_before(command, file, _puts_into_project) is not None


def _puts_into_project(command: "Command", file: "Build") -> bool:
    name = "virtualenvs.in-project"
    return _sets(command, name) and _setting(command, name) in ("true", "1", None)


def _sets(command: "Command", name: str) -> bool:
    return command.path[:2] == ("poetry", "config") and any(word.value == name for word in command.operands)


def _setting(command: "Command", name: str) -> str | None:
    words = command.operands
    index = next((index for index, word in enumerate(words) if word.value == name), len(words))
    return words[index + 1].value if index + 1 < len(words) else None

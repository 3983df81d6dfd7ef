"""What uv does in a Dockerfile: its environment, its Python, its cache.

Sources: uv's documentation (concepts/projects, concepts/python-versions, reference/environment, guides/docker).
"""

from dlint.model.copies.stage_copies import copies_between
from dlint.model.managers.table import installs_on_system
from dlint.model.stage.command_search import first_before, first_in
from dlint.model.stage.history import run_commands
from dlint.model.stage.variables import MAYBE, is_on, variable
from dlint.startup.remember import recent
from dlint.syntax.go_filepath import clean

from .command_project import CommandProject
from .versions import satisfies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.copies.stage_copies import StageCopy
    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Build, Stage

_NOT_THE_PROJECT = (
    "--no-install-project", "--no-install-workspace", "--no-install-local", "--only-group", "--only-dev", "--script",
    "--only-install-local", "--dry-run",
)  # fmt: skip
_NOT_THE_PROJECT_VARIABLES = ("UV_NO_INSTALL_PROJECT", "UV_NO_INSTALL_WORKSPACE", "UV_NO_INSTALL_LOCAL")


IMAGES = ("ghcr.io/astral-sh/uv", "astral/uv")
"""The images from which uv is copied."""


def is_install(command: "Command") -> bool:
    """Whether a command is `uv sync`, `uv pip install` or `uv pip sync`."""
    return command.starts("uv", "sync") or command.starts("uv", "pip", "install") or command.starts("uv", "pip", "sync")


def is_locked(command: "Command", file: "Build") -> bool:
    """Whether `uv sync` (or `run`, `export`) keeps to the lock file as it is, or may."""
    return command.has("--locked", "--frozen", "--check") or is_on(command, file, "UV_LOCKED", "UV_FROZEN")


def installs_project(command: "Command", file: "Build") -> bool:
    """Whether `uv sync` installs the project itself, where that is a package."""
    return not command.has(*_NOT_THE_PROJECT) and not is_on(command, file, *_NOT_THE_PROJECT_VARIABLES)


def syncs(stage: "Stage") -> "list[Command]":
    """The `uv sync` of a stage and those it is based on."""
    return [
        command for command in run_commands(stage) if command.path[:2] == ("uv", "sync") and not command.has("--script")
    ]


def environment_of(command: "Command", file: "Build", place: CommandProject) -> str | None:
    """The virtual environment that `uv sync` installs into; None where that is not known."""
    if command.has("--active"):
        return None
    directory = variable(command, file, "UV_PROJECT_ENVIRONMENT")
    if directory == MAYBE or place.directory is None:
        return None
    if directory:
        return clean(directory if directory.startswith("/") else f"{place.directory}/{directory}")
    return f"{place.directory.rstrip('/')}/.venv"


def environment_copies(command: "Command", file: "Build") -> "list[tuple[Stage, StageCopy, str]]":
    """Where the environment of a `uv sync` is copied: the stage, the copy, and the environment's place there."""
    from .command_project import command_project

    stage = file.stage_of(command.instruction)
    environment = environment_of(command, file, command_project(command, file))
    if stage is None or environment is None:
        return []
    found: list[tuple[Stage, StageCopy, str]] = []
    for other in file.stages:
        if other.index <= stage.index or other.role not in ("final", "builder") or stage in other.chain:
            continue
        for copy in copies_between(stage, other):
            target = copy.place_of(environment)
            if target is not None and copy.node in other.instructions:
                found.append((other, copy, target))
    return found


def cache_directory(command: "Command", file: "Build", home: str = "/root") -> str | None:
    """The directory of uv's cache; None where it is not known."""
    directory = variable(command, file, "UV_CACHE_DIR")
    if directory is None:
        directory = command.value_of("--cache-dir") if command.has("--cache-dir") else f"{home}/.cache/uv"
    return None if directory in (None, MAYBE) else directory


def downloads_disabled(command: "Command", file: "Build") -> bool:
    """Whether uv may not fetch a Python of its own, or may not be allowed to."""
    downloads = variable(command, file, "UV_PYTHON_DOWNLOADS")
    preference = variable(command, file, "UV_PYTHON_PREFERENCE")
    return (
        (downloads is not None and downloads.lower() not in ("automatic", "true", "1"))
        or preference in ("only-system", MAYBE)
        or command.has("--no-python-downloads", "--no-managed-python")
        or command.value_of("--python-preference") == "only-system"
        or is_on(command, file, "UV_NO_MANAGED_PYTHON")
    )


def managed_python(command: "Command", file: "Build") -> str | None:
    """Why the environment that a `uv sync` or `uv venv` makes has a Python that uv has fetched; None where it has not."""
    stage = file.stage_of(command.instruction)
    if stage is None:
        return None
    preference = variable(command, file, "UV_PYTHON_PREFERENCE") or command.value_of("--python-preference")
    if preference in ("only-system", "system", MAYBE) or command.has("--no-managed-python"):
        return None
    if first_before(command, file, fetches_python) is not None:
        return "`uv python install` fetches it"
    if downloads_disabled(command, file):
        return None
    if preference == "only-managed" or command.has("--managed-python") or is_on(command, file, "UV_MANAGED_PYTHON"):
        return "uv is told to use one of its own"
    family = stage.family
    wanted = command.value_of("-p", "--python") or variable(command, file, "UV_PYTHON")
    if wanted == MAYBE or (wanted and "/" in wanted) or command.open_ended:
        return None
    if family.python_version is None:
        bare = family.python == () or (family.name == "uv" and family.distribution is not None)
        return "the image has no Python" if bare and not _installs_python(stage) else None
    if family.is_python is not True or _installs_python(stage):
        return None
    return _unsatisfied(command, file, wanted, family.python_version)


def fetches_python(command: "Command", file: "Build") -> bool:
    """Whether a command is `uv python install`."""
    return command.path[:3] == ("uv", "python", "install")


def _unsatisfied(command: "Command", file: "Build", wanted: str | None, version: str) -> str | None:
    """Why the Python of the image is not the one that is wanted."""
    from .command_project import command_project

    if wanted:
        number = wanted.removeprefix("python").removeprefix("cpython").lstrip("@-")
        return f"Python {number} is wanted" if _fits(number, version) is False else None
    place = command_project(command, file)
    project = place.project
    if project is None:
        return None
    pinned = project.pinned_python
    if pinned is not None and pinned[0] == ".python-version":
        if place.find(".python-version").present and _fits(pinned[1], version) is False:
            return f"`.python-version` wants {pinned[1]}"
        if place.find(".python-version").present:
            return None
    required = project.pyproject.text_at("project", "requires-python") if project.pyproject is not None else None
    if required and satisfies(required, version) is False:
        return f"`requires-python` is `{required}`"
    return None


def _fits(wanted: str, version: str) -> bool | None:
    """Whether an image with Python `version` (`3.13`) can be what is meant by `3.13`, `3.13.2` or `>=3.12`."""
    if wanted[:1] in "<>=~^":
        return satisfies(wanted, version)
    parts = wanted.split(".")
    if not all(part.isdecimal() for part in parts):
        return None
    own = version.split(".")
    return parts[: len(own)] == own[: len(parts)]


@recent(4)
def _installs_python(stage: "Stage") -> bool:
    """Whether a stage may get another Python than that of its base image and those of uv."""
    if first_in(stage, _may_install_python) is not None:
        return True
    return any(
        node.name == "COPY" and node.flag("from") is not None and "/usr/local" in node.logical.text.split()[-1]
        and not node.logical.text.split()[-1].rstrip("/").endswith("/bin")
        for node in stage.chain_instructions
    )  # fmt: skip


def _may_install_python(command: "Command", file: "Build") -> bool:
    if command.family in ("make", "pyenv"):
        return True
    if installs_on_system(command.family):
        return any("python" in word.text or word.value is None for word in command.arguments)
    return command.name is None or command.name.endswith(".sh")


def python_directory(command: "Command", file: "Build", home: str = "/root") -> str | None:
    """Where uv keeps the Pythons that it fetches; None where that is not known."""
    directory = variable(command, file, "UV_PYTHON_INSTALL_DIR")
    if directory == MAYBE:
        return None
    return directory or f"{home}/.local/share/uv/python"

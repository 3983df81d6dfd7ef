"""Which distributions a command installs, or a whole stage: from operands, requirements files, manifests and locks.

for found in installs_of(command, file):
    found.name, found.version, found.requirement, found.package, found.word, found.path
"""

from dlint.model.copies.file_in_image import UNKNOWN as UNKNOWN_FILE, FileInImage
from dlint.model.copies.image_files import image_files
from dlint.model.stage.history import run_commands
from dlint.model.stage.shell_fields import UNKNOWN, fields_of
from dlint.model.stage.variables import is_on
from dlint.model.stage.working_directory import directory_of
from dlint.startup import regex as re
from dlint.startup.remember import recent
from dlint.syntax.go_filepath import clean

from .command_project import CommandProject, command_project
from .project import project_of
from .requirements import Requirement, RequirementsFile, parse_requirement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Build, Stage
    from dlint.syntax.nodes import Span

    from .locks import Lock, LockedPackage
    from .project import Project

_LOCAL = re.compile(r"(\.{0,2}/?[^\[\]:@=<>]*?)(?:\[([^\]]*)\])?\Z")
MAX_PACKAGES = 20_000


class Installed:
    """A distribution that is installed. `name` is normalised, `version` None where it is not known.

    `word` is where the Dockerfile asks for it. `requirement` is how it is asked for, `package` what a lock file says
    of it; one of both is None. `path` is the file of the context that names it, empty for the Dockerfile itself.
    """

    __slots__ = ("command", "name", "package", "path", "requirement", "version", "word")

    def __init__(
        self,
        command: "Command",
        word: "Span",
        requirement: Requirement | None = None,
        package: "LockedPackage | None" = None,
        path: str = "",
    ) -> None:
        self.command = command
        self.word = word
        self.requirement = requirement
        self.package = package
        self.path = path or (requirement.path if requirement is not None else "")
        self.name = package.name if package is not None else requirement.name if requirement is not None else ""
        self.version = (
            package.version if package is not None else requirement.version if requirement is not None else None
        )

    def __repr__(self) -> str:
        return f"Installed({self.name} {self.version} {self.path})"

    @property
    def is_git(self) -> bool:
        """Whether git is needed to fetch it."""
        if self.package is not None:
            return self.package.source == "git"
        return self.requirement is not None and self.requirement.is_git


PROJECT_INSTALLS = (
    ("uv", "sync"), ("poetry", "install"), ("poetry", "sync"), ("pdm", "install"), ("pdm", "sync"), ("pipenv", "install"),
    ("pipenv", "sync"),
)  # fmt: skip
"""Programs and their subcommands that install what a project needs, from its lock file where there is one."""


def is_pip_install(command: "Command") -> bool:
    """Whether a command is `pip install` or `uv pip install` (or `sync`)."""
    return command.path[:2] == ("pip", "install") or command.path[:3] in (
        ("uv", "pip", "install"),
        ("uv", "pip", "sync"),
    )


def requirement_options(command: "Command") -> "list[tuple[Span, str | None]]":
    """The `-r` of a command of pip: where the name stands, and the name where it is known.

    `uv pip sync` has them as operands.
    """
    found: list[tuple[Span, str | None]] = [
        (option.value_span or option, option.value)
        for option in command.options
        if option.name in ("-r", "--requirement", "--requirements")
    ]
    if command.path[:3] == ("uv", "pip", "sync"):
        found += [(word, word.value) for word in command.operands]
    return found


@recent(4)
def requirement_files(command: "Command", file: "Build") -> "list[tuple[Span, RequirementsFile]]":
    """The requirements files that a command of pip reads, with those that they name; each with where it is asked for.

    What can't be found in the context is left out.
    """
    project = project_of(file)
    found: list[tuple[Span, RequirementsFile]] = []
    for span, name in requirement_options(command) if project is not None else ():
        if name is None or project is None or name.endswith(".toml"):
            continue
        path = context_path(command, file, name)
        if path is not None:
            files, _ = project.closure(path)
            found += [(span, one) for one in files]
    return found


def context_path(command: "Command", file: "Build", name: str) -> str | None:
    """The path in the context of a file that a command names, as far as it was copied or mounted from there."""
    stage = file.stage_of(command.instruction)
    if stage is None:
        return None
    files = image_files(stage)
    directory = directory_of(command, file)
    if not name.startswith("/"):
        if directory is None:
            return None
        name = f"{directory}/{name}"
    found = files.find(clean(name), command.instruction)
    return found.path if found.present else None


def file_named(command: "Command", file: "Build", name: str) -> FileInImage:
    """A file in the image that a command names; unknown where that is not known of the directory it runs in."""
    stage = file.stage_of(command.instruction)
    directory = directory_of(command, file)
    if stage is None or directory is None:
        return FileInImage(UNKNOWN_FILE)
    return image_files(stage).find(name if name[0] == "/" else f"{directory}/{name}", command.instruction)


def local_operands(command: "Command") -> "list[tuple[Span, str, tuple[str, ...], bool]]":
    """The directories that a command of pip installs: where it stands, path, extras, and whether it is editable (`-e`)."""
    found: list[tuple[Span, str, tuple[str, ...], bool]] = []
    words: list[tuple[Span, str | None, bool]] = [(word, word.value, False) for word in command.operands]
    editables = [option for option in command.options if option.name in ("-e", "--editable")]
    words += [(option.value_span or option, option.value, True) for option in editables]
    for span, text, editable in words:
        if not text or text.endswith((".whl", ".gz", ".zip")) or "://" in text or text.startswith("git+"):
            continue
        if not (text[0] in "./" or editable):
            continue
        match = _LOCAL.match(text.removeprefix("file:"))
        if match is not None:
            extras = tuple(extra.strip() for extra in (match[2] or "").split(",") if extra.strip())
            found.append((span, match[1] or ".", extras, editable))
    return found


def installs_of(command: "Command", file: "Build") -> list[Installed]:
    """The distributions that a command installs, as far as they are known; those it needs only where a lock says so."""
    if is_pip_install(command):
        return _of_pip(command, file)[:MAX_PACKAGES]
    verb = command.subcommand.value if command.subcommand is not None else None
    if (command.family, verb) in PROJECT_INSTALLS:
        return _of_manager(command, file)[:MAX_PACKAGES]
    return []


@recent(4)
def installed_in(stage: "Stage") -> list[Installed]:
    """What all commands that make the image of a stage install."""
    return [found for command in run_commands(stage) for found in installs_of(command, stage.file)]


def _of_pip(command: "Command", file: "Build") -> list[Installed]:
    found: list[Installed] = []
    for word in [] if command.path[:3] == ("uv", "pip", "sync") else command.operands:
        for text in fields_of(word, command, file):
            requirement = parse_requirement(text.replace(UNKNOWN, "*"))
            if requirement is not None and (requirement.is_git or (requirement.name and "*" not in requirement.name)):
                found.append(Installed(command, word, requirement))
    for option in command.options:
        if option.name in ("-e", "--editable") and option.value_word is not None:
            for text in fields_of(option.value_word, command, file):
                requirement = parse_requirement(text.replace(UNKNOWN, "*"))
                if requirement is not None and requirement.is_git:
                    found.append(Installed(command, option.value_word, requirement))
    for span, read in requirement_files(command, file):
        found += [Installed(command, span, requirement) for requirement in read.requirements]
    if command.has("--no-deps"):
        return found
    for span, path, extras, _ in local_operands(command):
        place = command_project(command, file, path)
        if place.project is not None:
            found += _declared(command, span, place.project, extras)
    for span, name in requirement_options(command):
        if name is not None and name.endswith("pyproject.toml"):
            place = command_project(command, file, name.rpartition("/")[0] or ".")
            if place.project is not None:
                found += _declared(command, span, place.project, ())
    return found


def _declared(command: "Command", span: "Span", project: "Project", extras: tuple[str, ...]) -> list[Installed]:
    pyproject = project.pyproject
    if pyproject is None:
        return []
    wanted = list(pyproject.dependencies)
    for extra in extras:
        wanted += pyproject.optional.get(extra, [])
    return [Installed(command, span, requirement, path=pyproject.path) for requirement in wanted]


LOCK_OF = {"uv": "uv.lock", "poetry": "poetry.lock", "pdm": "pdm.lock", "pipenv": "Pipfile.lock"}
"""The lock file of each manager."""


def _of_manager(command: "Command", file: "Build") -> list[Installed]:
    place = command_project(command, file)
    project = place.project
    if project is None:
        return []
    span = command.subcommand or command.words[0]
    lock = project.lock_of(LOCK_OF[command.family or ""])
    if lock is None:
        wanted = project.declared.values()
        return [
            Installed(command, span, requirement, path=requirement.path or "pyproject.toml") for requirement in wanted
        ]
    packages = lock.selected(selected_groups(command, file, place, lock), main=not _only_groups(command))
    found = [Installed(command, span, package=package, path=lock.path) for package in packages]
    return [one for one in found if one.package is not None and not one.package.is_project]


def _only_groups(command: "Command") -> bool:
    return command.has("--only-group", "--only-dev")


def selected_groups(command: "Command", file: "Build", place: CommandProject, lock: "Lock") -> list[str]:
    """The groups that `uv sync`, `poetry install` … install beside the project's own dependencies."""
    pyproject = place.project.pyproject if place.project is not None else None
    given = [
        name.strip()
        for option in command.options
        if option.name in ("--group", "--only-group", "--with", "--only", "-G")
        for name in (option.value or "").split(",")
    ]
    if command.family == "pipenv":
        return ["dev"] if command.has("--dev", "-d") else []
    if command.family == "uv":
        if _only_groups(command) or command.has("--no-default-groups") or is_on(command, file, "UV_NO_DEFAULT_GROUPS"):
            return ["dev", *given] if command.has("--only-dev", "--dev") else given
        groups = pyproject.uv_default_groups if pyproject is not None else []
        if command.has("--all-groups") and pyproject is not None:
            groups = list(pyproject.groups)
        if command.has("--no-dev") or is_on(command, file, "UV_NO_DEV"):
            groups = [name for name in groups if name != "dev"]
        left_out = [option.value for option in command.options if option.name == "--no-group"]
        return [name for name in [*groups, *given] if name not in left_out]
    if command.family == "poetry":
        if command.has("--only", "--no-dev"):
            return given
        without = [
            name.strip()
            for option in command.options
            if option.name == "--without"
            for name in (option.value or "").split(",")
        ]
        groups = pyproject.poetry_default_groups if pyproject is not None else []
        return [name for name in [*groups, *given] if name not in without]
    if command.has("--prod", "--production", "--no-dev"):
        return given
    return [*(pyproject.groups if pyproject is not None else ()), *given]


# Building


def builds_of(command: "Command", file: "Build") -> "list[tuple[Span, CommandProject]]":
    """Where a command builds the project itself, or another one that lies in the image; each with where it says so."""
    path = command.path
    span: Span = command.subcommand or command.words[0]
    if is_pip_install(command) or path[:2] == ("pip", "wheel"):
        return [
            (place, command_project(command, file, directory)) for place, directory, _, _ in local_operands(command)
        ]
    if path[:2] == ("uv", "sync"):
        from .uv import installs_project

        place = command_project(command, file)
        pyproject = place.project.pyproject if place.project is not None else None
        if pyproject is None or not pyproject.is_package or command.has("--package"):
            return []
        return [(span, place)] if installs_project(command, file) else []
    if path[:2] in (("poetry", "install"), ("poetry", "sync")):
        place = command_project(command, file)
        pyproject = place.project.pyproject if place.project is not None else None
        root = (
            pyproject is not None
            and pyproject.is_poetry_package
            and not command.has("--no-root", "--only", "--no-directory")
        )
        return [(span, place)] if root or command.has("--only-root") else []
    if path[:2] in (("pdm", "install"), ("pdm", "sync")):
        place = command_project(command, file)
        pyproject = place.project.pyproject if place.project is not None else None
        return (
            [(span, place)] if pyproject is not None and pyproject.is_package and not command.has("--no-self") else []
        )
    if path[:2] in (("uv", "build"), ("poetry", "build"), ("pdm", "build"), ("hatch", "build"), ("flit", "build")):
        return [(span, command_project(command, file))]
    if command.family == "build" and command.wrappers and "python" in command.wrappers[-1]:
        directory = command.operands[0].value if command.operands else "."
        return [(command.words[0], command_project(command, file, directory))] if directory is not None else []
    return []

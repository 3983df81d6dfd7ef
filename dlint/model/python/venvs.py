"""Virtual environments: which a stage makes, where they are copied, what Python they need, and whether PATH names them.

for venv in made_in(stage):          # Venv: path, command, copies (whether it can be moved)
    for copy, place in copied_to(venv, stage, other):
interpreter_of(stage)                # Interpreter: directory, version, libc, release; None where it is not known
path_entries(stage)                  # the directories on PATH at the end, as far as ENV names them
"""

from dlint.model.copies.stage_copies import StageCopy, copies_between
from dlint.model.managers.table import manager_of
from dlint.model.stage.command_search import first_in
from dlint.model.stage.history import run_commands
from dlint.model.stage.shell_fields import UNKNOWN, fields_of
from dlint.model.stage.variables import MAYBE, variable
from dlint.model.stage.working_directory import directory_of
from dlint.startup import regex as re
from dlint.startup.remember import recent
from dlint.syntax.go_filepath import clean
from dlint.syntax.nodes import Copy, Env, Instruction
from dlint.syntax.shell_dialect import SHELLS

from .command_project import command_project
from .uv import environment_of, managed_python

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Build, Stage

_MAKERS = ("venv", "virtualenv", "pyvenv")
_VALUES = ("--prompt", "-p", "--python", "--app-data", "--seeder", "--pip", "--setuptools", "--wheel", "--discovery")
_OTHER_PYTHONS = (
    "conda", "mamba", "micromamba", "make", "pyenv", "ninja", "asdf", "mise", "rye", "pixi", "nix-env", "emerge",
)  # fmt: skip
_HOLD_PROGRAMS = ("", "/usr", "/usr/local", "/usr/local/lib", "/usr/lib", "/usr/bin", "/lib", "/opt", "/root/.local")
_MINOR = re.compile(r"python([23]\.[0-9]+)\Z")
_PACKAGES = ("python3", "python3-venv", "python3-pip", "python3-dev", "python3-full")
_OF_RELEASE = {
    "stretch": "3.5", "buster": "3.7", "bullseye": "3.9", "bookworm": "3.11", "trixie": "3.13", "18.04": "3.6",
    "20.04": "3.8", "22.04": "3.10", "24.04": "3.12", "alpine3.15": "3.9", "alpine3.16": "3.10", "alpine3.17": "3.10",
    "alpine3.18": "3.11", "alpine3.19": "3.11", "alpine3.20": "3.12", "alpine3.21": "3.12", "alpine3.22": "3.12",
}  # fmt: skip
"""The Python that a release of a distribution packages as `python3`. Sources: packages.debian.org, packages.ubuntu.com,
pkgs.alpinelinux.org."""


class Venv:
    """A virtual environment that a command makes at `path` of a stage's image.

    `movable` says that its scripts do not name its place (`uv venv --relocatable`), `copies` that it holds the
    interpreter itself and no link to it. `python` is the word that names the interpreter, where one does.
    """

    __slots__ = ("command", "copies", "movable", "path", "python", "stage")

    def __init__(self, stage: "Stage", command: "Command", path: str) -> None:
        self.stage = stage
        self.command = command
        self.path = path
        self.movable = command.has("--relocatable")
        self.copies = command.has("--copies", "--always-copy")
        self.python = _python_option(command)

    def __repr__(self) -> str:
        return f"Venv({self.path} of {self.command!r})"

    @property
    def bin(self) -> str:
        """The directory of its programs."""
        return self.path.rstrip("/") + "/bin"


def _python_option(command: "Command") -> str | None:
    """The interpreter that an option names; None where there is no such option."""
    words = [word.value or "" for word in command.arguments]
    for index, word in enumerate(words):
        if word in ("-p", "--python"):
            return words[index + 1] if index + 1 < len(words) else ""
        if word.startswith("--python="):
            return word.partition("=")[2]
    return None


class Interpreter:
    """A Python in an image: the directory of `python3`, its version `X.Y`, the C library and release it is built on."""

    __slots__ = ("directory", "distribution", "libc", "release", "version")

    def __init__(self, stage: "Stage", directory: str, version: str | None) -> None:
        family = stage.family
        self.directory = directory
        self.version = version
        self.libc = family.libc
        self.release = family.release
        self.distribution = family.distribution

    def __repr__(self) -> str:
        return f"Interpreter({self.directory} {self.version} {self.libc} {self.release})"


@recent(4)
def venvs_made_in(stage: "Stage") -> list[Venv]:
    """The environments that the commands of a stage, and of those it is based on, make for certain; each once."""
    found: dict[str, Venv] = {}
    for command in run_commands(stage):
        if command.conditional:
            continue
        for path in _paths(command, stage):
            found.setdefault(path, Venv(stage, command, path))
    return list(found.values())


def _paths(command: "Command", stage: "Stage") -> list[str]:
    """Where a command makes environments."""
    file = stage.file
    family = command.family or ""
    verb = command.subcommand.value if command.subcommand is not None else None
    if family in _MAKERS:
        return _named(command, file)
    if family == "uv" and verb == "venv":
        named = [field for word in command.operands for field in fields_of(word, command, file)]
        if not named:
            place = variable(command, file, "UV_PROJECT_ENVIRONMENT") or ".venv"
            named = [place] if place != MAYBE else []
        return _absolute(named, command, file)
    if family == "uv" and verb == "sync" and not command.has("--script"):
        environment = environment_of(command, file, command_project(command, file))
        return [environment] if environment is not None else []
    if family == "poetry" and verb in ("install", "sync") and _in_project(command, file):
        return _absolute([".venv"], command, file)
    if family == "pipenv" and verb in ("install", "sync") and not command.has("--system"):
        value = variable(command, file, "PIPENV_VENV_IN_PROJECT")
        return _absolute([".venv"], command, file) if value not in (None, MAYBE, "", "0") else []
    if family == "pdm" and verb in ("install", "sync") and not command.has("-g", "--global"):
        settings = [variable(command, file, name) for name in ("PDM_USE_VENV", "PDM_VENV_IN_PROJECT")]
        plain = settings == [None, None] and first_in(stage, _configures_pdm) is None
        return _absolute([".venv"], command, file) if plain else []
    return []


def _in_project(command: "Command", file: "Build") -> bool:
    """Whether Poetry makes `.venv` in the project's directory."""
    value = variable(command, file, "POETRY_VIRTUALENVS_IN_PROJECT")
    create = variable(command, file, "POETRY_VIRTUALENVS_CREATE")
    if create is not None and create.lower() not in ("true", "1"):
        return False
    if value is not None:
        return value.lower() in ("true", "1")
    stage = file.stage_of(command.instruction)
    if stage is None or first_in(stage, _creates_no_venv) is not None:
        return False
    return first_in(stage, _creates_venv_in_project) is not None


def _configures_pdm(command: "Command", file: "Build") -> bool:
    return command.path[:2] == ("pdm", "config")


def _creates_no_venv(command: "Command", file: "Build") -> bool:
    return command.path[:2] == ("poetry", "config") and "virtualenvs.create false" in command.text


def _creates_venv_in_project(command: "Command", file: "Build") -> bool:
    return command.path[:2] == ("poetry", "config") and "virtualenvs.in-project true" in command.text


def _named(command: "Command", file: "Build") -> list[str]:
    """The directories that `venv` and `virtualenv` are given."""
    named: list[str] = []
    takes_value = False
    for word in command.arguments:
        for field in fields_of(word, command, file):
            if takes_value:
                takes_value = False
            elif field in _VALUES:
                takes_value = True
            elif not field.startswith("-"):
                named.append(field)
    return _absolute(named, command, file)


def _absolute(paths: list[str], command: "Command", file: "Build") -> list[str]:
    directory = directory_of(command, file)
    found = []
    for path in paths:
        if UNKNOWN in path or path.startswith("~") or "*" in path:
            continue
        if path.startswith("/"):
            found.append(clean(path))
        elif directory is not None:
            found.append(clean(f"{directory}/{path}"))
    return found


def places_copied_to(venv: Venv, user: "Stage") -> list[tuple[StageCopy, str]]:
    """Where a stage copies an environment from the one it was made in: the copy, and the place there."""
    found = []
    for copy in copies_between(venv.stage, user):
        place = copy.place_of(venv.path)
        if place is not None:
            found.append((copy, place))
    return found


def venvs_copied(stage: "Stage") -> "Iterator[tuple[Venv, list[tuple[StageCopy, str]]]]":
    """The environments of other stages that instructions of this very stage copy: each with the copies and the places there."""
    for source in stage.sources:
        for venv in venvs_made_in(source):
            copies = [(copy, place) for copy, place in places_copied_to(venv, stage) if copy.node in stage.instructions]
            if copies:
                yield venv, copies


# Interpreters


def interpreter_of(stage: "Stage") -> Interpreter | None:
    """The `python3` of a stage's image; None where it is not known, or may be another than that of the base image."""
    family = stage.family
    packages = _packages_of_python(stage)
    if packages is None:
        return None
    if family.python:
        # What the distribution packages does not come before what is in /usr/local.
        return Interpreter(stage, family.python[0].rpartition("/")[0], family.python_version)
    if family.name in ("debian", "ubuntu", "alpine") and packages:
        return Interpreter(stage, "/usr/bin", _OF_RELEASE.get(family.release or ""))
    return None


def interpreter_for(venv: Venv) -> Interpreter | None:
    """The interpreter that an environment is a link to; None where that is not known."""
    command = venv.command
    file = venv.stage.file
    if venv.copies or venv.python not in (None, "python", "python3"):
        return None
    found = interpreter_of(venv.stage)
    if found is None:
        return None
    if command.family == "uv":
        if variable(command, file, "UV_PYTHON") is not None or managed_python(command, file) is not None:
            return None
    elif command.family in _MAKERS:
        if command.wrappers and command.wrappers[-1].startswith("python"):
            word = next((word.value or "" for word in command.original if "python" in (word.value or "")), "")
            version = _MINOR.search(word)
            if "/" in word and word.rpartition("/")[0] != found.directory:
                return None
            if version is not None and version[1] != found.version:
                return None
            if word.endswith("python2"):
                return None
    elif command.family in ("poetry", "pdm", "pipenv") and command.option("--python") is not None:
        return None
    return found


def lacks_python(stage: "Stage") -> bool:
    """Whether there certainly is no Python in a stage's image, but for what is copied from other stages."""
    return stage.family.python == () and _packages_of_python(stage) == [] and not stage.root.is_scratch


@recent(4)
def _packages_of_python(stage: "Stage") -> list[str] | None:
    """The packages of a Python that a stage installs; None where another Python may come from somewhere."""
    found: list[str] = []
    for node in stage.chain_instructions:
        if isinstance(node, Copy) and node.flag("from") is not None:
            target = (node.destination.value if node.destination is not None else "").rstrip("/")
            sources = [word.value.rstrip("/") for word in node.sources]
            if target in _HOLD_PROGRAMS:
                return None
            if target == "/usr/local/bin" and any(source.endswith("/bin") or "python" in source for source in sources):
                return None
            if any("python" in path and "-packages" not in path for path in (target, *sources)):
                return None
        elif node.name in ("ADD", "ONBUILD") and (node.name == "ONBUILD" or ".t" in node.logical.text):
            return None
        elif node.name == "RUN":
            commands = stage.file.commands(node)
            if not commands:
                return None
            for command in commands:
                packages = _brings_python(command, stage.file)
                if packages is None:
                    return None
                found += packages
    return found


def _brings_python(command: "Command", file: "Build") -> list[str] | None:
    from dlint.model.packages.installed import packages_of

    family = command.family
    manager = manager_of(family)
    if manager is not None and manager.system and manager.installs:
        if command.open_ended:
            return None
        names = [package.name for package in packages_of(command, file)]
        if any(re.search(r"python[23]\.[0-9]", name) or name.endswith(".deb") for name in names):
            return None
        return [name for name in names if name in _PACKAGES]
    if command.name is None or family in _OTHER_PYTHONS or family in SHELLS or command.name.endswith(".sh"):
        return None
    if command.path[:3] == ("uv", "python", "install"):
        return None
    if family in ("ln", "update-alternatives", "cp", "mv") and "python" in command.text:
        return None
    return []


# PATH


def path_entries(stage: "Stage", before: Instruction | None = None) -> "set[str] | None":
    """The directories that ENV puts on PATH in a stage and those it is based on; None where one is not known."""
    found: set[str] = set()
    for node in stage.chain_instructions:
        if node is before:
            break
        if not isinstance(node, Env):
            continue
        for pair in node.pairs:
            if pair.key.text != "PATH" or pair.value is None:
                continue
            scope = stage.file.scope_at(node)
            text = re.sub(r"\$\{?PATH\b\}?", "", pair.value.text)
            known = scope.expand(text)
            if known is None:
                return None
            found.update(clean(part) for part in known.strip("\"'").split(":") if part)
    return found

"""What the commands of Python's package managers act on: the settings they see, the project they work in.

variable(command, file, "UV_LOCKED")     # the value that the command sees, MAYBE, or None where it is not set
is_on(command, file, "UV_LOCKED")        # whether it is, or may be, switched on
target = workplace_of(command, file)        # where `uv sync` works: folder in the image, project in the context
target.find("uv.lock")                   # Found, see image_files
"""

from dlint.model.limits import NotRead
from dlint.model.stage.image_files import UNKNOWN, Found
from dlint.model.stage.scope import KNOWN, UNDEFINED, UNSET
from dlint.model.stage.shell_fields import UNKNOWN as UNKNOWN_TEXT, fields_of
from dlint.startup.recent import recent
from dlint.syntax.nodes import Instruction, Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.file import File
    from dlint.model.shell.commands import Command
    from dlint.model.stage.image_files import ImageFiles
    from dlint.model.stage.stages import Stage

    from .project import Project

MAYBE = "\ufffc"
"""A variable that is set, to what is not known."""

_OFF = ("", "0", "false", "no", "off", "f", "n")
_FOLDER_OPTIONS = {
    "uv": ("--directory", "--project"),
    "poetry": ("-C", "--directory", "-P", "--project"),
    "pdm": ("-p", "--project"),
    "hatch": ("-p", "--project"),
}
MANIFESTS = {"pipenv": "Pipfile"}
"""The file by which a manager knows its project, where it is not `pyproject.toml`."""


def variable(command: "Command", file: "File", name: str) -> str | None:
    """The value of an environment variable that a command of a RUN, CMD or ENTRYPOINT sees.

    None where it is not set, or only the base image could set it; MAYBE where it is set to what is not known.
    """
    for assignment in reversed(command.assignments):
        if assignment.name == name:
            value = assignment.value
            fields = fields_of(value, command, file) if value is not None else [""]
            return _text(" ".join(fields))
    for other in reversed(_before(command, file)):
        if other.family in ("export", "declare", "typeset"):
            for word in reversed(other.arguments):
                if word.prefix.startswith(name + "="):
                    return _text(" ".join(fields_of(word, other, file)).partition("=")[2])
    return variable_at(file, command.instruction, name)


def variable_at(file: "File", node: Instruction, name: str) -> str | None:
    """The same for what an instruction sees."""
    value = file.scope_at(node).value(name)
    if value.state == KNOWN:
        return value.text
    if value.state == UNSET:
        return MAYBE
    return None if value.state == UNDEFINED or value.origin in ("image", "none") else MAYBE


def _text(text: str) -> str:
    return MAYBE if UNKNOWN_TEXT in text else text.strip("\"'")


def _before(command: "Command", file: "File") -> "list[Command]":
    """The commands of the same instruction that precede a command."""
    if command.exec_form:
        return []
    return [other for other in file.commands(command.instruction) if other.start < command.start]


def is_on(command: "Command", file: "File", *names: str) -> bool:
    """Whether one of these variables is switched on, or may be."""
    return any((value := variable(command, file, name)) is not None and value.lower() not in _OFF for name in names)


def is_off(command: "Command", file: "File", *names: str) -> bool:
    """Whether one of these variables is set and switched off, or may be."""
    return any(
        (value := variable(command, file, name)) is not None and value.lower() in (*_OFF, MAYBE) for name in names
    )


class Workplace:
    """Where a command works: `folder` in the image (None: not known), `project` in the context, `manifest` as found.

    `project` is None where it is not known which folder of the context lies there.
    """

    __slots__ = ("command", "files", "folder", "manifest", "project")

    def __init__(
        self, command: "Command", files: "ImageFiles", folder: str | None, manifest: Found, project: "Project | None"
    ) -> None:
        self.command = command
        self.files = files
        self.folder = folder
        self.manifest = manifest
        self.project = project

    def find(self, name: str) -> Found:
        """A file beside the manifest, when the command runs."""
        if self.folder is None:
            return Found(UNKNOWN)
        return self.files.find(f"{self.folder}/{name}", self.command.instruction)

    def find_context(self, path: str) -> Found:
        """A file of the context at the place in the image where it belongs, beside the manifest."""
        if self.folder is None or self.project is None:
            return Found(UNKNOWN)
        prefix = self.project.folder + "/" if self.project.folder else ""
        if not path.startswith(prefix):
            return Found(UNKNOWN)
        return self.find(path[len(prefix) :])


def workplace_of(command: "Command", file: "File", folder: str | None = None) -> Workplace:
    """Where a command works; `folder` is one that it names (`pip install ./api`)."""
    stage = file.stage_of(command.instruction)
    assert stage is not None
    files = file.image_files(stage)
    manifest = MANIFESTS.get(command.family or "", "pyproject.toml")
    place = _folder(command, file, files, folder)
    if place is None:
        return Workplace(command, files, None, Found(UNKNOWN), None)
    found = files.find(f"{place}/{manifest}", command.instruction)
    current = place
    # Managers look for their file in the folders above, too.
    while not found.present and folder is None and current not in ("/", ""):
        current = current.rpartition("/")[0] or "/"
        above = files.find(f"{current}/{manifest}", command.instruction)
        if above.present:
            found, place = above, current
    project = None
    if found.present and found.path is not None and file.project is not None:
        project = file.project.inside(found.path.rpartition("/")[0])
        if manifest not in project.names:
            project = None
    return Workplace(command, files, place, found, project)


def _folder(command: "Command", file: "File", files: "ImageFiles", folder: str | None) -> str | None:
    from dlint.syntax.go_filepath import clean

    current = files.folder(command)
    names = list(_FOLDER_OPTIONS.get(command.family or "", ()))
    further = [option.value for option in command.options if option.name in names]
    if folder is not None:
        further.append(folder)
    for text in further:
        if text is None:
            return None
        if text.startswith("/"):
            current = clean(text)
        elif current is not None:
            current = clean(f"{current}/{text}")
    return current


# Stages


def is_shipped(stage: "Stage | None") -> bool:
    """Whether what a stage installs may get into an image that is used in production."""
    return stage is not None and stage.role in ("final", "builder")


def runs_of(stage: "Stage") -> list[Run]:
    """The RUNs that make the image of a stage, those of its bases first.

    Raises `NotRead` where not all of the stage is read.
    """
    if not stage.is_whole:
        raise NotRead
    return layers_of(stage)


def layers_of(stage: "Stage") -> list[Run]:
    """The same, as far as they are read."""
    return [node for node in stage.chain_instructions if isinstance(node, Run)]


def commands_before(command: "Command", file: "File") -> "list[Command]":
    """The commands that ran in the image before a command, in its stage and those that it is based on."""
    stage = file.stage_of(command.instruction)
    if stage is None:
        return []
    found: list[Command] = []
    for node in layers_of(stage):
        if node.start > command.instruction.start:
            break
        found += [
            other for other in file.commands(node) if other.start < command.start or node is not command.instruction
        ]
    return found


@recent(20)
def run_commands(stage: "Stage") -> "list[Command]":
    """The commands of all RUNs that make the image of a stage. The list is kept: it is not to be changed."""
    return [command for node in runs_of(stage) for command in stage.file.commands(node)]

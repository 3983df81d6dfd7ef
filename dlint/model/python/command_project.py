"""What the commands of Python's package managers act on: the settings they see, the project they work in.

variable(command, file, "UV_LOCKED")     # the value that the command sees, MAYBE, or None where it is not set
is_on(command, file, "UV_LOCKED")        # whether it is, or may be, switched on
target = command_project(command, file)     # where `uv sync` works: directory in the image, project in the context
target.find("uv.lock")                   # Found, see image_files
"""

from dlint.model.copies.file_in_image import UNKNOWN, FileInImage
from dlint.model.copies.image_files import image_files
from dlint.model.stage.working_directory import directory_of

from .project import project_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.copies.image_files import ImageFiles
    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Build

    from .project import Project
    from .pyproject import Pyproject

_DIRECTORY_OPTIONS = {
    "uv": ("--directory", "--project"),
    "poetry": ("-C", "--directory", "-P", "--project"),
    "pdm": ("-p", "--project"),
    "hatch": ("-p", "--project"),
}
MANIFESTS = {"pipenv": "Pipfile"}
"""The file by which a manager knows its project, where it is not `pyproject.toml`."""


class CommandProject:
    """Where a command works: `directory` in the image (None: not known), `project` in the context, `manifest` as found.

    `project` is None where it is not known which directory of the context lies there.
    """

    __slots__ = ("command", "directory", "files", "manifest", "project")

    def __init__(
        self,
        command: "Command",
        files: "ImageFiles",
        directory: str | None,
        manifest: FileInImage,
        project: "Project | None",
    ) -> None:
        self.command = command
        self.files = files
        self.directory = directory
        self.manifest = manifest
        self.project = project

    def find(self, name: str) -> FileInImage:
        """A file beside the manifest, when the command runs."""
        if self.directory is None:
            return FileInImage(UNKNOWN)
        return self.files.find(f"{self.directory}/{name}", self.command.instruction)

    @property
    def pyproject(self) -> "Pyproject | None":
        """The `pyproject.toml` of the project, where both are known."""
        return self.project.pyproject if self.project is not None else None

    @property
    def lacks_source(self) -> bool:
        """Whether none of the packages of the project is in the image when the command runs."""
        packages = self.project.package_directories if self.project is not None else []
        return bool(packages) and all(self.find_context(path).absent for path in packages)

    def image_path(self, path: str) -> str | None:
        """Where a file of the context belongs in the image, beside the manifest; None where that is not known."""
        if self.directory is None or self.project is None:
            return None
        prefix = self.project.directory + "/" if self.project.directory else ""
        return f"{self.directory.rstrip('/')}/{path.removeprefix(prefix)}"

    def find_context(self, path: str) -> FileInImage:
        """A file of the context at the place in the image where it belongs, beside the manifest."""
        if self.directory is None or self.project is None:
            return FileInImage(UNKNOWN)
        prefix = self.project.directory + "/" if self.project.directory else ""
        if not path.startswith(prefix):
            return FileInImage(UNKNOWN)
        return self.find(path[len(prefix) :])


def command_project(command: "Command", file: "Build", directory: str | None = None) -> CommandProject:
    """Where a command works; `directory` is one that it names (`pip install ./api`)."""
    stage = file.stage_of(command.instruction)
    assert stage is not None
    files = image_files(stage)
    manifest = MANIFESTS.get(command.family or "", "pyproject.toml")
    place = _directory(command, file, files, directory)
    if place is None:
        return CommandProject(command, files, None, FileInImage(UNKNOWN), None)
    found = files.find(f"{place}/{manifest}", command.instruction)
    current = place
    # Managers look for their file in the directories above, too.
    while not found.present and directory is None and current not in ("/", ""):
        current = current.rpartition("/")[0] or "/"
        above = files.find(f"{current}/{manifest}", command.instruction)
        if above.present:
            found, place = above, current
    project = project_of(file) if found.present else None
    if found.path is not None and project is not None:
        project = project.inside(found.path.rpartition("/")[0])
        if manifest not in project.names:
            project = None
    return CommandProject(command, files, place, found, project)


def _directory(command: "Command", file: "Build", files: "ImageFiles", directory: str | None) -> str | None:
    from dlint.syntax.go_filepath import clean

    current = directory_of(command, file)
    names = list(_DIRECTORY_OPTIONS.get(command.family or "", ()))
    further = [option.value for option in command.options if option.name in names]
    if directory is not None:
        further.append(directory)
    for text in further:
        if text is None:
            return None
        if text.startswith("/"):
            current = clean(text)
        elif current is not None:
            current = clean(f"{current}/{text}")
    return current

"""What the three kinds of files have in common that are linted: Dockerfiles, ignore files and Compose files."""

from .context.workspace import Workspace
from .limits import Passed
from .settings import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.syntax.source import Source


class LintedFile:
    """A file that is linted: its text, the run it is linted in, and where it lies.

    `path` is as given by the user. `directory` is the real directory it lies in, or None for text that lies nowhere.
    `workspace` is what the files of one run know together about the directories around them.
    """

    def __init__(
        self,
        source: "Source",
        settings: Settings | None = None,
        directory: str | None = None,
        workspace: Workspace | None = None,
    ) -> None:
        self.source = source
        self.path = source.path
        self.settings = settings or Settings()
        self.directory = directory
        self.workspace = workspace or Workspace()
        self.passed = Passed()
        """What was not looked at, as far as one knows so far."""

    @property
    def unread_from(self) -> int | None:
        """Where what is looked at ends in a file that is too long; None for all others."""
        return None

    def look_for_unread(self) -> None:
        """Note what is passed over, where nobody has come upon it yet."""

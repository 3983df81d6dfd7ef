"""What is known of a path in an image."""

from dlint.syntax.nodes import Instruction

PRESENT = "present"
ABSENT = "absent"
UNKNOWN = "unknown"


class FileInImage:
    """What is known of a path in an image.

    `path` is the file of the context that is there, None where it comes from elsewhere. `excluded` is a file of the
    context that would be there if the ignore file did not leave it out. `instruction` is what brought it (or would).
    """

    __slots__ = ("excluded", "instruction", "path", "state")

    def __init__(
        self, state: str, path: str | None = None, instruction: Instruction | None = None, excluded: str | None = None
    ) -> None:
        self.state = state
        self.path = path
        self.instruction = instruction
        self.excluded = excluded

    def __repr__(self) -> str:
        return f"Found({self.state} {self.path} excluded={self.excluded})"

    @property
    def present(self) -> bool:
        """Whether it is certainly there."""
        return self.state == PRESENT

    @property
    def absent(self) -> bool:
        """Whether it is certainly not there."""
        return self.state == ABSENT


class Replay:
    """What the instructions of a stage, up to the one at index `next`, do to one path.

    `present` is the last copy that brings it for certain. What follows that one: `removed` and `doubt` say that a RUN
    takes it away or may write it, `excluded` is the last copy that would bring it if the ignore file let it.
    """

    __slots__ = ("doubt", "excluded", "next", "present", "removed")

    def __init__(self) -> None:
        self.next = 0
        self.present: FileInImage | None = None
        self.doubt = False
        self.removed = False
        self.excluded: FileInImage | None = None

    def copy(self, found: FileInImage) -> None:
        """A COPY or ADD."""
        if found.state == PRESENT:
            self.present = found
            self.doubt = self.removed = False
            self.excluded = None
            return
        if found.excluded:
            self.excluded = found
        self.doubt |= found.state == UNKNOWN

    def run(self, effect: str) -> None:
        """A RUN; `effect` is what it does to the path, see `_effect`."""
        self.doubt |= effect != ""
        self.removed |= effect == "removes"

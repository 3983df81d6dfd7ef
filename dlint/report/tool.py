"""Under which name a report is written: as dlint, or as hadolint, whose consumers look for its name."""

import dlint

from .escape import visible
from .results import shown_path


class Tool:
    """The program that a report names.

    `name` stands where programs look for it, `title` where people read it. `renamed` replaces the path of every file
    (hadolint's `--file-path-in-report`).
    """

    __slots__ = ("name", "renamed", "title")

    def __init__(self, name: str, title: str, renamed: str | None = None) -> None:
        self.name = name
        self.title = title
        self.renamed = renamed

    @property
    def is_hadolint(self) -> bool:
        """Whether the report has to look as hadolint's does, where that is not what we would choose."""
        return self.name == "hadolint"

    def path(self, path: str) -> str:
        """A path as the report writes it, with nothing harmful in it."""
        return visible(shown_path(path) if self.renamed is None else self.renamed)


DLINT = Tool("dlint", f"dlint {dlint.__version__}")


def hadolint(renamed: str | None = None) -> Tool:
    """hadolint as far as its consumers can see, and dlint for people."""
    return Tool("hadolint", f"Hadolint (dlint {dlint.__version__})", renamed)

"""Which directory is the build context of a Dockerfile: what compose and bake files say, else what its sources tell."""

import os

from dlint.syntax.go_filepath import clean

from .context import OWN, SOURCES, Context
from .workspace import Workspace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .described_builds import DescribedBuild

_MANIFESTS = (
    ".dockerignore",
    "Cargo.toml",
    "Gemfile",
    "Makefile",
    "composer.json",
    "go.mod",
    "main.py",
    "app.py",
    "manage.py",
    "package.json",
    "pom.xml",
    "pyproject.toml",
    "requirements.txt",
    "setup.py",
    "src",
)
"""One of these beside a Dockerfile says that the directory is a project of its own."""


def likely_context(
    dockerfile: str, sources: "Iterable[str]" = (), workspace: "Workspace | None" = None
) -> Context | None:
    """The context of the Dockerfile at a path, whose COPY and ADD name `sources`; None where that is ambiguous.

    It is what the compose and bake files in its directory and above say, where they name the Dockerfile. Else it is the
    Dockerfile's own directory, where all sources exist there, or some do and no directory above has them all; or the one
    directory above, up to that of the repository, in which all of them exist while none does here. Where the sources tell
    nothing (`.`, or nothing exists), it is the own directory if that looks like a project. `sources` are paths of the
    context as written, with variables expanded: no URLs, nothing from other stages.
    """
    search = _search(dockerfile, sources, workspace)
    return search.context() if search is not None else None


def described_builds(dockerfile: str, workspace: "Workspace | None" = None) -> "list[DescribedBuild]":
    """The builds of the Dockerfile at a path that the compose and bake files in its directory and above describe."""
    search = _search(dockerfile, (), workspace)
    return search.builds() if search is not None else []


def _search(dockerfile: str, sources: "Iterable[str]", workspace: "Workspace | None") -> "_Search | None":
    """The search for the context of a Dockerfile; None where a link leads out to it."""

    workspace = workspace or Workspace()
    directory, name = os.path.split(os.path.abspath(dockerfile))
    real = workspace.boundary.resolve(directory, f"./{name}")
    return _Search(real, dockerfile, sources, workspace) if real is not None else None


class _Search:
    """The directories that may be the context of a Dockerfile, and what speaks for each."""

    def __init__(self, real: str, dockerfile: str, sources: "Iterable[str]", workspace: "Workspace") -> None:
        self.real = real
        self.directory = os.path.dirname(real)
        self.dockerfile = dockerfile
        self.workspace = workspace
        self.root = workspace.boundary.repository(self.directory)
        # `COPY . .` fits everywhere and so tells nothing.
        self.telling = {source for source in sources if clean("/" + source) not in ("/", "/*")}

    def context(self) -> Context | None:
        """The context, or None."""
        described = self.described()
        if None in described:
            return None  # it is said, and lies outside
        if len(described) > 1:
            described = {root: basis for root, basis in described.items() if root and self.fits(root)}
        if described:
            root, basis = described.popitem()
            return self.of(root, basis) if root and not described else None
        own = self.of(self.directory, OWN)
        if self.root == self.directory:
            return own
        if not self.telling:
            return own if self.root is None or looks_like_project(own) else None
        here = sum(bool(own.present(source)) for source in self.telling)
        if here == len(self.telling):
            return own
        fitting = [directory for directory in self.above() if self.fits(directory)]
        if len(fitting) == 1 and not here:
            return self.of(fitting[0], SOURCES)
        return own if not fitting and (here or self.root is None or looks_like_project(own)) else None

    def of(self, root: str, basis: str) -> Context:
        """A directory as context."""
        return Context(root, self.dockerfile, basis=basis, workspace=self.workspace)

    def fits(self, root: str) -> bool:
        """Whether all sources exist in a directory."""
        context = self.of(root, SOURCES)
        return all(context.present(source) for source in self.telling)

    def above(self) -> list[str]:
        """The directories above: up to that of the repository, or a few where there is none."""
        return self.workspace.directories_above(self.directory)

    def described(self) -> dict[str | None, str]:
        """The workspace with which compose and bake files build this Dockerfile, each with the file that says so.

        None stands for those outside of the boundary.
        """
        found: dict[str | None, str] = {}
        for build in self.builds():
            found.setdefault(build.context, build.origin)
        return found

    def builds(self) -> "list[DescribedBuild]":
        """The builds of this Dockerfile that compose and bake files describe."""
        return [
            build
            for directory in (self.directory, *self.above())
            for build in self.workspace.builds_in(directory)
            if build.dockerfile == self.real and (build.context is None or os.path.isdir(build.context))
        ]


def looks_like_project(context: Context) -> bool:
    """Whether a directory looks like a project of its own."""
    return any(context.exists(name) for name in _MANIFESTS)

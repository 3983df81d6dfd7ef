"""Which folder is the build context of a Dockerfile: what compose and bake files say, else what its sources tell."""

import os

from dlint.syntax.gopath import clean

from .context import OWN, SOURCES, Context

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .context_builds import Build
    from .contexts import Contexts

_MAX_DEPTH = 40
_MAX_DEPTH_OUTSIDE = 3
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
"""One of these beside a Dockerfile says that the folder is a project of its own."""


def likely_context(
    dockerfile: str, sources: "Iterable[str]" = (), contexts: "Contexts | None" = None
) -> Context | None:
    """The context of the Dockerfile at a path, whose COPY and ADD name `sources`; None where that is ambiguous.

    It is what the compose and bake files in its folder and above say, where they name the Dockerfile. Else it is the
    Dockerfile's own folder, where all sources exist there, or some do and no folder above has them all; or the one
    folder above, up to that of the repository, in which all of them exist while none does here. Where the sources tell
    nothing (`.`, or nothing exists), it is the own folder if that looks like a project. `sources` are paths of the
    context as written, with variables expanded: no URLs, nothing from other stages.
    """
    try:
        folder = os.path.dirname(os.path.realpath(dockerfile))
    except (OSError, ValueError):
        return None
    return _Search(folder, dockerfile, sources, contexts).context()


def described_builds(dockerfile: str, contexts: "Contexts | None" = None) -> "list[Build]":
    """The builds of the Dockerfile at a path that the compose and bake files in its folder and above describe."""
    try:
        folder = os.path.dirname(os.path.realpath(dockerfile))
    except (OSError, ValueError):
        return []
    return _Search(folder, dockerfile, (), contexts).builds()


class _Search:
    """The folders that may be the context of a Dockerfile, and what speaks for each."""

    def __init__(self, folder: str, dockerfile: str, sources: "Iterable[str]", contexts: "Contexts | None") -> None:
        from .contexts import Contexts

        self.folder = folder
        self.dockerfile = dockerfile
        self.contexts = contexts or Contexts()
        self.root = self.contexts.repository_root(folder)
        # `COPY . .` fits everywhere and so tells nothing.
        self.telling = {source for source in sources if clean("/" + source) not in ("/", "/*")}

    def context(self) -> Context | None:
        """The context, or None."""
        described = self.described()
        if len(described) > 1:
            described = {root: basis for root, basis in described.items() if self.fits(root)}
        if described:
            root, basis = described.popitem()
            return self.of(root, basis) if not described else None
        own = self.of(self.folder, OWN)
        if self.root == self.folder:
            return own
        if not self.telling:
            return own if self.root is None or looks_like_project(own) else None
        here = sum(bool(own.present(source)) for source in self.telling)
        if here == len(self.telling):
            return own
        fitting = [folder for folder in self.above() if self.fits(folder)]
        if len(fitting) == 1 and not here:
            return self.of(fitting[0], SOURCES)
        return own if not fitting and (here or self.root is None or looks_like_project(own)) else None

    def of(self, root: str, basis: str) -> Context:
        """A folder as context."""
        return Context(root, self.dockerfile, basis=basis, contexts=self.contexts)

    def fits(self, root: str) -> bool:
        """Whether all sources exist in a folder."""
        context = self.of(root, SOURCES)
        return all(context.present(source) for source in self.telling)

    def above(self) -> list[str]:
        """The folders above: up to that of the repository, or a few where there is none."""
        return folders_above(self.folder, self.root)

    def described(self) -> dict[str, str]:
        """The contexts with which compose and bake files build this Dockerfile, each with the file that says so."""
        found: dict[str, str] = {}
        for build in self.builds():
            found.setdefault(os.path.realpath(build.context), build.origin)
        return found

    def builds(self) -> "list[Build]":
        """The builds of this Dockerfile that compose and bake files describe."""
        found: list[Build] = []
        name = os.path.basename(self.dockerfile)
        real = os.path.join(self.folder, os.path.basename(os.path.realpath(self.dockerfile)))
        for folder in (self.folder, *self.above()):
            for build in self.contexts.builds_in(folder):
                if os.path.basename(build.dockerfile) not in (name, os.path.basename(real)):
                    continue
                try:
                    if os.path.realpath(build.dockerfile) == real and os.path.isdir(build.context):
                        found.append(build)
                except (OSError, ValueError):
                    continue
        return found


def looks_like_project(context: Context) -> bool:
    """Whether a folder looks like a project of its own."""
    return any(context.exists(name) for name in _MANIFESTS)


def folders_above(folder: str, root: str | None) -> list[str]:
    """The folders above one: up to the root of its repository, or a few where it has none (None)."""
    found: list[str] = []
    barred = _barred() if root is None else ()
    while folder != root and len(found) < (_MAX_DEPTH if root else _MAX_DEPTH_OUTSIDE):
        parent = os.path.dirname(folder)
        if parent == folder or parent in barred:
            break
        folder = parent
        found.append(folder)
    return found


def _barred() -> tuple[str, ...]:
    """Folders that are nobody's project: their parents are not looked into, nor are they."""
    places = ["/", "/tmp", "/var/tmp", "/home", "~", os.environ.get("TMPDIR") or "/tmp"]
    return tuple(os.path.realpath(os.path.expanduser(place)) for place in places)


def repository_root(folder: str) -> str | None:
    """The nearest folder, this one or above, that holds `.git` (a folder, or the file of a worktree); or None."""
    for _ in range(_MAX_DEPTH):
        if os.path.lexists(os.path.join(folder, ".git")):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return None

"""Which folder is the build context of a Dockerfile, when nobody says so."""

import os

from dlint.syntax.gopath import clean

from .context import Context

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_MAX_DEPTH = 40
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


def likely_context(dockerfile: str, sources: "Iterable[str]" = ()) -> Context | None:
    """The context of the Dockerfile at a path, whose COPY and ADD name `sources`; None where that is ambiguous.

    It is the Dockerfile's own folder, where all sources exist there, or some do and no folder above has them all; or
    the one folder above, up to that of the repository, in which all of them exist while none does here. Where the
    sources tell nothing (`.`), it is the own folder if that looks like a project. `sources` are paths of the context as
    written, with variables expanded: no URLs, nothing from other stages.
    """
    try:
        folder = os.path.dirname(os.path.realpath(dockerfile))
    except (OSError, ValueError):
        return None
    own = Context(folder, dockerfile)
    root = repository_root(folder)
    if root is None or root == folder:
        return own
    # `COPY . .` fits everywhere and so tells nothing.
    telling = {source for source in sources if clean("/" + source) not in ("/", "/*")}
    if not telling:
        return own if any(own.exists(name) for name in _MANIFESTS) else None
    here = sum(bool(own.present(source)) for source in telling)
    if here == len(telling):
        return own
    fitting = []
    above = folder
    while above != root:
        above = os.path.dirname(above)
        context = Context(above, dockerfile)
        if all(context.present(source) for source in telling):
            fitting.append(context)
    if len(fitting) == 1 and not here:
        return fitting[0]
    return own if here and not fitting else None


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

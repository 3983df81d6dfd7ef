"""Whether a file that a compose file names is there, as far as that can be told from what lies here."""

import os

from dlint.syntax.remote import is_remote_context

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .compose_file import ComposeFile

_EXAMPLES = ("example", "sample", "template", "dist", "default", "tmpl", "tpl", "j2", "in")


def missing_path(compose: "ComposeFile", text: str, base: str | None = None) -> bool:
    """Whether nothing is at a path and nothing is going to be.

    `base` is the directory that it is taken from, None for that of the compose file. What git ignores, what lies beside an
    example, what rests on a variable, and what is there from a directory above (`--project-directory`) is not missing.
    Of what lies outside of the boundary nothing is known.
    """
    directory = compose.directory
    if directory is None or not text or "$" in text or is_remote_context(text):
        return False
    if os.path.isabs(text) or text.startswith("~"):
        return False  # another machine may have it
    workspace = compose.workspace
    directory = os.path.realpath(directory)
    path = os.path.normpath(os.path.join(base or directory, text))
    if workspace.boundary.resolve(directory, path) is None or os.path.lexists(path) or not os.path.isdir(directory):
        return False
    if base is not None and (_is_empty(base) or not os.path.isdir(base)):
        return False  # a submodule that is not checked out; or what is missing is the directory
    if base is None:
        places = (workspace.boundary.resolve(above, text) for above in workspace.directories_above(directory))
        if any(place is not None and os.path.lexists(place) for place in places):
            return False
    return not _has_example(path) and not _is_ignored(compose, path)


def _has_example(path: str) -> bool:
    """Whether a file beside is there to be copied: `.env.example`."""
    directory, name = os.path.split(path)
    stem, dot, ending = name.rpartition(".")
    wanted = {f"{name}.{word}" for word in _EXAMPLES} | {f"{name}-{word}" for word in _EXAMPLES}
    wanted |= {f"{word}{name}" for word in _EXAMPLES} | {f"{stem}.{word}.{ending}" for word in _EXAMPLES if dot}
    wanted |= {f"{word}.{name.lstrip('.')}" for word in _EXAMPLES} | {f"{stem}-{word}.{ending}" for word in _EXAMPLES}
    return any(os.path.lexists(os.path.join(directory, other)) for other in wanted)


def _is_ignored(compose: "ComposeFile", path: str) -> bool:
    """Whether git ignores a path, or a directory above it."""
    slashes = path.replace(os.sep, "/")
    top = compose.workspace.boundary.repository(os.path.dirname(slashes))
    if top is None:
        return False
    files = compose.workspace.gitignores
    below = slashes[len(top) :]
    return files.ignores(top, below, False) or files.ignores(top, below, True)


def _is_empty(path: str) -> bool:
    """Whether a directory is there, with nothing in it."""
    try:
        return not os.listdir(path)
    except OSError:
        return False

"""From the paths on the command line to the files to lint."""

import os

from dlint.engine.files.discovery import (
    LEADS_OUT,
    ReadError,
    Target,
    discover,
    read,
)
from dlint.engine.files.names import kind_by_name, may_be_code, starts_like_dockerfile
from dlint.report.results import shown_path

from .output import complain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from dlint.engine.config.config import Configurations
    from dlint.engine.notices import Notice


def targets(
    paths: "Sequence[str]",
    found: "Configurations",
    failed: "list[Notice]",
    *,
    force_exclude: bool = False,
    quiet: bool = False,
) -> list[Target]:
    """The files that the paths mean, each once, in the order of the paths; `-` is standard input.

    What can't be linted comes with its error. A directory in which there is nothing to lint gets a warning. With
    `force_exclude` files that were named are left out where they would be in a search of their directory: where the
    configuration excludes them, or where they are programs that are only called like a Dockerfile. Where dlint itself
    fails over a path, a notice is added to `failed`, and the other paths go on.
    """
    wanted: list[Target] = []
    notices: list[Notice] = []
    known: set[str] = set()
    for path in paths:
        if path == "-":
            here = [Target("-", "dockerfile")]
        elif found.boundary.leads_out(path):
            here = [Target(shown_path(path), kind_by_name(path), LEADS_OUT)]
        else:
            try:
                here = [
                    _explained(target, found)
                    for target in discover([path], notices=notices)
                    if _wanted(target, found, target.path == shown_path(path), force_exclude)
                ]
            except Exception as error:
                from dlint.engine.notices import RuleCrash

                failed.append(RuleCrash(None, "dlint", error, path))
                complain(f"error: {failed[-1]!s}")
                continue
        if not here and not quiet and os.path.isdir(path):
            place = "this folder" if path in (".", "./") else shown_path(path)
            complain(f"warning: no Dockerfile found in {place}")
        for target in here:
            real = len(paths) > 1 and path != "-" and target.error is None
            key = os.path.realpath(target.path) if real else target.path
            if key not in known:
                known.add(key)
                wanted.append(target)
    for notice in () if quiet else notices:
        complain(f"warning: {notice!s}")
    return wanted


def _wanted(target: Target, found: "Configurations", named: bool, force_exclude: bool) -> bool:
    """Whether a file is to be linted: one that was named always, unless exclusion is forced."""
    if target.error is not None or (named and not force_exclude) or found.boundary.leads_out(target.path):
        return True
    if named and _is_code(target.path):
        return False
    try:
        return not found.of(target.path).excludes(target.path)
    except Exception:  # a wrong configuration, or our own fault
        return True  # to be reported for it


def _is_code(path: str) -> bool:
    """Whether a file is called `Dockerfile.py` or the like, and does not start as a Dockerfile does."""
    if not may_be_code(os.path.basename(path)):
        return False
    try:
        return not starts_like_dockerfile(read(path).text)
    except ReadError:
        return False  # to be reported for it


def _explained(target: Target, found: "Configurations") -> Target:
    """What does not exist may be meant as a command or a rule."""
    error, word = target.error, target.path
    if error is None or "/" in word or os.path.lexists(word):
        return target
    from .commands import COMMANDS
    from .errors import suggestion

    if word in COMMANDS:
        hint = f"; a command comes first: `dlint {word} ...`"
    elif found.registry.named(word):
        hint = f"; the page of a rule is shown by `dlint explain {word}`"
    else:
        hint = suggestion(word, list(COMMANDS)).replace("did you mean", "did you mean the command")
    return Target(word, target.kind, error + hint)

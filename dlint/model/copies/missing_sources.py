"""Sources that are not in the build context: which of them are missing for sure, and what may have been meant."""

import sys

from dlint.model.context.context import OWN
from dlint.model.context.likely_root import looks_like_project
from dlint.startup import regex as re

from .sources import ContextSource, context_sources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.context.context import Context
    from dlint.model.stage.build import Build

_made = re.compile(
    r"(?:^|/)(?:dist|build|target|out|bin|publish|release|releases|_build|_release|output|artifacts?|generated|node_modules"
    r"|vendor|wheels?|wheelhouse|public|coverage|\.next|\.output|tmp|obj|deb|rpm|binaries)(?:/|$)"
    r"|\.(?:jar|war|ear|whl|deb|rpm|apk|exe|dll|so|tar|tgz|zip|gz|xz|bz2|zst|bin|wasm|img|iso|squashfs|pem|crt|key|pub|rpmdb|snap)$"
    r"|(?:^|/)(?:version|VERSION|BUILD_INFO|build[-_]?info\S*|git[-_]?(?:sha|commit|hash)\S*|\.git(?:/.*)?|\.env\S*)$",
)
"""What builds bring along: products, and what only the machine has that builds."""

_module = re.compile(r"^\s*path\s*=\s*(.+)$", re.MULTILINE)
_template = re.compile(r"\{\{|\}\}|<%|@\w+@|^<|%\w+%|\$\{")

_programs = ("/", "/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/go/bin", "/app/bin")
_MOST_LISTED = 20_000


def missing_sources(file: "Build") -> list[ContextSource]:
    """The sources of COPY, ADD and bind mounts that certainly do not exist, excluded or not.

    Nothing is told where the context is only likely, and none of the sources exists in it; and not of what another
    program has to make before the build.
    """
    context = file.context
    if context is None or context.unknown:
        return []
    named = [
        source
        for source in context_sources(file)
        if source.path and source.is_literal and not source.has_wildcard and not source.is_whole and source.is_used
    ]
    exists = [_exists(context, source.path or "") for source in named]
    missing = [source for source, there in zip(named, exists, strict=True) if there is False]
    if not missing or not (context.is_certain or any(exists) or _is_sure(context)):
        return []
    modules = _submodules(context)
    return [
        source
        for source in missing
        if not _is_made(source, context) and not f"{source.path}/".startswith(tuple(module + "/" for module in modules))
    ]


def _exists(context: "Context", path: str) -> bool | None:
    """Whether a path exists as Linux sees it; macOS and Windows find it in another case, too."""
    there = context.exists(path)
    if there and sys.platform in ("darwin", "win32"):
        return in_another_case(context, path) is None
    return there


def _submodules(context: "Context") -> list[str]:
    """The directories that git fills from other repositories, if somebody asks it to."""
    source = context.read(".gitmodules")
    return [match.strip() for match in _module.findall(source.text)] if source is not None else []


def _is_sure(context: "Context") -> bool:
    """Whether the own directory is the context although it has none of the sources: it looks like a project."""
    return context.basis == OWN and looks_like_project(context)


def _is_made(source: ContextSource, context: "Context") -> bool:
    """Whether a build may make the file first, or git ignores it, so that a checkout does not have it."""
    path = source.path or ""
    if _made.search(path) or _template.search(path) or _is_program(source):
        return True
    return context.gitignores.ignores(context.root, path, (source.text or "").endswith("/"))


def _is_program(source: ContextSource) -> bool:
    """Whether a source without an ending goes where programs are, or is what the container runs."""
    name = (source.path or "").rpartition("/")[2]
    destination = getattr(source.node, "destination", None)
    if "." in name or destination is None or (source.text or "").endswith("/") or name[:1].isupper():
        return False
    target = destination.value
    directory, _, last = target.rpartition("/")
    if target.rstrip("/") in _programs or target == "/" or (last == name and (directory or "/") in _programs):
        return True
    started = source.stage.last("ENTRYPOINT") or source.stage.last("CMD")
    return started is not None and name in started.logical.text


def in_another_case(context: "Context", path: str) -> str | None:
    """The one path that differs from a missing one in upper and lower case only; None where there is not just one."""
    found = ""
    for part in path.split("/"):
        names = context.names_in(found, _MOST_LISTED)
        if part in names or part == "..":
            found = f"{found}/{part}" if found else part
            continue
        same = [name for name in names if name.lower() == part.lower()]
        if len(same) != 1:
            return None
        found = f"{found}/{same[0]}" if found else same[0]
    return found if found != path else None


def near_path(context: "Context", path: str) -> str | None:
    """A path in the same directory whose name is nearly that of a missing one; None where there is none."""
    directory, _, name = path.rpartition("/")
    if len(name) < 4:
        return None
    found = [other for other in context.names_in(directory, _MOST_LISTED) if _one_apart(name, other)]
    return (f"{directory}/{found[0]}" if directory else found[0]) if len(found) == 1 else None


def _one_apart(one: str, other: str) -> bool:
    """Whether two words differ by one letter too many, too few or wrong, or two that changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, more = one[start:], other[start:]
    return (
        rest[1:] == more[1:]
        or rest[1:] == more
        or rest == more[1:]
        or (rest[1::-1] == more[:2] and rest[2:] == more[2:])
    )

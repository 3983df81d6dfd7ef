"""Whether anybody reads an ignore file: the builds with its directory as context, and what speaks for the contrary."""

import os

from dlint.model.context.context import OWN
from dlint.model.disk import locate, read_bytes
from dlint.startup import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from dlint.model.file import File

    from .dockerignore_file import Dockerignore

ELSEWHERE, NO_CONTEXT, NO_DOCKERFILE, OVERRULED = "elsewhere", "no context", "no Dockerfile", "overruled"

_MAX_READ = 300_000
_MAX_FILES = 60
_NAMES = (
    "Makefile", "makefile", "GNUmakefile", "justfile", "Justfile", "Taskfile.yml", "Taskfile.yaml", "package.json",
    ".gitlab-ci.yml", ".travis.yml", "Jenkinsfile", "azure-pipelines.yml", "cloudbuild.yaml", "cloudbuild.yml",
    "skaffold.yaml", "skaffold.yml", "Tiltfile", ".drone.yml", "noxfile.py", "tasks.py", "fly.toml", "README.md",
    ".circleci/config.yml", "bitbucket-pipelines.yml", "Earthfile", "render.yaml", "captain-definition",
)  # fmt: skip
_DIRECTORIES = (".", "scripts", "bin", "ci", "hack", "tools", ".github/workflows", "docker", "build")
_build = re.compile(r"docker|podman|buildah|context|build|kaniko", re.IGNORECASE)


class UnusedIgnoreFile:
    """Why nobody reads an ignore file. `other` is what it rests on: a directory, or the name of a Dockerfile."""

    __slots__ = ("other", "why")

    def __init__(self, why: str, other: str) -> None:
        self.why = why
        self.other = other


def why_unused(ignore: "Dockerignore") -> UnusedIgnoreFile | None:
    """Why nobody reads an ignore file; None where somebody does, or it is not known."""
    if ignore.directory is None or ignore.dockerfiles:
        return None
    if not ignore.is_general:
        name = os.path.basename(ignore.path).removesuffix(".dockerignore")
        missing = re.match(r"(?i)(?:docker|container)file|.*\.dockerfile$", name) and not ignore.candidates
        missing = missing and not os.path.lexists(os.path.join(ignore.directory, name))
        return UnusedIgnoreFile(NO_DOCKERFILE, name) if missing else None
    directory = os.path.realpath(ignore.directory)
    served = [file for file in ignore.candidates if file.context is not None and file.context.root == directory]
    if served:
        own = [file.context.ignore_path for file in served if file.context is not None]
        return UnusedIgnoreFile(OVERRULED, os.path.basename(own[0])) if own[0] is not None else None
    above = _above(ignore, directory)
    if any(build.context == directory for place in (directory, *above) for build in ignore.workspace.builds_in(place)):
        return None
    beside = [file for file in ignore.candidates if file.directory and _same(file.directory, directory)]
    found = _elsewhere(beside, directory) if beside else _no_context(ignore, directory, above)
    if found is None or any(_mentions(place, directory) for place in above):
        return None
    return found


def _elsewhere(beside: "list[File]", directory: str) -> UnusedIgnoreFile | None:
    contexts = [file.context for file in beside]
    if any(context is None or context.basis == OWN for context in contexts) or contexts[0] is None:
        return None
    return UnusedIgnoreFile(ELSEWHERE, os.path.relpath(contexts[0].root, directory).replace(os.sep, "/"))


def _no_context(ignore: "Dockerignore", directory: str, above: list[str]) -> UnusedIgnoreFile | None:
    """Where there is no Dockerfile at all: a build above whose context this directory is a part of."""
    if ignore.candidates:
        return None
    for place in above:
        for build in ignore.workspace.builds_in(place):
            root = build.context
            if root is not None and directory.startswith(root.rstrip(os.sep) + os.sep):
                return UnusedIgnoreFile(NO_CONTEXT, os.path.relpath(root, directory).replace(os.sep, "/"))
        if any(_is_file(place, name) for name in ("Dockerfile", "Containerfile", "dockerfile")):
            return UnusedIgnoreFile(NO_CONTEXT, os.path.relpath(place, directory).replace(os.sep, "/"))
    return None


def _above(ignore: "Dockerignore", directory: str) -> list[str]:
    return ignore.workspace.directories_above(directory)


def _is_file(directory: str, name: str) -> bool:
    try:
        place = locate(directory, name)
    except OSError:
        return False
    return place is not None and place.is_file


def _same(path: str, directory: str) -> bool:
    try:
        return os.path.realpath(path) == directory
    except (OSError, ValueError):
        return False


def _mentions(place: str, directory: str) -> bool:
    """Whether a script or a description of builds in a directory above speaks of the directory where it speaks of builds."""
    name = re.escape(os.path.basename(directory))
    mention = re.compile(rf"(?<![\w.-]){name}(?![\w-]|\.\w)")
    for text in _texts(place):
        for line in text.split("\n"):
            if mention.search(line) and _build.search(line.replace(os.path.basename(directory), "")):
                return True
    return False


def _texts(place: str) -> "Iterator[str]":
    names = list(_NAMES)
    for directory in _DIRECTORIES:
        try:
            there = locate(place, directory)
            found = sorted(os.listdir(os.path.join(place, there.path))) if there is not None else []
        except OSError:
            continue
        endings = (".yml", ".yaml") if directory.startswith(".github") else (".sh", ".mk", ".bash")
        names += [f"{directory}/{name}" for name in found if name.endswith(endings)]
    for name in names[: len(_NAMES) + _MAX_FILES]:
        try:
            found_place = locate(place, name)
            if found_place is not None and found_place.is_file:
                yield read_bytes(os.path.join(place, found_place.path), _MAX_READ).decode("utf-8", "replace")
        except OSError:
            continue

"""`dlint context`: what a build gets, how large it is, what is left out, and why."""

import os

from dlint.model.disk import absolute

from . import configuration
from .errors import UsageError
from .options import Option, Options, read
from .output import complain, console, tell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from dlint.model.boundary import Boundary
    from dlint.model.context.context import Context

_SHARED = ("--config", "--build-arg", "--target", "--context")

OPTIONS = (
    Option("-f", "--format", metavar="FORMAT", choices=("text", "json"), help="How to show it"),
    Option("--why", metavar="PATH", many="repeat",
           help="Say whether a path, taken from the root of the context, is sent, and which pattern decides"),
    Option("--depth", metavar="N", help="How deep the tree goes; 2 where it is not given"),
    *(option for option in configuration.OPTIONS if option.names[-1] in _SHARED),
    Option("--no-color", help="Write without colours; so does the environment variable NO_COLOR"),
    Option("-h", "--help", help="Print this"),
)  # fmt: skip

USAGE = "dlint context [OPTION ...] [PATH]"

DESCRIPTION = """
Show the build context of a Dockerfile, or that of the Dockerfile in a folder, this folder by default: what
is sent to the build, how large it is, what the ignore file leaves out and by which line. Nothing is built.
"""

CLOSING = """
The context is what --context or the configuration says, else what the compose and bake files around the
Dockerfile say, else the folder of the Dockerfile, or the one above in which its sources exist.
"""

NAMES = ("Dockerfile", "dockerfile", "Containerfile")


def context(arguments: "Sequence[str]") -> int:
    """Run the command; the exit status comes back. Raises `UsageError`."""
    options = read(arguments, OPTIONS)
    if options["help"]:
        from .help import help_text

        tell(help_text(USAGE, DESCRIPTION, OPTIONS, CLOSING))
        return 0
    if len(options.operands) > 1:
        raise UsageError("one path at a time: a Dockerfile, or a folder with one")
    depth = _depth(options["depth"])
    found = _context(options.operands[0] if options.operands else ".", options)
    if options["why"]:
        _why(found, options)
    else:
        _show(found, options, depth)
    return 0


def _depth(given: str | None) -> int:
    if given is None:
        return 2
    if not given.isascii() or not given.isdigit() or len(given) > 3:
        raise UsageError(f"`--depth {given}` is not a small number")
    return int(given)


def _context(path: str, options: Options) -> "Context":
    """The context that a path means. Raises `UsageError`."""
    from dlint.engine.config.config import ConfigError
    from dlint.model.context.context import GIVEN, Context

    for option in configuration.OPTIONS:
        options.values.setdefault(option.key, [] if option.many else None if option.metavar else False)
    configurations = configuration.configurations(options)
    boundary = configurations.boundary
    configuration.check_path(path, boundary)
    for error in configurations.registry.errors:
        complain(f"error: {error!s}")
    dockerfile = _dockerfile(path, boundary)
    if dockerfile is not None:
        configuration.check_path(dockerfile, boundary)
    try:
        settings = (configurations.of(dockerfile) if dockerfile else configurations.of_directory(path)).settings
    except ConfigError as error:
        raise UsageError(str(error)) from None
    if dockerfile is None:
        return Context(os.path.realpath(settings.context or path), basis=GIVEN)
    from dlint.engine.files.discovery import ReadError, read as read_file
    from dlint.model.context.workspace import Workspace
    from dlint.model.file import File

    try:
        source = read_file(dockerfile)
    except ReadError as error:
        raise UsageError(f"{dockerfile}: {error}") from None
    if settings.context is not None and not os.path.isdir(settings.context):
        raise UsageError(f"the configuration's context {settings.context} is not a folder")
    workspace = Workspace(boundary)
    file = File(source, settings, os.path.dirname(absolute(dockerfile)), workspace=workspace)
    if file.context is None:
        raise UsageError(
            f"which folder is the build context of {dockerfile} can't be told",
            "Name it: `dlint context --context DIR`.",
        )
    return file.context


def _dockerfile(path: str, boundary: "Boundary") -> str | None:
    """The Dockerfile that a path means; None for a directory without one, which is then the context itself."""
    if not os.path.isdir(path):
        if os.path.basename(path) == ".dockerignore":
            return _dockerfile(os.path.dirname(path) or ".", boundary)
        return path.removesuffix(".dockerignore")
    from dlint.engine.files.names import DOCKERFILE, kind_in_search

    for name in NAMES:
        place = os.path.join(path, name)
        if os.path.isfile(place) or boundary.leads_out(place):
            return place
    try:
        names = sorted(name for name in os.listdir(path) if kind_in_search(name) == DOCKERFILE)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    if len(names) > 1:
        raise UsageError(f"there are several Dockerfiles in {path}: {', '.join(names)}", "Name one of them.")
    return os.path.join(path, names[0]) if names else None


def _why(found: "Context", options: Options) -> None:
    """Answer for each path of `--why`."""
    from dlint.report.context import context_facts, why, why_facts

    paths = [_inside(found, path) for path in options["why"]]
    if options["format"] == "json":
        tell(_encoded({**context_facts(found), "why": [why_facts(found, path) for path in paths]}))
    else:
        tell("".join(why(found, path) for path in paths))


def _inside(found: "Context", path: str) -> str:
    """A path of `--why` as a path in the context: from its root, or absolute on this machine."""
    from dlint.syntax.go_filepath import clean

    if os.path.isabs(path):
        real = os.path.normpath(os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path)))
        root = found.root.rstrip(os.sep) + os.sep
        if real.startswith(root):
            return real[len(root) :].replace(os.sep, "/")
    return clean("/" + path.replace(os.sep, "/"))[1:] or "."


def _show(found: "Context", options: Options, depth: int) -> None:
    """Show the whole context."""
    from dlint.model.context.survey import Survey
    from dlint.report.context import draw, facts_of

    survey = Survey(found, depth)
    if options["format"] == "json":
        tell(_encoded(facts_of(survey)))
        return
    screen = console(options["no_color"])
    if not screen.is_terminal:
        screen.width = 200
    with screen.capture() as capture:
        draw(survey, screen)
    tell("".join(line.rstrip() + "\n" for line in capture.get().split("\n")[:-1]))


def _encoded(value: "dict[str, Any]") -> str:
    from dlint.report.json import encoded, representable

    def harmless(item: "Any") -> "Any":
        if isinstance(item, str):
            return representable(item)
        if isinstance(item, dict):
            return {key: harmless(inner) for key, inner in item.items()}
        return [harmless(inner) for inner in item] if isinstance(item, list) else item

    return encoded(harmless(value))

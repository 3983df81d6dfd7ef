"""What a RUN may do to a file in the image, by the programs that it runs."""

from dlint.model.shell.programs import leaves_sources_alone
from dlint.syntax.go_filepath import clean
from dlint.syntax.nodes import Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Build

NOTHING, WRITES, REMOVES = "", "writes", "removes"

_REMOVING = frozenset(("rm", "mv"))
_WRITING = frozenset((
    "echo", "printf", "cat", "touch", "tee", "sed", "cp", "mv", "ln", "install", "curl", "wget", "rmdir", "grep",
    "poetry",
))  # fmt: skip
"""Programs that write what they name."""

_POETRY_WRITES = ("new", "init", "add", "export", "lock", "version", "remove", "build")


def general_effect(build: "Build", node: Run) -> str | None:
    """What a RUN may do to a file, whatever that is called; None where it depends on the name."""
    commands = build.commands(node)
    programs = {command.family for command in commands}
    if not commands or not programs.isdisjoint(_REMOVING):
        return None
    writing = {program for program in programs if not leaves_sources_alone(program)}
    if not writing <= _WRITING:
        return WRITES
    return NOTHING if not writing and not any(command.redirections for command in commands) else None


def effect_on(path: str, build: "Build", node: Run) -> str:
    """What a RUN may do to a path: NOTHING, WRITES or REMOVES."""
    commands = build.commands(node)
    if not commands:
        return WRITES if node.json is None or node.json.elements else NOTHING
    effect = NOTHING
    for command in commands:
        found = _of_command(command, path)
        if found == REMOVES:
            return found
        effect = effect or found
    return effect


def _of_command(command: "Command", path: str) -> str:
    name = path.rpartition("/")[2]
    program = command.family
    mentioned = name in command.text or "*" in command.text
    if program in _REMOVING and (
        mentioned or any(below(path, directory) is not None for directory in _paths(command.text))
    ):
        return REMOVES
    if _redirects_to(command, name):
        return WRITES
    if leaves_sources_alone(program) or program == "rm":
        return NOTHING
    if program == "poetry":
        verb = command.subcommand.value if command.subcommand is not None else None
        writes = verb in _POETRY_WRITES and name in ("pyproject.toml", "poetry.lock", "requirements.txt")
        return WRITES if writes else NOTHING
    if program in _WRITING:
        return WRITES if mentioned or (program == "cp" and command.has("-r", "-a", "-R")) else NOTHING
    return WRITES


def _redirects_to(command: "Command", name: str) -> bool:
    """Whether a command writes to a file by a redirection, and one of its redirections names it."""
    if not any(redirection.operator.startswith((">", "&>")) for redirection in command.redirections):
        return False
    return name in " ".join(one.target.text for one in command.redirections if one.target is not None)


def below(path: str, directory: str) -> str | None:
    """What is left of a path below a directory: empty for itself, None where it lies elsewhere."""
    if path == directory:
        return ""
    prefix = directory if directory.endswith("/") else directory + "/"
    return path[len(prefix) :] if path.startswith(prefix) else None


def _paths(text: str) -> list[str]:
    """The absolute paths in a command."""
    return [clean(word) for word in text.split() if word.startswith("/") and len(word) > 1]

"""The commands by their names. Each is the function of its name in the module of its name, imported when it is run."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COMMANDS = ("check", "config", "context", "explain", "hadolint", "rules")
"""A first argument that is one of these is a command, even where a file has that name: `./rules` is the file."""


def command(name: str) -> "Callable[[Sequence[str]], int]":
    """What runs the command `name`, one of `COMMANDS`: it takes the arguments and returns the exit status."""
    module = __import__(f"dlint.cli.{name}", fromlist=(name,))
    run: Callable[[Sequence[str]], int] = getattr(module, name)
    return run

"""The command `dlint`: which command is meant, and what happens when it fails."""

import sys

from . import errors
from .commands import COMMANDS
from .output import complain, open_streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run a command line (without the program's name) and return the exit status.

    0: nothing at or above the fail level. 1: findings. 2: wrong usage or configuration, or a file that could not be
    read. 3: dlint itself failed. 130: interrupted.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        open_streams()
    name = arguments[0] if arguments and arguments[0] in COMMANDS else ""
    try:
        status = _command(name or "check")(arguments[1:] if name else arguments)
        _keep()
        return status
    except errors.UsageError as error:
        complain(f"error: {error}")
        if error.hint:
            complain(error.hint)
        return errors.USAGE
    except KeyboardInterrupt:
        return errors.INTERRUPTED
    except Exception as error:
        return _failed(error)


def _command(name: str) -> "Callable[[Sequence[str]], int]":
    """What runs a command: it takes the arguments and returns the exit status. Its module is imported only now."""
    module = __import__(f"dlint.cli.{name}", fromlist=(name,))
    run: Callable[[Sequence[str]], int] = getattr(module, name)
    return run


def _keep() -> None:
    """Write down what would cost the next run time again."""
    regex = sys.modules.get("dlint.startup.regex")
    if regex is not None:
        regex.keep()


def _failed(error: Exception) -> int:
    """Say that it is our fault, and how to report it, without a traceback unless it is asked for."""
    import os

    if os.environ.get("DLINT_TRACEBACK"):
        import traceback

        traceback.print_exception(error)
    import dlint

    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f" at {os.path.basename(place.tb_frame.f_code.co_filename)}:{place.tb_lineno}" if place else ""
    complain(f"internal error: {type(error).__name__}: {error!s}{where}")
    complain(f"this is a fault of dlint {dlint.__version__}; how to report it: {dlint.DOCUMENTATION_URL}/bugs/")
    if not os.environ.get("DLINT_TRACEBACK"):
        complain("set DLINT_TRACEBACK=1 to see where it happened")
    return errors.FAILURE

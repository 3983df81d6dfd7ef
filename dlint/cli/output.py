"""Writing: to standard output and error without surprises, and to files in one piece."""

import os
import sys

from .errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.console import Console


def forced_color() -> bool:
    """Whether the environment wants to see what a terminal would (https://force-color.org; npm's 0 means no)."""
    return os.environ.get("FORCE_COLOR", "") not in ("", "0", "false")


def for_a_person() -> bool:
    """Whether standard output is a terminal, or is to be treated as one."""
    return forced_color() or sys.stdout.isatty()


def console(no_color: bool = False) -> "Console":
    """A console on standard output that knows its width and colours. It imports rich."""
    from rich.console import Console

    found = Console(
        no_color=True if no_color else None,  # None: as NO_COLOR says
        force_terminal=True if forced_color() else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    if found.legacy_windows:
        found = Console(color_system=None, force_terminal=False, highlight=False, markup=False, emoji=False)
    return found


def tell(text: str) -> None:
    """Write a report to standard output.

    A character that the encoding lacks is written as an escape. A reader that has gone (`dlint | head`) is no error.
    Raises `UsageError` when the text can't be written.
    """
    try:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_standard_output()
    except OSError as error:
        if os.name == "nt" and error.errno == 22:  # how Windows reports a closed pipe
            _discard_standard_output()
            return
        _discard_standard_output()
        raise UsageError(f"cannot write to standard output: {error.strerror or error}") from None


def _discard_standard_output() -> None:
    """Let what is still in the buffer go nowhere, or Python would complain about it once more when it ends."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (OSError, ValueError):
        pass


def complain(text: str) -> None:
    """Write a message to standard error: `dlint: error: …`. Whatever is in it, it is one line and harmless."""
    from dlint.report.escape import visible

    try:
        sys.stderr.write(f"dlint: {visible(text)}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        pass  # there is nobody left to tell


def write_file(path: str, text: str) -> None:
    """Write a file in UTF-8, all of it or nothing: a reader never sees half a report.

    The text goes to a new file beside it, which then takes its place and its permissions. A device or a pipe is
    written to directly. Raises `UsageError`.
    """
    from .atomic import replace_file

    try:
        replace_file(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from None

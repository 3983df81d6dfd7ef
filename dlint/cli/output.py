"""Writing: to standard output and error without surprises, and to files in one piece."""

import os
import sys

from .errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rich.console import Console


def open_streams() -> None:
    """Let what was closed of the standard streams lead nowhere: nobody reads a report, and the exit status still counts.

    Else the next file that is opened would get the number of the stream, and what is meant for a terminal would land in
    it. `sys.stdin` stays None, so that it can be told from an empty one.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free is this one.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")


def forced_color() -> bool:
    """Whether the environment wants to see what a terminal would (https://force-color.org; npm's 0 means no)."""
    return os.environ.get("FORCE_COLOR", "") not in ("", "0", "false")


def for_a_person() -> bool:
    """Whether standard output is a terminal, or is to be treated as one."""
    return forced_color() or sys.stdout.isatty()


def console(no_color: bool = False, *, stderr: bool = False) -> "Console":
    """A console on standard output (or error) that knows its width and colours. It imports rich."""
    from rich.console import Console

    for name in ("COLUMNS", "LINES"):
        size = os.environ.get(name, "")
        if not (size.isascii() and size.isdigit() and len(size) < 6 and int(size) > 0):
            os.environ.pop(name, None)  # rich would fail over it, or print nothing
    found = Console(
        stderr=stderr,
        no_color=True if no_color else None,  # None: as NO_COLOR says
        force_terminal=True if forced_color() else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    if found.legacy_windows:
        found = Console(
            stderr=stderr, color_system=None, force_terminal=False, highlight=False, markup=False, emoji=False
        )
    return found


def tell(text: str, *, commands: bool = False) -> None:
    """Write a report to standard output; it commands a build server only where it is made for that (`commands`).

    A character that the encoding lacks is written as an escape. A reader that has gone (`dlint | head`) is no error.
    Raises `UsageError` when the text can't be written.
    """
    if not commands:
        from dlint.report.escape import without_commands

        text = without_commands(text)
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

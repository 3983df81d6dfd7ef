"""`dlint` and `python -m dlint`."""

import gc
import os
import sys


def leave_working_directory() -> None:
    """Take off the path what `python -m` has put at its start: the working directory, which may be what is linted.

    Else every module that is imported late could come from there. Where we came from it ourselves, in a checkout, it
    goes to the end: there it adds modules and replaces none.
    """
    if sys.flags.safe_path or not sys.path:
        return
    first = sys.path[0]
    try:
        here = os.getcwd()
    except OSError:
        here = ""
    if first in ("", here):
        del sys.path[0]
        home = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        if home == here and home not in sys.path:
            sys.path.append(home)


def run() -> None:
    """Run the command line and end the process with its exit status.

    What a run makes stays until its end, so the collector of cycles seldom has something to do; and when all is
    written, the system takes the memory back at once, where Python would need 5 ms to take it apart.
    """
    leave_working_directory()
    gc.set_threshold(50_000, 20, 100)
    from dlint.cli.main import main

    status = main(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        sys.exit(status)  # Python tells what it has to tell
    os._exit(status)


if __name__ == "__main__":
    run()

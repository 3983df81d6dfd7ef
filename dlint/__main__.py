"""`dlint` and `python -m dlint`."""

import gc
import os
import sys


def run() -> None:
    """Run the command line and end the process with its exit status.

    What a run makes stays until its end, so the collector of cycles seldom has something to do; and when all is
    written, the system takes the memory back at once, where Python would need 5 ms to take it apart.
    """
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

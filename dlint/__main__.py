"""`dlint` and `python -m dlint`."""

import sys


def run() -> None:
    """Run the command line and end the process with its exit status."""
    from dlint.cli.main import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()

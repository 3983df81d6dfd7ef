"""`python -m dlint`."""

import sys

from dlint.cli.main import main

if __name__ == "__main__":
    sys.exit(main())

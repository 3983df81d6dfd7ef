"""What ShellCheck's codes are about: level and a line for each of those that are met, in our words.

ShellCheck's own pages are on the web; this is for `dlint explain` and for judging whether a suppression is needed. The
file `titles.txt` has a line for each code: the code, its level, its title.
"""

import os


def _table() -> dict[str, tuple[str, str]]:
    found = {}
    with open(os.path.join(os.path.dirname(__file__), "titles.txt"), encoding="utf-8") as lines:
        for line in lines:
            code, level, title = line.rstrip("\n").split(" ", 2)
            found[code] = (level, title)
    return found


TITLES = _table()
"""Level and title by code."""

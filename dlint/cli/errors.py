"""What ends a command early, and the exit statuses."""

FINDINGS = 1
"""Something was found at or above the fail level."""

USAGE = 2
"""Wrong usage or configuration, or a file that could not be read."""

FAILURE = 3
"""dlint itself failed."""

INTERRUPTED = 130
"""Stopped from the keyboard, as shells count it."""


class UsageError(Exception):
    """Wrong usage: the message is for the user, one line; `hint` says what to do about it, or is empty."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def check_working_directory(path: str) -> None:
    """Raise `UsageError` for a path that starts from the working directory, where that was deleted."""
    import os

    if not os.path.isabs(path):
        try:
            os.getcwd()
        except OSError:
            from dlint.engine.files.discovery import GONE

            raise UsageError(GONE, "Change to another one, or give absolute paths.") from None


def suggestion(word: str, known: "list[str]") -> str:
    """`; did you mean `x`?` for the known word that is most like this one, or the empty text."""
    from difflib import get_close_matches

    close = get_close_matches(word.lower(), known, 1, 0.6)
    return f"; did you mean `{close[0]}`?" if close else ""

"""`dlint` and `python -m dlint`."""

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

try:
    import _signal  # type: ignore[import-not-found]  # `signal` is the same, and takes 2 ms to import
except ImportError:
    import signal as _signal

INTERRUPTED = 130
"""The exit status where the run was stopped from the keyboard."""


class Stopped(BaseException):
    """A signal asks dlint to end; `number` is which. All that is open is closed and deleted on its way up."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


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
    written, the system takes the memory back at once, where Python would need 5 ms to take it apart. SIGTERM and SIGHUP
    end the process as they would without this, but nothing is left behind.
    """
    leave_working_directory()
    try:
        _listen()
        gc.set_threshold(50_000, 20, 100)
        from dlint.cli.main import main

        status = main(sys.argv[1:])
        if status == INTERRUPTED:
            os._exit(status)  # nobody wants the rest of what there was to write
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError, AttributeError):
            sys.exit(status)  # Python tells what it has to tell
        os._exit(status)
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)
    except Stopped as stopped:
        _end_by(stopped.number)


def _listen() -> None:
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(_signal, name, None)
        # `nohup` has them ignored.
        if number is not None and _signal.getsignal(number) == _signal.SIG_DFL:
            _signal.signal(number, _stop)


def _stop(number: int, frame: object) -> None:
    _signal.signal(number, _signal.SIG_DFL)  # whoever asks twice does not want to wait
    raise Stopped(number)


def _end_by(number: int) -> "NoReturn":
    """End by a signal, so that whoever has started us sees what it was; shells make 128 + `number` of it."""
    _signal.signal(number, _signal.SIG_DFL)
    os.kill(os.getpid(), number)
    os._exit(128 + number)  # the first process of a container does not die of it


if __name__ == "__main__":
    run()

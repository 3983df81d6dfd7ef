"""ShellCheck for the files of one run: loaded and started only where there is a script for it."""

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.file import File

    from .choice import Choice
    from .findings import ShellCheck
    from .session import Session


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class LazySession:
    """The session of one run, made when a file first needs it.

    `shared` is by how many processes of dlint the processors are used.
    """

    __slots__ = ("_session", "_shared")

    def __init__(self, shared: int = 1) -> None:
        self._shared = shared
        self._session: Session | None = None

    def hand_over(self, file: "File", choice: "Choice", *, required: bool = False) -> "ShellCheck | None":
        """Put the scripts of a file on the list; None where nothing that ShellCheck might say is wanted.

        `required` is whether it is an error that shellcheck is missing.
        """
        weakest = choice.weakest
        if weakest is None:
            return None
        from .findings import ShellCheck
        from .session import Session

        if self._session is None:
            self._session = Session(processors() // self._shared)
        if required:
            self._session.required = True
        return ShellCheck(file, choice, self._session, weakest)

    def start(self) -> None:
        """Start to check what is on the list."""
        if self._session is not None:
            self._session.start()

    def __enter__(self) -> "LazySession":
        return self

    def __exit__(self, *error: object) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()

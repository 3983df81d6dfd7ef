"""ShellCheck for the files of one run: loaded and started only where there is a script for it."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.file import File

    from .config import Config
    from .shellcheck import ShellCheck
    from .shellcheck_process import Session


class Shells:
    """The session of one run, if it needs one."""

    __slots__ = ("_session",)

    def __init__(self) -> None:
        self._session: Session | None = None

    def hand_over(self, file: "File", config: "Config") -> "ShellCheck | None":
        """Put the scripts of a file on the list; None where nothing that ShellCheck might say is wanted."""
        choice = config.shellcheck_for(file.path)
        weakest = choice.weakest
        if weakest is None:
            return None
        from .shellcheck import ShellCheck
        from .shellcheck_process import Session

        if self._session is None:
            self._session = Session()
        if any(layer.values.get("shellcheck") for layer in config.layers):
            self._session.required = True
        return ShellCheck(file, choice, self._session, weakest)

    def start(self) -> None:
        """Start to check what is on the list."""
        if self._session is not None:
            self._session.start()

    def __enter__(self) -> "Shells":
        return self

    def __exit__(self, *error: object) -> None:
        if self._session is not None:
            self._session.close()

"""What a run has to say beside findings: what went wrong with dlint itself or with its packs."""


class Notice:
    """Something that a person has to know and that is no finding.

    `text` is one sentence without full stop, `path` and `line` (from 1) where the cause is, where that is known.
    `status` is the exit status that a run with this notice ends with at least; 0: it is a warning. `cause` is the same
    for notices of which the first tells all; None: each has to be told.
    """

    __slots__ = ("line", "path", "text")

    status = 3
    cause: str | None = None

    def __init__(self, text: str, path: str | None = None, line: int | None = None) -> None:
        self.text = text
        self.path = path
        self.line = line

    def __str__(self) -> str:
        place = "" if self.path is None else self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.text}" if place else self.text

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


TOO_LONG = "the file is too long: from here on nothing is linted"


class Unread(Notice):
    """Something in a file, first at `line`, was not looked at, since there is more of it than people write.

    The exit status is that of findings: of what was not looked at nobody knows that there is nothing to find, and a
    pull request must not get past by being long. What was passed over around a file (`ContextLimit`) only warns.
    """

    __slots__ = ()

    status = 1

    def __init__(self, path: str, line: int, text: str) -> None:
        super().__init__(text, path, line)


class PackError(Notice):
    """A pack or one of its rules can't be loaded. The other packs and rules are there all the same.

    `pack` is the name of the pack.
    """

    __slots__ = ("pack",)

    status = 2

    def __init__(self, pack: str, text: str, path: str | None = None, line: int | None = None) -> None:
        super().__init__(f"the pack `{pack}` is not whole: {text}", path, line)
        self.pack = pack


class ContextLimit(Notice):
    """A build context is so large that not all of it was looked at; `path` is its root."""

    __slots__ = ("cause",)

    status = 0

    def __init__(self, root: str) -> None:
        super().__init__(
            "there is too much in this build context to look at all of it: rules on its files may miss some", root
        )
        self.cause = f"context {root}"


class FileLimit(Notice):
    """A file around the one that is linted was not read, for there is too much in it; `why` is a clause."""

    __slots__ = ("cause",)

    status = 0

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{why}, so it is not read, and rules that need it report nothing", path)
        self.cause = f"file {path}"


class IgnoreLimit(Notice):
    """The .gitignore files of a directory that was searched are so large, or so many, that not all of them held.

    `path` is the directory.
    """

    __slots__ = ("cause",)

    status = 0

    def __init__(self, directory: str) -> None:
        super().__init__(
            "the .gitignore files here are too large to honor fully, so ignored files may be linted: exclude them in the "
            "configuration",
            directory,
        )
        self.cause = f"gitignore {directory}"


class RuleCrash(Notice):
    """A rule (or, where `rule` is None, dlint's own reading) raised an exception.

    `path` is the file that was linted; `trace` is the last place in the code, `file:line`.
    """

    __slots__ = ("rule", "trace")

    def __init__(self, rule: str | None, pack: str, error: BaseException, path: str) -> None:
        import traceback

        frames = traceback.extract_tb(error.__traceback__)
        self.rule = rule
        self.trace = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
        what, others = (f"the rule `{rule}`", "rules") if rule else ("dlint", "files")
        cause = "".join(traceback.format_exception_only(error)).strip().replace("\n", " ")
        from dlint import DOCUMENTATION_URL, __version__

        report = (
            f"this is a fault of dlint {__version__}, please report it: {DOCUMENTATION_URL}/bugs/"
            if pack == "dlint"
            else f"please report it to the authors of the pack `{pack}`"
        )
        where = f" ({self.trace})" if self.trace else ""
        super().__init__(f"{what} failed with {cause}{where}; the other {others} went on; {report}", path)

"""ShellCheck for a Dockerfile: its scripts are handed over, and what is said of them becomes problems.

A script is what a shell is given by a RUN in shell form, or a heredoc that a shell reads. It goes to ShellCheck as it
is, with a line in front that tells the shell. The names that ENV and ARG declare are not put in front of it, which
would make the same text another script each time: what is said of a variable because its name is not known is dropped
here.
"""

from dlint.engine.findings import Problem

from .codes import ShellCheckCode
from .dropped import (
    DECLARED,
    NOT_EMPTY,
    Place,
    is_declared,
    is_harmless,
)
from .locations import ScriptLocations
from .scripts import ShellScript, scripts_of
from .session import LONGEST, TooLong

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dlint.engine.notices import Notice
    from dlint.model.file import File
    from dlint.model.stage.scope import Scope

    from .answer import Comment
    from .choice import Choice
    from .session import Session

SUGGESTED = frozenset(("SC2086", "SC2248", "SC2250"))
"""Codes whose fix may be wrong as often as right; that of the others is right for nearly everyone."""


class ShellCheck:
    """One file's part: its scripts are handed over when it is made, `problems` tells what was said of them."""

    __slots__ = ("_choice", "_file", "_session", "failure", "scripts")

    def __init__(self, file: "File", choice: "Choice", session: "Session", weakest: str) -> None:
        self._file = file
        self._choice = choice
        self._session = session
        self.failure: Notice | None = None
        self.scripts = []
        for script in scripts_of(file, weakest == "style"):
            if len(script.given) <= LONGEST:
                self.scripts.append(script)
            elif self.failure is None:
                self.failure = TooLong(file.path, file.source.line(script.instruction.start))
        session.submit([script.given for script in self.scripts], weakest)

    def problems(self) -> "Iterator[tuple[ShellCheckCode, Problem]]":
        """Wait for ShellCheck; what it says, with the codes as rules. `failure` then says why some is not known."""
        for script in self.scripts:
            comments = self._session.result(script.given)
            if comments is None:
                self.failure = self._session.failure or self.failure
            elif comments:
                yield from self._of(script, comments)

    def _of(self, script: ShellScript, comments: "Sequence[Comment]") -> "Iterator[tuple[ShellCheckCode, Problem]]":
        places = ScriptLocations(script)
        scope: Scope | None = None
        for comment in comments:
            code, level = comment.code, comment.level
            if comment.line <= script.first or not self._choice.runs(code, level):
                continue
            start, end = places.span(comment)
            text = script.logical.text
            if is_harmless(Place(text, start, end, comment, comments), code):
                continue
            if code in DECLARED or code in NOT_EMPTY:
                scope = scope or self._file.scope_at(script.instruction)
                if is_declared(comment, text, text[start:end], scope):
                    continue
            edits = places.edits(comment.replacements)
            problem = Problem(
                places.written(start, end),
                comment.message,
                *edits,
                severity=self._choice.severity(code, level),
                safety="suggestion" if code in SUGGESTED else "unsafe",
            )
            yield ShellCheckCode(code, level), problem

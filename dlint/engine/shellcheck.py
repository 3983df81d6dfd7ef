"""ShellCheck for a Dockerfile: its scripts are handed over, and what is said of them becomes problems.

A script is what a shell is given by a RUN in shell form, or a heredoc that a shell reads. It goes to ShellCheck as it
is, with a line in front that tells the shell. The names that ENV and ARG declare are not put in front of it, which
would make the same text another script each time: what is said of a variable because its name is not known is dropped
here.
"""

from dlint.syntax import regex as re

from .problem import Problem
from .shellcheck_codes import DECLARED, NOT_EMPTY, ShellCheckCode
from .shellcheck_places import Places
from .shellcheck_scripts import ShellScript, scripts_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dlint.model.file import File
    from dlint.model.scope import Scope

    from .shellcheck_codes import Choice
    from .shellcheck_process import Comment, Session, ShellCheckFailure

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY")
"""Arguments that every build has, in capitals and in small letters."""

SUGGESTED = frozenset(("SC2086", "SC2248", "SC2250"))
"""Codes whose fix may be wrong as often as right; that of the others is right for nearly everyone."""

_in_message = re.compile(r"(?:Possible misspelling: |In (?:POSIX sh|\w+), )?([A-Za-z_]\w*)", re.ASCII)
_in_text = re.compile(r"\$\{?([A-Za-z_]\w*)", re.ASCII)


class ShellCheck:
    """One file's part: its scripts are handed over when it is made, `problems` tells what was said of them."""

    __slots__ = ("_choice", "_file", "_session", "failure", "scripts")

    def __init__(self, file: "File", choice: "Choice", session: "Session", weakest: str) -> None:
        self._file = file
        self._choice = choice
        self._session = session
        self.failure: ShellCheckFailure | None = None
        self.scripts = scripts_of(file, weakest == "style")
        session.submit([script.given for script in self.scripts], weakest)

    def problems(self) -> "Iterator[tuple[ShellCheckCode, Problem]]":
        """Wait for ShellCheck; what it says, with the codes as rules. `failure` then says why some is not known."""
        for script in self.scripts:
            comments = self._session.result(script.given)
            if comments is None:
                self.failure = self._session.failure
            elif comments:
                yield from self._of(script, comments)

    def _of(self, script: ShellScript, comments: "Sequence[Comment]") -> "Iterator[tuple[ShellCheckCode, Problem]]":
        places = Places(script)
        scope: Scope | None = None
        for comment in comments:
            code, level = comment.code, comment.level
            if comment.line <= script.first or not self._choice.runs(code, level):
                continue
            start, end = places.span(comment)
            if code in DECLARED or code in NOT_EMPTY:
                scope = scope or self._file.scope_at(script.instruction)
                if is_declared(comment, script.logical.text, script.logical.text[start:end], scope):
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


def is_declared(comment: "Comment", script: str, text: str, scope: "Scope") -> bool:
    """Whether a comment speaks of a variable as ENV and ARG show it in another light. `text` is what it is about."""
    code = comment.code
    if code in ("SC2086", "SC2115"):
        match = _in_text.search(text)
    else:
        match = _in_message.match(comment.message)
    if match is None:
        return False
    name = match[1]
    value = scope.value(name)
    if code in NOT_EMPTY:
        return value.origin in ("arg", "env") and bool(value.text)
    if code == "SC2086" and re.search(rf"\b(?:{name}=|for {name}\b|read\b.*\b{name}\b)", script):
        return False  # the script gives it another value
    return value.origin in ("arg", "env", "predefined") or name.upper() in PROXIES

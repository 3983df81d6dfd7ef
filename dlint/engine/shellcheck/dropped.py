"""What is right to say of a script, and wrong to say of RUN: what ShellCheck says and dlint does not report.

Some codes make no sense in a Dockerfile (`DROPPED`), some depend on what ENV and ARG declare (`DECLARED`, `NOT_EMPTY`),
and some on what stands there (`HARMLESS`). All reasons are told by `dlint explain shellcheck`.
"""

from dlint.startup import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dlint.model.stage.scope import Scope

    from .answer import Comment

DROPPED = {
    "SC1071": "Shells that ShellCheck does not read are left alone.",
    "SC1090": "What is sourced lies in the image, where it can't be read.",
    "SC1091": "What is sourced lies in the image, where it can't be read.",
    "SC2043": "A list with one entry is a list that had more, or will have more.",
    "SC2114": "In an image that is how it gets smaller; on a machine in use it would be a disaster.",
    "SC2148": "The shell is the one that SHELL names.",
    "SC2187": "ash is BusyBox, and is checked as that.",
}
"""Codes that make no sense in a Dockerfile, and why."""

QUIET = {
    "SC2046": "It asks the same as SC2086, which ShellCheck calls info: `apt-get install $(cat packages)` is meant so."
}
"""Codes that are off by default although ShellCheck calls them warnings, and why."""

DECLARED = {
    "SC2034": "ENV hands it to every program, whether the script uses it or not.",
    "SC2086": "Whoever writes ENV or ARG knows whether there are blanks in it, and if there are, they mean them.",
    "SC2153": "ENV or ARG sets it, so it is not misspelt.",
    "SC2154": "ENV or ARG sets it.",
    "SC3028": "ENV or ARG sets it, so that it does not matter that the shell does not.",
}
"""Codes that are dropped where the variable is one that ENV or ARG declares, and why."""

NOT_EMPTY = {"SC2115": "The value that ENV or ARG gives is not empty."}
"""Codes that are dropped where ENV or ARG gives the variable a value, and why."""

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY")
"""Arguments that every build has, in capitals and in small letters."""

_one_word = re.compile(
    r"(?:[\w-]+=)?(?:\$\(|`)\s*(?:nproc|arch|uname|getconf|pwd|which|id\s+-|lsb_release|hostname|mktemp|basename|dirname"
    r"|date\s+.?\+|command\s+-v|(?:dpkg|apk)\s+--print-arch|rpm\s+-E|pg_config|grep\s+-c|python[0-9.]*\s+-c)\b"
)
_in_message = re.compile(r"(?:Possible misspelling: |In (?:POSIX sh|\w+), )?([A-Za-z_]\w*)", re.ASCII)
_in_text = re.compile(r"\$\{?([A-Za-z_]\w*)", re.ASCII)
_never_fails = re.compile(r"[\w]+=[\"']?(?:\$\(|`)\s*(?:nproc|arch|uname|pwd|id|hostname|mktemp|date)\b")
_for_command = re.compile(r"\w+=\S*[ \t]+[^\s;&|)]")
_yes = re.compile(r"\byes\b[^;&|]*\|\s*\Z")


class Place:
    """Where a comment stands: the stretch `text` of a script, and what is `before` and `after` it."""

    __slots__ = ("after", "before", "comments", "message", "text")

    def __init__(self, script: str, start: int, end: int, comment: "Comment", comments: "Sequence[Comment]") -> None:
        self.text = script[start:end]
        self.before = script[:start]
        self.after = script[end:]
        self.message = comment.message
        self.comments = comments


HARMLESS: "dict[str, tuple[str, Callable[[Place], bool]]]" = {
    "SC1010": (
        "Where the script can be read as it is, `do` is a word: `mix do deps.get, compile`.",
        lambda place: all(other.level != "error" for other in place.comments),
    ),
    "SC2046": (
        "`nproc`, `uname`, `pwd` and the like print one word.",
        lambda place: bool(_one_word.match(place.text)),
    ),
    "SC2115": (
        "A path without a variable is meant as it is written.",
        lambda place: "$" not in place.text,
    ),
    "SC2155": (
        "`mktemp`, `nproc`, `uname` and the like do not fail, or nothing works any more.",
        lambda place: bool(_never_fails.match(place.text + place.after)),
    ),
    "SC2164": (
        "A `cd` at the end of the script leads no command to a wrong folder.",
        lambda place: not place.after.strip("; \t\n"),
    ),
    "SC2209": (
        "An assignment in front of a command is for the command.",
        lambda place: bool(_for_command.match(place.text)),
    ),
    "SC2216": (
        "`yes | rm` answers its questions.",
        lambda place: bool(_yes.search(place.before)),
    ),
    "SC3013": ("All shells that are `/bin/sh` of an image have it.", lambda place: True),
    "SC3037": (
        "All shells that are `/bin/sh` of an image have `echo -n`.",
        lambda place: place.text == "-n",
    ),
    "SC3043": ("All shells that are `/bin/sh` of an image have `local`.", lambda place: True),
}
"""Codes that are dropped in some places: why, and in which."""


def is_harmless(place: Place, code: str) -> bool:
    """Whether what ShellCheck says is not worth a word there."""
    entry = HARMLESS.get(code)
    return entry is not None and entry[1](place)


def is_declared(comment: "Comment", script: str, text: str, scope: "Scope") -> bool:
    """Whether a comment speaks of a variable as ENV and ARG show it in another light. `text` is what it is about."""
    code = comment.code
    match = _in_text.search(text) if code in ("SC2086", "SC2115") else _in_message.match(comment.message)
    if match is None:
        return False
    name = match[1]
    value = scope.value(name)
    if code in NOT_EMPTY:
        return value.origin in ("arg", "env") and bool(value.text)
    if code == "SC2086" and re.search(rf"\b(?:{name}=|for {name}\b|read\b.*\b{name}\b)", script):
        return False  # the script gives it another value
    return value.origin in ("arg", "env", "predefined") or name.upper() in PROXIES

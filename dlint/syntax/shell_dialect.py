"""Which language a text is in that is given to a shell, judged by how the shell is called."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

SHELLS = {
    "sh": "sh", "ash": "sh", "dash": "sh", "posh": "sh", "hush": "sh", "bash": "bash", "rbash": "bash",
    "ksh": "ksh", "mksh": "ksh", "oksh": "ksh", "lksh": "ksh", "ksh93": "ksh", "pdksh": "ksh", "zsh": "zsh",
    "pwsh": "powershell", "powershell": "powershell", "cmd": "cmd",
}  # fmt: skip
"""Programs that read commands, and their language."""

READABLE = frozenset(("sh", "bash", "ksh", "zsh"))
"""The languages that the shell reader reads."""

_VALUES = frozenset(("-o", "+o", "-O", "+O", "--rcfile", "--init-file"))


def program_name(text: str) -> str:
    r"""The name of a program without its directory (`/` or `\`) and without `.exe`."""
    name = text[text.rfind("/") + 1 :]
    name = name[name.rfind("\\") + 1 :]
    return name[:-4] if name.lower().endswith(".exe") else name


def dialect_of(shell: "str | Sequence[str] | None") -> str:
    """The language that a shell reads: sh, bash, ksh, zsh, powershell, cmd or other.

    `shell` is what SHELL names (a list of words), a line that starts with `#!`, or the name of a program. None is the
    default shell of a Linux image, sh. A script that is used as a shell counts as sh.
    """
    if shell is None:
        return "sh"
    if isinstance(shell, str):
        words = shell[2:].split() if shell.startswith("#!") else [shell]
    else:
        words = list(shell)
    # Any word may name it: `["conda", "run", "-n", "base", "/bin/bash", "-c"]`.
    for word in words:
        name = program_name(word).lower()
        if name in SHELLS:
            return SHELLS[name]
        if name.endswith(".sh"):
            return "sh"
    return "other"


def dialect_of_script(text: str) -> str | None:
    """The language of a script by its first line, or None where that is no `#!` line."""
    return dialect_of(text[: text.find("\n")] if "\n" in text else text) if text.startswith("#!") else None


def command_string(values: "Sequence[str | None]") -> int | None:
    """Which of a shell's arguments is the script of its `-c`, or None.

    `values` are the arguments with quotes removed (None where one is not known), without the program itself.
    """
    index = 0
    found = False
    while index < len(values):
        value = values[index]
        if value is None:
            return None
        if value in ("--", "-"):
            index += 1
            break
        if value[:1] not in ("-", "+") or len(value) == 1:
            break
        if not value.startswith("--") and value[0] == "-" and "c" in value:
            found = True
        cluster_ends_in_o = not value.startswith("--") and value[-1] in "oO"
        index += 2 if value in _VALUES or cluster_ends_in_o else 1
    return index if found and index < len(values) else None

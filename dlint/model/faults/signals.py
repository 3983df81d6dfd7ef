"""The signals that STOPSIGNAL takes. Source: moby/sys, `signal.ParseSignal` on Linux."""

from dlint.startup import regex as re

_NAMES = frozenset((
    "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL",
    "PROF", "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1",
    "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ", "RTMIN", "RTMAX",
    *(f"RTMIN+{number}" for number in range(1, 16)),
    *(f"RTMAX-{number}" for number in range(1, 15)),
))  # fmt: skip
_NUMBER = re.compile(r"[+-]?[0-9]+\Z")


def is_signal(text: str) -> bool:
    """Whether it is a number other than 0, or a name with or without `SIG`, in any case."""
    if _NUMBER.match(text):
        return text.strip("+-0") != ""
    return text.upper().removeprefix("SIG") in _NAMES

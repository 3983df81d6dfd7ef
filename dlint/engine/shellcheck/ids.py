"""ShellCheck's codes as texts: which selectors mean them, and how specific each is."""

from dlint.engine.selectors import ALL, EXACT

GROUP = "shellcheck"
WIKI = "https://www.shellcheck.net/wiki/"

LOUD = ("error", "warning")
"""The levels of ShellCheck that are on by default."""


def is_selector(text: str) -> bool:
    """Whether a text names one or more of ShellCheck's codes."""
    return text.lower() == GROUP or is_prefix(text)


def is_code(text: str) -> bool:
    """Whether a text is one of ShellCheck's codes."""
    return len(text) == 6 and is_prefix(text)


def is_prefix(text: str) -> bool:
    """Whether a text is one of ShellCheck's codes or the beginning of codes."""
    digits = text[2:]
    return text[:2].upper() == "SC" and len(digits) <= 4 and (not digits or (digits.isascii() and digits.isdecimal()))


def specificity(selector: str, code: str) -> int | None:
    """How specific a selector is, if it means a code; else None. The scale is that of `Registry.select`."""
    upper = selector.upper()
    if upper == ALL:
        return 0
    if upper == GROUP.upper():
        return 1
    if not code.startswith(upper) or not is_prefix(selector):
        return None
    return EXACT if upper == code else len(upper)

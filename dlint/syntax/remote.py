"""Sources that are somewhere else: URLs and Git repositories."""

from dlint.startup import regex as re

_URL = re.compile(r"https?://", re.IGNORECASE)
_SCP = re.compile(r"[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:(?!/?\\)")
_GIT = re.compile(r"(?:ssh|git)://", re.IGNORECASE)
_PARTS = re.compile(r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?\Z", re.DOTALL)


def is_url(text: str) -> bool:
    """Whether ADD downloads the source."""
    return _URL.match(text) is not None


def is_git(text: str) -> bool:
    """Whether ADD takes the source for a Git repository."""
    if _GIT.match(text) or _SCP.match(text):
        return True
    match = _PARTS.match(text)
    return is_url(text) and match is not None and match["path"].endswith(".git")

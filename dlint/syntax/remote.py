"""What is somewhere else: URLs and Git repositories, as sources of ADD and as build contexts.

Source: BuildKit's `gitutil.ParseGitRef` and `dfgitutil`; Docker's and Compose's documentation of the build context.
"""

from dlint.startup import regex as re

_URL = re.compile(r"https?://", re.IGNORECASE)
_SCP = re.compile(r"[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:(?!/?\\)")
_GIT = re.compile(r"(?:ssh|git)://", re.IGNORECASE)
_ANY_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_CONTEXT = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|git@|github\.com/")
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


def is_remote(text: str) -> bool:
    """Whether a source of COPY or ADD is not taken from the build context: a URL of any scheme, a Git repository.

    `github.com/user/repository` is a path of the context there.
    """
    return _ANY_SCHEME.match(text) is not None or is_git(text)


def is_remote_context(text: str) -> bool:
    """Whether a build context is, or may be, no directory of this machine.

    There `github.com/user/repository` is a repository, and whatever starts like a URL may mean something to a tool.
    """
    return _CONTEXT.match(text) is not None or is_git(text)

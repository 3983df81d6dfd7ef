"""How package managers write the names of packages and their versions: `curl=8.5`, `flask==3.1`, `react@19`.

name, version, kind = notation_of("apt").read("curl=8.5")
notation_of("apt").pin                # "{name}=<version>"; empty where no version can be given

A package manager names one of these, or says what a package with its version looks like: `{name}={version}`.
"""

from dlint.model.stage.shell_fields import UNKNOWN
from dlint.startup import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "name"
PATH = "path"
URL = "url"
VCS = "vcs"
GROUP = "group"
UNKNOWN_KIND = "unknown"

Found = tuple[str, str | None, str]
"""Name, version and kind; an empty name for what is taken away."""


class Notation:
    """How a package manager writes packages: `read` takes one apart, `pin` is one with its version, for a message.

    `pin` is several, joined by `or`, where there are several ways, and empty where a version can't be given.
    """

    __slots__ = ("pin", "read")

    def __init__(self, read: "Callable[[str], Found]", pin: str = "") -> None:
        self.read = read
        self.pin = pin

    def pinned(self, name: str) -> str:
        """What to write for a package, in the backticks of a message: `curl=<version>`."""
        return self.pin.replace("{name}", name).replace(" or ", "` or `")


def notation_of(name: str) -> Notation:
    """A notation by its name or its form."""
    found = NOTATIONS.get(name)
    if found is None:
        found = NOTATIONS[name] = _by_form(name)
    return found


def _by_form(form: str) -> Notation:
    """The notation in which a package with its version looks like `form`: `{name}={version}`."""
    sign = form.removeprefix("{name}").removesuffix("{version}")

    def read(text: str) -> Found:
        if "://" in text:
            return text, None, URL
        if text[0] in "./~":
            return text, None, PATH
        name, found, version = text.partition(sign) if sign else (text, "", "")
        return name, version if found else None, NAME

    return Notation(read, form.replace("{version}", "<version>") if sign else "")


def _apt(text: str) -> Found:
    if text[0] in "./" or text.endswith(".deb") or text.startswith("~/"):
        return text, None, PATH
    if text.endswith("^"):
        return text, None, GROUP
    name, sign, version = text.partition("=")
    if not sign:
        name, sign, version = text.partition("/")
    if not sign and text.endswith("-") and len(text) > 1:
        return "", None, NAME  # removed
    return name.removesuffix("+") if not name.endswith("++") else name, version if sign else None, NAME


_APK = re.compile(r"[=<>~]+")


def _apk(text: str) -> Found:
    if text.endswith(".apk") or text[0] in "./":
        return text, None, PATH
    if text[0] == "!":
        return "", None, NAME
    match = _APK.search(text)
    if match is None:
        return text.partition("@")[0], None, NAME
    return text[: match.start()].partition("@")[0], text[match.end() :].partition("@")[0], NAME


_RPM_VERSION = re.compile(rf"-(?=[0-9{UNKNOWN}])")


def _rpm(text: str) -> Found:
    if "://" in text:
        return text, None, URL
    if text.endswith(".rpm") or text[0] in "./":
        return text, None, PATH
    if text[0] == "@" or text.startswith(("pattern:", "product:", "patch:")):
        return text, None, GROUP
    parts = _RPM_VERSION.split(text, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else None, NAME


def _module(text: str) -> Found:
    name, colon, stream = text.partition(":")
    return name, stream if colon else None, NAME


def _group(text: str) -> Found:
    return text, None, GROUP


_ZYPPER = re.compile(r"[=<>]+")


def _zypper(text: str) -> Found:
    if "://" in text:
        return text, None, URL
    if text.endswith(".rpm") or text[0] in "./":
        return text, None, PATH
    if text.startswith(("pattern:", "product:", "patch:", "srcpackage:")):
        return text, None, GROUP
    if text[0] in "!-~":
        return "", None, NAME
    match = _ZYPPER.search(text)
    name = text[: match.start()] if match else text
    return name.removeprefix("+"), text[match.end() :] if match else None, NAME


_PIP = re.compile(r"([^\s\[=<>!~;@]+)\s*(?:\[[^\]]*\])?\s*(.*)", re.DOTALL)
_PIP_VCS = re.compile(r"(?:[^@]*\S\s*@\s*)?(?:git|hg|svn|bzr)(?:\+[\w+.-]+)?:", re.IGNORECASE)
_ARCHIVE = (".whl", ".zip", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar", ".tar.zst")


def _pip(text: str) -> Found:
    if _PIP_VCS.match(text):
        address, _, _ = text.partition("#")
        # A user may stand before the host: only what follows the path is a reference.
        _, at, reference = address.rpartition("@")
        path = address.partition("://")[2].partition("/")[2] or address.rpartition(":")[2]
        return text, reference if at and "@" in path else None, VCS
    if text[0] in "./~" or "://" in text:
        return text, None, URL if "://" in text else PATH
    requirement = text.partition(";")[0].rstrip()
    if requirement.endswith(_ARCHIVE) or ("/" in requirement and "@" not in requirement) or "\\" in requirement:
        return text, None, PATH
    match = _PIP.match(requirement)
    if match is None:
        return text, None, UNKNOWN_KIND
    return match[1], match[2] or None, NAME


_NPM_VERSION = re.compile(r"(.+?)@(.*)", re.DOTALL)
_NPM_GIT = re.compile(r"(?:git(?:\+\w+)?:|git@|github:|gitlab:|bitbucket:|gist:)")
_DIST_TAG = re.compile(r"[a-zA-Z][\w.-]*\Z")


def _npm(text: str) -> Found:
    if text[0] in "./~" or text.endswith((".tgz", ".tar", ".tar.gz")) or text.startswith(("file:", "link:")):
        return text, None, URL if "://" in text else PATH
    if _NPM_GIT.match(text) or re.fullmatch(r"[\w.-]+/[\w.-]+(?:#.*)?", text):
        _, sign, reference = text.partition("#")
        return text, reference if sign else None, VCS
    if "://" in text:
        return text, None, URL
    match = _NPM_VERSION.fullmatch(text)
    if match is None:
        return text, None, NAME
    name, version = match[1], match[2]
    if version.startswith(("npm:", "file:", "link:", "git", "http", "workspace:", "v")) or not _DIST_TAG.match(version):
        return name, version, NAME
    return text, None, NAME  # `latest`, `next`: a tag moves


def _gem(text: str) -> Found:
    if text.endswith(".gem") or text[0] in "./":
        return text, None, PATH
    name, colon, version = text.partition(":")
    return name, version if colon else None, NAME


def _go(text: str) -> Found:
    path, _, version = text.partition("@")
    if not path or path[0] in "./" or path.endswith(".go"):
        return text, None, PATH
    # Only what has a dot before the first slash is fetched; the rest is of the toolchain or of this module.
    if "." not in path.partition("/")[0] and not path.startswith(UNKNOWN):
        return text, None, PATH
    moves = not version or version in ("latest", "upgrade", "patch", "none")
    return text if moves else path, None if moves else version, NAME


NOTATIONS = {
    "apt": Notation(_apt, "{name}=<version>"),
    "apk": Notation(_apk, "{name}=<version> or {name}~<version>"),
    "rpm": Notation(_rpm, "{name}-<version>"),
    "module": Notation(_module, "{name}:<stream>"),
    "group": Notation(_group),
    "zypper": Notation(_zypper, "{name}=<version>"),
    "pip": Notation(_pip, "{name}==<version>"),
    "npm": Notation(_npm, "{name}@<version>"),
    "gem": Notation(_gem, "{name}:<version>"),
    "go": Notation(_go, "{name}@<version>"),
}
"""The notations that are more than a form."""

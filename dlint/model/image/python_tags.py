"""Tags of the official image `python`, taken apart: `3.12.1-slim-bookworm`, `3-alpine3.22`, `latest`."""

from dlint.startup import regex as re

from . import facts

_DEBIAN = "wheezy|jessie|stretch|buster|bullseye|bookworm|trixie|forky|sid"
_TAG = re.compile(
    r"(?:(?P<version>[0-9]+(?:\.[0-9]+){0,2}(?:(?:a|b|rc)[0-9]+|-rc)?)(?:-(?=.)|\Z))?"
    rf"(?:latest|(?P<variant>slim)(?:-(?P<slim_suite>{_DEBIAN}))?|(?P<suite>{_DEBIAN})"
    r"|(?P<alpine>alpine(?:[0-9]+\.[0-9]+)?)|(?P<windows>(?:windowsservercore|nanoserver)(?:-[a-z0-9]+)?)"
    r"|(?P<onbuild>onbuild))?\Z"
)
_MINOR = re.compile(r"[0-9]+\.[0-9]+")


class PythonTag:
    """A tag of the image `python`; the spans are indexes into it.

    `version` is as written, None where the tag has none; `minor` is the `X.Y` it stands for (today's default where
    the tag says less, None where that is not known), `is_default` whether it was left to the default. `variant` is
    `full`, `slim`, `alpine`, `windows` or `onbuild`. `suite` is the release of the distribution that it stands for
    (`bookworm`, `alpine3.22`, None for Windows) and `suite_span` where it is written, None where it is left out.
    """

    __slots__ = (
        "is_default",
        "minor",
        "suite",
        "suite_span",
        "tag",
        "variant",
        "variant_span",
        "version",
        "version_span",
    )

    tag: str
    version: str | None
    version_span: tuple[int, int] | None
    minor: str | None
    is_default: bool
    variant: str
    variant_span: tuple[int, int] | None
    suite: str | None
    suite_span: tuple[int, int] | None

    @property
    def patch(self) -> str | None:
        """The whole version `X.Y.Z` where the tag has one, pre-releases included."""
        return self.version if self.version is not None and self.version.count(".") == 2 else None

    @property
    def prerelease(self) -> bool:
        """Whether the tag names an alpha, a beta or a release candidate."""
        return self.version is not None and not self.version.replace(".", "").isdecimal()

    @property
    def build(self) -> str | None:
        """The name under which the build of the tag is known to `facts.python_suites`: `slim-bookworm`."""
        return f"slim-{self.suite}" if self.variant == "slim" and self.suite else self.suite

    def __repr__(self) -> str:
        return f"PythonTag({self.tag!r} {self.minor} {self.variant} {self.suite})"


def parse_python_tag(tag: str | None) -> PythonTag | None:
    """Take a tag apart (None: `latest`); None for what is no tag of the image."""
    text = "latest" if tag is None else tag
    match = _TAG.match(text)
    if match is None or not text or text.endswith("-latest"):
        return None
    found = PythonTag()
    found.tag = text
    found.version = match["version"]
    found.version_span = _span(match, "version")
    latest, suite, alpine = facts.python_default()
    minor = _MINOR.match(found.version) if found.version else None
    found.is_default = minor is None
    found.minor = minor[0] if minor else latest
    if found.version is not None and minor is None and found.version != latest.partition(".")[0]:
        # `2` is the last of its kind; a major version after the latest is not known.
        found.minor = "2.7" if found.version == "2" else None
    found.suite, found.suite_span = suite, None
    found.variant, found.variant_span = "full", None
    for name in ("variant", "alpine", "windows", "onbuild"):
        if match[name]:
            found.variant = "slim" if name == "variant" else name
            found.variant_span = _span(match, name)
    if found.variant == "alpine":
        found.suite, found.suite_span = alpine, None
        if match["alpine"] != "alpine":
            found.suite, found.suite_span = match["alpine"], found.variant_span
    elif found.variant in ("windows", "onbuild"):
        found.suite = None
    if found.variant == "onbuild" and found.is_default:
        # Built no more since 2018, so today's default is not what it stands for.
        found.minor = None
    for name in ("slim_suite", "suite"):
        if match[name]:
            found.suite, found.suite_span = match[name], _span(match, name)
    if found.suite_span is None and found.suite is not None:
        found.suite = _default_suite(found, found.suite)
    return found


def _span(match: "re.Match[str]", name: str) -> tuple[int, int] | None:
    return match.span(name) if match[name] else None


def _default_suite(tag: PythonTag, current: str) -> str | None:
    """The suite of a tag without one: today's, or for a version that is no longer built the newest it was built for.

    An old patch release has the suite of its day, which is not known.
    """
    if tag.minor is None:
        return None
    if tag.patch is not None:
        cycle = facts.eol("python", tag.minor)
        if tag.patch not in (facts.python_versions().get(tag.minor), cycle.latest if cycle else None):
            return None
    suites = facts.python_suites(tag.minor)
    prefix = "slim-" if tag.variant == "slim" else ""
    if not suites or suites.get(prefix + current, ("", ""))[1] is None:
        return current if suites or tag.minor in facts.python_versions() else None
    built = [
        (last, first, suite)
        for suite, (first, last) in suites.items()
        if suite.startswith("alpine") == (tag.variant == "alpine")
        and (suite.startswith("slim-") if prefix else "-" not in suite)
        and suite not in ("slim", "alpine", "onbuild")
        and last is not None
    ]
    return max(built)[2].removeprefix(prefix) if built else None

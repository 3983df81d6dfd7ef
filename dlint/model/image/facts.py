"""Dated facts about the world outside the file: ends of support, image tags, server defaults, wheels, packages.

Each kind is a file in `data/` with its source and date, read when first asked for. Dates are `YYYY-MM-DD`, so they
compare as text. What is not in a file is not known: the functions return None or nothing then, and rules stay silent.
"""

import os

_DIRECTORY = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")
_tables: dict[str, list[list[str]]] = {}
_servers: "dict[str, Server]" = {}
_libraries: "dict[str, SystemLibraries]" = {}

ENDED = "ended"
"""Instead of a date: over, no date known."""


class Cycle:
    """How long one release is supported: `python` `3.12`, `debian` `12`.

    The dates are the last days; None where there is none or it is not known, ENDED where it is over since long.
    `bug_fixes_until` ends the active support, `supported_until` the security support, `extended_until` Debian LTS or
    Ubuntu Pro. Source: endoflife.date.
    """

    __slots__ = (
        "bug_fixes_until",
        "codename",
        "cycle",
        "extended_until",
        "latest",
        "product",
        "released",
        "supported_until",
    )

    def __init__(self, row: list[str]) -> None:
        self.product, self.cycle, self.released = row[:3]
        self.bug_fixes_until = row[3] or None
        self.supported_until = row[4] or None
        self.extended_until = row[5] or None
        self.latest = row[6] or None
        self.codename = row[7] or None

    def ended(self, as_of: str) -> bool:
        """Whether security support is over on the day `as_of`."""
        return self.supported_until is not None and (self.supported_until == ENDED or self.supported_until <= as_of)

    def extended(self, as_of: str) -> bool:
        """Whether there is still extended support on the day `as_of`."""
        return self.extended_until is not None and self.extended_until != ENDED and as_of < self.extended_until

    def days_left(self, as_of: str) -> int | None:
        """Days from `as_of` to the end of security support, negative afterwards; None where no date is known."""
        if self.supported_until in (None, ENDED):
            return None
        return _day(str(self.supported_until)) - _day(as_of)

    def __repr__(self) -> str:
        return f"Cycle({self.product} {self.cycle} until {self.supported_until})"


class Wheels:
    """Which files a platform-specific distribution publishes, as seen in lock files; evidence, not proof."""

    __slots__ = ("glibc", "glibc_arm", "musl", "musl_arm", "name", "sdist", "version")

    def __init__(self, row: list[str]) -> None:
        self.name, self.version, files = row
        self.glibc = "g" in files
        self.glibc_arm = "G" in files
        self.musl = "m" in files
        self.musl_arm = "M" in files
        self.sdist = "s" in files


class RemovedPackage:
    """A Debian package that is gone: `gone_in` is the codename of the first release without it.

    `confirmed` is False where no issue is known that shows the failure.
    """

    __slots__ = ("confirmed", "gone_in", "is_command", "name", "use")

    def __init__(self, row: list[str]) -> None:
        self.name, kind, self.gone_in, self.use = row[:4]
        self.is_command = kind == "command"
        self.confirmed = bool(row[4])


class DeprecatedImage:
    """An image that nobody should start from any more. `severity` is `warning` or `info`."""

    __slots__ = ("name", "severity", "source", "tag", "use", "why")

    def __init__(self, row: list[str]) -> None:
        self.name = row[0]
        self.tag = row[1] or None
        self.severity, self.why, self.use, self.source = row[2:]


class Server:
    """Where a server listens when the command line says nothing.

    `host` is None where it listens nowhere by itself. `flags` and `environment` are what sets the address. `note`
    says what else decides. `production` is False for servers that are meant for development.
    """

    __slots__ = ("development_flags", "environment", "flags", "host", "name", "note", "port", "production", "source")

    def __init__(self, row: list[str]) -> None:
        self.name = row[0]
        self.host = row[1] or None
        self.port = int(row[2]) if row[2] else None
        self.production = row[3] == "yes"
        self.flags = tuple(row[4].split())
        self.environment = tuple(row[5].split())
        self.development_flags = tuple(row[6].split())
        self.note = row[7] or None
        self.source = row[8]

    @property
    def loopback(self) -> bool:
        """Whether nothing outside the container can reach it by default."""
        return self.host in ("127.0.0.1", "localhost", "::1")


class SystemLibraries:
    """What a Python distribution needs besides Python, as names of Debian packages; `a|b` is one of them."""

    __slots__ = ("alternative", "build", "error", "name", "note", "run", "source", "wheels")

    def __init__(self, row: list[str]) -> None:
        self.name = row[0]
        self.wheels = row[1] == "yes"
        self.build = tuple(row[2].split())
        self.run = tuple(row[3].split())
        self.alternative = row[4] or None
        self.error = row[5] or None
        self.note = row[6] or None
        self.source = row[7]


def eol(product: str, cycle: str) -> Cycle | None:
    """The support of one release: `eol("python", "3.12")`, `eol("debian", "12")` or by codename, `"bookworm"`."""
    for row in _table("eol"):
        if row[0] == product and (row[1] == cycle or row[7].partition(" ")[0].lower() == cycle):
            return Cycle(row)
    return None


def cycles(product: str) -> list[Cycle]:
    """All releases of a product that are known, the newest first."""
    return [Cycle(row) for row in _table("eol") if row[0] == product]


def supported(product: str, as_of: str) -> list[Cycle]:
    """The releases of a product that are out and have security support on the day `as_of`, the newest first."""
    return [cycle for cycle in cycles(product) if cycle.released <= as_of and not cycle.ended(as_of)]


def python_suites(version: str) -> dict[str, tuple[str, str | None]]:
    """For which suites the official image `python:<version>` is or was built: the first and the last day.

    `version` is `3.12` or `3.15-rc`; a suite is what follows it in a tag (`slim-bookworm`, `alpine3.22`). The last
    day is None where it is still built; after it the tag is frozen.
    """
    return {row[1]: (row[2], row[3] or None) for row in _table("python_suites") if row[0] == version}


def python_versions() -> dict[str, str]:
    """The versions for which the official image `python` is still built (`3.12`), and the latest patch of each."""
    return {row[0]: row[1] for row in _table("python_images") if row[0] != "default"}


def python_default() -> tuple[str, str, str]:
    """What a tag of the image `python` means where it leaves something out: the version, the Debian suite, Alpine."""
    for row in _table("python_images"):
        if row[0] == "default":
            return row[1], row[2], row[3]
    raise LookupError("python_images.tsv has no row `default`")


def python_has_setuptools(version: str) -> bool | None:
    """Whether the official image of that version (`3.12`) comes with setuptools and wheel; None for unknown ones."""
    for row in _table("python_images"):
        if row[0] == version:
            return row[2] == "yes"
    return None


def wheels(distribution: str) -> Wheels | None:
    """The files of a platform-specific distribution, by its normalised name; None where it is not known."""
    for row in _table("musl_wheels"):
        if row[0] == distribution:
            return Wheels(row)
    return None


def musl_wheels() -> dict[str, Wheels]:
    """All platform-specific distributions that are known, by normalised name."""
    return {row[0]: Wheels(row) for row in _table("musl_wheels")}


def removed_packages(*, unconfirmed: bool = False) -> dict[str, RemovedPackage]:
    """The Debian packages that newer releases lack, by name; those without evidence only when asked for."""
    found = (RemovedPackage(row) for row in _table("removed_packages"))
    return {package.name: package for package in found if unconfirmed or package.confirmed}


def deprecated_images() -> list[DeprecatedImage]:
    """The images that nobody should start from any more."""
    return [DeprecatedImage(row) for row in _table("deprecated_images")]


def deprecated_image(name: str, tag: str | None) -> DeprecatedImage | None:
    """The entry for an image, by its familiar name and its tag, or None."""
    for row in _table("deprecated_images"):
        if _fits(name, row[0]) and (not row[1] or _fits(tag or "latest", row[1])):
            return DeprecatedImage(row)
    return None


def _fits(text: str, pattern: str) -> bool:
    """Whether a text is that of a pattern in which one star, or one on each side, stands for any text."""
    inner = pattern.strip("*")
    if pattern[:1] == "*":
        return inner in text if pattern[-1:] == "*" else text.endswith(inner)
    return text.startswith(inner) if pattern[-1:] == "*" else text == inner


def server_defaults() -> dict[str, Server]:
    """The servers that are known, by their command: `uvicorn`, `flask run`, `django runserver`, `http.server`."""
    if not _servers:
        _servers.update({row[0]: Server(row) for row in _table("server_defaults")})
    return _servers


def system_libs() -> dict[str, SystemLibraries]:
    """What distributions need besides Python, by normalised name."""
    if not _libraries:
        _libraries.update({row[0]: SystemLibraries(row) for row in _table("system_libs")})
    return _libraries


def spdx_identifiers(kind: str) -> frozenset[str]:
    """The identifiers of the SPDX License List, in lower case: those of a `licence`, or of an `exception`."""
    return frozenset(row[1].lower() for row in _table("spdx") if row[0] == kind)


def environment_variables() -> tuple[str, ...]:
    """The environment variables that are known of Python, pip, uv and Poetry, in the order of the alphabet."""
    return tuple(row[1] for row in _table("environment_variables"))


def _table(name: str) -> list[list[str]]:
    """The rows of a table; comments and blank lines left out."""
    rows = _tables.get(name)
    if rows is None:
        text = _read(name + ".tsv")
        rows = _tables[name] = [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]
    return rows


def _read(name: str) -> str:
    with open(os.path.join(_DIRECTORY, name), encoding="utf-8") as stream:
        return stream.read()


def _day(date: str) -> int:
    """The number of a day, by the proleptic Gregorian calendar; `datetime` takes longer to import than this."""
    year, month, day = map(int, date.split("-"))
    if month < 3:
        year -= 1
        month += 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * (month - 3) + 2) // 5 + day

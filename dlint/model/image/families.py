"""Families of base images: what a rule may rely on once it knows from which image a stage starts.

Whatever is None is not known, and no rule may claim that it is absent.

Sources, read 2026-06 to 2026-09: docker-library/python (templates, documentation), docker-hardened-images/catalog
(image/python), GoogleContainerTools/distroless (python3 README, SUPPORT_POLICY), chainguard-images/images (python
README), astral-sh/uv (docs docker.md), mamba-org/micromamba-docker (docs), conda-forge/miniforge-images and
ContinuumIO/docker-images (Dockerfiles), aws/aws-lambda-base-images; users and tools of debian, ubuntu, alpine and of
the official images of languages are common knowledge.
"""

from dlint.startup import regex as re

from . import facts
from .python_tags import PythonTag, parse_python_tag
from .reference import ImageReference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from .facts import Cycle

_ALL = {"curl": True, "wget": True, "git": True, "gcc": True, "bash": True, "perl": True}
_DEBIAN = {"curl": False, "wget": False, "git": False, "gcc": False, "bash": True, "perl": True}
_ALPINE = {"curl": False, "wget": True, "git": False, "gcc": False, "bash": False, "perl": False}
_NOTHING = {"curl": False, "wget": False, "git": False, "gcc": False, "bash": False, "perl": False}


class Family:
    """What is known of a base image; None is not known, `""` is known to be none.

    `name` is one of the keys of FAMILIES, or `unknown`. `distribution` is `debian`, `ubuntu`, `alpine`, `wolfi`, …;
    `release` its release as tags have it (`bookworm`, `alpine3.22`, `24.04`). `libc` is `glibc` or `musl`.
    `package_manager` is `apt`, `apk`, `dnf`, `yum`, … `user` is the user that the image runs as, `root` where it says
    nothing. `shell` says whether there is a `/bin/sh`. `python` are the paths of the interpreters, `python_version`
    is `X.Y`, `tag` the tag of the official image `python` taken apart. `entrypoint` is what the image starts.
    `managed` says that a platform runs the image its own way, so that rules about users, ports and commands
    have nothing to say.
    """

    __slots__ = (
        "distribution",
        "entrypoint",
        "externally_managed",
        "home",
        "libc",
        "managed",
        "name",
        "package_manager",
        "pip",
        "python",
        "python_version",
        "release",
        "shell",
        "tag",
        "tools",
        "user",
        "workdir",
    )

    def __init__(
        self,
        name: str,
        *,
        distribution: str | None = None,
        release: str | None = None,
        libc: str | None = None,
        package_manager: str | None = None,
        user: str | None = None,
        home: str | None = None,
        shell: bool | None = None,
        tools: "Mapping[str, bool] | None" = None,
        python: tuple[str, ...] | None = None,
        python_version: str | None = None,
        pip: bool | None = None,
        externally_managed: bool | None = None,
        entrypoint: tuple[str, ...] | None = None,
        workdir: str | None = None,
        managed: bool = False,
        tag: PythonTag | None = None,
    ) -> None:
        self.name = name
        self.distribution = distribution
        self.release = release
        self.libc = libc
        self.package_manager = package_manager
        self.user = user
        self.home = home
        self.shell = shell
        self.tools = tools or {}
        self.python = python
        self.python_version = python_version
        self.pip = pip
        self.externally_managed = externally_managed
        self.entrypoint = entrypoint
        self.workdir = workdir
        self.managed = managed
        self.tag = tag

    @property
    def known(self) -> bool:
        """Whether anything is known."""
        return self.name != "unknown"

    @property
    def is_python(self) -> bool | None:
        """Whether the image is made for Python programs: it has an interpreter. None where that is not known."""
        return None if self.python is None else bool(self.python)

    @property
    def runs_as_root(self) -> bool | None:
        """Whether the image runs as root where the Dockerfile says nothing; None where that is not known."""
        return None if self.user is None else self.user in ("root", "0")

    @property
    def support(self) -> "Cycle | None":
        """How long the release of the distribution is supported, or None where that is not known."""
        if self.distribution is None or self.release is None:
            return None
        return facts.eol(self.distribution, self.release.removeprefix("alpine"))

    def has(self, tool: str) -> bool | None:
        """Whether a program (`curl`, `wget`, `git`, `gcc`, `bash`, `perl`, `pip`) is there; None: not known."""
        return self.pip if tool == "pip" else self.tools.get(tool)

    def but(self, **changes: object) -> "Family":
        """A copy with other values for some of the slots."""
        copy = Family(self.name)
        for slot in self.__slots__:
            setattr(copy, slot, changes.get(slot, getattr(self, slot)))
        return copy

    def __repr__(self) -> str:
        return f"Family({self.name} {self.release or ''} {self.python_version or ''})"


UNKNOWN = Family("unknown")

_LOCAL = ("/usr/local/bin/python", "/usr/local/bin/python3")

_root = Family("official", user="root", home="/root", shell=True)
_debian = _root.but(
    name="debian",
    distribution="debian",
    libc="glibc",
    package_manager="apt",
    tools=_DEBIAN,
    python=(),
    pip=False,
    entrypoint=(),
    workdir="/",
)
_alpine = _debian.but(name="alpine", distribution="alpine", libc="musl", package_manager="apk", tools=_ALPINE)
_python = {"python": _LOCAL, "pip": True, "externally_managed": False}
_empty = Family("distroless", package_manager="", shell=False, tools=_NOTHING, python=(), pip=False)
_lambda = Family("lambda", shell=True, entrypoint=("/lambda-entrypoint.sh",), workdir="/var/task", managed=True)

FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        UNKNOWN,
        _debian.but(name="python", tools=_ALL, **_python),
        _debian.but(name="python-slim", **_python),
        _alpine.but(name="python-alpine", **_python),
        Family("python-windows", distribution="windows", package_manager="", shell=False, pip=True),
        # Pinned by a digest alone.
        _root.but(name="python-any", workdir="/", entrypoint=(), **_python),
        _debian,
        _debian.but(name="ubuntu", distribution="ubuntu"),
        _alpine,
        _root.but(name="buildpack-deps", libc="glibc", package_manager="apt", workdir="/", entrypoint=()),
        # Other official images: languages and distributions that run as root and have a shell; the rest varies.
        _root,
        _empty.but(distribution="debian", libc="glibc", user="root"),
        _empty.but(
            name="distroless-python",
            distribution="debian",
            libc="glibc",
            user="root",
            python=("/usr/bin/python3",),
            entrypoint=("/usr/bin/python3",),
        ),
        _empty.but(
            name="chainguard-python",
            distribution="wolfi",
            libc="glibc",
            user="nonroot",
            python=("/usr/bin/python",),
            pip=None,
            entrypoint=("/usr/bin/python",),
        ),
        _empty.but(name="hardened-python", user="nonroot", python=("/usr/bin/python",), pip=True, entrypoint=()),
        Family("hardened-python-dev", user="root", shell=True, tools={"bash": True, "gcc": False}),
        # Nothing but the program: made for COPY --from.
        _empty.but(name="uv-binary"),
        _root.but(name="uv"),
        Family("micromamba", user="mambauser", shell=True, entrypoint=("/usr/local/bin/_entrypoint.sh",)),
        _root.but(
            name="conda",
            libc="glibc",
            tools={"bash": True, "git": True, "wget": True},
            **{**_python, "python": ("/opt/conda/bin/python",)},
        ),
        Family("jupyter", libc="glibc", package_manager="apt", user="jovyan", home="/home/jovyan", shell=True),
        _lambda,
        _lambda.but(name="lambda-python", user="root", libc="glibc", tools={"bash": True}),
        Family("devcontainer", shell=True, tools={"bash": True}, managed=True),
        _root.but(name="cuda", libc="glibc", tools={"bash": True}),
    )
}
"""What is known of each family before its tag is looked at."""

# fmt: off
_OFFICIAL = frozenset((
    "almalinux", "amazoncorretto", "amazonlinux", "busybox", "centos", "clojure", "composer", "dart",
    "eclipse-temurin", "elixir", "erlang", "fedora", "gcc", "golang", "haskell", "julia", "maven", "mono", "node",
    "openjdk", "oraclelinux", "perl", "php", "pypy", "r-base", "rockylinux", "ruby", "rust", "swift",
))
# fmt: on
_SUITE = re.compile(r"(?:^|-)(wheezy|jessie|stretch|buster|bullseye|bookworm|trixie|forky|sid)(?=-|$)")
_ALPINE_TAG = re.compile(r"(?:^|-)alpine([0-9]+\.[0-9]+)?(?=-|$)")
_UBUNTU = {
    "trusty": "14.04",
    "xenial": "16.04",
    "bionic": "18.04",
    "focal": "20.04",
    "jammy": "22.04",
    "noble": "24.04",
    "resolute": "26.04",
}
_DEBIAN_NUMBERS = {
    "8": "jessie",
    "9": "stretch",
    "10": "buster",
    "11": "bullseye",
    "12": "bookworm",
    "13": "trixie",
}
_UV_PYTHON = re.compile(r"(?:^|-)python([0-9]+\.[0-9]+)(?:-|$)")
_DISTROLESS = re.compile(r"gcr\.io/distroless/([a-z0-9-]+?)(?:-debian([0-9]+))?(?:-[a-z0-9_]+)?\Z")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_MIRRORS = ("public.ecr.aws/docker/library/", "mirror.gcr.io/library/", "registry.hub.docker.com/library/")


def family_of(reference: ImageReference | None) -> Family:
    """The family of an image, narrowed down by its tag; UNKNOWN where it is not known, or `reference` is None."""
    if reference is None or reference.error is not None:
        return UNKNOWN
    name = reference.name
    for mirror in _MIRRORS:
        name = name.removeprefix(mirror)
    # A digest without a tag may be any version; so may a tag with one be outdated, but it says what was meant.
    tag = reference.tag if reference.tag is not None or reference.digest is None else ""
    if name == "python":
        return _official_python(tag)
    if name in ("debian", "ubuntu", "alpine"):
        return _distribution(name, tag)
    if name == "buildpack-deps" or name in _OFFICIAL:
        return _official(name, tag or "")
    return _other(name, tag or "")


def _official_python(tag: str | None) -> Family:
    """The official image of Python."""
    if tag == "":
        return FAMILIES["python-any"]
    found = parse_python_tag(tag)
    if found is None or found.variant == "onbuild":
        return UNKNOWN
    name = "python" if found.variant == "full" else f"python-{found.variant}"
    return FAMILIES[name].but(release=found.suite, python_version=found.minor, tag=found)


def _distribution(name: str, tag: str | None) -> Family:
    """`debian`, `ubuntu` and `alpine`."""
    family = FAMILIES[name]
    text = tag or ""
    number = _NUMBER.match(text)
    if name == "alpine":
        release = f"alpine{number[0]}" if number and "." in number[0] else None
        return family.but(release=release, externally_managed=_at_least(number and number[0], 3, 19))
    if name == "ubuntu":
        release = _UBUNTU.get(text.partition("-")[0]) or (number[0] if number and "." in number[0] else None)
        return family.but(release=release, externally_managed=_at_least(release, 23, 4))
    suite = _SUITE.search(text)
    release = suite[1] if suite else _DEBIAN_NUMBERS.get(number[0].partition(".")[0]) if number else None
    managed = None if release is None else release in ("bookworm", "trixie", "forky", "sid")
    return family.but(release=release, externally_managed=managed)


def _at_least(version: str | None, major: int, minor: int) -> bool | None:
    if version is None or "." not in version:
        return None
    first, _, second = version.partition(".")
    return (int(first[:9]), int(second[:9])) >= (major, minor)


def _official(name: str, tag: str) -> Family:
    """Other official images: the variant in the tag says what they are built on."""
    family = FAMILIES["buildpack-deps" if name == "buildpack-deps" else "official"]
    alpine = _ALPINE_TAG.search(tag)
    if alpine:
        release = f"alpine{alpine[1]}" if alpine[1] else None
        return family.but(distribution="alpine", release=release, libc="musl", package_manager="apk")
    suite = _SUITE.search(tag)
    if suite:
        return family.but(distribution="debian", release=suite[1], libc="glibc", package_manager="apt")
    if re.search(r"(?:^|-)slim(?=-|$)", tag):
        return family.but(distribution="debian", libc="glibc", package_manager="apt")
    return family


def _other(name: str, tag: str) -> Family:
    """Images that are made for Python elsewhere than in the official one."""
    distroless = _DISTROLESS.match(name)
    if distroless:
        return _distroless(distroless[1], distroless[2], tag)
    if re.match(r"cgr\.dev/[a-z0-9._-]+/python\Z", name):
        family = FAMILIES["chainguard-python"]
        return family.but(shell=True, package_manager="apk", tools={}) if tag.endswith("-dev") else family
    if name == "dhi.io/python" or re.search(r"(?:^|/)dhi-python\Z", name):
        return _hardened(tag)
    if name == "ghcr.io/astral-sh/uv" or name == "astral/uv":
        return _uv(tag)
    if name == "mambaorg/micromamba":
        return FAMILIES["micromamba"]
    if re.match(r"(?:continuumio|condaforge)/(?:mini|ana|mamba)[a-z0-9]*\Z", name):
        return FAMILIES["conda"].but(libc=None, tools={}) if "alpine" in tag else FAMILIES["conda"]
    if re.match(r"(?:quay\.io/)?jupyter/[a-z0-9-]+-notebook\Z", name):
        return FAMILIES["jupyter"]
    if name in ("public.ecr.aws/lambda/python", "amazon/aws-lambda-python"):
        number = _NUMBER.match(tag)
        return FAMILIES["lambda-python"].but(python_version=number[0] if number else None)
    if re.match(r"(?:public\.ecr\.aws/lambda/|amazon/aws-lambda-)", name):
        return FAMILIES["lambda"]
    if re.match(r"mcr\.microsoft\.com/(?:vscode/)?devcontainers/", name):
        return FAMILIES["devcontainer"]
    if re.match(r"nvidia/cuda\Z|nvcr\.io/nvidia/cuda\Z|pytorch/pytorch\Z", name):
        return FAMILIES["cuda"]
    return UNKNOWN


def _distroless(kind: str, debian: str | None, tag: str) -> Family:
    family = FAMILIES["distroless-python" if kind == "python3" else "distroless"]
    if family.name == "distroless" and kind not in ("static", "base", "base-nossl", "cc"):
        family = family.but(python=None, pip=None, user="root")
    release = _DEBIAN_NUMBERS.get(debian or "")
    user = "nonroot" if "nonroot" in tag else "root"
    version = "3.13" if kind == "python3" and debian == "13" else None
    # The debug images have a shell in /busybox, and no /bin/sh.
    return family.but(release=release, user=user, python_version=version, tools={} if "debug" in tag else family.tools)


def _hardened(tag: str) -> Family:
    number = _NUMBER.match(tag)
    version = number[0] if number and "." in number[0] else None
    alpine = _ALPINE_TAG.search(tag)
    debian = re.search(r"-debian([0-9]+)(?=-|$)", tag)
    libc = "musl" if alpine else "glibc" if debian else None
    if re.search(r"-dev\Z", tag):
        manager = "apk" if alpine else "apt" if debian else None
        return FAMILIES["hardened-python-dev"].but(libc=libc, package_manager=manager, python_version=version)
    return FAMILIES["hardened-python"].but(libc=libc, python_version=version)


def _uv(tag: str) -> Family:
    if re.match(r"(?:latest|[0-9]+\.[0-9]+(?:\.[0-9]+)?)?\Z", tag):
        return FAMILIES["uv-binary"]
    family = FAMILIES["uv"]
    python = _UV_PYTHON.search(tag)
    if python:
        family = family.but(python_version=python[1], python=_LOCAL, pip=True)
    alpine = _ALPINE_TAG.search(tag)
    if alpine:
        release = f"alpine{alpine[1]}" if alpine[1] else None
        return family.but(distribution="alpine", release=release, libc="musl", package_manager="apk")
    suite = _SUITE.search(tag)
    if suite or "debian" in tag:
        release = suite[1] if suite else None
        return family.but(distribution="debian", release=release, libc="glibc", package_manager="apt")
    return family

"""What the configuration of a base image may set: variables, SHELL, platform.

An image is configured when it is built, and nobody can know that from the Dockerfile that starts from it. For the
images that most files start from the names of all variables that any of their versions sets are known; a name that is
not among them is not set. Values are not known, but for PATH where no version sets it.

Source: common knowledge of the Dockerfiles of official images and distributions, written down in 2026; a name that is not
set by any version costs a warning, so where there was doubt it is in the table.
"""

from dlint.model.values import (
    FROM_IMAGE,
    KNOWN,
    PATH_OF_IMAGE,
    VALUE_DEFAULT_PATH,
    VALUE_UNDEFINED,
    Value,
)

from .platforms import Platform, parse_platform
from .reference import ImageReference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Environment:
    """The variables of an image: those in `values`, those that `possible` names, and no others.

    `possible` are names separated by blanks; a `*` at the start or the end of one stands for anything.
    """

    __slots__ = ("possible", "values")

    def __init__(self, values: "Mapping[str, Value]", possible: str = "") -> None:
        self.values = values
        self.possible = possible.split()

    def get(self, name: str) -> Value:
        """What is known of a variable."""
        value = self.values.get(name)
        if value is not None:
            return value
        for pattern in self.possible:
            if (
                pattern == name
                or (pattern[-1] == "*" and name.startswith(pattern[:-1]))
                or (pattern[0] == "*" and name.endswith(pattern[1:]))
            ):
                return FROM_IMAGE
        return VALUE_DEFAULT_PATH if name == "PATH" else VALUE_UNDEFINED


class ImageConfig:
    """What is known of an image's configuration; None is not known.

    `shell` are the words of its SHELL, empty where it has none. `platform` is the only one there is.
    """

    __slots__ = ("environment", "platform", "shell")

    def __init__(
        self,
        environment: Environment | None = None,
        shell: tuple[str, ...] | None = None,
        platform: Platform | None = None,
    ) -> None:
        self.environment = environment
        self.shell = shell
        self.platform = platform

    @classmethod
    def of(
        cls, variables: "Iterable[str]" = (), shell: tuple[str, ...] = (), platform: str | None = None
    ) -> "ImageConfig":
        """The configuration as `docker inspect` shows it: variables as `NAME=value`."""
        values = {}
        for variable in variables:
            name, _, value = variable.partition("=")
            values[name] = Value(KNOWN, value, "image")
        return cls(Environment(values), shell, parse_platform(platform) if platform else None)


UNKNOWN = ImageConfig()

_JAVA = "JAVA_* JDK_* LANG LANGUAGE LC_ALL PATH"
_NAMES = {
    "almalinux": "LANG LC_ALL container",
    "alpine": "",
    "amazoncorretto": _JAVA,
    "amazonlinux": "",
    "archlinux": "LANG",
    "buildpack-deps": "",
    "busybox": "",
    "caddy": "CADDY_* XDG_*",
    "centos": "container",
    "debian": "",
    "eclipse-temurin": _JAVA,
    "fedora": "DISTTAG FGC FBR container",
    "gcc": "GCC_* GPG_KEYS GNU_* LD_LIBRARY_PATH PATH",
    "golang": "GO* CGO_* PATH",
    "gradle": f"GRADLE_* {_JAVA}",
    "httpd": "HTTPD_* APACHE_* PATH",
    "maven": f"MAVEN_* {_JAVA}",
    "nginx": "NGINX_* *_VERSION *_RELEASE PATH",
    "node": "NODE_* YARN_* NPM_* PATH",
    "openjdk": f"CA_CERTIFICATES_* {_JAVA}",
    "oraclelinux": "",
    "perl": "PERL_* DEVEL_* PATH",
    "php": "PHP* GPG_KEYS APACHE_* PATH",
    "postgres": "PG* GOSU_* LANG POSTGRES_* DOCKER_* PATH",
    "python": "PYTHON_* PYTHONIOENCODING GPG_KEY LANG LC_ALL PATH",
    "redis": "REDIS_* GOSU_* PATH",
    "rockylinux": "LANG LC_ALL container",
    "ruby": "RUBY* GEM_* BUNDLE* LANG PATH",
    "rust": "RUST* CARGO_* PATH",
    "ubuntu": "LANG LC_ALL LANGUAGE DEBIAN_FRONTEND",
}
"""The names of the variables that any version of an official image sets; `""`: none. `PATH`: it has one of its own."""

_MIRRORS = ("public.ecr.aws/docker/library/", "mirror.gcr.io/library/", "registry.hub.docker.com/library/")
_NAMESPACES = {
    "amd64": "linux/amd64",
    "arm32v5": "linux/arm/v5",
    "arm32v6": "linux/arm/v6",
    "arm32v7": "linux/arm/v7",
    "arm64v8": "linux/arm64",
    "i386": "linux/386",
    "mips64le": "linux/mips64le",
    "ppc64le": "linux/ppc64le",
    "riscv64": "linux/riscv64",
    "s390x": "linux/s390x",
}
"""On Docker Hub, the official images of one architecture."""

_configs: dict[str, ImageConfig] = {}


def config_of(reference: ImageReference | None, known: "Mapping[str, ImageConfig] | None" = None) -> ImageConfig:
    """What is known of an image. `known` are configurations from elsewhere, by `registry/path:tag`."""
    if reference is None or reference.error is not None:
        return UNKNOWN
    if known:
        full = f"{reference.registry}/{reference.path}:{reference.tag or 'latest'}"
        config = known.get(full) or known.get("*")
        if config is not None:
            return config
    name = reference.name
    for mirror in _MIRRORS:
        name = name.removeprefix(mirror)
    namespace, slash, rest = name.partition("/")
    platform = _NAMESPACES.get(namespace) if slash else None
    if platform is not None:
        name = rest
    # Long ago images came with triggers, which may set anything, and Windows has variables of its own.
    tag = reference.tag or ""
    names = None if "onbuild" in tag or "windows" in tag or "nanoserver" in tag else _NAMES.get(name)
    if names is None and platform is None:
        return UNKNOWN
    key = f"{name} {platform} {names is None}"
    config = _configs.get(key)
    if config is None:
        _configs[key] = config = _made(names, platform)
    return config


def _made(names: str | None, platform: str | None) -> ImageConfig:
    """The configuration of an image that sets variables of these names; None: nobody knows which."""
    parsed = parse_platform(platform) if platform else None
    if names is None:
        return ImageConfig(platform=parsed)
    values = {"PATH": PATH_OF_IMAGE} if "PATH" in names.split() else {}
    return ImageConfig(Environment(values, names), (), parsed)

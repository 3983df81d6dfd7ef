"""Image references: `[registry[:port]/]path[:tag][@digest]`, each part with its place.

The grammar is that of `distribution/reference`, which BuildKit uses; the error texts are its own.
"""

from dlint.startup import regex as re

_COMPONENT = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
_DOMAIN_COMPONENT = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
_HOST = re.compile(rf"(?:{_DOMAIN_COMPONENT}(?:\.{_DOMAIN_COMPONENT})*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?\Z")
_PATH = re.compile(rf"{_COMPONENT}(?:/{_COMPONENT})*\Z")
_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\Z")
_DIGEST = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}\Z")
_IDENTIFIER = re.compile(r"[a-f0-9]{64}\Z")
_DIGEST_LENGTHS = {"sha256": 64, "sha384": 96, "sha512": 128}

DEFAULT_REGISTRY = "docker.io"


class ImageReference:
    """A reference taken apart. The spans are indexes into `text`, or None where a part is not written.

    `registry` is `docker.io` where none is written, `path` the repository in it (`library/python`), `name` the
    familiar name under which rules know an image: `python` for `docker.io/library/python`, `user/image` on Docker Hub,
    with the registry elsewhere. `port` is None where none is written. `error` is the registry library's message for
    which the build fails, or None; the parts are a best effort then.
    """

    __slots__ = (
        "digest",
        "digest_span",
        "error",
        "host",
        "name",
        "name_span",
        "path",
        "path_span",
        "port",
        "port_span",
        "registry",
        "registry_span",
        "tag",
        "tag_span",
        "text",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.registry = self.host = DEFAULT_REGISTRY
        self.registry_span: tuple[int, int] | None = None
        self.port: int | None = None
        self.port_span: tuple[int, int] | None = None
        self.tag: str | None = None
        self.tag_span: tuple[int, int] | None = None
        self.digest: str | None = None
        self.digest_span: tuple[int, int] | None = None
        self.error: str | None = None
        self.path = self.name = text
        self.path_span: tuple[int, int] = (0, len(text))
        self.name_span: tuple[int, int] = (0, len(text))

    @property
    def algorithm(self) -> str | None:
        """The algorithm of the digest, or None."""
        return self.digest.partition(":")[0] if self.digest else None

    @property
    def repository(self) -> str:
        """The last component of the path: `uv` of `ghcr.io/astral-sh/uv`."""
        return self.path.rpartition("/")[2]

    @property
    def pinned(self) -> bool:
        """Whether a digest says which image it is."""
        return self.digest is not None

    def __repr__(self) -> str:
        return f"ImageReference({self.text!r})"


def parse_reference(text: str) -> ImageReference:
    """Take a reference apart, variables already expanded. `scratch` and names of stages are no references."""
    reference = ImageReference(text)
    start = _split_registry(reference)
    _split_tag_and_digest(reference, start)
    _normalise(reference)
    reference.error = _fault(reference, text[start:])
    return reference


def _split_registry(reference: ImageReference) -> int:
    text = reference.text
    slash = text.find("/")
    first = text[:slash] if slash >= 0 else ""
    if not first or not ("." in first or ":" in first or first == "localhost" or first != first.lower()):
        return 0
    reference.registry = reference.host = first
    reference.registry_span = (0, slash)
    host, colon, port = first.rpartition(":")
    if colon and port.isascii() and port.isdecimal() and not (host.startswith("[") and not host.endswith("]")):
        reference.host = host
        reference.port = int(port[:18])
        reference.port_span = (slash - len(port), slash)
    return slash + 1


def _split_tag_and_digest(reference: ImageReference, start: int) -> None:
    text = reference.text
    end = len(text)
    at = text.find("@", start)
    if at >= 0:
        reference.digest = text[at + 1 :]
        reference.digest_span = (at + 1, end)
        end = at
    colon = text.find(":", start, end)
    if colon >= 0:
        reference.tag = text[colon + 1 : end]
        reference.tag_span = (colon + 1, end)
        end = colon
    reference.path_span = (start, end)
    reference.name_span = (0, end)


def _normalise(reference: ImageReference) -> None:
    start, end = reference.path_span
    path = reference.text[start:end]
    if reference.registry == "index.docker.io":
        reference.registry = reference.host = DEFAULT_REGISTRY
    if reference.registry != DEFAULT_REGISTRY:
        reference.path = path
        reference.name = f"{reference.registry}/{path}"
        return
    reference.path = path if "/" in path else f"library/{path}"
    first, _, rest = reference.path.partition("/")
    reference.name = rest if first == "library" and "/" not in rest else reference.path


def _fault(reference: ImageReference, remainder: str) -> str | None:
    if _IDENTIFIER.match(reference.text):
        return f"invalid repository name ({reference.text}), cannot specify 64-byte hexadecimal strings"
    name = remainder.partition(":")[0]
    if name != name.lower():
        if reference.registry == DEFAULT_REGISTRY and "/" not in remainder:
            name = f"library/{name}"
        return f"invalid reference format: repository name ({name}) must be lowercase"
    if (
        (reference.registry_span and not _HOST.match(reference.registry))
        or not _PATH.match(reference.path)
        or (reference.tag is not None and not _TAG.match(reference.tag))
        or (reference.digest is not None and not _DIGEST.match(reference.digest))
    ):
        return "invalid reference format"
    if len(reference.path) > 255:
        return "repository name must not be more than 255 characters"
    if reference.digest is None:
        return None
    algorithm, _, hexadecimal = reference.digest.partition(":")
    if algorithm not in _DIGEST_LENGTHS:
        return "unsupported digest algorithm"
    if len(hexadecimal) != _DIGEST_LENGTHS[algorithm]:
        return "invalid checksum digest length"
    return None if hexadecimal == hexadecimal.lower() else "invalid checksum digest format"

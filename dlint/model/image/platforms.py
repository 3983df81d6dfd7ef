"""Platforms as BuildKit reads them: `linux/amd64`, `arm64`, `linux/arm/v7`, in any case and with the usual synonyms.

Source: containerd/platforms, `Parse` and its normalization.
"""

from dlint.startup import regex as re

_COMPONENT = re.compile(r"[A-Za-z0-9_.-]+\Z")
_SYSTEM = re.compile(r"([A-Za-z0-9_.-]+)(?:\([A-Za-z0-9_.%-]*(?:\+[A-Za-z0-9_.%-]+)*\))?\Z")
SYSTEMS = frozenset((
    "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd",
    "openbsd", "plan9", "solaris", "windows", "zos",
))  # fmt: skip
"""The operating systems that may stand alone."""
ARCHITECTURES = frozenset((
    "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "loong64", "mips", "mipsle", "mips64", "mips64le",
    "mips64p32", "mips64p32le", "ppc", "ppc64", "ppc64le", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64",
    "wasm",
))  # fmt: skip
"""The architectures that may stand alone; the system is Linux then."""
_SYNONYMS = {
    "i386": ("386", ""),
    "x86_64": ("amd64", ""),
    "x86-64": ("amd64", ""),
    "aarch64": ("arm64", ""),
    "armhf": ("arm", "v7"),
    "armel": ("arm", "v6"),
}


class Platform:
    """An operating system, an architecture (empty where none is written) and its variant, normalized.

    `error` is BuildKit's reason to refuse the text, or None.
    """

    __slots__ = ("architecture", "error", "system", "variant")

    def __init__(self, system: str, architecture: str, variant: str = "", error: str | None = None) -> None:
        self.system = system
        self.architecture = architecture
        self.variant = variant
        self.error = error

    @property
    def text(self) -> str:
        """The normal spelling: `linux/arm64`."""
        return "/".join(filter(None, (self.system, self.architecture, self.variant)))

    def __repr__(self) -> str:
        return f"Platform({self.text} {self.error or ''})"


def parse_platform(text: str) -> Platform:
    """`os[/architecture[/variant]]`, or an architecture alone."""
    parts = text.split("/")
    if "*" in text:
        return Platform("", "", error=f'"{text}": wildcards not yet supported: invalid argument')
    system = _SYSTEM.match(parts[0])
    if system is None:
        return Platform("", "", error=f'"{parts[0]}" is an invalid OS component of "{text}": invalid argument')
    for part in parts[1:]:
        if not _COMPONENT.match(part):
            return Platform("", "", error=f'"{part}" is an invalid component of "{text}": invalid argument')
    name = system[1].lower()
    name = "darwin" if name == "macos" else name
    if len(parts) == 1:
        if name in SYSTEMS:
            return Platform(name, "")
        architecture, variant = _architecture(parts[0], "")
        if architecture in ARCHITECTURES:
            return Platform("linux", architecture, variant)
        return Platform("", "", error=f'"{text}": unknown operating system or architecture: invalid argument')
    if len(parts) > 3:
        return Platform("", "", error=f'"{text}": cannot parse platform specifier: invalid argument')
    return Platform(name, *_architecture(parts[1], parts[2] if len(parts) == 3 else ""))


def _architecture(name: str, variant: str) -> tuple[str, str]:
    name, variant = name.lower(), variant.lower()
    name, variant = _SYNONYMS.get(name, (name, variant))
    if (name == "arm64" and variant in ("8", "v8")) or (name == "amd64" and variant == "v1"):
        variant = ""
    elif name == "arm" and variant in ("", "7"):
        variant = "v7"
    elif name == "arm" and variant in ("5", "6", "8"):
        variant = f"v{variant}"
    return name, variant

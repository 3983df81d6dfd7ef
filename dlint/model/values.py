"""Values of variables: what a name stands for, and how sure that is."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.syntax.nodes import Pair

KNOWN = "known"
"""The value is the one in `text`, unless the variable is `overridable` and the build says otherwise."""
UNSET = "unset"
"""Declared by an ARG without a value: empty, unless the build gives one."""
UNKNOWN = "unknown"
"""Depends on what the file does not say: the base image, the platform, another unknown variable."""
UNDEFINED = "undefined"
"""Certainly neither declared nor set."""

PREDEFINED = (
    "TARGETPLATFORM",
    "TARGETOS",
    "TARGETOSVERSION",
    "TARGETARCH",
    "TARGETVARIANT",
    "TARGETSTAGE",
    "BUILDPLATFORM",
    "BUILDOS",
    "BUILDOSVERSION",
    "BUILDARCH",
    "BUILDVARIANT",
)
"""What BuildKit declares in the global scope; `TARGETSTAGE` and the `OSVERSION`s are undocumented."""


def predefined(platform: str, target: str | None) -> dict[str, str]:
    """The predefined arguments of a build on and for one platform."""
    system, _, rest = platform.partition("/")
    architecture, _, variant = rest.partition("/")
    found = {"TARGETSTAGE": target or "default"}
    for prefix in ("TARGET", "BUILD"):
        found[f"{prefix}PLATFORM"] = platform
        found[f"{prefix}OS"] = system
        found[f"{prefix}OSVERSION"] = ""
        found[f"{prefix}ARCH"] = architecture
        found[f"{prefix}VARIANT"] = variant
    return found


DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
"""`PATH` where the base image has none."""


class Value:
    """What a name stands for from some instruction on.

    `state` is one of KNOWN, UNSET, UNKNOWN, UNDEFINED; `text` is None unless KNOWN. `origin` is `arg`, `env`,
    `predefined`, `image` or `none`; `pair` the `name=value` that assigned it, or None. `overridable` is True where
    the text is, or rests on, the default of an ARG: a build argument would change it.
    """

    __slots__ = ("origin", "overridable", "pair", "state", "text")

    def __init__(
        self, state: str, text: str | None, origin: str, pair: "Pair | None" = None, overridable: bool = False
    ) -> None:
        self.state = state
        self.text = text
        self.origin = origin
        self.pair = pair
        self.overridable = overridable

    def __repr__(self) -> str:
        return f"Value({self.state}, {self.text!r}, {self.origin}{', overridable' * self.overridable})"


VALUE_UNDEFINED = Value(UNDEFINED, None, "none")
FROM_IMAGE = Value(UNKNOWN, None, "image")
FROM_ANY_NAME = Value(UNKNOWN, None, "env")
PATH_OF_IMAGE = Value(UNKNOWN, None, "image")
VALUE_DEFAULT_PATH = Value(KNOWN, DEFAULT_PATH, "image")
VALUE_PREDEFINED = Value(UNKNOWN, None, "predefined", None, True)

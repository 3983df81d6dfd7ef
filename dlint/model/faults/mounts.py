"""What is wrong with the `--mount`s of RUN once their variables are expanded; BuildKit sees it only when it builds."""

from dlint.startup import regex as re
from dlint.syntax.go_filepath import clean
from dlint.syntax.instruction_grammar import go_quote, nearest
from dlint.syntax.nodes import Flag, Span

from .expanded_parts import ExpandedPart, mount_fields

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from dlint.model.stage.build import Build
    from dlint.model.stage.scope import Scope
    from dlint.syntax.mounts import MountField
    from dlint.syntax.source import Logical

TYPES = ("bind", "cache", "tmpfs", "secret", "ssh")
KEYS = (
    "type", "from", "source", "src", "target", "dst", "destination", "readonly", "ro", "readwrite", "rw", "required",
    "size", "id", "sharing", "mode", "uid", "gid", "env",
)  # fmt: skip
SHARINGS = ("shared", "private", "locked")
SWITCHES = ("readonly", "ro", "readwrite", "rw")
BOOLEANS = ("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False")

_SIZE = re.compile(r"[0-9]+(?:\.[0-9]+)* ?[kKmMgGtTpP]?(?:[iI]?[bB])?\Z")
_ALIASES = {"src": "source", "dst": "target", "destination": "target"}


class MountFault(Exception):
    """The first thing that is wrong with a mount: our words, BuildKit's, the place, and what was probably meant."""

    def __init__(self, message: str, reference: str, span: Span, replacement: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.reference = reference
        self.span = span
        self.replacement = replacement


def check_mount(file: "Build", flag: Flag, scope: "Scope", workdir: "Callable[[], str | None]") -> None:
    """Raises `MountFault`. `workdir` tells the directory in which a relative target lies, None where it is not known."""
    _Mount(file, flag, scope).check(workdir)


class _Mount:
    """What was read so far. `kind` is None where it rests on an unknown variable, and so is a value in `seen`."""

    def __init__(self, file: "Build", flag: Flag, scope: "Scope") -> None:
        self.file = file
        self.flag = flag
        self.scope = scope
        self.kind: str | None = "bind"
        self.seen: dict[str, str | None] = {}
        self.places: dict[str, Span] = {}

    def check(self, workdir: "Callable[[], str | None]") -> None:
        for field, placed in mount_fields(self.file, self.flag):
            place = Span(*placed.span(0, len(field.text))) if placed is not None and field.text else self.flag
            if field.value is None:
                self.bare(field, place)
            else:
                self.field(field, placed, place)
        self.together()
        self.target(workdir)

    def bare(self, field: "MountField", place: Span) -> None:
        if field.key == "required":
            self.needs(field.key, place, "secret", "ssh")
        elif field.key not in SWITCHES:
            reference = f"invalid field '{field.text}' must be a key=value pair"
            if not field.text:
                raise MountFault("a field of the mount is empty: leave no blank behind a comma", reference, place)
            raise MountFault(f"`{field.text}` has no value: write `{field.text}=<value>`", reference, place)

    def needs(self, key: str, place: Span, *kinds: str) -> None:
        """What only some types of mounts have; the type that stands before it counts."""
        if self.kind is not None and self.kind not in kinds:
            listed = " or ".join(f"`type={kind}`" for kind in kinds)
            message = f"`{key}` is for {listed}, which has to stand before it"
            raise MountFault(message, f"unexpected key '{key}' for mount type '{self.kind}'", place)

    def field(self, field: "MountField", placed: "Logical | None", place: Span) -> None:
        key = field.key
        assert field.value is not None
        value: str | None = field.value
        if key != "from":
            value = ExpandedPart("mount", field.value, self.scope, place).resolved.text
        if key not in KEYS:
            self.unknown_key(field, placed, place)
        own = _ALIASES.get(key, key)
        self.places[own] = place
        self.seen[own] = value
        if key == "type":
            self.type(value, place)
        elif key in ("required", "size"):
            self.needs(key, place, *(("secret", "ssh") if key == "required" else ("tmpfs",)))
        if value is not None:
            self.value(key, value, place)

    def unknown_key(self, field: "MountField", placed: "Logical | None", place: Span) -> None:
        meant = nearest(field.key, KEYS)
        message = f"a mount has no `{field.key}`"
        reference = f"unexpected key '{field.key}' in '{field.text}'"
        if meant:
            message += f", did you mean `{meant}`?"
            reference += f" (did you mean {meant}?)"
        if placed is None:
            raise MountFault(message, reference, place)
        raise MountFault(message, reference, Span(*placed.span(0, len(field.key))), meant)

    def type(self, value: str | None, place: Span) -> None:
        self.kind = value.lower() if value is not None else None
        if self.kind is not None and self.kind not in TYPES:
            meant = nearest(self.kind, TYPES)
            message = f"there is no mount of the type `{value}`"
            reference = f"unsupported mount type {go_quote(self.kind)}"
            if meant:
                raise MountFault(f"{message}, did you mean `{meant}`?", f"{reference} (did you mean {meant}?)", place)
            raise MountFault(f"{message}, there are `bind`, `cache`, `tmpfs`, `secret` and `ssh`", reference, place)

    @staticmethod
    def value(key: str, value: str, place: Span) -> None:
        """The values that have a form of their own."""
        reference = f"invalid value for {key}: {value}"
        if key in (*SWITCHES, "required") and value not in BOOLEANS:
            raise MountFault(f"`{key}` is `true` or `false`, not `{value}`", reference, place)
        if key == "size" and not _SIZE.match(value):
            raise MountFault(f"`{value}` is no size: write it as `64m` or `1g`", reference, place)
        if key == "sharing" and value.lower() not in SHARINGS:
            message = f"`sharing` is `shared`, `private` or `locked`, not `{value}`"
            raise MountFault(message, f"unsupported sharing value {go_quote(value)}", place)
        if key == "mode" and not _number(value, 8):
            raise MountFault(f"`{value}` is no mode: write it as `0755`", f"invalid value {value} for mode", place)
        if key in ("uid", "gid") and not _number(value, 10):
            raise MountFault(f"`{key}` is a number, not `{value}`", f"invalid value {value} for {key}", place)

    def together(self) -> None:
        """What does not go together, whatever the order."""
        kind, seen = self.kind, self.seen
        if kind is None:
            return
        if kind not in ("secret", "ssh", "cache"):
            for key in ("mode", "uid", "gid"):
                if key in seen:
                    message = f"a mount of the type `{kind}` has no `{key}`"
                    raise MountFault(message, f'{key} not allowed for "{kind}" type mounts', self.places[key])
        if seen.get("sharing") and kind == "secret":
            message = "a secret has no `sharing`"
            raise MountFault(message, "secret mount should not define sharing", self.places["sharing"])
        if seen.get("sharing") and kind != "cache":
            message = f"`sharing` is for `type=cache`, not for `type={kind}`"
            raise MountFault(message, f"invalid cache sharing set for {kind} mount", self.places["sharing"])
        if kind == "secret":
            self.secret()
        elif kind == "ssh" and seen.get("source"):
            raise MountFault("an SSH agent has no `source`", "ssh does not support source", self.places["source"])

    def secret(self) -> None:
        seen = self.seen
        if seen.get("from"):
            message = "a secret comes from the build command, not from an image: leave `from` out"
            raise MountFault(message, "secret mount should not have a from", self.places["from"])
        if all(seen.get(key, "") == "" for key in ("source", "target", "id")):
            message = "a secret has no name: write `id=<name>`"
            raise MountFault(message, "invalid secret mount. one of source, target required", self.flag)
        if seen.get("source") and seen.get("id"):
            message = "`source` and `id` of a secret are the same thing: leave one out"
            raise MountFault(message, "both source and id can't be set", self.places["source"])

    def target(self, workdir: "Callable[[], str | None]") -> None:
        if self.kind not in ("bind", "cache", "tmpfs"):
            return
        target = self.seen.get("target", "")
        if target is None or "\\" in target or target[1:2] == ":":
            return
        if not target.startswith("/"):
            directory = workdir()
            if directory is None or clean(f"{directory}/{target}") != "/":
                return
        elif clean(target) != "/":
            return
        reference = 'invalid mount target "/"'
        if not target:
            raise MountFault("the mount has no target: write `target=<path>`", reference, self.flag)
        message = f"the target `{target}` is the root of the file system: write a folder in it"
        raise MountFault(message, reference, self.places["target"])


def _number(text: str, base: int) -> bool:
    """Whether Go's `ParseUint` takes it, with 32 bits."""
    digits = "01234567" if base == 8 else "0123456789"
    return bool(text) and not text.strip(digits) and int(text[-40:], base) < 2**32

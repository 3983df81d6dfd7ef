"""The value of `RUN --mount=…`: one CSV record of `key=value` fields."""

from .nodes import Flag, Instruction, Span

MAX_FIELDS = 1000
"""Fields of a mount that are looked at; there are a dozen keys."""

REMEMBERED = 4000
_known: "dict[Flag, Mount]" = {}


class MountField:
    """One `key=value` of a mount. `key` is in lower case; `value` is None for a bare key."""

    __slots__ = ("key", "text", "value")

    def __init__(self, text: str) -> None:
        self.text = text
        key, equals, value = text.partition("=")
        self.key = key.lower()
        self.value = value if equals else None


class Mount(Span):
    """A mount. `fault` is what is wrong with the record: our words and BuildKit's.

    `kind` is the type, in lower case: bind, cache, tmpfs, secret or ssh; with a variable in it, as written.
    """

    __slots__ = ("fault", "fields", "flag")

    def __init__(self, flag: Flag) -> None:
        super().__init__(flag.start, flag.end)
        self.flag = flag
        self.fields: list[MountField] = []
        self.fault: tuple[str, str] | None = None

    def get(self, *keys: str) -> str | None:
        """The value of the last field with one of these keys, or None."""
        for field in reversed(self.fields):
            if field.key in keys:
                return field.value
        return None

    @property
    def kind(self) -> str:
        """`bind`, `cache`, `secret`, `ssh` or `tmpfs`, or what is written instead."""
        return (self.get("type") or "bind").lower()

    @property
    def target(self) -> str | None:
        """Where it is mounted."""
        return self.get("target", "dst", "destination")

    @property
    def source(self) -> str | None:
        """What is mounted."""
        return self.get("source", "src")


def read_mount(flag: Flag) -> Mount:
    """Take a `--mount` apart; for the flags of one file, once."""
    mount = _known.get(flag)
    if mount is None:
        if len(_known) >= REMEMBERED:
            _known.clear()
        mount = _known[flag] = _read_mount(flag)
    return mount


def _read_mount(flag: Flag) -> Mount:
    mount = Mount(flag)
    texts, mount.fault = csv_record(flag.value or "")
    mount.fields = [MountField(text) for text in texts[:MAX_FIELDS]]
    if mount.fault is None:
        for field in mount.fields:
            if field.key == "from" and "$" in (field.value or "")[:-1]:
                mount.fault = (
                    "`from` of a mount can't have a variable, so name a stage with `FROM … AS name` and use that",
                    "'from' doesn't support variable expansion, define alias stage instead",
                )
    return mount


def csv_record(text: str) -> tuple[list[str], tuple[str, str] | None]:
    """The fields of a CSV record as Go's `encoding/csv` reads them, and what is wrong."""
    if not text:
        return [], ("`--mount` has no fields", "failed to parse csv mounts: EOF")
    fields: list[str] = []
    index, size = 0, len(text)
    while True:
        if text[index : index + 1] != '"':
            end = text.find(",", index)
            end = size if end < 0 else end
            quote = text.find('"', index, end)
            if quote >= 0:
                return fields, (
                    'a `"` stands inside a field of `--mount`',
                    f"failed to parse csv mounts: parse error on line 1, column {len(text[:quote].encode()) + 1}: "
                    'bare " in non-quoted-field',
                )
            fields.append(text[index:end])
        else:
            value = ""
            index += 1
            while True:
                end = text.find('"', index)
                if end < 0:
                    return fields, (
                        'a `"` in `--mount` is not closed',
                        f"failed to parse csv mounts: parse error on line 1, column {len(text.encode()) + 1}: "
                        'extraneous or missing " in quoted-field',
                    )
                value += text[index:end]
                if text[end + 1 : end + 2] != '"':
                    break
                value += '"'
                index = end + 2
            end += 1
            if end < size and text[end] != ",":
                return fields, (
                    'something stands between a closing `"` and the comma in `--mount`',
                    f"failed to parse csv mounts: parse error on line 1, column {len(text[:end].encode())}: "
                    'extraneous or missing " in quoted-field',
                )
            fields.append(value)
        if end >= size:
            return fields, None
        index = end + 1


def mounts_of(node: Instruction) -> list[Mount]:
    """The mounts of a RUN."""
    return [read_mount(flag) for flag in node.flags if flag.name == "mount"]

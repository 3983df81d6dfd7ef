"""The parts of a service in a compose file, in their short and long forms: build, ports, mounts, environment."""

from itertools import islice

from dlint.model.context.described_builds import interpolate
from dlint.model.settings import Settings
from dlint.syntax.nodes import Span
from dlint.syntax.remote import is_remote_context
from dlint.syntax.yaml_nodes import (
    Mapping,
    Scalar,
    Sequence,
    YamlNode,
    text_of,
)

from .service_dockerfiles import built_files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.context.workspace import Workspace
    from dlint.model.file import File

MAX_ITEMS = 1_000


def scalar(node: YamlNode | None) -> Scalar | None:
    """A node that is a scalar, and not null."""
    return node if isinstance(node, Scalar) and text_of(node) is not None else None


def known(node: YamlNode | None) -> str | None:
    """The text of a scalar with the defaults of variables; None where it is none, or not known."""
    written = text_of(node) if node is not None else None
    return interpolate(written) if written is not None else None


def inside(node: Scalar, start: int, end: int) -> Span:
    """A part of a scalar, given by its indexes; the whole one where it is not written as it reads."""
    quoted = 0 if node.plain else 1
    if node.end - node.start != len(node.text) + 2 * quoted:
        return node
    return Span(node.start + quoted + start, node.start + quoted + end)


class ServiceBuild:
    """The build of a service: the nodes as written, and the Dockerfile where it is at hand.

    The compose file lies in `directory` (None: nowhere) and is read with these settings.

    `context`, `dockerfile` and `target` are scalars or None. `is_remote` says that the context is no directory here, and
    `is_inline` that the Dockerfile is written in the compose file.
    """

    __slots__ = (
        "_directory",
        "_settings",
        "_workspace",
        "args",
        "context",
        "dockerfile",
        "is_inline",
        "node",
        "target",
    )

    def __init__(self, node: YamlNode, directory: str | None, settings: Settings, workspace: "Workspace") -> None:
        self.node = node
        self._directory = directory
        self._settings = settings
        self._workspace = workspace
        written = node if isinstance(node, Mapping) else None
        self.context = scalar(node) if written is None else scalar(written.get("context"))
        self.dockerfile = scalar(written.get("dockerfile")) if written is not None else None
        self.target = scalar(written.get("target")) if written is not None else None
        self.args = written.get("args") if written is not None else None
        self.is_inline = written is not None and written.get("dockerfile_inline") is not None

    @property
    def is_remote(self) -> bool:
        """Whether the context is a repository or an archive somewhere else."""
        return self.context is not None and is_remote_context(self.context.text)

    @property
    def directory(self) -> str | None:
        """The real path of the context, which need not exist; None where it is not known, or outside of the boundary."""
        text = known(self.context) if self.context is not None else "."
        if self._directory is None or not text or self.is_remote:
            return None
        return self._workspace.boundary.resolve(self._directory, text)

    @property
    def dockerfile_path(self) -> str | None:
        """The real path of the Dockerfile, which need not exist; None as for the context."""
        directory = self.directory
        text = known(self.dockerfile) if self.dockerfile is not None else "Dockerfile"
        if directory is None or not text or self.is_inline:
            return None
        return self._workspace.boundary.resolve(directory, f"./{text}" if text[:1] == "~" else text)

    @property
    def file(self) -> "File | None":
        """The Dockerfile; None where it can't be read, or is not there, or where there is too much to read.

        The same for all services that are built in the same way, and not kept for long.
        """
        path = self.dockerfile_path
        if path is None:
            return None
        given = self._settings
        target = known(self.target)
        settings = Settings(given.as_of, given.build_args, target, given.platform, given.images, self.directory)
        return built_files(self._workspace).file(path, settings)

    @property
    def is_unknown(self) -> bool:
        """Whether the Dockerfile may be there, and was not looked at since there is too much of them."""
        return self.file is None and built_files(self._workspace).is_limited


class Setting(Span):
    """A variable: `name`, and `value` (None where it is taken from outside). The span is that of the name."""

    __slots__ = ("name", "node", "value")

    def __init__(self, place: Span, name: str, value: str | None, node: YamlNode) -> None:
        super().__init__(place.start, place.end)
        self.name = name
        self.value = value
        self.node = node


def settings_in(node: YamlNode | None) -> list[Setting]:
    """The variables of `environment` or `args`: a mapping, or a list of `NAME=value`."""
    found = []
    if isinstance(node, Mapping):
        for key, value in islice(node.items(), MAX_ITEMS):
            found.append(Setting(key, key.text, text_of(value), value))
    elif isinstance(node, Sequence):
        for item in node.items[:MAX_ITEMS]:
            if isinstance(item, Scalar):
                name, equals, text = item.text.partition("=")
                found.append(Setting(inside(item, 0, len(name)), name, text if equals else None, item))
    return found


class Port:
    """A published port: `node` as written, `address` of the host ("" for all), `published` and `target` as text.

    `published` is "" where the host chooses.
    """

    __slots__ = ("address", "node", "published", "target")

    def __init__(self, node: YamlNode, address: str, published: str, target: str) -> None:
        self.node = node
        self.address = address
        self.published = published
        self.target = target

    @property
    def is_open(self) -> bool:
        """Whether everybody who reaches the host reaches it."""
        return self.address in ("", "0.0.0.0", "::", "[::]")

    @property
    def is_fixed(self) -> bool:
        """Whether one port of the host is named, not a range of them."""
        return self.published.isdecimal() and self.published != "0"


def ports(node: YamlNode | None) -> list[Port]:
    """The ports of a service, without those that are not known."""
    found: list[Port] = []
    for item in node.items[:MAX_ITEMS] if isinstance(node, Sequence) else ():
        if isinstance(item, Mapping):
            values = {}
            for name in ("host_ip", "published", "target"):
                value = item.get(name)
                values[name] = known(value) if value is not None else ""
            if None not in values.values():
                found.append(Port(item, *(values[name] or "" for name in ("host_ip", "published", "target"))))
            continue
        text = known(item)
        if text is None:
            continue
        rest, _, target = text.partition("/")[0].rpartition(":")
        address, _, published = rest.rpartition(":")
        found.append(Port(item, address, published, target))
    return found


class Mount:
    """What is mounted at `target`, an absolute path. `kind` is `bind`, `volume`, `tmpfs` or another word.

    `source` is the directory of the host as written, the name of a volume, or "" for one without a name.
    """

    __slots__ = ("kind", "node", "source", "target")

    def __init__(self, node: YamlNode, kind: str, source: str, target: str) -> None:
        self.node = node
        self.kind = kind
        self.source = source
        self.target = target


def mounts(node: YamlNode | None, tmpfs: YamlNode | None = None) -> list[Mount]:
    """The mounts of a service, without those whose target is not known."""
    found = []
    for item in node.items[:MAX_ITEMS] if isinstance(node, Sequence) else ():
        if isinstance(item, Mapping):
            target = known(item.get("target"))
            source = item.get("source")
            if target:
                written = known(source) if source is not None else ""
                found.append(
                    Mount(item, item.text("type") or "volume", "?" if written is None else written, _path(target))
                )
            continue
        text = text_of(item)
        mount = _short_mount(item, text) if text is not None else None
        if mount is not None:
            found.append(mount)
    places = tmpfs.items[:MAX_ITEMS] if isinstance(tmpfs, Sequence) else [tmpfs] if tmpfs is not None else []
    for item in places:
        text = known(item)
        if text:
            found.append(Mount(item, "tmpfs", "", _path(text.partition(":")[0])))
    return found


def _short_mount(item: YamlNode, text: str) -> Mount | None:
    """`[SOURCE:]TARGET[:MODE]`, where the source may rest on variables."""
    parts = _split(text)
    if len(parts) > 1 and len(parts[0]) == 1 and parts[0].isalpha() and parts[1][:1] in ("\\", "/"):
        parts[:2] = [f"{parts[0]}:{parts[1]}"]  # a drive of Windows
    if len(parts) == 1:
        target = interpolate(parts[0])
        return Mount(item, "volume", "", _path(target)) if target else None
    source = interpolate(parts[0])
    target = interpolate(parts[1])
    if not target:
        return None
    written = parts[0]
    is_path = (source or written).startswith((".", "/", "~", "\\")) or (source or "")[1:2] == ":" or source is None
    return Mount(item, "bind" if is_path else "volume", "?" if source is None else source, _path(target))


def _split(text: str) -> list[str]:
    """Split at colons that do not stand in `${…}`."""
    parts = [""]
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if character == ":" and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _path(text: str) -> str:
    return text.rstrip("/") or "/"


class Dependency:
    """A service that is started before: its `name` and the `condition` waited for. `node` is where that is said."""

    __slots__ = ("condition", "name", "node")

    def __init__(self, name: str, condition: str, node: YamlNode) -> None:
        self.name = name
        self.condition = condition
        self.node = node


def dependencies(node: YamlNode | None) -> list[Dependency]:
    """The services of `depends_on`."""
    started = "service_started"
    if isinstance(node, Sequence):
        return [Dependency(item.text, started, item) for item in node.items[:MAX_ITEMS] if isinstance(item, Scalar)]
    found = []
    for key, value in islice(node.items(), MAX_ITEMS) if isinstance(node, Mapping) else ():
        written = value.get("condition") if isinstance(value, Mapping) else None
        condition = known(written) if written is not None else started
        found.append(Dependency(key.text, condition or "", written or key))
    return found

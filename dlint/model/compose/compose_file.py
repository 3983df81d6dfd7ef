"""A compose file: its services in order, with places, and what each says about its build, its ports and its volumes.

    for service in compose.services:            # Service: its span is its name
        service.get("ports")                    # a YAML node, also one that is merged (`<<`) or extended
        service.image, service.build, service.ports, service.volumes, service.environment
        service.elsewhere                       # the same service in the other compose files of the directory

What rests on a variable without a default, or is said in a file that is not looked at, is not known.
"""

import os

from dlint.model.context.described_builds import compose_names, interpolate, read_files
from dlint.model.context.workspace import Workspace
from dlint.model.development import DEVELOPMENT
from dlint.model.image.reference import ImageReference, parse_reference
from dlint.model.linted_file import LintedFile
from dlint.model.settings import Settings
from dlint.startup.remember import once, once_for
from dlint.syntax.compose import parse_compose
from dlint.syntax.nodes import Span
from dlint.syntax.source import Source
from dlint.syntax.yaml_nodes import (
    Mapping,
    Scalar,
    Sequence,
    YamlNode,
    text_of,
)

from .service_parts import (
    MAX_ITEMS,
    Dependency,
    Mount,
    Port,
    ServiceBuild,
    Setting,
    dependencies,
    mounts,
    ports,
    settings_in,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    pass


MAX_SERVICES = 500
_MAX_KEYS = 1_000
MAX_EXTENDED = 20
_swarm = ("update_config", "rollback_config", "placement", "endpoint_mode", "mode")


class ComposeFile(LintedFile):
    """A compose file, `tree`, with its services."""

    def __init__(
        self,
        source: Source,
        settings: Settings | None = None,
        directory: str | None = None,
        workspace: Workspace | None = None,
    ) -> None:
        super().__init__(source, settings, directory, workspace)
        self.tree = parse_compose(source)
        if self.tree.too_much_at is not None:
            self.passed.add(
                source.offset(self.tree.too_much_at), "there is too much in the file: nothing of it is linted"
            )

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.replace("\\", "/").rpartition("/")[2]

    @property
    def is_override(self) -> bool:
        """Whether its name says that it is read on top of another: `compose.prod.yaml`."""
        return self.name.rpartition(".")[0] not in ("compose", "docker-compose")

    @property
    def is_development(self) -> bool:
        """Whether the name of the file or of its directory says that it is not for production.

        That is so for `compose.override.yaml`, too, which is read unless other files are named.
        """
        directory, name = os.path.split(self.path.replace("\\", "/"))
        kind = name.rpartition(".")[0].removeprefix("docker-").removeprefix("compose")
        if "override" in kind or DEVELOPMENT.search(kind) or "example" in kind:
            return True
        last = directory.rpartition("/")[2]
        return bool(DEVELOPMENT.search(last)) or last in ("examples", "example", "samples", "demo")

    def look_for_unread(self) -> None:
        """Note what is passed over, where nobody has come upon it yet: lists of a service that are longer than they are read."""
        for service in self.services:
            for _, value in service.own.values():
                for node in (value, *(inner for _, inner in value.pairs)) if isinstance(value, Mapping) else (value,):
                    items = _items(node)
                    if len(items) > MAX_ITEMS:
                        self.passed.add(
                            items[MAX_ITEMS].start,
                            f"a list has more than {MAX_ITEMS:,} items: from here on they are not linted",
                        )

    @property
    def root(self) -> Mapping | None:
        """The mapping of the whole file."""
        return self.tree.root if isinstance(self.tree.root, Mapping) else None

    def section(self, name: str) -> Mapping | None:
        """A section at the top: `volumes`, `secrets`."""
        found = self.root.get(name) if self.root is not None else None
        return found if isinstance(found, Mapping) else None

    @once
    def services(self) -> "list[Service]":
        """The services in order."""
        section = self.section("services")
        found: list[Service] = []
        for key, value in section.items() if section is not None else ():
            if isinstance(value, Mapping):
                if len(found) >= MAX_SERVICES:
                    self.passed.add(
                        key.start,
                        f"there are more than {MAX_SERVICES} services: the ones from here on are not linted",
                    )
                    break
                found.append(Service(self, key, value))
        return found

    def service(self, name: str) -> "Service | None":
        """The service of a name."""
        return self._by_name.get(name)

    @once
    def _by_name(self) -> "dict[str, Service]":
        return {service.name: service for service in self.services}

    @once
    def beside(self) -> "list[ComposeFile]":
        """The other compose files of the directory, as far as they can be read."""
        return [other for other in _files_around(self) if other.name != self.name] if self.directory is not None else []

    @property
    def is_for_swarm(self) -> bool:
        """Whether something in it means something to `docker stack deploy` only."""
        for service in self.services:
            deploy = service.get("deploy")
            if isinstance(deploy, Mapping) and any(deploy.get(name) is not None for name in _swarm):
                return True
        networks = self.section("networks")
        return networks is not None and any(
            isinstance(value, Mapping) and value.text("driver") == "overlay" for _, value in networks.items()
        )


def _items(node: YamlNode) -> "list[YamlNode]":
    """What a list or a mapping holds: the items, or the keys."""
    if isinstance(node, Mapping):
        return [key for key, _ in node.pairs]
    return node.items if isinstance(node, Sequence) else []


@once_for
def _last_directory(workspace: Workspace) -> "dict[object, list[ComposeFile]]":
    """The compose files of the last directory that was asked for, by that and the settings."""
    return {}


def _files_around(compose: ComposeFile) -> list[ComposeFile]:
    """The compose files of the directory that one lies in, as far as they can be read."""
    directory = compose.directory or ""
    path = os.path.dirname(compose.path)
    known = _last_directory(compose.workspace)
    key = (directory, path, *compose.settings.key)
    if key not in known:
        known.clear()
        known[key] = [
            ComposeFile(Source.decode(data, os.path.join(path, name)), compose.settings, directory, compose.workspace)
            for name, data in read_files(directory, compose_names(directory), compose.workspace.pass_over)
        ]
    return known[key]


class Service(Span):
    """A service of a compose file. The span is its name."""

    def __init__(self, file: ComposeFile, key: Scalar, node: Mapping) -> None:
        super().__init__(key.start, key.end)
        self.file = file
        self.key = key
        self.name = key.text
        self.node = node

    @once
    def own(self) -> dict[str, tuple[Scalar, YamlNode]]:
        """Its keys with their values, merged ones too. Many services may merge much: not all of it is read."""
        found: dict[str, tuple[Scalar, YamlNode]] = {}
        for key, value in self.node.items():
            if len(found) >= _MAX_KEYS:
                self.file.passed.add(
                    key.start, f"a service has more than {_MAX_KEYS:,} keys: from here on they are not read"
                )
                break
            found.setdefault(key.text, (key, value))
        return found

    @once
    def _bases(self) -> "tuple[list[Service], bool]":
        """The services that make it, itself first, and whether something is said in another file."""
        found = [self]
        partial = False
        while len(found) < MAX_EXTENDED and "extends" in found[-1].own:
            extends = found[-1].own["extends"][1]
            name = text_of(extends)
            if isinstance(extends, Mapping):
                partial |= extends.get("file") is not None
                name = extends.text("service")
            base = self.file.service(name) if name and not partial else None
            if base is None or base in found:
                partial = True
                break
            found.append(base)
        return found, partial

    @property
    def is_partial(self) -> bool:
        """Whether it extends a service of another file, so that what it lacks may be there."""
        return self._bases[1]

    def _pair(self, name: str) -> tuple[Scalar, YamlNode] | None:
        return next((service.own[name] for service in self._bases[0] if name in service.own), None)

    def get(self, name: str) -> YamlNode | None:
        """The value of a key, of the service or of the one it extends."""
        found = self._pair(name)
        return found[1] if found is not None else None

    def key_of(self, name: str) -> Scalar | None:
        """The key itself, where it is written."""
        found = self._pair(name)
        return found[0] if found is not None else None

    def text(self, name: str) -> str | None:
        """The value of a key as text, with the defaults of variables; None where it is none, or not known."""
        found = self.get(name)
        written = text_of(found) if found is not None else None
        return interpolate(written) if written is not None else None

    def is_on(self, name: str) -> bool:
        """Whether a switch is on."""
        return (self.text(name) or "").lower() in ("true", "yes", "on")

    @property
    def elsewhere(self) -> "list[Service]":
        """The same service in the other compose files of the directory, which may be read together with this one."""
        found = (other.service(self.name) for other in self.file.beside)
        return [service for service in found if service is not None]

    @property
    def image(self) -> ImageReference | None:
        """The image it runs, where that is known; also the name of what is built."""
        text = self.text("image")
        return parse_reference(text) if text else None

    @once
    def build(self) -> ServiceBuild | None:
        """How its image is built, or None where it is not, or from what is not known."""
        node = self.get("build")
        file = self.file
        return ServiceBuild(node, file.directory, file.settings, file.workspace) if node is not None else None

    @property
    def ports(self) -> list[Port]:
        """The ports that it publishes, as far as they are known."""
        return ports(self.get("ports"))

    @property
    def volumes(self) -> list[Mount]:
        """What is mounted into it, tmpfs too."""
        return mounts(self.get("volumes"), self.get("tmpfs"))

    @property
    def every_volume(self) -> list[Mount]:
        """What is mounted into it, here or by the other compose files of the directory."""
        return self.volumes + [mount for other in self.elsewhere for mount in other.volumes]

    @property
    def environment(self) -> list[Setting]:
        """Its environment, in order, without that of its `env_file`."""
        return settings_in(self.get("environment"))

    @property
    def dependencies(self) -> list[Dependency]:
        """The services that are started before it."""
        return dependencies(self.get("depends_on"))

    @property
    def command_text(self) -> str:
        """Its entrypoint and command as one text, for looking for words in it."""
        parts: list[str] = []
        for name in ("entrypoint", "command"):
            node = self.get(name)
            items = node.items if isinstance(node, Sequence) else [node] if node is not None else []
            parts += [item.text for item in items if isinstance(item, Scalar)]
        return " ".join(parts)

    @property
    def replicas(self) -> int:
        """How many containers there are to be, where that is known; else 1."""
        deploy = self.get("deploy")
        written = deploy.text("replicas") if isinstance(deploy, Mapping) else None
        text = interpolate(written) if written is not None else self.text("scale")
        return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 1

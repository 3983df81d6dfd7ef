"""What is known of the images that compose files name: data bases, and tools that need the host.

The directories are those of the images' documentation on Docker Hub; the change of PostgreSQL 18 is docker-library/postgres
pull request 1259.
"""

from dlint.startup import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .compose_file import Service

_POSTGRES = ("postgres", "postgis", "pgvector", "timescaledb", "timescaledb-ha")
_NAMES = {
    **dict.fromkeys(_POSTGRES, "postgres"),
    **dict.fromkeys(("mysql", "percona", "percona-server"), "mysql"),
    **dict.fromkeys(("mongo", "mongodb-community-server"), "mongo"),
    **dict.fromkeys(("redis", "valkey", "redis-stack-server"), "redis"),
    "mariadb": "mariadb",
    "neo4j": "neo4j",
}
_DIRECTORIES = {
    "mysql": ("/var/lib/mysql",),
    "mariadb": ("/var/lib/mysql",),
    "mongo": ("/data/db",),
    "neo4j": ("/data",),
    "redis": ("/data",),
}
_TITLES = {"postgres": "PostgreSQL", "mysql": "MySQL", "mariadb": "MariaDB", "mongo": "MongoDB", "redis": "Redis"}
_append_only = re.compile(r"appendonly\s+yes|--save\s+[\"']?[1-9]", re.IGNORECASE)
_pg_major = re.compile(r"(?:pg|v|\d+\.\d+(?:\.\d+)?-pg)?(\d{1,2})(?![\d])")

_HOST_TOOLS = re.compile(
    r"traefik|portainer|watchtower|dozzle|autoheal|ouroboros|diun|whoami-docker|docker-?gen|nginx-proxy|acme-companion"
    r"|letsencrypt|socket-?proxy|cadvisor|datadog|\Aagent\b|zabbix-agent|telegraf|netdata|promtail|alloy|fluent|\Avector\Z|filebeat|metricbeat"
    r"|node-?exporter|blackbox|beszel|glances|grafana|sysdig|falco|tetragon|ebpf|parca|pyroscope|runner|jenkins|drone|woodpecker"
    r"|buildkit|dind|docker\Z|ofelia|swarm|lazydocker|yacht|dockge|komodo|homepage|homarr|home-?assistant|homebridge|esphome"
    r"|zigbee|plex|jellyfin|emby|tailscale|wireguard|openvpn|gluetun|pihole|adguard|unbound|keepalived|avahi|mdns|dhcp|caddy"
    r"|cloudflared|act_?runner|gitea|localstack|registry-?cleaner|crowdsec|wazuh|k3s|minikube|qemu|windows\Z|macos\Z|vpn"
    r"|backup|scrutiny|smartctl|hass|frigate|unifi|coturn|asterisk|freeswitch|jitsi|turn\Z|livekit|selenoid|testcontainers|ryuk",
    re.IGNORECASE,
)


class Store:
    """A data base: `kind` (`postgres`), `title`, and the `directories` that it keeps its data in.

    Several directories: it depends on a version that is not known.
    """

    __slots__ = ("directories", "kind", "title")

    def __init__(self, kind: str, directories: tuple[str, ...]) -> None:
        self.kind = kind
        self.title = _TITLES.get(kind, kind.capitalize())
        self.directories = directories


def store_of(service: "Service") -> Store | None:
    """The data base that a service is; a Redis that keeps nothing is none."""
    image = service.image
    if image is None or service.get("build") is not None:
        return None
    kind = _NAMES.get(image.repository)
    if kind is None or (kind == "redis" and not _append_only.search(service.command_text)):
        return None
    if kind != "postgres":
        return Store(kind, _DIRECTORIES[kind])
    old, new = "/var/lib/postgresql/data", "/var/lib/postgresql"
    if image.repository == "timescaledb-ha":
        return Store(kind, (old, new, "/home/postgres/pgdata"))
    major = _pg_major.match(image.tag or "") if image.repository == "postgres" else None
    if image.registry != "docker.io" or image.path.partition("/")[0] not in ("library", "postgis", "pgvector"):
        return Store(kind, (old, new, "/bitnami/postgresql"))
    if major is None:
        return Store(kind, (new, old))  # `latest` and the like
    return Store(kind, (new,) if int(major[1]) >= 18 else (old,))


def manages_host(service: "Service") -> bool:
    """Whether a service is a tool whose purpose needs the host or its Docker: a proxy, a monitor, a runner."""
    image = service.image
    name = image.repository if image is not None and service.get("build") is None else ""
    return bool(_HOST_TOOLS.search(name))

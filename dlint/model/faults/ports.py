"""Ports as EXPOSE reads them: `[[ip:]hostport:]port[-port][/protocol]`.

Source: docker/go-connections, `ParsePortSpec`, as BuildKit uses it.
"""

from dlint.startup import regex as re

PROTOCOLS = ("tcp", "udp", "sctp")
_RANGE = re.compile(r"\+?([0-9]+)(?:-\+?([0-9]+))?\Z")
_IPV4 = re.compile(r"(?:0|[1-9][0-9]{0,2})(?:\.(?:0|[1-9][0-9]{0,2})){3}\Z")


class Port:
    """One specification taken apart, as written. `address` and `host` are empty where there are none.

    `error` is what is wrong, in our words and BuildKit's, or None; `maps` says whether an address or a port of the host
    is given, which EXPOSE has no use for.
    """

    __slots__ = ("address", "container", "error", "host", "protocol", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        head, _, self.container = text.rpartition(":")
        self.address, _, self.host = head.rpartition(":")
        self.container, slash, self.protocol = self.container.partition("/")
        self.error = self._fault(slash)

    @property
    def maps(self) -> bool:
        """Whether an address or a port of the host is given."""
        return bool(self.address or self.host)

    def _fault(self, slash: str) -> tuple[str, str] | None:
        text, protocol = self.text, self.protocol
        if not self.container:
            return f"`{text}` has no port", f'invalid port: "{text}": no port specified'
        if slash and protocol and protocol.lower() not in PROTOCOLS:
            message = f"`{protocol}` is no protocol, there are `tcp`, `udp` and `sctp`"
            return message, f'invalid port: "{text}": invalid proto: {protocol.lower()}'
        address = _address_fault(self.address)
        if address:
            return f"`{self.address}` is no IP address", f"invalid IP address{address}"
        ports = read_range(self.container)
        if ports is None:
            return _no_port(self.container), f"invalid containerPort: {self.container}"
        if self.host:
            hosts = read_range(self.host)
            if hosts is None:
                return _no_port(self.host), f"invalid hostPort: {self.host}"
            if ports[1] - ports[0] not in (hosts[1] - hosts[0], 0):
                reference = f"invalid ranges specified for container and host Ports: {self.container} and {self.host}"
                return f"the ranges `{self.host}` and `{self.container}` are not of one length", reference
        return None


def read_range(text: str) -> tuple[int, int] | None:
    """The first and the last port of `80` or `80-90`; None where it is no port or no range."""
    match = _RANGE.match(text)
    if match is None:
        return None
    first = int(match[1][:18])
    last = int(match[2][:18]) if match[2] else first
    return (first, last) if first <= last <= 65535 else None


def _no_port(text: str) -> str:
    if text.startswith("#"):
        return "a comment needs a line of its own: what follows a port is a port"
    match = _RANGE.match(text)
    if match is None:
        return f"`{text}` is no port: write a number from 0 to 65535, or two with a `-`"
    if match[2] and int(match[1][:18]) > int(match[2][:18]):
        return f"the range `{text}` ends before it starts"
    return f"`{text}` is no port: the last one is 65535"


def _address_fault(text: str) -> str | None:
    """What is wrong with an address, or None."""
    if not text:
        return None
    if text[0] == "[":
        if not text.endswith("]"):
            return f" {text}: address {text}:: missing ']' in address"
        text = text[1:-1]
    if _IPV4.match(text):
        return None if all(int(part) < 256 for part in text.split(".")) else f": {text}"
    if ":" in text:
        from ipaddress import AddressValueError, IPv6Address

        try:
            IPv6Address(text)
        except AddressValueError:
            return f": {text}"
        return None
    return f": {text}"

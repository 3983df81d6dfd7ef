"""Ports of EXPOSE, as docker/go-connections reads them."""

import pytest

from dlint.model.faults.ports import Port, read_range


@pytest.mark.parametrize(
    ("text", "address", "host", "container", "protocol"),
    [
        ("80", "", "", "80", ""),
        ("80/", "", "", "80", ""),
        ("80/UDP", "", "", "80", "UDP"),
        ("80-90/sctp", "", "", "80-90", "sctp"),
        ("8080:80", "", "8080", "80", ""),
        ("8000-8010:80", "", "8000-8010", "80", ""),
        ("127.0.0.1:8080:80/tcp", "127.0.0.1", "8080", "80", "tcp"),
        ("127.0.0.1::80", "127.0.0.1", "", "80", ""),
        ("[::1]:8080:80", "[::1]", "8080", "80", ""),
        ("::1:8080:80", "::1", "8080", "80", ""),
    ],
)
def test_parts(text: str, address: str, host: str, container: str, protocol: str) -> None:
    port = Port(text)
    assert port.error is None
    assert (address, host, container, protocol) == (port.address, port.host, port.container, port.protocol)
    assert bool(address or host) == port.maps


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("", 'invalid port: "": no port specified'),
        ("80:", 'invalid port: "80:": no port specified'),
        ("/tcp", 'invalid port: "/tcp": no port specified'),
        ("80/http", 'invalid port: "80/http": invalid proto: http'),
        ("http", "invalid containerPort: http"),
        ("65536", "invalid containerPort: 65536"),
        ("90-80", "invalid containerPort: 90-80"),
        ("x:80", "invalid hostPort: x"),
        ("8000-8001:80-90", "invalid ranges specified for container and host Ports: 80-90 and 8000-8001"),
        ("localhost:80:80", "invalid IP address: localhost"),
        ("256.0.0.1:80:80", "invalid IP address: 256.0.0.1"),
        ("01.0.0.1:80:80", "invalid IP address: 01.0.0.1"),
    ],
)
def test_errors(text: str, reference: str) -> None:
    error = Port(text).error
    assert error is not None
    assert reference == error[1]


def test_ranges() -> None:
    found = [read_range(text) for text in ("0", "+80", "80-80", "0-65535", "65536", "2-1", "", "a", "1-", "9" * 10_000)]
    assert [(0, 0), (80, 80), (80, 80), (0, 65535), None, None, None, None, None, None] == found

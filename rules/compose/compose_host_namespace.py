r"""A container is not kept apart from the host

With `privileged`, with the network or the processes of the host, or with the socket of Docker, who breaks into the
container is on the host: what the socket starts may mount the whole disk.

```yaml bad
services:
  web:
    build: .
    privileged: true
    ^^^^^^^^^^^^^^^^ `privileged` gives the container the whole host: name what it needs in `cap_add` or `devices`
    network_mode: host
    ^^^^^^^^^^^^^^^^^^ the container shares the network of the host: publish its `ports` instead
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ who has the socket of Docker has the host: put a proxy in between that lets through what is needed
```

Proxies, monitors and runners are made for it.

```yaml good
services:
  proxy:
    image: traefik:3.5
    network_mode: host
    volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]
  metrics:
    image: quay.io/prometheus/node-exporter:v1.9.1
    pid: host
    network_mode: host
```

```yaml good
services:
  web:
    build: .
    privileged: false
    network_mode: bridge
    pid: service:worker
    cap_add: [NET_BIND_SERVICE]
  worker:
    build: .
```
"""

from dlint.api import ComposeService, Problem, Problems, Span, manages_host, rule

PRIVILEGED = "`privileged` gives the container the whole host: name what it needs in `cap_add` or `devices`"
SHARED = {
    "network_mode": "the container shares the network of the host: publish its `ports` instead",
    "pid": "the container shares the processes of the host",
    "ipc": "the container shares the memory of the host",
    "uts": "the container shares the name of the host",
}
SOCKET = "who has the socket of Docker has the host: put a proxy in between that lets through what is needed"


@rule("DK3094", on="service")
def compose_host_namespace(service: ComposeService) -> Problems:
    if manages_host(service):
        return
    severity = "info" if service.file.is_development else None
    if service.is_on("privileged"):
        yield Problem(written(service, "privileged"), PRIVILEGED, severity=severity)
    for name, message in SHARED.items():
        if service.text(name) == "host":
            yield Problem(written(service, name), message, severity=severity)
    for mount in service.volumes:
        if mount.source.endswith("/docker.sock"):
            yield Problem(mount.node, SOCKET, severity=severity)


def written(service: ComposeService, name: str) -> Span | tuple[Span, Span]:
    """A key with its value; the key alone where the value is written elsewhere, before it."""
    key, value = service.key_of(name), service.get(name)
    assert key is not None and value is not None
    return (key, value) if value.start > key.start else key

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

SHARED = {"network_mode": "network", "pid": "processes", "ipc": "memory", "uts": "name"}
ADVICE = {"network_mode": ": publish its `ports` instead"}


@rule("DK3094", on="service")
def compose_host_namespace(service: ComposeService) -> Problems:
    if manages_host(service):
        return
    severity = "info" if service.file.is_development else None

    def written(name: str) -> Span | tuple[Span, Span]:
        key, value = service.key_of(name), service.get(name)
        assert key is not None and value is not None
        return (key, value) if value.start > key.start else key

    if service.is_on("privileged"):
        message = "`privileged` gives the container the whole host: name what it needs in `cap_add` or `devices`"
        yield Problem(written("privileged"), message, severity=severity)
    for name, what in SHARED.items():
        if service.text(name) == "host":
            message = f"the container shares the {what} of the host{ADVICE.get(name, '')}"
            yield Problem(written(name), message, severity=severity)
    for mount in service.volumes:
        if mount.source.endswith("/docker.sock"):
            message = (
                "who has the socket of Docker has the host: put a proxy in between that lets through what is needed"
            )
            yield Problem(mount.node, message, severity=severity)

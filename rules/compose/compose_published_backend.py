r"""The port of a data base is open to everybody

`5432:5432` listens on all addresses of the host, and Docker puts its rules before those of the firewall: `ufw` does not
close it. Services of one compose file reach each other by their names, without a published port.

```yaml bad
services:
  db:
    image: postgres:17
    ports:
      - "5432:5432"
        ^^^^^^^^^^^ the port of PostgreSQL is open to everybody who reaches the host: write `127.0.0.1:5432:5432`, or take it out
```

```yaml fixed
services:
  db:
    image: postgres:17
    ports:
      - "127.0.0.1:5432:5432"
```

```yaml good
services:
  db:
    image: postgres:17
    ports:
      - 127.0.0.1:5432:5432
  cache:
    image: redis:8
    expose: ["6379"]
  search:
    image: elasticsearch:9.1.0
    ports:
      - "${BIND:-127.0.0.1}:9200:9200"
```

An address that is named is meant.

```yaml good
services:
  cache:
    image: redis:8
    ports:
      - target: 6379
        published: "6379"
        host_ip: 10.0.0.5
```
"""

from dlint.api import ComposeService, Problem, Problems, YamlScalar, insert_before, rule, within_scalar

BACKENDS = {
    "5432": "PostgreSQL", "3306": "MySQL", "6379": "Redis", "27017": "MongoDB", "9200": "Elasticsearch", "11211": "memcached",
}  # fmt: skip


@rule("DK3096", on="service", severity="warning", fix="unsafe")
def compose_published_backend(service: ComposeService) -> Problems:
    if service.get("network_mode") is not None:
        return
    for port in service.ports:
        backend = BACKENDS.get(port.target)
        if backend is None or not port.is_open:
            continue
        severity = "info" if service.file.is_development else None
        node = port.node
        if not isinstance(node, YamlScalar) or port.address or not port.published:
            advice, edits = "bind it to `127.0.0.1`", []
        else:
            advice = f"write `127.0.0.1:{node.text}`, or take it out"
            edits = [insert_before(within_scalar(node, 0, 0), "127.0.0.1:")]
        message = f"the port of {backend} is open to everybody who reaches the host: {advice}"
        yield Problem(node, message, *edits, severity=severity)

r"""There are to be several containers, and only one can start

A name belongs to one container, and a port of the host to one, too: the second replica does not start.

```yaml bad
services:
  web:
    build: .
    container_name: shop
    ^^^^^^^^^^^^^^ there are to be 2 containers, and one name: take `container_name` out
    deploy: {replicas: 2}
    ports: ["8000:8000"]
            ^^^^^^^^^^^ there are to be 2 containers, and one port `8000` of the host: leave it to the proxy in front, or give a range
```

```yaml good
services:
  web:
    build: .
    deploy: {replicas: 2}
    ports: ["8000-8001:8000"]
  worker:
    build: .
    scale: 3
    expose: ["9000"]
  single:
    build: .
    container_name: shop
    ports: ["8080:8080"]
```

A swarm has one port for all replicas, and takes no notice of `container_name`.

```yaml good
services:
  web:
    image: registry.example.org/shop:7
    ports: ["8000:8000"]
    deploy:
      replicas: 2
      update_config: {parallelism: 1}
```
"""

from dlint.api import ComposeService, Problem, Problems, rule


@rule("DK3095", on="service", severity="info")
def compose_unscalable_service(service: ComposeService) -> Problems:
    count = service.replicas
    if count < 2 or service.file.is_for_swarm:
        return
    name = service.key_of("container_name")
    if name is not None and service.text("container_name"):
        message = f"there are to be {count} containers, and one name: take `container_name` out"
        yield Problem(name, message)
    for port in service.ports:
        if port.is_fixed:
            message = (
                f"there are to be {count} containers, and one port `{port.published}` of the host:"
                " leave it to the proxy in front, or give a range"
            )
            yield Problem(port.node, message)

r"""A data base has no volume for its data

What it writes lies in the container, or in a volume without a name, and is left behind when the container is made
again: with `docker compose down`, or with the next version of the image.

```yaml bad
services:
  db:
    image: postgres:17
           ^^^^^^^^^^^ PostgreSQL has no volume for its data: mount one at `/var/lib/postgresql/data`
```

PostgreSQL keeps its data one folder up since version 18, and up to 17 a volume there does not hold them.

```yaml bad
services:
  db:
    image: postgres:18
           ^^^^^^^^^^^ PostgreSQL has no volume for its data: mount one at `/var/lib/postgresql`
    volumes: ["data:/var/lib/postgresql/data"]
  old:
    image: postgres:16-alpine
           ^^^^^^^^^^^^^^^^^^ PostgreSQL has no volume for its data: mount one at `/var/lib/postgresql/data`
    volumes: ["old:/var/lib/postgresql"]
volumes: {data: , old: }
```

```yaml good
services:
  db:
    image: mariadb:11.8
    volumes:
      - type: volume
        source: data
        target: /var/lib/mysql
  cache:
    image: redis:8
  scratch:
    image: postgres:17
    tmpfs: /var/lib/postgresql/data
volumes:
  data:
```

A file for development or tests need not keep anything, and the volume may be said in the file beside.

```yaml good compose.test.yaml
services:
  db:
    image: postgres:17
```

```yaml good
services:
  db:
    image: mysql:9
```

```yaml compose.prod.yaml
services:
  db:
    volumes: ["/srv/mysql:/var/lib/mysql"]
```
"""

from dlint.api import ComposeMount, ComposeService, Problem, Problems, Store, rule, store_of


@rule("DK3092", on="service", severity="info")
def compose_db_without_volume(service: ComposeService) -> Problems:
    store = store_of(service)
    image = service.get("image")
    if store is None or image is None or service.is_partial or service.file.is_development:
        return
    volumes = service.every_volume
    moved = any(setting.name == "PGDATA" for setting in service.environment) or "--d" in service.command_text
    if service.get("volumes_from") is not None or (moved and volumes):
        return
    if not any(holds(mount, store) for mount in volumes):
        yield Problem(image, f"{store.title} has no volume for its data: mount one at `{store.directories[0]}`")


def holds(mount: ComposeMount, store: Store) -> bool:
    """Whether the data lie in a mount."""
    if store.kind == "postgres":
        return mount.target in store.directories
    return any(f"{directory}/".startswith(mount.target.rstrip("/") + "/") for directory in store.directories)

r"""A database or broker is installed next to the application

A container is one thing that is started, stopped, scaled and updated. A database in it loses its data with the container,
can't be scaled with the application, and its crash goes unseen. Run it as a container of its own, from its own image.

```dockerfile bad
FROM python:3.13-slim
RUN apt-get update && apt-get install -y redis-server libpq5
                                         ^^^^^^^^^^^^ `redis-server` belongs in a container of its own, from its own image
CMD ["gunicorn", "app:app"]
```

Clients are fine, and so are images that are for the service.

```dockerfile good
FROM python:3.13-slim
RUN apt-get update && apt-get install -y postgresql-client redis-tools default-mysql-client
CMD ["gunicorn", "app:app"]
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y redis-server
CMD ["redis-server"]
```

```dockerfile good
FROM python:3.13-slim AS test
RUN apt-get update && apt-get install -y postgresql
CMD ["pytest"]
```
"""

from dlint.api import Command, File, Problem, Problems, rule

SERVICES = (
    "postgresql", "mysql-server", "default-mysql-server", "mariadb-server", "redis-server", "redis", "mongodb", "mongodb-server",
    "mongodb-org", "rabbitmq-server", "elasticsearch", "memcached", "ollama",
)  # fmt: skip


@rule("DK5010", on=("RUN apt-get install", "RUN apt install", "RUN apk add", "RUN yum install", "RUN dnf install"))
def service_in_app_image(command: Command, file: File) -> Problems:
    stage = file.stage_of(command.instruction)
    if stage is None or stage.role != "final" or not stage.root.family.is_python:
        return
    for word in command.operands:
        name = (word.value or "").partition("=")[0]
        if name in SERVICES:
            yield Problem(word, f"`{name}` belongs in a container of its own, from its own image")

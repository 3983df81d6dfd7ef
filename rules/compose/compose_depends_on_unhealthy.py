r"""A service does not wait until its data base answers

`depends_on` waits until the container of the data base has started, not until it takes connections, which may be seconds
later. What connects when it starts fails then, now and again.

```yaml bad
services:
  web:
    build: .
    depends_on: [db]
                 ^^ `web` starts before `db` answers: wait with `condition: service_healthy`
  db:
    image: postgres:17
    healthcheck:
      test: pg_isready -U postgres
```

```yaml fixed
services:
  web:
    build: .
    depends_on: {db: {condition: service_healthy}}
  db:
    image: postgres:17
    healthcheck:
      test: pg_isready -U postgres
```

```yaml bad
services:
  web:
    build: .
    depends_on:
      - cache
      - db
        ^^ `web` starts before `db` answers: give `db` a `healthcheck`, and wait with `condition: service_healthy`
  cache:
    image: redis:8
  db:
    image: mysql:9
```

A service that waits on its own, or is started again until it succeeds, gets there too. What is not built here may well
connect when it is asked to.

```yaml good
services:
  web:
    build: .
    depends_on:
      db: {condition: service_healthy}
  worker:
    build: .
    command: ["./wait-for-it.sh", "db:5432", "--", "python", "work.py"]
    depends_on: [db]
  sender:
    build: .
    restart: always
    depends_on: [db]
  db:
    image: postgres:17
    healthcheck:
      test: pg_isready -U postgres
```

```yaml good
services:
  admin:
    image: adminer:5
    depends_on: [db]
  db:
    image: mariadb:11.8
```
"""

from dlint.api import (
    ComposeService,
    Edit,
    Problem,
    Problems,
    YamlMapping,
    YamlScalar,
    YamlSequence,
    entrypoint_scripts,
    re,
    replace,
    rule,
    store_of,
)  # fmt: skip

WAITS = re.compile(
    r"wait[-_]?for|wait4|wait[-_]until|waitfor|dockerize|pg_isready|mysqladmin|mongosh?\b.*ping|\bnc\s+-|/dev/tcp/|until\s|retry|sleep"
)
RESTARTED = ("always", "unless-stopped", "on-failure")


@rule("DK3093", on="service", severity="info", fix="safe")
def compose_depends_on_unhealthy(service: ComposeService) -> Problems:
    if service.build is None or service.is_partial or starts_again(service) or waits(service):
        return
    if any(other.get("depends_on") is not None for other in service.elsewhere):
        return
    for dependency in service.dependencies:
        store = service.file.service(dependency.name)
        if dependency.condition != "service_started" or store is None or store_of(store) is None or store.is_partial:
            continue
        is_asked = has_healthcheck(store)
        check = "" if is_asked else f"give `{store.name}` a `healthcheck`, and "
        message = (
            f"`{service.name}` starts before `{store.name}` answers: {check}wait with `condition: service_healthy`"
        )
        yield Problem(dependency.node, message, *(rewritten(service) if is_asked else ()))


def starts_again(service: ComposeService) -> bool:
    """Whether a service is started again where it fails."""
    deploy = service.get("deploy")
    if isinstance(deploy, YamlMapping) and deploy.get("restart_policy") is not None:
        return True
    return any((other.text("restart") or "").partition(":")[0] in RESTARTED for other in (service, *service.elsewhere))


def waits(service: ComposeService) -> bool:
    """Whether what is started waits on its own, or that is not known."""
    if WAITS.search(service.command_text):
        return True
    file = service.build.file if service.build is not None else None
    if file is None or not file.stages:
        return service.build is not None and service.build.is_unknown
    scripts = [script.text for stage in file.final_stages for script in entrypoint_scripts(stage)]
    return any(WAITS.search(text) for text in (file.source.text, *scripts))


def has_healthcheck(store: ComposeService) -> bool:
    """Whether a service says how to find out whether it answers."""
    found = [other.get("healthcheck") for other in (store, *store.elsewhere)]
    return any(isinstance(check, YamlMapping) and check.get("test") is not None for check in found)


def rewritten(service: ComposeService) -> tuple[Edit, ...]:
    """The edits that make `depends_on` wait for all data bases that can be asked."""
    node = service.get("depends_on")
    source = service.file.source
    if node is None or "#" in source.text[node.start : node.end]:
        return ()
    conditions = [(dependency.name, condition_for(service, dependency.name)) for dependency in service.dependencies]
    if isinstance(node, YamlMapping):
        return conditions_replaced(service)
    if not isinstance(node, YamlSequence):
        return ()
    if node.flow:
        items = ", ".join(f"{name}: {{condition: {condition}}}" for name, condition in conditions)
        return (replace(node, f"{{{items}}}"),)
    column = source.column(node.start)
    key = service.key_of("depends_on")
    extra = "  " if key is not None and source.column(key.start) == column else ""
    blanks = "\n" + " " * column + extra
    lines = blanks.join(f"{name}:{blanks}  condition: {condition}" for name, condition in conditions)
    return (replace(node, extra + lines),)


def conditions_replaced(service: ComposeService) -> tuple[Edit, ...]:
    """The edits where each service has its condition already; none where one of them is not written by itself."""
    places = [
        dependency.node
        for dependency in service.dependencies
        if dependency.condition == "service_started" and condition_for(service, dependency.name) == "service_healthy"
    ]
    if not all(isinstance(place, YamlScalar) and place.text == "service_started" for place in places):
        return ()
    return tuple(replace(place, "service_healthy") for place in places)


def condition_for(service: ComposeService, name: str) -> str:
    """What to wait for."""
    other = service.file.service(name)
    ready = other is not None and store_of(other) is not None and has_healthcheck(other)
    return "service_healthy" if ready else "service_started"

r"""EXPOSE or the probe names another port than the server

EXPOSE is what people and tools go by when they publish ports. Where the server listens somewhere else, they get
"connection refused", or a container that never becomes healthy.

```dockerfile bad
FROM python:3.13-slim
EXPOSE 5000
       ^^^^ gunicorn listens on 8000, not on 5000: write `EXPOSE 8000`
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
```

```dockerfile bad
FROM python:3.13-slim
HEALTHCHECK CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://localhost:8080/')"]
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ uvicorn listens on 8000, not on 8080: ask there
CMD ["uvicorn", "app:app", "--host", "0.0.0.0"]
```

A port that Compose publishes has to lead there, too.

```yaml bad compose.yaml
services:
  web:
    build: .
    ports: ["8000:8080"]
            ^^^^^^^^^^^ gunicorn listens on 8000 in the container, not on 8080: write `8000:8000`
```

```dockerfile Dockerfile
FROM python:3.13-slim
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
```

```yaml good compose.yaml
services:
  web:
    build: .
    ports: ["80:8000"]
```

```dockerfile Dockerfile
FROM python:3.13-slim
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
```

Several ports or servers, and what is not known, are fine.

```dockerfile good
FROM python:3.13-slim
EXPOSE 8000 9100
CMD ["uvicorn", "app:app", "--host", "0.0.0.0", "--port", "8000"]
```

```dockerfile good
FROM python:3.13-slim
ENV PORT=9000
EXPOSE $PORT
CMD exec uvicorn app:app --host 0.0.0.0 --port $PORT
```

```dockerfile good
FROM python:3.13-slim
EXPOSE 8080
CMD ["python", "server.py"]
```

```dockerfile good
FROM python:3.13-slim
EXPOSE 80
RUN apt-get update && apt-get install -y nginx
CMD nginx && exec gunicorn --bind 0.0.0.0:8000 app:app
```
"""

from dlint.api import ComposeService, Healthcheck, Problem, Problems, Stage, listening, re, rule

ADDRESS = re.compile(r"(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]):(\d{2,5})\b")
OTHERS = re.compile(r"\b(?:nginx|caddy|supervisord?|traefik|haproxy|envoy|apache2|httpd|s6-overlay|runit)\b")


@rule("DK5006", on=("stage", "service"))
def port_mismatch(subject: Stage | ComposeService) -> Problems:
    if isinstance(subject, Stage):
        yield from in_dockerfile(subject)
    else:
        yield from in_compose_file(subject)


def in_compose_file(service: ComposeService) -> Problems:
    """A published port that leads to where nothing listens."""
    file = service.build.file if service.build is not None else None
    if (
        file is None
        or service.get("command") is not None
        or service.get("entrypoint") is not None
        or len(service.ports) != 1
    ):
        return
    for stage in file.final_stages[:1]:
        servers = listening(stage)
        target = service.ports[0].target.partition("/")[0]
        if len(servers) != 1 or servers[0].port is None or not target.isdecimal() or has_proxy(stage):
            return
        port, name = servers[0].port, servers[0].server.name
        if int(target[:6]) != port:
            message = f"{name} listens on {port} in the container, not on {target}: write `{service.ports[0].published}:{port}`"
            yield Problem(service.ports[0].node, message)


def has_proxy(stage: Stage) -> bool:
    """Whether something else may listen as well."""
    return any(OTHERS.search(node.logical.text) for node in stage.chain_instructions)


def in_dockerfile(stage: Stage) -> Problems:
    """EXPOSE and HEALTHCHECK of a stage."""
    if not stage.is_final:
        return
    servers = listening(stage)
    if len(servers) != 1 or servers[0].port is None:
        return
    if has_proxy(stage):
        return
    port, name = servers[0].port, servers[0].server.name
    exposed = []
    for node in stage.chain_instructions:
        if node.name == "EXPOSE":
            for word in node.arguments:
                text = stage.file.expand(word, node)
                number = (text or "").partition("/")[0]
                if not number.isdecimal():
                    return
                exposed.append((int(number[:6]), word, node))
    if len(exposed) == 1 and exposed[0][0] != port and exposed[0][2] in stage.instructions:
        message = f"{name} listens on {port}, not on {exposed[0][0]}: write `EXPOSE {port}`"
        yield Problem(exposed[0][1], message)
    probe = stage.last("HEALTHCHECK")
    if isinstance(probe, Healthcheck) and probe in stage.instructions:
        for word in probe.arguments:
            asked = [int(number) for number in ADDRESS.findall(word.value)]
            if asked and port not in asked:
                yield Problem(word, f"{name} listens on {port}, not on {asked[0]}: ask there")
                return

r"""A server has no HEALTHCHECK

Without one a container counts as fine as long as its process is there, also when it does not answer any more. Kubernetes
and most platforms do not look at it and have probes of their own: that is why this rule is off unless it is asked for.

```dockerfile bad
FROM python:3.13-slim
CMD ["uvicorn", "app:app", "--host", "0.0.0.0"]
     ^^^^^^^^^ nothing tells whether uvicorn still answers: add a `HEALTHCHECK`
```

```dockerfile good
FROM python:3.13-slim
HEALTHCHECK CMD ["python", "check.py"]
CMD ["uvicorn", "app:app", "--host", "0.0.0.0"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["python", "job.py"]
```

With `strict` every image that has none is told, whatever it runs.

```dockerfile bad strict=true
FROM python:3.13-slim
^^^^^^^^^^^^^^^^^^^^^ the image has no `HEALTHCHECK`: add one
CMD ["python", "job.py"]
```

```dockerfile good strict=true
FROM python:3.13-slim AS base
FROM base
HEALTHCHECK CMD ["python", "check.py"]
```
"""

from dlint.api import Problem, Problems, Stage, listening, rule


@rule("DL3057", on="stage", severity="info", enabled=False, aliases=("DS-0026", "CKV_DOCKER_2"))
def missing_healthcheck(stage: Stage, *, strict: bool = False) -> Problems:
    if strict:
        related = [other for other in stage.file.stages if stage in other.chain]
        if all(other.last("HEALTHCHECK") is None for other in related):
            yield Problem(stage.node, "the image has no `HEALTHCHECK`: add one")
        return
    if not stage.is_final or stage.is_development or stage.last("HEALTHCHECK") is not None:
        return
    for server in listening(stage):
        message = f"nothing tells whether {server.server.name} still answers: add a `HEALTHCHECK`"
        yield Problem(server.command.words[0], message)
        return

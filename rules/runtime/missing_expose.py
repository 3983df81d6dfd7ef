r"""A server's port is not named by EXPOSE

EXPOSE publishes nothing, but `docker run -P` and reverse proxies go by it, and so do people who read the file. Since
nothing breaks without it, this rule is off unless it is asked for.

```dockerfile bad
FROM python:3.13-slim
CMD ["uvicorn", "app:app", "--host", "0.0.0.0"]
     ^^^^^^^^^ uvicorn listens on 8000, which nothing says: add `EXPOSE 8000`
```

```dockerfile fixed
FROM python:3.13-slim
EXPOSE 8000
CMD ["uvicorn", "app:app", "--host", "0.0.0.0"]
```

```dockerfile good
FROM python:3.13-slim
EXPOSE 8000
CMD ["uvicorn", "app:app", "--host", "0.0.0.0"]
```

```dockerfile good
FROM python:3.13-slim
CMD exec uvicorn app:app --host 0.0.0.0 --port $PORT
```
"""

from dlint.api import Edit, Problem, Problems, Stage, listening, rule


@rule("DK5009", on="stage", severity="info", fix="safe", enabled=False)
def missing_expose(stage: Stage) -> Problems:
    if not stage.is_final or stage.last("EXPOSE") is not None:
        return
    for server in listening(stage):
        node = server.command.instruction
        if server.port is None or server.loopback or node not in stage.instructions:
            continue
        message = f"{server.server.name} listens on {server.port}, which nothing says: add `EXPOSE {server.port}`"
        edit = Edit(node.line_start, node.line_start, f"EXPOSE {server.port}\n")
        yield Problem(server.command.words[0], message, edit, title=f"add EXPOSE {server.port}")
        return

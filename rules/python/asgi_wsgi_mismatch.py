r"""The server speaks another protocol than the application

FastAPI and Starlette speak ASGI, Flask speaks WSGI. gunicorn by itself speaks WSGI, uvicorn ASGI. With the wrong pair
every request ends with an error about missing arguments.

```dockerfile bad Dockerfile
FROM python:3.13-slim
WORKDIR /app
COPY main.py .
CMD ["gunicorn", "--bind", "0.0.0.0:80", "main:app"]
     ^^^^^^^^^^ gunicorn speaks WSGI, and `main:app` is an ASGI application: add `-k uvicorn_worker.UvicornWorker`, or use uvicorn
```

```text main.py
from fastapi import FastAPI

app = FastAPI()
```

```dockerfile bad Dockerfile
FROM python:3.13-slim
WORKDIR /app
COPY main.py .
CMD ["uvicorn", "--host", "0.0.0.0", "main:app"]
     ^^^^^^^^^ uvicorn speaks ASGI, and `main:app` is a WSGI application: use gunicorn
```

```text main.py
from flask import Flask

app = Flask(__name__)
```

```dockerfile good Dockerfile
FROM python:3.13-slim
WORKDIR /app
COPY main.py .
CMD ["gunicorn", "-k", "uvicorn.workers.UvicornWorker", "main:app"]
```

```text main.py
from fastapi import FastAPI

app = FastAPI()
```

```dockerfile good Dockerfile
FROM python:3.13-slim
WORKDIR /app
COPY main.py .
CMD ["uvicorn", "--interface", "wsgi", "main:app"]
```

```text main.py
from flask import Flask

app = Flask(__name__)
```

```dockerfile good Dockerfile
FROM python:3.13-slim
WORKDIR /app
COPY main.py gunicorn.conf.py ./
CMD ["gunicorn", "main:app"]
```

```text main.py
from fastapi import FastAPI

app = FastAPI()
```

```text gunicorn.conf.py
worker_class = "uvicorn_worker.UvicornWorker"
```
"""

from dlint.api import (
    Command,
    Problem,
    Problems,
    Stage,
    entrypoint_commands,
    entrypoint_module,
    module_definitions,
    module_location,
    rule,
)

ASGI = ("FastAPI", "Starlette", "Quart", "Litestar", "get_asgi_application", "BlackSheep")
WSGI = ("Flask", "get_wsgi_application", "Bottle", "Pyramid")


@rule("DK4006", on="stage", severity="error", stage="final")
def asgi_wsgi_mismatch(stage: Stage) -> Problems:
    if stage.file.context is None:
        return
    for command in entrypoint_commands(stage):
        target = entrypoint_module(command)
        if target is None or target.module is None or target.attribute is None:
            continue
        place = module_location(stage, target)
        names = module_definitions(stage, place.path) if place.path is not None else None
        made = names.get(target.attribute, "") if names is not None else ""
        program = target.command
        shown = f"`{target.module}:{target.attribute}`"
        if program.family == "gunicorn" and made in ASGI and not has_worker(stage, program):
            advice = "add `-k uvicorn_worker.UvicornWorker`, or use uvicorn"
            message = f"gunicorn speaks WSGI, and {shown} is an ASGI application: {advice}"
            yield Problem(program.words[0], message)
        elif program.family in ("uvicorn", "hypercorn", "daphne") and made in WSGI and not program.has("--interface"):
            message = f"{program.family} speaks ASGI, and {shown} is a WSGI application: use gunicorn"
            yield Problem(program.words[0], message)


def has_worker(stage: Stage, command: Command) -> bool:
    """Whether gunicorn is told, or may be told, to use another kind of worker."""
    if command.has("-k", "--worker-class", "-c", "--config") or command.open_ended:
        return True
    if stage.file.scope_after(stage).value("GUNICORN_CMD_ARGS").origin in ("env", "arg"):
        return True
    context = stage.file.context
    return context is None or any(context.find(("gunicorn.conf.py",)))

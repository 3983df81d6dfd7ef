r"""A server watches its files for changes

`--reload` is for development: the server scans its folder all the time, runs a second process to do so, starts anew when
anything writes there, and with uvicorn it keeps to one worker. In an image the files never change.

```dockerfile bad
FROM python:3.13-slim
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--reload"]
                                                     ^^^^^^^^^^ `--reload` is for development: leave it out
```

```dockerfile fixed
FROM python:3.13-slim
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]
```

```dockerfile bad
FROM python:3.13-slim
CMD exec gunicorn --reload --bind 0.0.0.0:8000 app:app
                  ^^^^^^^^ `--reload` is for development: leave it out
```

```dockerfile fixed
FROM python:3.13-slim
CMD exec gunicorn --bind 0.0.0.0:8000 app:app
```

A variable says the same as the option.

```dockerfile bad
FROM python:3.13-slim
ENV UVICORN_RELOAD=true
    ^^^^^^^^^^^^^^^^^^^ `UVICORN_RELOAD` is for development: leave it out
CMD ["uvicorn", "app.main:app"]
```

A stage for development is where it belongs.

```dockerfile good
FROM python:3.13-slim AS base
FROM base AS dev
CMD ["uvicorn", "app.main:app", "--reload"]
FROM base AS production
ENV UVICORN_RELOAD=false
CMD ["uvicorn", "app.main:app"]
```

```dockerfile good
FROM python:3.13-slim
RUN nginx -s reload && echo --reload
CMD ["myserver", "--reload"]
```
"""

from dlint.api import Env, Problem, Problems, Stage, entrypoint_commands, remove_argument, rule

WATCHERS = {
    "uvicorn": ("--reload",), "gunicorn": ("--reload",), "hypercorn": ("--reload",), "granian": ("--reload",),
    "sanic": ("--auto-reload", "--dev"), "fastapi": ("--reload",), "litestar": ("--reload",), "robyn": ("--dev",),
}  # fmt: skip
"""The options that make a server watch its files."""
VARIABLES = ("UVICORN_RELOAD", "GRANIAN_RELOAD")


@rule("DK4002", on="stage", stage="production", fix="safe")
def reload_in_production(stage: Stage) -> Problems:
    for command in entrypoint_commands(stage):
        for word in command.arguments:
            if word.value in WATCHERS.get(command.family or "", ()):
                message = f"`{word.value}` is for development: leave it out"
                yield Problem(word, message, *remove_argument(command, word))
    for pair in (pair for node in stage.instructions if isinstance(node, Env) for pair in node.pairs):
        value = (pair.value.text if pair.value else "").strip("\"'").lower()
        if pair.key.text in VARIABLES and value in ("1", "true", "yes", "on"):
            yield Problem(pair, f"`{pair.key.text}` is for development: leave it out")

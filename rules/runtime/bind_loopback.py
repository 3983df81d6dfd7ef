r"""A server listens on the loopback address only

`127.0.0.1` in a container is the container itself: nothing outside can reach what listens there, whatever ports are
published. Many servers listen there unless they are told otherwise.

```dockerfile bad
FROM python:3.13-slim
CMD ["uvicorn", "app:app", "--port", "80"]
     ^^^^^^^^^ uvicorn listens on 127.0.0.1, which nothing outside the container can reach: add `--host 0.0.0.0`
```

```dockerfile fixed
FROM python:3.13-slim
CMD ["uvicorn", "app:app", "--port", "80", "--host", "0.0.0.0"]
```

```dockerfile bad
FROM python:3.13-slim
CMD exec gunicorn --bind 127.0.0.1:8000 app:app
                         ^^^^^^^^^^^^^^ gunicorn listens on 127.0.0.1, which nothing outside the container can reach: write `0.0.0.0:8000`
```

```dockerfile fixed
FROM python:3.13-slim
CMD exec gunicorn --bind 0.0.0.0:8000 app:app
```

Variables say it as well, and a proxy in the same container is meant to be the only one.

```dockerfile good
FROM python:3.13-slim
ENV UVICORN_HOST=0.0.0.0
CMD ["uvicorn", "app:app"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["gunicorn", "--bind", "unix:/run/app.sock", "app:app"]
```

```dockerfile good
FROM python:3.13-slim
RUN apt-get update && apt-get install -y nginx
CMD nginx && exec uvicorn app:app
```

```dockerfile good
FROM python:3.13-slim
ENV PORT=8080
CMD ["gunicorn", "app:app"]
```

```dockerfile good
FROM python:3.13-slim
CMD exec uvicorn app:app $UVICORN_OPTIONS
```

```dockerfile good
FROM python:3.13-slim
CMD ["python", "manage.py", "runserver", "0:8000"]
```
"""

from dlint.api import Edit, Listening, Problem, Problems, Stage, listening, re, rule

PROXY = re.compile(
    r"\b(?:nginx|caddy|supervisord?|traefik|haproxy|envoy|apache2|httpd|s6-overlay|runit|oauth2-proxy)\b"
)
CONFIGURATION = re.compile(r"jupyter_\w*config|\.jupyter|/etc/jupyter|JUPYTER_|ServerApp|NotebookApp|generate-config")
HOST_OPTION = (
    "uvicorn",
    "flask run",
    "fastapi dev",
    "granian",
    "chainlit run",
    "adk web",
    "adk api_server",
    "mlflow server",
)


@rule("DK5001", on="stage", severity="error", fix="unsafe")
def bind_loopback(stage: Stage) -> Problems:
    if not stage.is_final or stage.is_development:
        return
    for found in listening(stage):
        name = found.server.name
        if not found.loopback or found.host is None or behind_proxy(stage):
            continue
        if name == "jupyter" and configured(stage):
            continue
        start = f"{name} listens on {found.host}, which nothing outside the container can reach: "
        if found.explicit and found.place is not found.command.words[0]:
            text = stage.file.source.text[found.place.start : found.place.end]
            better = text.replace(found.host, "0.0.0.0", 1)
            shown = better.strip('"')
            yield Problem(found.place, f"{start}write `{shown}`", Edit(found.place.start, found.place.end, better))
        else:
            advice, edits = remedy(found)
            yield Problem(found.command.words[0], f"{start}{advice}", *edits)


def remedy(found: Listening) -> tuple[str, list[Edit]]:
    """What to write, and the edit that does."""
    name = found.server.name
    if name == "django runserver":
        return "add `0.0.0.0:8000`", []
    if name in HOST_OPTION:
        words = ["--host", "0.0.0.0"]
    elif name in ("gunicorn", "hypercorn"):
        words = ["--bind", f"0.0.0.0:{found.port or 8000}"]
    elif name == "daphne":
        words = ["-b", "0.0.0.0"]
    elif name == "jupyter":
        words = ["--ip", "0.0.0.0"]
    else:
        return "make it listen on 0.0.0.0", []
    last = found.command.words[-1]
    text = (
        "".join(f', "{word}"' for word in words) if found.command.exec_form else "".join(f" {word}" for word in words)
    )
    return f"add `{' '.join(words)}`", [Edit(last.end, last.end, text)]


def behind_proxy(stage: Stage) -> bool:
    """Whether a proxy runs in the same container, or may."""
    names = ("RUN", "CMD", "ENTRYPOINT", "COPY", "ADD")
    return any(PROXY.search(node.logical.text) for node in stage.chain_instructions if node.name in names)


def configured(stage: Stage) -> bool:
    """Whether a configuration file of Jupyter may say where it listens."""
    names = ("RUN", "COPY", "ADD", "ENV")
    files = any(CONFIGURATION.search(node.logical.text) for node in stage.chain_instructions if node.name in names)
    return files or not stage.family.known or "jupyter" in (stage.root.text or "")

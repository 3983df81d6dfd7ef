r"""A development server runs in production

The servers that come with frameworks are for trying things out: one request at a time, a debugger that runs code for
whoever asks, no limits, no restarts. Their own documentation says not to use them in production.

```dockerfile bad
FROM python:3.13-slim
CMD ["flask", "run", "--host", "0.0.0.0"]
     ^^^^^^^^^^^^^^ `flask run` is for development: use gunicorn, `gunicorn --bind 0.0.0.0:8000 app:app`
```

```dockerfile bad
FROM python:3.13-slim
CMD python manage.py migrate && python manage.py runserver 0.0.0.0:8000
                                       ^^^^^^^^^^^^^^^^^^^ `runserver` is for development: use gunicorn, `gunicorn --bind 0.0.0.0:8000 project.wsgi`
```

```dockerfile bad
FROM python:3.13-slim
CMD ["fastapi", "dev", "main.py"]
     ^^^^^^^^^^^^^^^^ `fastapi dev` is for development: use `fastapi run`
```

Stages for development are where they belong.

```dockerfile good
FROM python:3.13-slim AS base
FROM base AS dev
CMD ["flask", "run"]
FROM base
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["streamlit", "run", "app.py"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["python", "-m", "worker", "run"]
```
"""

from dlint.api import Problem, Problems, Stage, entrypoint_commands, rule, server_of

ADVICE = {
    "flask run": "use gunicorn, `gunicorn --bind 0.0.0.0:8000 app:app`",
    "django runserver": "use gunicorn, `gunicorn --bind 0.0.0.0:8000 project.wsgi`",
    "fastapi dev": "use `fastapi run`",
    "adk web": "use `adk api_server`",
    "langgraph dev": "build the server with `langgraph build`",
    "http.server": "use a web server such as nginx or caddy",
}


@rule("DK5002", on="stage")
def dev_server_in_production(stage: Stage) -> Problems:
    if not stage.is_final or stage.is_development:
        return
    for command in entrypoint_commands(stage):
        server = server_of(command)
        if server is None or server.name not in ADVICE:
            continue
        words = command.launched.words
        verb = server.name.split()[-1]
        last = next((word for word in words if word.value == verb), words[0])
        first = words[0]
        if server.name == "django runserver":
            index = words.index(last)
            first = words[index - 1] if index else last
        if stage.file.source.line(first.start) != stage.file.source.line(last.start):
            first = last
        name = "runserver" if server.name == "django runserver" else server.name
        yield Problem((first, last), f"`{name}` is for development: {ADVICE[server.name]}")

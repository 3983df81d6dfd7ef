r"""Python keeps its output back

Without a terminal Python collects what it prints until there are 8 KB of it. In a container that means logs that come
late, and the last lines before a crash, which are the ones that matter, not at all.

```dockerfile bad
FROM python:3.13-slim
WORKDIR /app
COPY app.py .
CMD ["python", "app.py"]
     ^^^^^^^^ Python keeps what it prints back for a while: set `ENV PYTHONUNBUFFERED=1`
```

```dockerfile fixed
FROM python:3.13-slim
WORKDIR /app
COPY app.py .
ENV PYTHONUNBUFFERED=1
CMD ["python", "app.py"]
```

`python -u` does the same. Servers that log by themselves write to standard error, which goes out line by line.

```dockerfile good
FROM python:3.13-slim
CMD ["python", "-u", "app.py"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["gunicorn", "app:app"]
```

```dockerfile good
FROM python:3.13-slim
ENV PYTHONUNBUFFERED 1
ENTRYPOINT ["python"]
CMD ["app.py"]
```

```dockerfile good
FROM registry.example.org/team/python:3
CMD ["python", "app.py"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["python", "-m", "uvicorn", "app:app"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["python3"]
```

```dockerfile bad
FROM python:3.13-slim
ENTRYPOINT exec python manage.py worker
                ^^^^^^ Python keeps what it prints back for a while: set `ENV PYTHONUNBUFFERED=1`
```

```dockerfile fixed
FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1
ENTRYPOINT exec python manage.py worker
```
"""

from dlint.api import Edit, Problem, Problems, Stage, entrypoint_commands, rule

SERVERS = (
    "uvicorn", "gunicorn", "hypercorn", "granian", "daphne", "waitress", "flask", "fastapi", "http.server",
    "pytest",
)  # fmt: skip


@rule("DK4001", on="stage", severity="info", fix="safe", stage="production")
def missing_unbuffered(stage: Stage) -> Problems:
    value = stage.file.scope_after(stage).value("PYTHONUNBUFFERED")
    # Another image may set it.
    if value.origin in ("env", "arg") or not stage.root.family.is_python:
        return
    for command in entrypoint_commands(stage):
        program = command.launched
        words = program.original if program.wrappers and program.family != "python" else program.words
        runs_module = "python" in "".join(program.wrappers) and program.family not in SERVERS
        if not (program.family == "python" and program.arguments) and not runs_module:
            continue
        values = [word.value or "" for word in words]
        if (
            any(value.startswith("-u") or value in ("-c", "-V", "--version") for value in values)
            or "runserver" in values
        ):
            return
        node = command.instruction
        if stage.file.stage_of(node) is not stage:
            return
        edit = Edit(node.line_start, node.line_start, "ENV PYTHONUNBUFFERED=1\n")
        message = "Python keeps what it prints back for a while: set `ENV PYTHONUNBUFFERED=1`"
        yield Problem(words[0], message, edit, title="set PYTHONUNBUFFERED")
        return

r"""The Python program does not end on SIGTERM

The first process of a container gets only the signals it has a handler for. Python has one for SIGINT and none for
SIGTERM, so `docker stop` waits ten seconds and then kills the program, whatever it is doing. In Kubernetes it is thirty.

```dockerfile bad
FROM python:3.13-slim
WORKDIR /app
COPY worker.py .
CMD ["python", "-u", "worker.py"]
     ^^^^^^^^ as the first process `worker.py` ignores SIGTERM, and is killed ten seconds after `docker stop`: write `STOPSIGNAL SIGINT`, handle SIGTERM, or start it with `tini`
```

```python worker.py
import time

while True:
    print("working")
    time.sleep(5)
```

```dockerfile bad
FROM python:3.13-slim
COPY worker /app/worker
WORKDIR /app
ENTRYPOINT ["python", "-m", "worker"]
            ^^^^^^^^ as the first process `worker` ignores SIGTERM, and is killed ten seconds after `docker stop`: write `STOPSIGNAL SIGINT`, handle SIGTERM, or start it with `tini`
```

```python worker/__main__.py
import asyncio

from .jobs import work

async def main():
    while True:
        work()
        await asyncio.sleep(5)

asyncio.run(main())
```

```python worker/jobs.py
def work():
    print("working")
```

A handler, an init, another stop signal, and a library that has a handler are fine. So is a program that ends by itself,
and one that can't be read.

```dockerfile good
FROM python:3.13-slim
COPY worker.py /
CMD ["python", "-u", "/worker.py"]
```

```python worker.py
import signal, sys, time

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
while True:
    time.sleep(5)
```

```dockerfile good
FROM python:3.13-slim
COPY worker.py /
STOPSIGNAL SIGINT
CMD ["python", "-u", "/worker.py"]
FROM python:3.13-slim
COPY worker.py /
ENTRYPOINT ["tini", "--"]
CMD ["python", "-u", "/worker.py"]
```

```python worker.py
import time

while True:
    time.sleep(5)
```

```dockerfile good
FROM python:3.13-slim
COPY main.py job.py /
CMD ["python", "/main.py"]
```

```python main.py
import uvicorn

uvicorn.run("app:app", host="0.0.0.0")
```

```python job.py
print("done")
```
"""

from dlint.api import (
    Command,
    Problem,
    Problems,
    Stage,
    endless_without_handler,
    entrypoint_commands,
    entrypoint_module,
    image_files,
    module_location,
    rule,
    server_of,
    workdir_at,
)

INITS = (
    "tini", "tini-static", "docker-init", "dumb-init", "catatonit", "sh", "bash", "dash", "ash", "su", "timeout", "xvfb-run",
    "supervisord", "sudo", "my_init",
)  # fmt: skip


@rule("DK5110", on="stage", severity="info")
def python_pid1_sigterm(stage: Stage) -> Problems:
    if not stage.is_final or stage.is_development or stage.last("STOPSIGNAL") is not None or stage.family.managed:
        return
    commands = entrypoint_commands(stage)
    if len(commands) != 1:
        return
    command = commands[0]
    first = command.exec_form or command.wrappers[:1] == ("exec",)
    if (
        not first
        or any(wrapper in INITS for wrapper in command.wrappers)
        or command.instruction not in stage.instructions
    ):
        return
    name = endless(command, stage)
    if name:
        yield Problem(
            command.original[1] if command.wrappers[:1] == ("exec",) else command.original[0],
            f"as the first process `{name}` ignores SIGTERM, and is killed ten seconds after `docker stop`: "
            "write `STOPSIGNAL SIGINT`, handle SIGTERM, or start it with `tini`",
        )


def endless(command: Command, stage: Stage) -> str:
    """The program that a command starts, where it runs until it is stopped and has no handler; else empty."""
    server = server_of(command)
    if server is not None:
        # The server that comes with Flask has none; that of Django reloads itself, which is another process.
        return "flask run" if server.name == "flask run" and not command.has("--debug", "--reload") else ""
    files = image_files(stage)
    directory = workdir_at(stage)
    if command.wrappers and command.wrappers[-1].startswith("python") and command.name and directory is not None:
        inner = command.name.replace(".", "/")
        for path in (f"{directory}/{inner}/__main__.py", f"{directory}/{inner}.py"):
            found = files.find(path)
            if found.present and found.path is not None:
                root = found.path[: -len(path) + len(directory) + 1].rstrip("/")
                return command.name if endless_without_handler(stage, found.path, root) else ""
        return ""
    target = entrypoint_module(command) if command.launched.family == "python" else None
    if target is None or target.script is None:
        return ""
    place = module_location(stage, target)
    if place.state == "present" and place.path is not None and endless_without_handler(stage, place.path):
        return place.path.rpartition("/")[2]
    return ""

r"""A server runs in the background

Docker watches one process, the one that it started. What runs in the background may die unnoticed: the container stays
up, is not restarted, and shows no error. One container for each server is the simple way; a supervisor is the other.

```dockerfile bad
FROM node:22
CMD mongod & npm start
    ^^^^^^ `mongod` runs in the background, where nobody notices when it ends: start it in a container of its own
```

```dockerfile bad
FROM debian:12
EXPOSE 80
CMD service apache2 start && tail -f /var/log/apache2/access.log
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the container lives as long as `tail`, not as long as what is started before it: start the server in the foreground
```

```dockerfile bad
FROM debian:12
EXPOSE 8000
CMD ["sleep", "infinity"]
     ^^^^^^^^^^^^^^^^^^^ the container does nothing but wait: start the server
```

```dockerfile bad
FROM python:3.13-slim
COPY --chmod=755 start.sh /
CMD ["/start.sh"]
     ^^^^^^^^^^^ line 2 of `start.sh` starts `celery` in the background, where nobody notices when it ends: start it in a container of its own
```

```sh start.sh
#!/bin/sh
celery -A app worker &
exec gunicorn app:app
```

A shell that waits for its children, a command whose end is awaited, and stages for development are fine.

```dockerfile good
FROM debian:12
CMD trap 'kill $(jobs -p)' TERM; worker & server & wait
CMD ["sh", "-c", "migrate && exec server"]
FROM debian:12
CMD ["tail", "-f", "/var/log/app.log"]
```

```dockerfile good
FROM debian:12 AS dev
CMD ["sleep", "infinity"]
FROM debian:12 AS tools
CMD ["sleep", "infinity"]
```
"""

from dlint.api import Command, Problem, Problems, Stage, entrypoint_commands, entrypoint_scripts, rule, server_of

TRIVIAL = (
    "cd",
    "ssh-keyscan",
    "curl",
    "wget",
    "git",
    "set",
    "export",
    "echo",
    ":",
    "true",
    "sleep",
    "exec",
    "trap",
    "mkdir",
    "chown",
    "chmod",
    "rm",
    "ln",
    "cat",
)


@rule("DK5107", on="stage")
def background_process(stage: Stage) -> Problems:
    if not stage.is_final or stage.is_development:
        return
    commands = [command for command in entrypoint_commands(stage) if command.instruction in stage.instructions]
    if not commands or any(command.name in ("wait", "trap", "jobs") for command in commands):
        return
    yield from in_scripts(stage)
    for index, command in enumerate(commands[:-1]):
        if runs_behind(command) and command.name and commands[index + 1 :]:
            message = f"`{command.name}` runs in the background, where nobody notices when it ends: start it in a container of its own"
            yield Problem(command.program, message)
            return
    last = commands[-1]
    waits = waiting(last)
    if not waits or last.conditional or last.in_pipeline:
        return
    before = [command for command in commands[:-1] if command.name not in TRIVIAL]
    if before:
        message = f"the container lives as long as `{last.name}`, not as long as what is started before it"
        yield Problem(last, f"{message}: start the server in the foreground")
    elif last.name == "sleep" or "/dev/null" in [word.value for word in last.arguments]:
        if stage.last("EXPOSE") is not None:
            yield Problem(last, "the container does nothing but wait: start the server", severity="info")


def in_scripts(stage: Stage) -> Problems:
    """Servers that a start script puts into the background, without taking care of them."""
    for script in entrypoint_scripts(stage):
        names = {command.name for command in script.commands}
        if names & {"wait", "trap", "jobs", "supervisord"} or script.instruction not in stage.instructions:
            continue
        for command in script.commands[:-1]:
            if runs_behind(command) and server_of(command) is not None:
                message = (
                    f"line {script.line(command)} of `{script.name}` starts `{command.launched.name}` in the background, "
                    "where nobody notices when it ends: start it in a container of its own"
                )
                yield Problem(script.place, message)
                break


def runs_behind(command: Command) -> bool:
    """Whether a command is put into the background."""
    simple = command.simple
    if simple is None or simple.in_substitution or command.name in TRIVIAL:
        return False
    return command.operator_after == "&" or "nohup" in command.wrappers


def waiting(command: Command) -> bool:
    """Whether a command does nothing but go on: `tail -f`, `sleep infinity`."""
    if command.name == "sleep":
        return any(word.value in ("infinity", "inf") for word in command.arguments)
    return command.name == "tail" and command.has("-f", "-F", "--follow")

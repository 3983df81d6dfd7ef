r"""The start script keeps the signals for itself

A shell script that starts the server without `exec` stays the first process. `docker stop` sends SIGTERM to the shell,
which does not pass it on, and the server is killed after ten seconds. A script that does not run its arguments makes CMD
ineffective.

```dockerfile bad
FROM python:3.13-slim
COPY --chmod=755 start.sh /
CMD ["/start.sh"]
     ^^^^^^^^^^^ line 3 of `start.sh` starts `gunicorn` without `exec`, so signals do not reach it: write `exec gunicorn …`
```

```sh start.sh
#!/bin/sh
python manage.py migrate
gunicorn --bind 0.0.0.0:8000 config.wsgi
```

```dockerfile bad
FROM python:3.13-slim
COPY --chmod=755 entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
            ^^^^^^^^^^^^^^^^ line 3 of `entrypoint.sh` runs its arguments without `exec`, so signals do not reach them: write `exec "$@"`
CMD ["gunicorn", "config.wsgi"]
```

```sh entrypoint.sh
#!/bin/sh
set -e
"$@"
```

```dockerfile bad
FROM python:3.13-slim
COPY --chmod=755 entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
            ^^^^^^^^^^^^^^^^ `entrypoint.sh` does not run its arguments, so the `CMD` has no effect: end it with `exec "$@"`
CMD ["gunicorn", "config.wsgi"]
```

```sh entrypoint.sh
#!/bin/sh
python manage.py migrate
exec gunicorn config.wsgi
```

A script that handles signals itself, starts a supervisor, or ends by itself, is fine.

```dockerfile good
FROM python:3.13-slim
COPY --chmod=755 entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
CMD ["gunicorn", "config.wsgi"]
```

```sh entrypoint.sh
#!/bin/sh
if [ "$1" = worker ]; then
    exec celery -A config worker
fi
exec "$@"
```

```dockerfile good
FROM python:3.13-slim
COPY --chmod=755 start.sh /
CMD ["/start.sh"]
```

```sh start.sh
#!/bin/bash
trap 'kill -TERM "$pid"' TERM
gunicorn config.wsgi &
pid=$!
wait "$pid"
```

```dockerfile good
FROM python:3.13-slim
COPY --chmod=755 export.sh /
ENTRYPOINT ["/export.sh"]
```

```sh export.sh
#!/bin/sh
python manage.py dumpdata > /data/dump.json
```
"""

from dlint.api import (
    Command,
    EntrypointScript,
    Problem,
    Problems,
    Stage,
    entrypoint_instructions,
    entrypoint_scripts,
    re,
    rule,
    server_of,
)

SERVERS = (
    "npm", "yarn", "pnpm", "java", "nginx", "uwsgi", "redis-server", "mongod", "puma", "rails", "dotnet", "caddy", "celery",
    "dramatiq", "rq", "airflow", "prefect", "jupyter", "bokeh", "litestar", "chainlit", "gunicorn", "uvicorn",
)  # fmt: skip
ENDS = (
    "test",
    "build",
    "install",
    "ci",
    "lint",
    "db",
    "migrate",
    "version",
    "init",
    "inspect",
    "status",
    "call",
    "-version",
    "--version",
)
HANDLES = (
    "trap",
    "wait",
    "supervisord",
    "s6-svscan",
    "runsvdir",
    "circusd",
    "honcho",
    "foreman",
    "pm2",
    "pm2-runtime",
    "overmind",
)
ARGUMENTS = re.compile(
    r"\$[@*#1-9]|\$\{[@*#1-9!]|\bshift\b|\bset --|\bgetopts\b|BASH_ARGV|\$0\b|\bfor \w+\s*;?\s*\n?\s*do\b"
)


@rule("DK5108", on="stage")
def entrypoint_without_exec(stage: Stage) -> Problems:
    if not stage.is_final or stage.is_development:
        return
    entrypoint, command = entrypoint_instructions(stage)
    for script in entrypoint_scripts(stage):
        if not script.script.readable or script.instruction not in stage.instructions:
            continue
        names = {found.name for found in script.commands}
        if names & set(HANDLES) or "dumb-init" in script.command.wrappers:
            continue
        fault = last_fault(script, stage)
        sources = "." in names or "source" in names
        is_entry = (
            entrypoint is not None and script.instruction is entrypoint and script.command.wrappers in ((), ("tini",))
        )
        if fault is None and is_entry and command is not None and not sources and not ARGUMENTS.search(script.text):
            if (
                command in stage.instructions
                and entrypoint is not None
                and entrypoint.json is not None
                and runs_something(script)
            ):
                fault = (
                    f'`{script.name}` does not run its arguments, so the `CMD` has no effect: end it with `exec "$@"`'
                )
        if fault is not None:
            yield Problem(script.place, fault)


def last_fault(script: EntrypointScript, stage: Stage) -> str | None:
    """What one of the last commands of the script is and should not be, or None."""
    for command in script.last_commands():
        where = f"line {script.line(command)} of `{script.name}`"
        if "exec" in command.wrappers or command.in_subshell:
            continue
        if [word.text for word in command.words] in (['"$@"'], ["$@"], ['"${@}"']):
            return f'{where} runs its arguments without `exec`, so signals do not reach them: write `exec "$@"`'
        if command.name and runs_on(command, stage):
            name = command.original[0].text
            return f"{where} starts `{command.launched.name}` without `exec`, so signals do not reach it: write `exec {name} …`"
    return None


def runs_on(command: Command, stage: Stage) -> bool:
    """Whether a command starts a server."""
    if any(word.value in ENDS for word in command.launched.arguments[:4]) or command.operator_after == "&":
        return False
    if server_of(command) is not None:
        return True
    launched = command.launched
    return launched.family in SERVERS and bool(
        launched.arguments or launched.family in ("nginx", "mongod", "redis-server")
    )


def runs_something(script: EntrypointScript) -> bool:
    """Whether the script starts something at its end, so that it is no mere set-up."""
    return any("exec" in command.wrappers for command in script.last_commands()) or any(
        server_of(command) is not None for command in script.commands
    )

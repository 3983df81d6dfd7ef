r"""`sh -c` starts a server without `exec`

The shell of Debian waits for the program as its parent. `docker stop` sends SIGTERM to the shell, which does not pass it
on: the program is killed ten seconds later, in the midst of what it does.

```dockerfile bad
FROM python:3.13-slim
CMD ["sh", "-c", "uvicorn app:app --host 0.0.0.0 --port ${PORT:-8000}"]
                  ^^^^^^^ the shell keeps signals from `uvicorn`: write `exec uvicorn`
```

```dockerfile fixed
FROM python:3.13-slim
CMD ["sh", "-c", "exec uvicorn app:app --host 0.0.0.0 --port ${PORT:-8000}"]
```

```dockerfile bad
FROM python:3.13-slim
ENTRYPOINT ["/bin/sh", "-c"]
CMD ["python manage.py migrate && gunicorn app.wsgi"]
                                  ^^^^^^^^ the shell keeps signals from `gunicorn`: write `exec gunicorn`
```

```dockerfile fixed
FROM python:3.13-slim
ENTRYPOINT ["/bin/sh", "-c"]
CMD ["python manage.py migrate && exec gunicorn app.wsgi"]
```

bash gives way to the last command by itself. What ends soon, a shell that handles signals, and an init that sends them
to all processes are fine.

```dockerfile good
FROM python:3.13-slim
CMD ["bash", "-c", "uvicorn app:app --port $PORT"]
CMD ["sh", "-c", "exec uvicorn app:app --port $PORT"]
CMD ["sh", "-c", "echo $HOME"]
CMD ["sh", "-c", "trap 'kill $!' TERM; uvicorn app:app & wait"]
FROM python:3.13-slim
ENTRYPOINT ["dumb-init", "--"]
CMD ["sh", "-c", "uvicorn app:app --port $PORT"]
```

```dockerfile good
FROM python:3.13-alpine
CMD ["sh", "-c", "uvicorn app:app --port $PORT"]
FROM registry.example.org/team/base
CMD ["sh", "-c", "uvicorn app:app --port $PORT"]
```
"""

from dlint.api import Command, Problem, Problems, Stage, entrypoint_commands, insert_before, rule, server_of

LONG_RUNNING = (
    "python", "node", "java", "npm", "yarn", "pnpm", "uvicorn", "gunicorn", "celery", "nginx", "uwsgi", "ruby", "rails", "php", "dotnet",
    "deno", "bun", "redis-server", "mongod", "caddy", "puma", "bundle", "serve", "supervisord", "dramatiq", "rq", "huey_consumer",
    "prefect", "airflow", "dagster", "mlflow", "bokeh", "panel", "gradio", "chainlit", "jupyter", "litestar", "pm2-runtime",
)  # fmt: skip
SHELLS = ("sh", "dash")
PASS_ON = ("dumb-init", "supervisord", "s6-svscan", "catatonit")


@rule("DK5106", on="stage", fix="safe")
def sh_c_without_exec(stage: Stage) -> Problems:
    if not stage.is_final or stage.is_development or stage.family.distribution not in ("debian", "ubuntu"):
        return
    commands = entrypoint_commands(stage)
    if not commands or any(command.name in ("trap", "wait") for command in commands):
        return
    command = commands[-1]
    node = command.instruction
    shells = [wrapper for wrapper in command.wrappers if wrapper in SHELLS]
    if not shells or command.simple is None or node.json is None or node not in stage.instructions:
        return
    if any(wrapper in ("exec", "bash", "nohup", "su", *PASS_ON) for wrapper in command.wrappers) or sends_to_group(
        stage
    ):
        return
    if any("/bin/sh" in other.logical.text for other in stage.chain_instructions if other.name == "RUN"):
        return
    if not is_last(command) or not runs_on(command):
        return
    first = command.original[0]
    shown = command.launched.name or command.name
    edits = [insert_before(first, "exec ")]
    yield Problem(first, f"the shell keeps signals from `{shown}`: write `exec {first.text}`", *edits)


def is_last(command: Command) -> bool:
    """Whether the shell has nothing to do after the command, so that it may give way to it."""
    simple = command.simple
    if simple is None or simple.in_subshell or simple.conditional or simple.negated:
        return False
    return simple.operator_after is None and not simple.assignments


def runs_on(command: Command) -> bool:
    """Whether a program is one that runs until it is stopped."""
    launched = command.launched
    if server_of(command) is not None:
        return True
    verb = launched.subcommand.value if launched.subcommand is not None else ""
    if launched.family in ("npm", "yarn", "pnpm") and verb in ("test", "build", "install", "ci", "lint"):
        return False
    return launched.family in LONG_RUNNING and bool(launched.arguments or launched.family not in ("python", "node"))


def sends_to_group(stage: Stage) -> bool:
    """Whether tini is told to send signals to all processes of the group."""
    entrypoint = stage.last("ENTRYPOINT")
    return entrypoint is not None and "tini" in entrypoint.logical.text and "-g" in entrypoint.logical.text

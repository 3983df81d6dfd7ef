r"""A server writes its log into a file

What a container writes to its output is collected, rotated and shown by `docker logs`. A file in the container fills its
layer, is lost with it, and nobody looks there.

```dockerfile bad
FROM python:3.13-slim
CMD ["gunicorn", "--access-logfile", "/var/log/access.log", "app:app"]
                                     ^^^^^^^^^^^^^^^^^^^^^ the log is written into a file: write `-`, so that it goes to the output
```

```dockerfile fixed
FROM python:3.13-slim
CMD ["gunicorn", "--access-logfile", "-", "app:app"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["gunicorn", "--access-logfile", "-", "--error-logfile=/dev/stderr", "app:app"]
```

```dockerfile good
FROM python:3.13-slim AS dev
CMD ["gunicorn", "--access-logfile", "/var/log/access.log", "app:app"]
```
"""

from dlint.api import Edit, Problem, Problems, Stage, entrypoint_commands, rule

OPTIONS = ("--access-logfile", "--error-logfile", "--log-file", "--access-log", "--error-log")
SERVERS = ("gunicorn", "hypercorn", "daphne", "uvicorn", "granian")


@rule("DK5011", on="stage", severity="info", fix="unsafe")
def log_to_file(stage: Stage) -> Problems:
    if not stage.is_final or stage.is_development:
        return
    for command in entrypoint_commands(stage):
        program = command.launched
        if program.family not in SERVERS:
            continue
        for name in OPTIONS:
            option = program.option(name)
            if option is None or option.value is None or option.value_word is None:
                continue
            if option.value.startswith("/") and not option.value.startswith(("/dev/", "/proc/")):
                text = '"-"' if program.exec_form else "-"
                message = "the log is written into a file: write `-`, so that it goes to the output"
                yield Problem(option.value_word, message, Edit(option.value_word.start, option.value_word.end, text))

r"""gunicorn's workers report to a file on a slow disk

Each worker touches a file in `/tmp` to show that it lives. In a container that is the layer of the image: where the disk
is busy the touch waits, the worker counts as dead, and requests are cut off. `/dev/shm` is memory. It matters for few, so
this rule is off unless it is asked for.

```dockerfile bad
FROM python:3.13-slim
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]
     ^^^^^^^^^^ workers may block on a busy disk: add `--worker-tmp-dir /dev/shm`
```

```dockerfile fixed
FROM python:3.13-slim
CMD ["gunicorn", "--worker-tmp-dir", "/dev/shm", "--bind", "0.0.0.0:8000", "app:app"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["gunicorn", "--worker-tmp-dir", "/dev/shm", "app:app"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["gunicorn", "-c", "conf.py", "app:app"]
```
"""

from dlint.api import Problem, Problems, Stage, entrypoint_commands, insert_after, rule


@rule("DK4804", on="stage", severity="info", fix="safe", enabled=False, stage="production")
def gunicorn_heartbeat_tmp(stage: Stage) -> Problems:
    for command in entrypoint_commands(stage):
        program = command.launched
        if program.family != "gunicorn" or program.has("--worker-tmp-dir", "-c", "--config") or program.open_ended:
            continue
        if stage.file.scope_after(stage).value("GUNICORN_CMD_ARGS").origin in ("env", "arg"):
            continue
        word = program.words[0]
        text = ', "--worker-tmp-dir", "/dev/shm"' if program.exec_form else " --worker-tmp-dir /dev/shm"
        message = "workers may block on a busy disk: add `--worker-tmp-dir /dev/shm`"
        yield Problem(word, message, insert_after(word, text))

r"""The Celery scheduler runs inside a worker

With `--beat` each worker has a scheduler of its own. With two containers every task is started twice, with ten ten times.
Run `celery beat` once, as a container of its own.

```dockerfile bad
FROM python:3.13-slim
CMD ["celery", "-A", "shop", "worker", "--beat"]
                                       ^^^^^^^^ each container schedules all tasks: run `celery beat` once, in a container of its own
```

```dockerfile bad
FROM python:3.13-slim
CMD exec celery -A shop worker -B --loglevel info
                               ^^ each container schedules all tasks: run `celery beat` once, in a container of its own
```

```dockerfile good
FROM python:3.13-slim
CMD ["celery", "-A", "shop", "worker"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["celery", "-A", "shop", "beat"]
```

```dockerfile good
FROM python:3.13-slim AS dev
CMD ["celery", "-A", "shop", "worker", "-B"]
```
"""

from dlint.api import Problem, Problems, Stage, entrypoint_commands, rule


@rule("DK4802", on="stage", stage="production")
def celery_beat_embedded(stage: Stage) -> Problems:
    for command in entrypoint_commands(stage):
        program = command.launched
        if program.family != "celery" or "worker" not in [word.value for word in program.arguments]:
            continue
        for word in program.arguments:
            if word.value in ("-B", "--beat"):
                message = "each container schedules all tasks: run `celery beat` once, in a container of its own"
                yield Problem(word, message)

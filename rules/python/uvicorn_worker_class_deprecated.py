r"""gunicorn is given a worker class that uvicorn has given up

`uvicorn.workers` is deprecated and will be removed: the class lives on in the package `uvicorn-worker`. uvicorn by itself
can run several workers as well, `uvicorn --workers 4`.

```dockerfile bad
FROM python:3.13-slim
CMD ["gunicorn", "-k", "uvicorn.workers.UvicornWorker", "app:app"]
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `uvicorn.workers` is deprecated: install `uvicorn-worker` and write `uvicorn_worker.UvicornWorker`
```

```dockerfile good
FROM python:3.13-slim
CMD ["gunicorn", "-k", "uvicorn_worker.UvicornWorker", "app:app"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["uvicorn", "--workers", "4", "app:app"]
```
"""

from dlint.api import Problem, Problems, Stage, entrypoint_commands, rule


@rule("DK4803", on="stage", mentions="uvicorn.workers", severity="info")
def uvicorn_worker_class_deprecated(stage: Stage) -> Problems:
    for command in entrypoint_commands(stage):
        program = command.launched
        option = program.option("-k", "--worker-class") if program.family == "gunicorn" else None
        if option is None or not (option.value or "").startswith("uvicorn.workers."):
            continue
        better = (option.value or "").replace("uvicorn.workers", "uvicorn_worker")
        message = f"`uvicorn.workers` is deprecated: install `uvicorn-worker` and write `{better}`"
        yield Problem(option.value_word or option, message)

r"""A debugger waits for whoever connects

`debugpy --listen` lets everybody who reaches its port run code in the program; `-m pdb` waits for a keyboard that is not
there.

```dockerfile bad
FROM python:3.13-slim
CMD ["python", "-m", "debugpy", "--listen", "0.0.0.0:5678", "app.py"]
                     ^^^^^^^^^ a debugger is for development: start the program without it
```

```dockerfile good
FROM python:3.13-slim AS debug
CMD ["python", "-m", "debugpy", "--listen", "0.0.0.0:5678", "app.py"]
```

```dockerfile good
FROM python:3.13-slim
RUN pip install --no-cache-dir debugpy==1.8.16
CMD ["python", "app.py"]
```
"""

from dlint.api import Problem, Problems, Stage, entrypoint_commands, rule


@rule("DK5013", on="stage")
def debugger_in_production(stage: Stage) -> Problems:
    if not stage.is_final or stage.is_development:
        return
    for command in entrypoint_commands(stage):
        if command.family in ("debugpy", "pdb", "ptvsd", "pudb", "ipdb"):
            yield Problem(command.words[0], "a debugger is for development: start the program without it")

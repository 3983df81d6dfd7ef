r"""Python leaves `assert` out

PYTHONOPTIMIZE and `-O` take all `assert` statements away. They make nothing faster that one could measure, and code that
checks its input with `assert`, in the project or in a library, does not check it any more.

```dockerfile bad
FROM python:3.13-slim
ENV PYTHONOPTIMIZE=1
    ^^^^^^^^^^^^^^^^ this takes all `assert` statements away, those of libraries too: leave it out
CMD ["python", "-OO", "app.py"]
               ^^^^^ this takes all `assert` statements away, those of libraries too: leave it out
```

```dockerfile good
FROM python:3.13-slim
ENV PYTHONOPTIMIZE=0
CMD ["python", "app.py"]
```

```dockerfile good
FROM python:3.13-slim
RUN python -O -m compileall /app
CMD ["python", "app.py"]
```
"""

from itertools import takewhile

from dlint.api import Problem, Problems, Stage, own_entrypoint_commands, re, rule

FLAG = re.compile(r"-O+\Z")


@rule("DK4722", on="stage", stage="final", severity="info")
def pythonoptimize(stage: Stage) -> Problems:
    message = "this takes all `assert` statements away, those of libraries too: leave it out"
    value = stage.file.scope_after(stage).value("PYTHONOPTIMIZE")
    if value.origin == "env" and value.pair is not None and value.text not in (None, "", "0"):
        yield Problem(value.pair, message)
    for command in own_entrypoint_commands(stage):
        program, *words = command.original if command.wrappers else command.words
        options = takewhile(lambda word: (word.value or "").startswith("-"), words)
        flag = next((word for word in options if FLAG.match(word.value or "")), None)
        if flag is not None and "python" in (program.value or ""):
            yield Problem(flag, message)
            return

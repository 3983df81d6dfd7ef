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

from dlint.api import Problem, Problems, Stage, re, rule, start_commands

FLAG = re.compile(r"-O+\Z")


@rule("DK4722", on="stage", severity="info")
def pythonoptimize(stage: Stage) -> Problems:
    if not stage.is_final:
        return
    message = "this takes all `assert` statements away, those of libraries too: leave it out"
    value = stage.file.scope_after(stage).value("PYTHONOPTIMIZE")
    if value.origin == "env" and value.pair is not None and value.text not in (None, "", "0"):
        yield Problem(value.pair, message)
    for command in start_commands(stage):
        words = command.original if command.wrappers else command.words
        if command.instruction not in stage.instructions or not any(
            "python" in (word.value or "") for word in words[:1]
        ):
            continue
        for word in words[1:]:
            if not (word.value or "").startswith("-"):
                break
            if FLAG.match(word.value or ""):
                yield Problem(word, message)
                return

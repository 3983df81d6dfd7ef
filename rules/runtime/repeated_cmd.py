r"""A stage has several CMD

Only the last CMD of a stage counts; the earlier ones do nothing.

```dockerfile bad
FROM python:3.13-slim
CMD ["python", "migrate.py"]
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this `CMD` has no effect: the one on line 3 replaces it
CMD ["python", "app.py"]
```

Each stage has its own, and HEALTHCHECK CMD and ONBUILD CMD are something else.

```dockerfile good
FROM python:3.13-slim AS base
CMD ["python"]
FROM base
ONBUILD CMD ["python", "-m", "site"]
HEALTHCHECK CMD ["python", "check.py"]
CMD ["python", "app.py"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["python", "app.py"]
```
"""

from dlint.api import Problem, Problems, Stage, rule


@rule("DL4003", on="stage", aliases=("MultipleInstructionsDisallowed",))
def repeated_cmd(stage: Stage) -> Problems:
    nodes = stage.named("CMD")
    for node in nodes[:-1]:
        line = stage.file.source.line(nodes[-1].start)
        message = f"this `CMD` has no effect: the one on line {line} replaces it"
        yield Problem(node, message, also=nodes[-1])

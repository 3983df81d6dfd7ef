r"""A stage has several HEALTHCHECK

Only the last HEALTHCHECK of a stage counts; the earlier ones do nothing.

```dockerfile bad
FROM python:3.13-slim
HEALTHCHECK NONE
^^^^^^^^^^^^^^^^ this `HEALTHCHECK` has no effect: the one on line 3 replaces it
HEALTHCHECK CMD ["python", "check.py"]
```

A stage may replace that of the stage it is based on, and that of the base image.

```dockerfile good
FROM python:3.13-slim AS base
HEALTHCHECK CMD ["python", "check.py"]
FROM base
HEALTHCHECK NONE
```

```dockerfile good
FROM python:3.13-slim
HEALTHCHECK CMD ["python", "check.py"]
CMD ["python", "app.py"]
```
"""

from dlint.api import Problem, Problems, Stage, rule


@rule("DL3012", on="stage", aliases=("MultipleInstructionsDisallowed",))
def repeated_healthcheck(stage: Stage) -> Problems:
    found = stage.named("HEALTHCHECK")
    for node in found[:-1]:
        line = stage.file.source.line(found[-1].start)
        yield Problem(node, f"this `HEALTHCHECK` has no effect: the one on line {line} replaces it", also=found[-1])

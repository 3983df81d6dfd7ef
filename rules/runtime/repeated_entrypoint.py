r"""A stage has several ENTRYPOINT

Only the last ENTRYPOINT of a stage counts; the earlier ones do nothing.

```dockerfile bad
FROM python:3.13-slim
ENTRYPOINT ["/entrypoint.sh"]
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this `ENTRYPOINT` has no effect: the one on line 4 replaces it
RUN pip install --no-cache-dir gunicorn==23.0.0
ENTRYPOINT ["gunicorn"]
```

A stage may replace that of the stage it is based on.

```dockerfile good
FROM python:3.13-slim AS base
ENTRYPOINT ["python"]
FROM base
ENTRYPOINT ["gunicorn"]
```

```dockerfile good
FROM python:3.13-slim
ENTRYPOINT ["gunicorn"]
CMD ["app:app"]
```
"""

from dlint.api import Problem, Problems, Stage, rule


@rule("DL4004", on="stage", severity="warning", aliases=("MultipleInstructionsDisallowed",))
def repeated_entrypoint(stage: Stage) -> Problems:
    nodes = stage.named("ENTRYPOINT")
    for node in nodes[:-1]:
        line = stage.file.source.line(nodes[-1].start)
        message = f"this `ENTRYPOINT` has no effect: the one on line {line} replaces it"
        yield Problem(node, message, also=nodes[-1])

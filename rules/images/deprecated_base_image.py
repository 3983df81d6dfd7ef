r"""A base image is no longer maintained

Its makers have stopped, or moved on to another place. What is found in it from now on stays open.

```dockerfile bad
FROM tiangolo/uvicorn-gunicorn-fastapi:python3.11
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `tiangolo/uvicorn-gunicorn-fastapi` should not be built on any more (deprecated by its author): use python:X.Y-slim with `fastapi run` or `uvicorn --workers`
```

```dockerfile good
FROM python:3.13-slim
```

```dockerfile good
FROM example.org/tiangolo/uvicorn-gunicorn-fastapi:python3.11
```
"""

from dlint.api import Problem, Problems, Stage, facts, rule


@rule("DK1005", on="stage")
def deprecated_base_image(stage: Stage) -> Problems:
    reference = stage.reference
    # The end of a Python version is told by a rule of its own.
    if reference is None or reference.error or stage.python_tag is not None:
        return
    image = facts.deprecated_image(reference.name, reference.tag)
    if image is not None:
        yield Problem(
            stage.part("name"),
            f"`{reference.name}` should not be built on any more ({image.why}): use {image.use}",
            severity=image.severity,
        )

r"""The image starts an interpreter

A stage without CMD and ENTRYPOINT starts what its base image starts: for `python:3.13` that is a prompt, which ends at
once without a terminal. Images that are built on may well be meant so; that is why this is only information.

```dockerfile bad
FROM python:3.13-slim
     ^^^^^^^^^^^^^^^^ the container starts `python3` without a program: add a `CMD`
WORKDIR /app
COPY . .
EXPOSE 8000
```

```dockerfile good
FROM python:3.13-slim
WORKDIR /app
COPY . .
CMD ["python", "app.py"]
```

Without a port or files of its own it is a base for others.

```dockerfile good
FROM python:3.13-slim
RUN pip install --no-cache-dir uv==0.9.0
```

```dockerfile good
FROM registry.example.org/team/base:1
COPY . .
EXPOSE 8000
```
"""

from dlint.api import Problem, Problems, Stage, Transfer, entrypoint_instructions, rule


@rule("DK5014", on="stage", severity="info")
def missing_cmd(stage: Stage) -> Problems:
    if not stage.is_final or stage.is_development or stage.python_tag is None or stage.node.image is None:
        return
    copies = any(isinstance(node, Transfer) and not node.flag("from") for node in stage.instructions)
    if entrypoint_instructions(stage) == (None, None) and copies and stage.last("EXPOSE") is not None:
        yield Problem(stage.node.image, "the container starts `python3` without a program: add a `CMD`")

r"""The image is built on the whole Anaconda distribution

Anaconda brings several hundred packages, some four gigabytes, of which a service needs a few. Miniforge has conda alone,
and what is needed is installed.

```dockerfile bad
FROM continuumio/anaconda3:2025.06-0
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this is the whole of Anaconda, 4 GB: use `condaforge/miniforge3` and install what is needed
COPY app.py .
CMD ["python", "app.py"]
```

```dockerfile good
FROM condaforge/miniforge3:25.3.1-0
CMD ["python", "app.py"]
```

```dockerfile good
FROM continuumio/anaconda3:2025.06-0 AS build
RUN conda create -y -p /env python=3.13
FROM debian:13-slim
COPY --from=build /env /env
```
"""

from dlint.api import Problem, Problems, Stage, rule


@rule("DK4706", on="stage", severity="info")
def anaconda3_base(stage: Stage) -> Problems:
    reference = stage.reference
    if reference is None or reference.name not in ("continuumio/anaconda3", "continuumio/anaconda"):
        return
    if stage.role == "final":
        message = "this is the whole of Anaconda, 4 GB: use `condaforge/miniforge3` and install what is needed"
        yield Problem(stage.node.image or stage.node, message)

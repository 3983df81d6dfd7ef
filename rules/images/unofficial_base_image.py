r"""A base image comes from somebody unknown

Whoever makes the base image decides what runs in yours. Official images are looked after; one of an unknown user may be
abandoned, or worse. Which ones you trust only you know: this rule is off unless it is asked for, and takes your list.

```dockerfile bad
FROM someuser/python:3.13
     ^^^^^^^^^^^^^^^ `someuser/python` is none of the images that are trusted: take an official one, or add it to `allow`
```

`allow` are the beginnings of names that are trusted as well.

```dockerfile good allow=["registry.example.org/"]
FROM python:3.13-slim
FROM ghcr.io/astral-sh/uv:0.9-python3.13-trixie-slim
```

```dockerfile good allow=["registry.example.org/"]
FROM gcr.io/distroless/python3-debian13
FROM registry.example.org/team/base:1
FROM scratch
```
"""

from dlint.api import Problem, Problems, Stage, rule

TRUSTED = (
    "dhi.io/", "cgr.dev/", "gcr.io/distroless/", "ghcr.io/astral-sh/", "mcr.microsoft.com/", "public.ecr.aws/lambda/",
    "public.ecr.aws/docker/library/", "mirror.gcr.io/library/", "quay.io/jupyter/", "registry.access.redhat.com/",
    "registry.redhat.io/", "nvcr.io/nvidia/", "nvidia/", "pytorch/pytorch", "mambaorg/", "condaforge/", "continuumio/",
)  # fmt: skip


@rule("DK1012", on="stage", severity="info", enabled=False)
def unofficial_base_image(stage: Stage, *, allow: tuple[str, ...] = ()) -> Problems:
    reference = stage.reference
    if reference is None or reference.error or ("/" not in reference.name and reference.registry == "docker.io"):
        return
    if not reference.name.startswith(TRUSTED + tuple(allow)):
        advice = "take an official one, or add it to `allow`"
        message = f"`{reference.name}` is none of the images that are trusted: {advice}"
        yield Problem(stage.part("name"), message)

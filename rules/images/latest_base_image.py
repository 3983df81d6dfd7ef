r"""A base image has the tag `latest`

`latest` moves. The build that works today gets another operating system or another language version tomorrow.

```dockerfile bad
FROM ubuntu:latest
            ^^^^^^ `latest` moves: name the version of `ubuntu` that you tested
```

A digest says exactly which image it is, whatever the tag.

```dockerfile good
FROM ubuntu:24.04
```

```dockerfile good
FROM ubuntu:latest@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1
FROM node:latest-slim
```

A variable with a default is that default.

```dockerfile bad
ARG TAG=latest
FROM python:${TAG} AS base
     ^^^^^^^^^^^^^ `latest` moves: name the version of `python` that you tested
```
"""

from dlint.api import Problem, Problems, Stage, rule


@rule("DL3007", on="stage")
def latest_base_image(stage: Stage) -> Problems:
    reference = stage.reference
    if reference is not None and reference.tag == "latest" and not reference.digest:
        yield Problem(stage.part("tag"), f"`latest` moves: name the version of `{reference.name}` that you tested")

r"""A base image has no tag

Without a tag the image is `latest`: whatever was pushed last. The build that works today gets another operating system
or another language version tomorrow, and nobody can tell from the file which one an old image was built on.

```dockerfile bad
FROM node
     ^^^^ `node` has no tag, so it is whatever was pushed last: write `node:<version>`
RUN npm ci
```

The name of an earlier stage, `scratch`, a digest, and an image whose name is not known are fine.

```dockerfile good
ARG BASE
FROM golang:1.25 AS build
FROM build AS test
FROM $BASE AS other
FROM alpine@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1
FROM scratch
COPY --from=build /app /app
```

A variable with a default is that default.

```dockerfile bad
ARG BASE=localhost:5000/team/python
FROM ${BASE}
     ^^^^^^^ `localhost:5000/team/python` has no tag, so it is whatever was pushed last: write `localhost:5000/team/python:<version>`
```

A tag, and a name of a named context that a registry stands before, are all there is to say.

```dockerfile good
FROM registry.example.org:5000/team/python:3.13
FROM ubuntu:24.04 AS base
FROM base
```
"""

from dlint.api import Problem, Problems, Stage, rule


@rule("DL3006", on="stage")
def untagged_base_image(stage: Stage) -> Problems:
    reference = stage.reference
    if reference is None or reference.error or reference.tag or reference.digest:
        return
    yield Problem(
        stage.part("name"),
        f"`{stage.text}` has no tag, so it is whatever was pushed last: write `{stage.text}:<version>`",
    )

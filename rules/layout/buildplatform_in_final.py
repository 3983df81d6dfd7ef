r"""The final stage is built for the machine that builds

`$BUILDPLATFORM` is the platform of the builder. On a stage that ends in the image it makes `docker build --platform
linux/arm64` on an Intel machine deliver an image for Intel, under the name of the other.

```dockerfile bad
FROM --platform=$BUILDPLATFORM python:3.13-slim AS builder
     ^^^^^^^^^^^^^^^^^^^^^^^^^ the image is built for the machine that builds it, whatever platform is asked for: leave `--platform` out
COPY . /app
CMD ["python", "/app/app.py"]

FROM builder AS dev-envs
RUN apt-get update && apt-get install -y git
```

```dockerfile fixed
FROM python:3.13-slim AS builder
COPY . /app
CMD ["python", "/app/app.py"]

FROM builder AS dev-envs
RUN apt-get update && apt-get install -y git
```

A stage from which only files are copied may run on the builder: what it makes for the target is its own business.

```dockerfile good
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
ARG TARGETARCH
RUN GOARCH=$TARGETARCH go build -o /server
FROM alpine:3.22
COPY --from=build /server /server
```

```dockerfile good
FROM --platform=$BUILDPLATFORM python:3.13-slim AS lint
RUN ruff check
```
"""

from dlint.api import Edit, File, From, Problem, Problems, rule

BUILDER = ("$BUILDPLATFORM", "${BUILDPLATFORM}")


@rule("DK4509", on="FROM", fix="safe")
def buildplatform_in_final(node: From, file: File) -> Problems:
    flag = node.flag("platform")
    if flag is None or flag.value not in BUILDER or node.image is None:
        return
    stage = next(stage for stage in file.stages if stage.node is node)
    if stage.is_development or not any(stage in final.chain for final in file.final_stages):
        return
    starts = any(part.last("CMD") is not None or part.last("ENTRYPOINT") is not None for part in file.final_stages)
    if not starts and stage.base is None and len(file.stages) == 1:
        return
    following = node.image.start if len(node.flags) == 1 else flag.end
    message = (
        "the image is built for the machine that builds it, whatever platform is asked for: leave `--platform` out"
    )
    yield Problem(flag, message, Edit(flag.start, following, ""))

r"""The platform of a base image is fixed

On a machine of another kind (a newer MacBook, an ARM server) everything runs in an emulator then, several times slower,
though the image is there for that machine as well. Say the platform when building, `docker build --platform`.

```dockerfile bad
FROM --platform=linux/amd64 python:3.13-slim
     ^^^^^^^^^^^^^^^^^^^^^^ the image is for `linux/amd64` on every machine: leave it out, and say it to `docker build --platform`
```

```dockerfile good
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
FROM --platform=$TARGETPLATFORM python:3.13-slim
```

```dockerfile good
FROM public.ecr.aws/lambda/python:3.13
FROM --platform=linux/amd64 example.org/vendor/tool:1
```
"""

from dlint.api import Problem, Problems, Stage, rule


@rule("DK1011", on="stage", severity="info", enabled=False)
def arch_locked_platform(stage: Stage) -> Problems:
    flag = stage.node.flag("platform")
    if flag is None or not flag.value or "$" in flag.value or not stage.family.known or not stage.is_final:
        return
    message = f"the image is for `{flag.value}` on every machine: leave it out, and say it to `docker build --platform`"
    yield Problem(flag, message)

r"""The last USER is root

What is started in the image runs as root, though the file knows USER. `runs-as-root` (on by default) tells the same of
the image that is run, and looks at the base image and the start script as well; this rule only reads USER, so it is off.

```dockerfile bad
FROM debian:12
USER app
RUN whoami
USER root
     ^^^^ the image ends as root: write a `USER` other than root at the end
```

To be root for a while is fine, and so is a user that is not known.

```dockerfile good
FROM debian:12
USER root
RUN apt-get update
USER app
```

```dockerfile good
FROM debian:12 AS build
USER 0:0
FROM debian:12
ARG OWNER
USER $OWNER
```

With `strict`, each stage is judged, as hadolint does; a stage from which only files are copied never runs.

```dockerfile bad strict=true
FROM debian:12 AS build
USER 0:0
     ^^^ the image ends as root: write a `USER` other than root at the end
FROM debian:12
USER nobody
```
"""

from dlint.api import Problem, Problems, Stage, rule, user_of

ROOT = ("root", "0")


@rule("DL3002", on="stage", enabled=False, aliases=("DS-0002", "CKV_DOCKER_8"))
def ends_as_root(stage: Stage, *, strict: bool = False) -> Problems:
    if not strict and not stage.is_final:
        return
    users = stage.named("USER") if strict else [node for node in [stage.last("USER")] if node is not None]
    if users and users[-1].argument is not None and user_of(stage, users[-1]) in ROOT:
        yield Problem(users[-1].argument, "the image ends as root: write a `USER` other than root at the end")

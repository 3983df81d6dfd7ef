r"""The container runs as root

Without USER the program runs as the user of the base image, which is root for nearly all of them. Whoever breaks into
the program is root in the container then, and closer to being root on the host.

```dockerfile bad
FROM python:3.13-slim
     ^^^^^^^^^^^^^^^^ the container runs as root: add a user and name it with `USER`
COPY app.py /
CMD ["python", "/app.py"]
```

```dockerfile bad
FROM debian:12
RUN useradd app
USER app
RUN whoami
USER root
     ^^^^ the container runs as root: end with `USER <name>`
CMD ["/app"]
```

Images that bring a user of their own, a start script that gives root up, and images that are not known are fine. So are
stages for development and those from which only files are copied.

```dockerfile good
FROM python:3.13 AS build
RUN pip wheel --wheel-dir /wheels app
FROM cgr.dev/chainguard/python:latest
COPY --from=build /wheels /wheels
CMD ["app.py"]
```

```dockerfile good
FROM debian:12
ENTRYPOINT ["gosu", "app", "/server"]
```

```dockerfile good
FROM registry.example.org/team/base:1
CMD ["/server"]
```

```dockerfile good
FROM python:3.13-slim AS base
RUN useradd --create-home app
USER app
FROM base
CMD ["python", "app.py"]
```

A file that starts nothing is a base for others, which may set the user.

```dockerfile good
FROM python:3.13-slim
RUN pip install --no-cache-dir flask==3.1.0
```
"""

from dlint.api import Problem, Problems, Stage, entrypoint_commands, rule

GIVES_UP_ROOT = (
    "gosu", "su-exec", "setpriv", "su", "runuser", "chpst", "s6-setuidgid", "setuser", "fixuid", "supervisord",
)  # fmt: skip


@rule("DK2001", on="stage", stage="production")
def runs_as_root(stage: Stage) -> Problems:
    if stage.text is None:
        return
    last = stage.last("USER")
    if last is not None and last.argument is not None:
        name = stage.file.expand(last.argument, last)
        if name is None or name.partition(":")[0] not in ("root", "0") or gives_up_root(stage):
            return
        yield Problem(last.argument, "the container runs as root: end with `USER <name>`")
        return
    starts = stage.last("CMD") or stage.last("ENTRYPOINT")
    if starts is None or stage.root.family.user != "root" or gives_up_root(stage):
        return
    yield Problem(stage.node.image or stage.node, "the container runs as root: add a user and name it with `USER`")


def gives_up_root(stage: Stage) -> bool:
    """Whether what is started changes the user itself, or may: a script that is not known often does."""
    for command in entrypoint_commands(stage):
        if command.name in GIVES_UP_ROOT or any(wrapper in GIVES_UP_ROOT for wrapper in command.wrappers):
            return True
    installed = " ".join(node.logical.text for node in stage.chain_instructions if node.name == "RUN")
    return any(program in installed for program in ("gosu", "su-exec", "s6-overlay"))

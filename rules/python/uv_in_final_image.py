r"""The installer is shipped though nothing uses it

uv, Poetry and Pipenv are needed to build an image, not to run it. In the last stage they are some 50 MB that have to be
kept up to date, and a convenience for whoever gets in. Install in a stage of its own and copy the environment, or mount
the tool for the one RUN that needs it.

```dockerfile bad
FROM python:3.13-slim
COPY --from=ghcr.io/astral-sh/uv:0.9.26 /uv /bin/
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ `uv` is in the image, and what is started does not use it: mount it where it is needed, or install in another stage
RUN uv pip install --system flask==3.1.0
CMD ["flask", "run"]
```

```dockerfile bad
FROM python:3.13-slim
RUN pip install poetry==2.1.3
                ^^^^^^^^^^^^^ `poetry` is in the image, and what is started does not use it: install in another stage
CMD ["python", "app.py"]
```

```dockerfile good
FROM python:3.13-slim
RUN --mount=from=ghcr.io/astral-sh/uv:0.9.26,source=/uv,target=/bin/uv uv pip install --system flask==3.1.0
CMD ["flask", "run"]
```

```dockerfile good
FROM python:3.13-slim
COPY --from=ghcr.io/astral-sh/uv:0.9.26 /uv /bin/
CMD ["uv", "run", "--no-sync", "flask", "run"]
```

```dockerfile good
FROM python:3.13-slim
COPY --from=ghcr.io/astral-sh/uv:0.9.26 /uv /bin/
ENTRYPOINT ["/entrypoint.sh"]
CMD ["flask", "run"]
```
"""

from dlint.api import (
    Command,
    Copy,
    Problem,
    Problems,
    Stage,
    entrypoint_commands,
    packages_of,
    parse_reference,
    rule,
    uv,
)

TOOLS = ("uv", "poetry", "pipenv", "pdm")
FAULT = "is in the image, and what is started does not use it"


@rule("DK4117", on="stage", stage="production", severity="info", enabled=False)
def uv_in_final_image(stage: Stage) -> Problems:
    started = entrypoint_commands(stage)
    # A script may use anything.
    if not started or any(command.is_opaque or "entrypoint" in (command.name or "") for command in started):
        return
    unused = set(TOOLS).difference(*((command.family, *command.wrappers) for command in started))
    for node in stage.instructions:
        if isinstance(node, Copy) and "uv" in unused:
            yield from copied(node, stage)
        elif node.name == "RUN":
            for command in stage.file.commands(node):
                yield from installed(command, stage, unused)


def copied(node: Copy, stage: Stage) -> Problems:
    """uv, where it is copied from its image."""
    flag = node.flag("from")
    text = stage.file.scope_at(node).expand(flag.value or "") if flag is not None else None
    if flag is not None and text and parse_reference(text).name in uv.IMAGES:
        advice = "mount it where it is needed, or install in another stage"
        yield Problem(flag.value_span or flag, f"`uv` {FAULT}: {advice}")


def installed(command: Command, stage: Stage, unused: set[str]) -> Problems:
    """Tools that pip installs."""
    for package in packages_of(command, stage.file) if command.starts("pip", "install") else ():
        if package.name in unused:
            yield Problem(package.word, f"`{package.name}` {FAULT}: install in another stage")

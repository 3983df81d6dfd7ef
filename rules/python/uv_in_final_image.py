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

from dlint.api import Copy, Problem, Problems, Stage, packages_of, parse_reference, rule, start_commands

TOOLS = ("uv", "poetry", "pipenv", "pdm")
IMAGES = ("ghcr.io/astral-sh/uv", "astral/uv")


@rule("DK4117", on="stage", severity="info", enabled=False)
def uv_in_final_image(stage: Stage) -> Problems:
    if not stage.is_final or stage.is_development:
        return
    file = stage.file
    started = start_commands(stage)
    # A script may use anything.
    if not started or any(
        command.name is None or command.name.endswith(".sh") or "entrypoint" in command.name for command in started
    ):
        return
    used = {command.family for command in started} | {wrapper for command in started for wrapper in command.wrappers}
    fault = "is in the image, and what is started does not use it"
    for node in stage.instructions:
        if isinstance(node, Copy) and (flag := node.flag("from")) is not None and "uv" not in used:
            text = file.scope_at(node).expand(flag.value or "")
            if text and parse_reference(text).name in IMAGES:
                place = flag.value_span or flag
                yield Problem(place, f"`uv` {fault}: mount it where it is needed, or install in another stage")
        elif node.name == "RUN":
            for command in file.commands(node):
                if command.path[:2] != ("pip", "install"):
                    continue
                for package in packages_of(command, file):
                    if package.name in TOOLS and package.name not in used:
                        yield Problem(package.word, f"`{package.name}` {fault}: install in another stage")

r"""The environment of a micromamba image is not active

The image `mambaorg/micromamba` activates its environment by a shell of its own. A RUN gets it only after `ARG
MAMBA_DOCKERFILE_ACTIVATE=1`, the exec form of RUN never, and the container by the ENTRYPOINT of the image.

```dockerfile bad
FROM mambaorg/micromamba:2.3
RUN micromamba install -y -n base python=3.13 flask=3.1 && micromamba clean -afy
RUN python -m compileall /app
    ^^^^^^ the environment is not active here: write `ARG MAMBA_DOCKERFILE_ACTIVATE=1` above
```

```dockerfile fixed
FROM mambaorg/micromamba:2.3
RUN micromamba install -y -n base python=3.13 flask=3.1 && micromamba clean -afy
ARG MAMBA_DOCKERFILE_ACTIVATE=1
RUN python -m compileall /app
```

```dockerfile bad
FROM mambaorg/micromamba:2.3
RUN apt-get update && apt-get install -y curl
    ^^^^^^^ the image runs as `mambauser`, who may not install packages: write `USER root` above, and `USER $MAMBA_USER` below
ARG MAMBA_DOCKERFILE_ACTIVATE=1
RUN ["python", "-m", "compileall", "/app"]
     ^^^^^^^^ the exec form starts no shell, so the environment is not active: write the shell form, or `["micromamba", "run", …]`
ENTRYPOINT ["python", "app.py"]
            ^^^^^^^^ this takes the place of the ENTRYPOINT that activates the environment: write `"/usr/local/bin/_entrypoint.sh", "python"`
```

```dockerfile fixed
FROM mambaorg/micromamba:2.3
RUN apt-get update && apt-get install -y curl
ARG MAMBA_DOCKERFILE_ACTIVATE=1
RUN ["python", "-m", "compileall", "/app"]
ENTRYPOINT ["/usr/local/bin/_entrypoint.sh", "python", "app.py"]
```

```dockerfile good
FROM mambaorg/micromamba:2.3
USER root
RUN apt-get update && apt-get install -y curl
USER $MAMBA_USER
RUN micromamba run -n base python -m compileall /app
CMD ["python", "app.py"]
```

```dockerfile good
FROM mambaorg/micromamba:2.3
ENV PATH=/opt/conda/bin:$PATH
RUN python -m compileall /app
ENTRYPOINT ["python", "app.py"]
```
"""

from dlint.api import Edit, Invocation, Problem, Problems, Stage, insert_before, path_entries, re, rule, user_at

PROGRAM = re.compile(r"(?:python|pip)[0-9.]*\Z|(?:gunicorn|uvicorn|flask|celery|streamlit|jupyter|fastapi|pytest)\Z")


@rule("DK4703", on="stage", severity="error", fix="safe")
def micromamba_exec_form(stage: Stage) -> Problems:
    if stage.family.name != "micromamba":
        return
    entries = path_entries(stage)
    active = entries is None or any("conda" in entry for entry in entries)
    for node in stage.instructions:
        if not isinstance(node, Invocation) or stage.shell_at(node) is not None:
            continue
        if node.name == "RUN":
            yield from told(node, stage, active)
        elif node.name == "ENTRYPOINT" and node.json is not None and node.json.elements and not active:
            first = node.json.elements[0]
            if PROGRAM.match(first.value):
                better = '"/usr/local/bin/_entrypoint.sh", '
                message = f"this takes the place of the ENTRYPOINT that activates the environment: write `{better}{first.text}`"
                yield Problem(first, message, insert_before(first, better))


def told(node: Invocation, stage: Stage, active: bool) -> Problems:
    """The problems of one RUN."""
    file = stage.file
    for command in file.commands(node):
        name = command.program.value or ""
        if command.wrappers and PROGRAM.match(command.wrappers[0]):
            name = command.wrappers[0]
        place = command.original[0]
        if command.family in ("apt-get", "apt") and user_at(stage, node) == "mambauser" and not command.wrappers:
            message = "the image runs as `mambauser`, who may not install packages: write `USER root` above, and `USER $MAMBA_USER` below"
            yield Problem(place, message)
            return
        if not PROGRAM.match(name) or active:
            continue
        if node.json is not None:
            message = 'the exec form starts no shell, so the environment is not active: write the shell form, or `["micromamba", "run", …]`'
            yield Problem(place, message)
            return
        value = file.scope_at(node).value("MAMBA_DOCKERFILE_ACTIVATE")
        if value.origin not in ("env", "arg") and not node.onbuild:
            line = "ARG MAMBA_DOCKERFILE_ACTIVATE=1"
            yield Problem(
                place,
                f"the environment is not active here: write `{line}` above",
                Edit(node.line_start, node.line_start, line + "\n"),
            )
            return

r"""Packages are copied to where Python does not look

`pip install --target` and `--prefix` put packages into a folder of their own. Python looks there only when PYTHONPATH names
it, or when the folder is copied to where Python's own packages are.

```dockerfile bad
FROM python:3.13-slim AS build
RUN pip install --target=/deps flask==3.1.0
FROM python:3.13-slim
COPY --from=build /deps /deps
                        ^^^^^ Python does not look for packages in `/deps`: set `ENV PYTHONPATH=/deps`
WORKDIR /app
CMD ["python", "app.py"]
```

```dockerfile bad
FROM python:3.13-slim AS build
RUN pip install --prefix=/install flask==3.1.0
FROM python:3.13-slim
COPY --from=build /install /install
                           ^^^^^^^^ Python does not look for packages below `/install`: copy it to `/usr/local`
```

```dockerfile good
FROM python:3.13-slim AS build
RUN pip install --target=/deps flask==3.1.0 && pip install --prefix=/install flask==3.1.0
FROM python:3.13-slim
COPY --from=build /install /usr/local
FROM python:3.13-slim
ENV PYTHONPATH=/deps
COPY --from=build /deps /deps
FROM python:3.13-slim
WORKDIR /app
COPY --from=build /deps .
CMD ["python", "app.py"]
FROM python:3.13-slim
COPY --from=build /deps /usr/local/lib/python3.13/site-packages
FROM public.ecr.aws/lambda/python:3.13
COPY --from=build /deps ${LAMBDA_TASK_ROOT}
```
"""

import posixpath

from dlint.api import Problem, Problems, Stage, copies_between, entrypoint_commands, rule, run_commands, workdir_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

ELSEWHERE = ("PYTHONPATH", "PYTHONUSERBASE", ".pth", "PYTHONHOME")
OPTIONS = {"target": ("-t", "--target"), "prefix": ("--prefix",)}


@rule("DK4724", on="stage", stage="final")
def pip_target_not_importable(stage: Stage) -> Problems:
    text = stage.text_of("ENV", "ARG", "RUN")
    if stage.family.managed or not stage.family.is_python or any(word in text for word in ELSEWHERE):
        return
    for source, kind, directory in filled(stage):
        for copy in copies_between(source, stage):
            place = copy.place_of(directory)
            if place is None or copy.node not in stage.instructions or copy.node.destination is None:
                continue
            if is_looked_into(stage, place, kind) or "/usr/local" in copy.node.logical.text.split()[-1]:
                continue
            if kind == "target":
                message = f"Python does not look for packages in `{place}`: set `ENV PYTHONPATH={place}`"
            else:
                message = f"Python does not look for packages below `{place}`: copy it to `/usr/local`"
            yield Problem(copy.node.destination, message)
            return


def filled(stage: Stage) -> "Iterator[tuple[Stage, str, str]]":
    """The directories that the stages from which something is copied install into, by which option."""
    for source in stage.sources:
        for command in run_commands(source):
            if command.family in ("pip", "uv") and "install" in command.path[1:]:
                for kind, names in OPTIONS.items():
                    directory = command.value_of(*names)
                    if directory is not None and directory.startswith("/"):
                        yield source, kind, posixpath.normpath(directory)


def is_looked_into(stage: Stage, place: str, kind: str) -> bool:
    """Whether Python looks for packages at a place, or the program may see to it."""
    if "-packages" in place or place in ("/usr/local", "/usr", "/"):
        return True
    directory = workdir_at(stage)
    if kind == "prefix":
        return False
    if directory is None or place == directory:
        return True
    started = entrypoint_commands(stage)
    scripts = [
        value for command in started for word in command.arguments if (value := word.value or "").endswith(".py")
    ]
    return any(posixpath.dirname(posixpath.join(directory, script)) == place for script in scripts) or any(
        (command.program.value or "").startswith(place + "/") for command in started
    )

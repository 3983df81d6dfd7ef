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

from dlint.api import Problem, Problems, Stage, copies_between, image_files, rule, run_commands, start_commands


@rule("DK4724", on="stage")
def pip_target_not_importable(stage: Stage) -> Problems:
    if not stage.is_final or stage.family.managed or not stage.family.is_python:
        return
    text = " ".join(node.logical.text for node in stage.chain_instructions if node.name in ("ENV", "ARG", "RUN"))
    if "PYTHONPATH" in text or "PYTHONUSERBASE" in text or ".pth" in text or "PYTHONHOME" in text:
        return
    for source in stage.sources:
        for command in run_commands(source):
            if command.family not in ("pip", "uv") or "install" not in [verb.value for verb in command.verbs]:
                continue
            for kind, names in (("target", ("-t", "--target")), ("prefix", ("--prefix",))):
                folder = command.value_of(*names)
                if folder is None or not folder.startswith("/"):
                    continue
                for copy in copies_between(source, stage):
                    place = copy.place_of(posixpath.normpath(folder))
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


def is_looked_into(stage: Stage, place: str, kind: str) -> bool:
    """Whether Python looks for packages at a place, or the program may see to it."""
    if "-packages" in place or place in ("/usr/local", "/usr", "/"):
        return True
    files = image_files(stage)
    folder = files.workdir()
    if kind == "prefix":
        return False
    if folder is None or place == folder:
        return True
    for command in start_commands(stage):
        for word in command.arguments:
            value = word.value or ""
            if value.endswith(".py") and posixpath.dirname(posixpath.join(folder, value)) == place:
                return True
        if command.program.value and command.program.value.startswith(place + "/"):
            return True
    return False

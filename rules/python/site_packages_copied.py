r"""The folder of installed packages is copied by itself

`site-packages` is named after the version of Python, and the programs that packages bring are elsewhere, in `bin`. A
virtual environment holds both and is copied in one piece.

```dockerfile bad
FROM python:3.12-slim AS build
RUN pip install --no-cache-dir flask==3.1.0
FROM python:3.13-slim
COPY --from=build /usr/local/lib/python3.12/site-packages /usr/local/lib/python3.12/site-packages
                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Python 3.13 of this image does not look in the folder of 3.12: copy a virtual environment, made with the same version
```

```dockerfile bad
FROM python:3.13-slim AS build
RUN pip install --no-cache-dir gunicorn==23.0.0
FROM python:3.13-slim
COPY --from=build /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `gunicorn` is in `/usr/local/bin`, which is not copied: copy a virtual environment
CMD ["gunicorn", "app:app"]
```

```dockerfile bad
FROM python:3.13-slim AS build
RUN pip install --no-cache-dir flask==3.1.0
FROM python:3.13-slim
COPY --from=build /usr/local/lib/python3.13/site-packages /usr/local/lib/python3.13/site-packages
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this path ends with the next version of Python: copy a virtual environment
CMD ["python", "app.py"]
```

```dockerfile good
FROM python:3.13-slim AS build
RUN python -m venv /opt/venv && /opt/venv/bin/pip install flask==3.1.0
FROM python:3.13-slim
COPY --from=build /opt/venv /opt/venv
```

```dockerfile good
FROM python:3.13-slim AS build
RUN pip install --no-cache-dir --target /deps flask==3.1.0
FROM gcr.io/distroless/python3-debian13
COPY --from=build /deps /deps
ENV PYTHONPATH=/deps
```
"""

from dlint.api import (
    PYTHON_PROGRAMS,
    Copy,
    File,
    Problem,
    Problems,
    Stage,
    entrypoint_commands,
    interpreter_of,
    re,
    rule,
)

DIRECTORY = re.compile(r".*/lib/python([23]\.[0-9]+)/(?:site|dist)-packages/?\Z")


@rule("DK4503", on="COPY", mentions="-packages", severity="info")
def site_packages_copied(node: Copy, file: File, stage: Stage) -> Problems:
    if node.flag("from") is None or node.destination is None or "-packages" not in node.logical.text:
        return
    sources = [word for word in node.sources if DIRECTORY.match(file.expand(word, node) or "")]
    if not sources:
        return
    target = DIRECTORY.match(file.expand(node.destination, node) or "")
    python = interpreter_of(stage)
    in_place = python is not None and python.directory == "/usr/local/bin"
    if target is not None and python is not None and in_place and python.version not in (None, "", target[1]):
        fault = f"Python {python.version} of this image does not look in the folder of {target[1]}"
        advice = "copy a virtual environment, made with the same version"
        yield Problem(node.destination, f"{fault}: {advice}", severity="error")
        return
    program = lost_program(stage) if stage.is_final else None
    fault = "this path ends with the next version of Python"
    if program is not None:
        fault = f"`{program}` is in `/usr/local/bin`, which is not copied"
    severity = "warning" if program is not None else None
    yield Problem(sources[0], f"{fault}: copy a virtual environment", severity=severity)


def lost_program(stage: Stage) -> str | None:
    """What is started of the programs that packages bring, where nothing has put it into the image."""
    copies = [other for other in stage.chain_instructions if isinstance(other, Copy) and other.flag("from")]
    sources = [word.value for copy in copies for word in copy.sources]
    if any("bin" in source or source.rstrip("/") in ("/usr/local", "") for source in sources):
        return None
    if any(other.name == "RUN" and "pip" in other.logical.text for other in stage.chain_instructions):
        return None
    programs = [command.program.value for command in entrypoint_commands(stage) if not command.wrappers]
    return next((program for program in programs if program in PYTHON_PROGRAMS), None)

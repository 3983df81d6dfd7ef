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

from dlint.api import Copy, File, Problem, Problems, interpreter_of, re, rule, start_commands

FOLDER = re.compile(r".*/lib/python([23]\.[0-9]+)/(?:site|dist)-packages/?\Z")
BROUGHT = (
    "gunicorn", "uvicorn", "hypercorn", "granian", "daphne", "waitress-serve", "flask", "fastapi", "celery", "streamlit",
    "django-admin", "alembic", "mlflow", "chainlit", "litestar", "dramatiq", "rq",
)  # fmt: skip


@rule("DK4503", on="COPY", severity="info")
def site_packages_copied(node: Copy, file: File) -> Problems:
    stage = file.stage_of(node)
    if stage is None or node.flag("from") is None or "-packages" not in node.logical.text or node.destination is None:
        return
    target = FOLDER.match(file.expand(node.destination, node) or "")
    sources = [word for word in node.sources if FOLDER.match(file.expand(word, node) or "")]
    if not sources:
        return
    python = interpreter_of(stage)
    if (
        target is not None
        and python is not None
        and python.version
        and python.version != target[1]
        and python.folder == "/usr/local/bin"
    ):
        message = (
            f"Python {python.version} of this image does not look in the folder of {target[1]}: "
            "copy a virtual environment, made with the same version"
        )
        yield Problem(node.destination, message, severity="error")
        return
    advice = "copy a virtual environment"
    copies = [
        other for part in stage.chain for other in part.instructions if isinstance(other, Copy) and other.flag("from")
    ]
    brings_programs = any(
        "bin" in word.value or word.value.rstrip("/") in ("/usr/local", "") for copy in copies for word in copy.sources
    )
    if (
        stage.is_final
        and not brings_programs
        and not any(other.name == "RUN" and "pip" in other.logical.text for other in stage.chain_instructions)
    ):
        for command in start_commands(stage):
            if command.program.value in BROUGHT and not command.wrappers:
                message = f"`{command.program.value}` is in `/usr/local/bin`, which is not copied: {advice}"
                yield Problem(sources[0], message, severity="warning")
                return
    yield Problem(sources[0], f"this path ends with the next version of Python: {advice}")

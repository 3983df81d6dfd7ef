r"""A virtual environment is copied to another place

The programs in `bin` begin with the path of the environment's Python, as it was when they were installed. In another place
that path leads nowhere: "no such file or directory", for a file that is there.

```dockerfile bad
FROM python:3.13-slim AS build
RUN python -m venv /build/venv && /build/venv/bin/pip install gunicorn==23.0.0
FROM python:3.13-slim
COPY --from=build /build/venv /opt/venv
                  ^^^^^^^^^^^ the programs of `/build/venv` name that path, and do not work in `/opt/venv`: make it in the place where it is to be
ENV PATH="/opt/venv/bin:$PATH"
CMD ["gunicorn", "app:app"]
```

`python` itself may be moved, and so may an environment that is made for it.

```dockerfile good
FROM python:3.13-slim AS build
RUN python -m venv /build/venv && /build/venv/bin/pip install flask==3.1.0
FROM python:3.13-slim
COPY --from=build /build/venv /opt/venv
CMD ["/opt/venv/bin/python", "-m", "app"]
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim AS uv
RUN uv venv --relocatable /build/venv
FROM python:3.13-slim
COPY --from=uv /build/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["gunicorn", "app:app"]
FROM python:3.13-slim
COPY --from=build /build/venv /build/venv
CMD ["/build/venv/bin/gunicorn", "app:app"]
FROM python:3.13-slim
COPY --from=build /build/venv /opt/venv
RUN mkdir /build && ln -s /opt/venv /build/venv
ENV PATH="/opt/venv/bin:$PATH"
CMD ["gunicorn", "app:app"]
```
"""

from dlint.api import Problem, Problems, Stage, copied_to, made_in, path_entries, re, rule, start_commands

PYTHON = re.compile(r"(?:python|pypy)[0-9.]*\Z")


@rule("DK4502", on="stage", severity="error")
def venv_relocated(stage: Stage) -> Problems:
    for source in stage.sources:
        for venv in made_in(source):
            if venv.movable or any("UV_VENV_RELOCATABLE" in node.logical.text for node in source.chain_instructions):
                continue
            copies = [(copy, place) for copy, place in copied_to(venv, stage) if copy.node in stage.instructions]
            if not copies or any(place == venv.path for _, place in copies):
                continue
            copy, place = copies[0]
            if is_named(stage, venv.path, copy.node.start):
                continue
            use = use_of(stage, place + "/bin")
            if use:
                message = f"the programs of `{venv.path}` name that path, and do not work in `{place}`: make it in the place where it is to be"
                yield Problem(copy.word, message, severity="warning" if use == "path" else None)


def is_named(stage: Stage, path: str, after: int) -> bool:
    """Whether something behind the copy deals with the old path: a link, a replacement in the scripts."""
    text = " ".join(node.logical.text for node in stage.instructions if node.name == "RUN" and node.start > after)
    return path in text or "#!" in text or "relocat" in text or "virtualenv-clone" in text


def use_of(stage: Stage, folder: str) -> str:
    """How the programs of the environment are used: `start` where one is started, `path` where they can be called."""
    entries = path_entries(stage)
    on_path = entries is not None and folder in entries
    if stage.is_final:
        for command in start_commands(stage):
            program = command.program.value or ""
            name = program.rpartition("/")[2]
            if PYTHON.match(name) or (command.wrappers and PYTHON.match(command.wrappers[-1])):
                continue
            if program.startswith(folder + "/"):
                return "start"
            if on_path and program and "/" not in program and name in KNOWN:
                return "start"
    return "path" if on_path else ""


KNOWN = (
    "gunicorn", "uvicorn", "hypercorn", "granian", "daphne", "waitress-serve", "flask", "fastapi", "celery", "streamlit", "uwsgi",
    "django-admin", "alembic", "jupyter", "mlflow", "dagster", "prefect", "airflow", "rq", "dramatiq", "chainlit", "litestar",
)  # fmt: skip
"""Programs that Python distributions bring."""

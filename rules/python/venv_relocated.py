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

from dlint.api import (
    PYTHON_PROGRAMS,
    Problem,
    Problems,
    Stage,
    entrypoint_commands,
    path_entries,
    re,
    rule,
    venvs_copied,
)

PYTHON = re.compile(r"(?:python|pypy)[0-9.]*\Z")
KNOWN = (*PYTHON_PROGRAMS, "uwsgi", "jupyter", "dagster", "prefect", "airflow")
"""Programs that Python distributions bring."""


@rule("DK4502", on="stage", severity="error")
def venv_relocated(stage: Stage) -> Problems:
    for venv, copies in venvs_copied(stage):
        copy, place = copies[0]
        if (
            venv.movable
            or "UV_VENV_RELOCATABLE" in venv.stage.text_of()
            or any(other == venv.path for _, other in copies)
        ):
            continue
        use = use_of(stage, place + "/bin") if not is_named(stage, venv.path, copy.node.start) else ""
        if use:
            fault = f"the programs of `{venv.path}` name that path, and do not work in `{place}`"
            severity = "warning" if use == "path" else None
            yield Problem(copy.word, f"{fault}: make it in the place where it is to be", severity=severity)


def is_named(stage: Stage, path: str, after: int) -> bool:
    """Whether something behind the copy deals with the old path: a link, a replacement in the scripts."""
    text = " ".join(node.logical.text for node in stage.named("RUN") if node.start > after)
    return any(word in text for word in (path, "#!", "relocat", "virtualenv-clone"))


def use_of(stage: Stage, directory: str) -> str:
    """How the programs of the environment are used: `start` where one is started, `path` where they can be called."""
    entries = path_entries(stage)
    on_path = entries is not None and directory in entries
    for command in entrypoint_commands(stage) if stage.is_final else ():
        program = command.program.value or ""
        is_python = PYTHON.match(program.rpartition("/")[2]) or (
            command.wrappers and PYTHON.match(command.wrappers[-1])
        )
        if not is_python and (program.startswith(directory + "/") or (on_path and program in KNOWN)):
            return "start"
    return "path" if on_path else ""

r"""What `pip install --user` installed is where the user does not look

`--user` puts packages into `~/.local`. Python looks there in the home directory of the user that runs it, and `/root` is
closed to all others.

```dockerfile bad
FROM python:3.13-slim AS build
RUN pip install --user flask==3.1.0
FROM python:3.13-slim
RUN useradd --create-home app
COPY --from=build /root/.local /root/.local
                               ^^^^^^^^^^^^ `app` may not enter `/root`: copy it to `/home/app/.local`
USER app
CMD ["python", "-m", "app"]
```

```dockerfile bad
FROM python:3.13-slim AS build
RUN pip install --user gunicorn==23.0.0
FROM python:3.13-slim
COPY --from=build /root/.local /root/.local
                               ^^^^^^^^^^^^ `/root/.local/bin` is not on `PATH`, so `gunicorn` is not found: set `ENV PATH="/root/.local/bin:$PATH"`
CMD ["gunicorn", "app:app"]
```

```dockerfile bad
FROM python:3.13-slim AS build
RUN pip install --user flask==3.1.0
FROM python:3.13-slim
COPY --from=build /root/.local /home/app/.local
                               ^^^^^^^^^^^^^^^^ the container runs as root, whose Python looks in `/root/.local`: set `USER`, or copy it there
CMD ["python", "-m", "app"]
```

The home of the user that runs it, an open `/root`, and another base for such packages, are fine.

```dockerfile good
FROM python:3.13-slim AS build
RUN pip install --user gunicorn==23.0.0
FROM python:3.13-slim
RUN useradd --create-home app
COPY --from=build --chown=app:app /root/.local /home/app/.local
ENV PATH="/home/app/.local/bin:$PATH"
USER app
CMD ["gunicorn", "app:app"]
FROM python:3.13-slim
COPY --from=build /root/.local /root/.local
RUN chmod o+x /root
ENV PATH=/root/.local/bin:$PATH
USER 10001
CMD ["gunicorn", "app:app"]
FROM python:3.13-slim
COPY --from=build /root/.local /opt/packages
ENV PYTHONUSERBASE=/opt/packages PATH=/opt/packages/bin:$PATH
CMD ["gunicorn", "app:app"]
FROM python:3.13-slim
COPY --from=build /root/.local /root/.local
CMD ["python", "-m", "gunicorn", "app:app"]
```
"""

from dlint.api import (
    PYTHON_PROGRAMS,
    ROOT,
    Copy,
    File,
    Problem,
    Problems,
    Stage,
    entrypoint_commands,
    path_entries,
    rule,
    run_commands,
    user_of,
)

INSTALLING = ("pip", "uv", "poetry", "pipenv", "pdm", "ln")


@rule("DK4508", on="COPY", stage="final", mentions=".local", severity="error")
def pip_user_home_mismatch(node: Copy, file: File, stage: Stage) -> Problems:
    if node.flag("from") is None or node.destination is None or ".local" not in node.logical.text:
        return
    target = (file.expand(node.destination, node) or "").rstrip("/")
    if not target.startswith("/") or not copies_user_site(node, file, stage):
        return
    if file.scope_after(stage).sets("HOME", "PYTHONUSERBASE", "PYTHONPATH"):
        return
    last = stage.last("USER")
    user = user_of(stage, last) if last is not None else stage.family.user
    message = unreachable(stage, target, user) if user is not None else ""
    if message:
        yield Problem(node.destination, message)


def copies_user_site(node: Copy, file: File, stage: Stage) -> bool:
    """Whether a COPY takes along what `pip install --user` has put into the home of root in another stage."""
    sources = [file.expand(word, node) for word in node.sources]
    if not sources or sources[0] not in ("/root/.local", "/root/.local/"):
        return False
    commands = [command for source in stage.sources for command in run_commands(source)]
    return any(command.family == "pip" and command.has("--user") for command in commands)


def unreachable(stage: Stage, target: str, user: str) -> str:
    """Why what was copied is not found; empty where it is."""
    is_root = user in ROOT
    if target.startswith("/root/") and not is_root:
        home = f"`/home/{user}/.local`" if not user.isdecimal() else "the user's home directory"
        return f"`{user}` may not enter `/root`: copy it to {home}" if not opens_root(stage) else ""
    if not target.endswith("/.local"):
        return ""
    if is_root and target != "/root/.local":
        return "the container runs as root, whose Python looks in `/root/.local`: set `USER`, or copy it there"
    entries = path_entries(stage)
    if entries is None or f"{target}/bin" in entries:
        return ""
    for command in entrypoint_commands(stage):
        name = command.program.value
        if name in PYTHON_PROGRAMS and not command.wrappers and not installed_here(stage):
            return f'`{target}/bin` is not on `PATH`, so `{name}` is not found: set `ENV PATH="{target}/bin:$PATH"`'
    return ""


def installed_here(stage: Stage) -> bool:
    """Whether the stage installs packages of its own, or may."""
    return any(command.family in INSTALLING for command in run_commands(stage))


def opens_root(stage: Stage) -> bool:
    """Whether a RUN changes who may enter `/root`."""
    return any(
        command.family in ("chmod", "chown", "setfacl", "usermod") and "/root" in command.text
        for command in run_commands(stage)
    )

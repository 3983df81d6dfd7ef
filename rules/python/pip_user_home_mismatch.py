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

from dlint.api import Copy, File, Problem, Problems, Stage, path_entries, rule, run_commands, start_commands, user_of

BROUGHT = (
    "gunicorn", "uvicorn", "hypercorn", "granian", "daphne", "waitress-serve", "flask", "fastapi", "celery", "streamlit",
    "django-admin", "alembic", "mlflow", "chainlit", "litestar", "dramatiq", "rq",
)  # fmt: skip


@rule("DK4508", on="COPY", severity="error")
def pip_user_home_mismatch(node: Copy, file: File) -> Problems:
    stage = file.stage_of(node)
    flag = node.flag("from")
    if (
        stage is None
        or flag is None
        or node.destination is None
        or ".local" not in node.logical.text
        or not stage.is_final
    ):
        return
    sources = [file.expand(word, node) for word in node.sources]
    target = (file.expand(node.destination, node) or "").rstrip("/")
    if (
        sources[:1] not in (["/root/.local"], ["/root/.local/"])
        or not target.startswith("/")
        or not installs_for_user(stage)
    ):
        return
    scope = file.scope_after(stage)
    if any(scope.value(name).origin in ("env", "arg") for name in ("HOME", "PYTHONUSERBASE", "PYTHONPATH")):
        return
    last = stage.last("USER")
    user = user_of(stage, last) if last is not None else stage.family.user
    if user is None:
        return
    is_root = user in ("root", "0")
    if target.startswith("/root/") and not is_root:
        if not opens_root(stage):
            home = f"/home/{user}" if not user.isdecimal() else "the user's home directory"
            advice = f"copy it to `{home}/.local`" if home.startswith("/") else f"copy it to {home}"
            yield Problem(node.destination, f"`{user}` may not enter `/root`: {advice}")
        return
    if is_root and target != "/root/.local" and target.endswith("/.local"):
        message = "the container runs as root, whose Python looks in `/root/.local`: set `USER`, or copy it there"
        yield Problem(node.destination, message)
        return
    entries = path_entries(stage)
    if not target.endswith("/.local") or entries is None or f"{target}/bin" in entries:
        return
    for command in start_commands(stage):
        name = command.program.value
        if name in BROUGHT and not command.wrappers and not installed_here(stage):
            line = f'ENV PATH="{target}/bin:$PATH"'
            message = f"`{target}/bin` is not on `PATH`, so `{name}` is not found: set `{line}`"
            yield Problem(node.destination, message)
            return


def installs_for_user(stage: Stage) -> bool:
    """Whether one of the stages that something is copied from installs with `--user`."""
    commands = [command for source in stage.sources for command in run_commands(source)]
    return any(command.family == "pip" and command.has("--user") for command in commands)


def installed_here(stage: Stage) -> bool:
    """Whether the stage installs packages of its own, or may."""
    return any(command.family in ("pip", "uv", "poetry", "pipenv", "pdm", "ln") for command in run_commands(stage))


def opens_root(stage: Stage) -> bool:
    """Whether a RUN changes who may enter `/root`."""
    return any(
        command.family in ("chmod", "chown", "setfacl", "usermod") and "/root" in command.text
        for command in run_commands(stage)
    )

r"""The cache is mounted where its user does not look

pip, uv and Poetry keep their caches in the home of whoever runs them. A mount at `/root/.cache` is of no use to another
user. And a mount belongs to root unless it says otherwise: another user can't write to it, pip then does without and uv
stops.

```dockerfile bad
FROM python:3.13-slim
RUN useradd --create-home app
USER app
RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ pip runs as `app` here and has its cache elsewhere: mount it in the home of that user, with `uid=`
```

```dockerfile bad
FROM python:3.13-slim
RUN useradd --create-home --uid 1000 app
USER 1000
RUN --mount=type=cache,target=/home/app/.cache/uv uv sync --locked
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the mount belongs to root, and `1000` can't write to it: add `uid=1000`
```

```dockerfile good
FROM python:3.13-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt
RUN useradd --create-home --uid 1000 app
USER app
RUN --mount=type=cache,target=/home/app/.cache/uv,uid=1000 uv sync --locked
RUN --mount=type=cache,target=/home/app/.cache/pip,mode=0777 pip install flask==3.1.0
```

```dockerfile good
FROM python:3.13-slim
USER app
ENV UV_CACHE_DIR=/root/.cache/uv
RUN --mount=type=cache,target=/root/.cache/uv,uid=1000 uv sync --locked
RUN --mount=type=cache,target=/root/.npm npm ci
```
"""

from dlint.api import File, Problem, Problems, Run, Stage, mounts_of, rule, user_at, variable

TOOLS = {"pip": ("pip", "PIP_CACHE_DIR"), "uv": ("uv", "UV_CACHE_DIR"), "pypoetry": ("poetry", "POETRY_CACHE_DIR")}
ROOT = ("root", "0")


@rule("DK4305", on="RUN", stage="used")
def cache_mount_wrong_home(node: Run, file: File, stage: Stage) -> Problems:
    caches = [mount for mount in mounts_of(node) if mount.kind == "cache" and "cache" in (mount.target or "")]
    if not caches:
        return
    user = user_at(stage, node)
    if user is None or user in ROOT:
        return
    commands = file.commands(node)
    for mount in caches:
        target = file.scope_at(node).expand(mount.target or "")
        tool = TOOLS.get((target or "").rstrip("/").rpartition("/")[2])
        if target is None or tool is None:
            continue
        users = [command for command in commands if command.family == tool[0] and "sudo" not in command.wrappers]
        if not users:
            continue
        home = file.scope_at(node).get("HOME")
        if target.startswith("/root/") and home != "/root" and variable(users[0], file, tool[1]) is None:
            elsewhere = f"{tool[0]} runs as `{user}` here and has its cache elsewhere"
            yield Problem(mount, f"{elsewhere}: mount it in the home of that user, with `uid=`")
        elif mount.get("uid") is None and not is_open(mount.get("mode")) and mount.get("gid") is None:
            number = user if user.isdecimal() else "<uid>"
            yield Problem(mount, f"the mount belongs to root, and `{user}` can't write to it: add `uid={number}`")


def is_open(mode: str | None) -> bool:
    """Whether everybody may write."""
    return mode is not None and mode[-1:] in "2367" and mode != ""

r"""Nothing uses the cache that is mounted

A cache mount is for one program, in the folder where that keeps its cache. Where no command of the RUN uses it, nothing
is kept from one build to the next.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
RUN --mount=type=cache,target=/root/.cache/pip uv sync --locked
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ nothing here uses the cache of pip: mount that of uv, `/root/.cache/uv`
```

```dockerfile bad
FROM python:3.13-slim
ENV UV_CACHE_DIR=/opt/uv
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ uv has its cache in `/opt/uv`: mount it there
```

```dockerfile good
FROM python:3.13-slim
ENV PIP_CACHE_DIR=/var/cache/pip
RUN --mount=type=cache,target=/var/cache/pip pip install -r requirements.txt
RUN --mount=type=cache,target=/root/.cache/uv --mount=type=cache,target=/var/cache/pip pip install uv==0.9.26 && uv sync
```

A script may use anything, and so may a program that calls pip.

```dockerfile good
FROM python:3.13-slim
RUN --mount=type=cache,target=/root/.cache/pip ./install.sh && uv sync
RUN --mount=type=cache,target=/root/.cache/pip poetry install && make
RUN --mount=type=cache,target=/root/.cache uv sync
```
"""

from dlint.api import File, Problem, Problems, Run, mounts_of, rule, variable

CACHES = {"pip": ("pip", "PIP_CACHE_DIR"), "uv": ("uv", "UV_CACHE_DIR")}
PLAIN = (
    "uv", "apt-get", "apt", "apk", "mkdir", "cd", "rm", "echo", "npm", "export", "set", "chmod", "chown", "pip",
    "true", "ln", "useradd",
)  # fmt: skip
"""Programs that use no cache but their own."""


@rule("DK4306", on="RUN", severity="info", stage="used")
def cache_mount_target_unused(node: Run, file: File) -> Problems:
    caches = [mount for mount in mounts_of(node) if mount.kind == "cache" and ".cache/" in (mount.target or "")]
    if not caches:
        return
    commands = file.commands(node)
    names = {command.family for command in commands}
    for mount in caches:
        target = (file.scope_at(node).expand(mount.target or "") or "").rstrip("/")
        tool = CACHES.get(target.rpartition("/")[2])
        if tool is None or not target.endswith(f".cache/{tool[0]}"):
            continue
        users = [command for command in commands if command.family == tool[0] or tool[0] in command.wrappers]
        if users:
            directory = variable(users[0], file, tool[1])
            if (
                directory is not None
                and directory.startswith("/")
                and directory.rstrip("/") != target
                and "$" not in directory
            ):
                yield Problem(mount, f"{tool[0]} has its cache in `{directory}`: mount it there")
        elif commands and all(name in PLAIN for name in names) and (names & {"uv", "pip"}):
            other = "uv" if "uv" in names else "pip"
            advice = f"mount that of {other}, `{target.rpartition('/')[0]}/{other}`"
            yield Problem(mount, f"nothing here uses the cache of {tool[0]}: {advice}")

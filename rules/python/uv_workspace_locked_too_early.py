r"""`--locked` checks a workspace whose members are not there

To check `uv.lock`, uv reads the `pyproject.toml` of every member of the workspace. Where the members are copied later,
it takes them for removed, and stops: the lock file "needs to be updated". `--frozen` takes the lock file as it is.

```dockerfile bad
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-install-workspace
            ^^^^^^^^ `packages/api` is a member of the workspace and not in the image yet, so the check of `uv.lock` fails: write `--frozen`
COPY . .
RUN uv sync --locked
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
[tool.uv.workspace]
members = ["packages/*"]
```

```toml packages/api/pyproject.toml
[project]
name = "api"
version = "1"
```

```dockerfile fixed
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-install-workspace
COPY . .
RUN uv sync --locked
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
COPY packages/api/pyproject.toml packages/api/
RUN uv sync --locked --no-install-workspace
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
[tool.uv.workspace]
members = ["packages/*"]
```

```toml packages/api/pyproject.toml
[project]
name = "api"
version = "1"
```

```dockerfile good
FROM ghcr.io/astral-sh/uv:0.9.26-python3.13-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-install-project
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
```
"""

from dlint.api import Command, Context, File, Problem, Problems, Stage, command_project, is_on, replace, rule


@rule("DK4113", on="RUN uv sync", severity="error", fix="safe")
def uv_workspace_locked_too_early(command: Command, file: File, stage: Stage, context: Context) -> Problems:
    option = command.option("--locked", "--check")
    if command.has("--frozen") or is_on(command, file, "UV_FROZEN"):
        return
    if option is None and not is_on(command, file, "UV_LOCKED"):
        return
    place = command_project(command, file)
    if place.project is None or place.pyproject is None:
        return
    if place.pyproject.strings("tool", "uv", "workspace", "exclude"):
        return
    for pattern in place.pyproject.workspace_members[:50]:
        if "**" in pattern:
            return
        manifests = context.present(place.project.path(f"{pattern}/pyproject.toml"))
        path = next((path for path in manifests if place.find_context(path).absent), None)
        if path is None:
            continue
        member = path.removesuffix("/pyproject.toml")
        fault = f"`{member}` is a member of the workspace and not in the image yet, so the check of `uv.lock` fails"
        if option is None:
            yield Problem(command.words[:2], f"{fault}: add `--frozen`")
        else:
            yield Problem(option.word, f"{fault}: write `--frozen`", replace(option.word, "--frozen"))
        return

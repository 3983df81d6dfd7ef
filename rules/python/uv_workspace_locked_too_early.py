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

from dlint.api import Command, File, Problem, Problems, is_on, replace, rule, workplace_of


@rule("DK4113", on="RUN uv sync", severity="error", fix="safe")
def uv_workspace_locked_too_early(command: Command, file: File) -> Problems:
    if file.stage_of(command.instruction) is None or command.has("--frozen") or is_on(command, file, "UV_FROZEN"):
        return
    option = command.option("--locked", "--check")
    if option is None and not is_on(command, file, "UV_LOCKED"):
        return
    place = workplace_of(command, file)
    project = place.project
    if project is None or project.pyproject is None:
        return
    excluded = project.pyproject.strings("tool", "uv", "workspace", "exclude")
    for pattern in project.pyproject.workspace_members[:50]:
        if excluded or "**" in pattern:
            return
        for path in file.context.present(project.path(f"{pattern}/pyproject.toml")) if file.context is not None else ():
            if not place.find_context(path).absent:
                continue
            member = path.removesuffix("/pyproject.toml")
            fault = f"`{member}` is a member of the workspace and not in the image yet, so the check of `uv.lock` fails"
            if option is None:
                yield Problem(command.words[:2], f"{fault}: add `--frozen`")
            else:
                yield Problem(option.word, f"{fault}: write `--frozen`", replace(option.word, "--frozen"))
            return

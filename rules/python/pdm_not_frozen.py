r"""`pdm install` may change the versions

Where `pdm.lock` does not fit `pyproject.toml`, `pdm install` resolves anew and installs what nobody tested. With
`--check` the build fails instead; `--frozen-lockfile` takes the lock file as it is. It also installs what is only for
development, unless `--prod` is given.

```dockerfile bad
FROM python:3.13-slim
RUN pip install pdm==2.22.4
WORKDIR /app
COPY . .
RUN pdm install --prod
    ^^^^^^^^^^^ `pdm install` may install other versions than those in `pdm.lock`: add `--check`
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install pdm==2.22.4
WORKDIR /app
COPY . .
RUN pdm install --check --prod
```

```dockerfile bad
FROM python:3.13-slim
RUN pip install pdm==2.22.4
WORKDIR /app
COPY . .
RUN pdm sync
    ^^^^^^^^ the group `dev` is for development: add `--prod`
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
[dependency-groups]
dev = ["pytest"]
[tool.pdm]
```

```dockerfile fixed
FROM python:3.13-slim
RUN pip install pdm==2.22.4
WORKDIR /app
COPY . .
RUN pdm sync --prod
```

```dockerfile good
FROM python:3.13-slim
WORKDIR /app
COPY . .
RUN pdm install --frozen-lockfile --prod && PDM_FROZEN_LOCKFILE=1 pdm install -G web --prod
```

```dockerfile good
FROM python:3.13-slim AS test
COPY . .
RUN pdm install
```
"""

from dlint.api import Command, File, Problem, Problems, add_option, command_project, is_on, rule

FROZEN = ("--check", "--frozen-lockfile", "--no-lock", "--frozen")
GROUPS = ("--prod", "--production", "--no-dev", "--without", "-G", "--group", "--with", "--dev", "-d")


@rule("DK4209", on=("RUN pdm install", "RUN pdm sync"), stage="shipped", fix="safe")
def pdm_not_frozen(command: Command, file: File) -> Problems:
    if command.open_ended:
        return
    place = command_project(command, file)
    lock = place.project is None or place.project.has("pdm.lock")
    frozen = command.has(*FROZEN) or is_on(command, file, "PDM_FROZEN_LOCKFILE", "PDM_NO_LOCK")
    if command.verb == "install" and lock and not frozen:
        message = "`pdm install` may install other versions than those in `pdm.lock`: add `--check`"
        yield Problem(command.head, message, add_option(command, "--check"))
    groups = place.pyproject.groups if place.pyproject is not None else {}
    names = [name for name, requirements in groups.items() if requirements]
    if names and not command.has(*GROUPS):
        message = f"the group `{names[0]}` is for development: add `--prod`"
        yield Problem(command.head, message, add_option(command, "--prod"))

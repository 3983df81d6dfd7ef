r"""Dependencies are installed after the source is copied

Each line of a Dockerfile is cached until something that it uses changes. When all of the source is copied first, every
edit of a file throws the cache away, and all dependencies are downloaded and installed again.

```dockerfile bad
FROM python:3.13-slim
WORKDIR /app
COPY . .
     ^ every change of the source installs all dependencies anew: copy `requirements.txt`, install, then copy the rest
RUN pip install --no-cache-dir -r requirements.txt
```

```dockerfile fixed
FROM python:3.13-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
```

```dockerfile bad
FROM node:22
WORKDIR /app
COPY . .
     ^ every change of the source installs all dependencies anew: copy `package.json` and its lock file, install, then copy the rest
RUN npm ci
```

Installing twice is right where the first one is without the source, and so is a mount.

```dockerfile good
FROM python:3.13-slim
WORKDIR /app
RUN --mount=type=bind,source=pyproject.toml,target=pyproject.toml --mount=type=bind,source=uv.lock,target=uv.lock \
    uv sync --locked --no-install-project
COPY . .
RUN uv sync --locked
```

```dockerfile good
FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
RUN pip install --no-deps .
FROM build
COPY . .
RUN pip install -r requirements-dev.txt
```

What comes from another stage, or is only a folder of the project, does not change with every edit.

```dockerfile good
FROM python:3.13-slim
COPY --from=build / /
COPY requirements /requirements
RUN pip install --no-cache-dir -r /requirements/base.txt
```
"""

from dlint.api import Build, Command, Copy, Edit, Problem, Problems, Run, Stage, Transfer, rule

NODE = ("npm", "yarn", "pnpm")


@rule("DK6002", on="stage", fix="unsafe")
def deps_after_source(stage: Stage) -> Problems:
    if stage.is_development:
        return
    file = stage.file
    copied: Transfer | None = None
    for node in stage.chain_instructions:
        if isinstance(node, Transfer) and node.flag("from") is None and copies_everything(file, node):
            copied = copied or node
        elif isinstance(node, Run):
            for command in file.commands(node):
                manifest = installs_from(command)
                if manifest is None:
                    continue
                mounted = any("bind" in flag.text for flag in node.flags_named("mount"))
                if copied is not None and copied in stage.instructions and not mounted:
                    yield report(stage, copied, node, command, manifest)
                return


def report(stage: Stage, copied: Transfer, node: Run, command: Command, manifest: str) -> Problem:
    advice = f"copy {manifest}, install, then copy the rest"
    message = f"every change of the source installs all dependencies anew: {advice}"
    edits = []
    between = stage.instructions[stage.instructions.index(copied) + 1 : stage.instructions.index(node)]
    plain = isinstance(copied, Copy) and not copied.flags and len(copied.sources) == 1
    alone = plain and len(stage.file.commands(node)) == 1
    name = command.value_of("-r", "--requirement")
    text = stage.file.source.text
    listed = command.family == "pip" and manifest == f"`{name}`"
    if alone and listed and not between and text[node.line_end - 1] == "\n":
        # The destination is a directory for one file only with a slash at its end.
        destination = copied.destination.text if copied.destination else "."
        directory = destination if destination.endswith("/") else f"{destination}/"
        edits = [
            Edit(copied.line_start, copied.line_end, f"{copied.keyword.text} {name} {directory}\n"),
            Edit(node.line_end, node.line_end, text[copied.line_start : copied.line_end]),
        ]
    return Problem(copied.sources[0], message, *edits, title="install before the source is copied")


def copies_everything(file: Build, node: Transfer) -> bool:
    """Whether the whole build context is copied."""
    return any(file.expand(word, node) in (".", "./", "/", "*", "./*") for word in node.sources)


def installs_from(command: Command) -> str | None:
    """The manifest, as told to people, from which a command installs dependencies of others; None if it does not."""
    verb, family = command.verb, command.family
    if family == "pip" and verb == "install":
        requirements = command.value_of("-r", "--requirement")
        if requirements is not None and "/" not in requirements.removeprefix("./"):
            return f"`{requirements}`"
        if requirements is not None:
            return "the requirements"
        return (
            "`pyproject.toml`"
            if any((word.value or "").split("[")[0] in (".", "./") for word in command.operands)
            else None
        )
    if family == "uv" and verb == "sync":
        return "`pyproject.toml` and `uv.lock`"
    if family == "poetry" and verb == "install":
        return "`pyproject.toml` and `poetry.lock`"
    if family == "pdm" and verb in ("install", "sync"):
        return "`pyproject.toml` and `pdm.lock`"
    if family == "pipenv" and verb in ("install", "sync"):
        return "`Pipfile` and `Pipfile.lock`"
    if family in NODE and (
        (verb in ("install", "ci", "i") and not command.operands) or (family == "yarn" and verb is None)
    ):
        return "`package.json` and its lock file"
    return None

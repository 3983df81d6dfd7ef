r"""The history, or what was installed on the host, is copied along with a folder

`.git` holds all that ever was in the project, and changes with every commit. A virtual environment and `node_modules`
were made for the machine they lie on; copied along, they even replace what was installed in the image before.

```dockerfile bad
FROM python:3.13-slim
COPY . /app
     ^ the virtual environment `.venv` of this machine is copied along, and does not work in the image: leave it out in `.dockerignore`
     ^ the history in `.git` is copied along, into the image: leave it out in `.dockerignore`
```

```text .dockerignore
__pycache__
```

```text .venv/pyvenv.cfg
home = /usr/bin
```

```text .git/HEAD
ref: refs/heads/main
```

```dockerfile bad
FROM node:22
WORKDIR /srv
COPY web .
     ^^^ `web/node_modules` of this machine is copied along, where packages are installed anyway: leave it out in `.dockerignore`
RUN npm ci
```

```text web/package.json
{}
```

```text web/node_modules/left-pad/index.js
```

What is left out is not copied, and some builds need the history.

```dockerfile good
FROM python:3.13-slim
COPY . /app
RUN git -C /app describe > /app/version
```

```text .dockerignore
**/.venv
```

```text .venv/pyvenv.cfg
home = /usr/bin
```

```text .git/HEAD
ref: refs/heads/main
```

```dockerfile good
FROM node:22
COPY src /srv/src
```

```text src/index.js
```

```text node_modules/left-pad/index.js
```
"""

from dlint.api import Context, ContextSource, File, Problem, Problems, context_sources, rule, uses_history


@rule("DK3111", on="file")
def host_files_copied_along(file: File, context: Context) -> Problems:
    for source in context_sources(file):
        if source.is_mount or source.path is None or not source.is_used:
            continue
        if source.is_whole and context.ignore_path is None:
            continue  # that there is no ignore file is told
        advice = f"leave it out in `{context.ignore_name}`"
        if source.is_whole and context.sends(".git/HEAD") and source.reaches_image and not uses_history(file, context):
            yield Problem(source.place, f"the history in `.git` is copied along, into the image: {advice}")
        for directory in environments(source, context):
            message = (
                f"the virtual environment `{directory}` of this machine is copied along, and does not work in the image"
            )
            yield Problem(source.place, f"{message}: {advice}", severity="error")
        packages = next(iter(below(source, context, "package.json", "node_modules")), None)
        if packages is not None and installs(file, source):
            message = f"`{packages}` of this machine is copied along, where packages are installed anyway"
            yield Problem(source.place, f"{message}: {advice}")


def environments(source: ContextSource, context: Context) -> list[str]:
    """The virtual environments that a source takes along without being one."""
    found = [entry.path.rpartition("/")[0] for entry in context.find(("pyvenv.cfg",)) if source.holds(entry.path)]
    return [directory for directory in found if directory and directory != source.path][:3]


def below(source: ContextSource, context: Context, manifest: str, directory: str) -> list[str]:
    """The directories of a name that a source takes along, each beside the file that says what is in them."""
    return [
        entry.path
        for entry in context.find((directory,))
        if entry.kind == "directory" and source.holds(entry.path) and entry.path != source.path
        if context.exists(entry.path.removesuffix(directory) + manifest)
    ]


def installs(file: File, source: ContextSource) -> bool:
    """Whether the stage installs packages by itself."""
    commands = file.commands_in(source.stage, "npm", "yarn", "pnpm", "bun")
    return any(command.subcommand is None or command.verb in ("ci", "install", "i") for command in commands)

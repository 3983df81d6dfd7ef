r"""Packages are installed when the container starts

Each start downloads them anew, takes minutes, fails without a network, and gets whatever is newest then: the image that
was tested is not the one that runs.

```dockerfile bad
FROM python:3.13-slim
CMD pip install -r requirements.txt && exec gunicorn app:app
    ^^^^^^^^^^^ packages are installed at every start: install them in a `RUN`
```

```dockerfile bad
FROM node:22
CMD ["sh", "-c", "npm install && exec node server.js"]
                  ^^^^^^^^^^^ packages are installed at every start: install them in a `RUN`
```

```dockerfile good
FROM python:3.13-slim AS dev
CMD pip install -e . && exec flask run
FROM python:3.13-slim
RUN pip install --no-cache-dir flask==3.1.0
CMD ["gunicorn", "app:app"]
```

```dockerfile good
FROM python:3.13-slim
CMD ["pip", "list"]
```

```dockerfile good
FROM python:3.13-slim
ENTRYPOINT ["pip"]
CMD ["install", "--help"]
```
"""

from dlint.api import Problem, Problems, Stage, entrypoint_commands, rule

INSTALLS = {
    "pip": ("install",), "uv": ("sync",), "poetry": ("install", "sync"), "pipenv": ("install", "sync"), "pdm": ("install", "sync"),
    "conda": ("install",), "mamba": ("install",), "npm": ("install", "i", "ci"), "yarn": ("install",), "pnpm": ("install", "i"),
    "apt-get": ("install", "update", "upgrade"), "apt": ("install", "update", "upgrade"), "apk": ("add",), "yum": ("install",),
    "dnf": ("install",), "playwright": ("install",), "bundle": ("install",), "composer": ("install",), "go": ("get", "install"),
}  # fmt: skip


@rule("DK5007", on="stage")
def install_at_startup(stage: Stage) -> Problems:
    if not stage.is_final or stage.is_development:
        return
    for command in entrypoint_commands(stage):
        verb = command.subcommand
        if verb is None or verb.value not in INSTALLS.get(command.family or "", ()) or command.has("--help", "-h"):
            continue
        if command.conditional and command.in_subshell and command.outer is None:
            continue
        message = "packages are installed at every start: install them in a `RUN`"
        yield Problem((command.words[0], verb), message)

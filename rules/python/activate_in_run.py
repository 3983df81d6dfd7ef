r"""An environment is activated for nothing

`activate` changes variables of the shell that reads it, and each RUN has a shell of its own. Where nothing follows in the
RUN, the environment is left at once, and what is installed next goes elsewhere.

```dockerfile bad
FROM python:3.13-slim
RUN python -m venv /opt/venv
RUN . /opt/venv/bin/activate
    ^^^^^^^^^^^^^^^^^^^^^^^^ the environment is active until the end of this `RUN` only: write `ENV PATH="/opt/venv/bin:$PATH"`
RUN pip install flask==3.1.0
```

```dockerfile fixed
FROM python:3.13-slim
RUN python -m venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
RUN pip install flask==3.1.0
```

The shell of Debian does not know `source` at all.

```dockerfile bad
FROM python:3.13-slim
RUN python -m venv /opt/venv
RUN source /opt/venv/bin/activate && pip install flask==3.1.0
    ^^^^^^ `/bin/sh` does not know `source` in Debian and Ubuntu: write `.`
```

```dockerfile fixed
FROM python:3.13-slim
RUN python -m venv /opt/venv
RUN . /opt/venv/bin/activate && pip install flask==3.1.0
```

```dockerfile bad
FROM continuumio/miniconda3
SHELL ["/bin/bash", "-c"]
RUN conda create -n app python=3.13
RUN source activate app
    ^^^^^^^^^^^^^^^^^^^ the environment is active until the end of this `RUN` only: write `ENV PATH="/opt/conda/envs/app/bin:$PATH"`
```

```dockerfile fixed
FROM continuumio/miniconda3
SHELL ["/bin/bash", "-c"]
RUN conda create -n app python=3.13
ENV PATH="/opt/conda/envs/app/bin:$PATH"
```

Work that follows in the same RUN uses it; so does a shell that reads it each time.

```dockerfile good
FROM python:3.13-slim
RUN python -m venv /opt/venv
RUN . /opt/venv/bin/activate && pip install flask==3.1.0
RUN bash -c "source /opt/venv/bin/activate && pip install gunicorn==23.0.0"
RUN echo ". /opt/venv/bin/activate" >> /root/.bashrc
```

```dockerfile good
FROM python:3.13-alpine
RUN source /opt/venv/bin/activate && pip install flask==3.1.0
```
"""

import posixpath

from dlint.api import (
    Command,
    Edit,
    File,
    Problem,
    Problems,
    Run,
    Stage,
    directory_of,
    path_entries,
    replace,
    rule,
)

USES = ("pip", "python", "uv", "poetry", "pytest", "conda", "mamba", "gunicorn", "flask", "jupyter", "ipython")
WITHOUT_WORK = ("echo", "export", "cd", "set", "which", "true", ":", "conda-info", "deactivate", "hash", "alias")


@rule("DK4505", on="RUN", fix="safe")
def activate_in_run(node: Run, file: File, stage: Stage) -> Problems:
    if "activate" not in node.logical.text or node.json is not None or node.heredocs:
        return
    commands = file.commands(node)
    for index, command in enumerate(commands):
        directory = activated(command, stage)
        if directory is None or command.in_pipeline or command.conditional:
            continue
        word = command.program
        if is_dash(stage, file, node) and command.name == "source" and command.outer is None:
            message = "`/bin/sh` does not know `source` in Debian and Ubuntu: write `.`"
            # `.` looks for a name without a slash on PATH, which is what `source activate` relies on, too.
            edits = [replace(word, ".")] if word.text == "source" else []
            yield Problem(word, message, *edits, severity="error")
            return
        rest = [other for other in commands[index + 1 :] if other.name not in WITHOUT_WORK]
        if rest or (command.in_subshell and command.outer is None):
            continue
        # Where PATH names it, before or later, the line is idle and nothing goes elsewhere.
        entries = path_entries(stage)
        name = directory.rpartition("/")[2] or command.words[-1].text
        if entries is None or any(entry == f"{directory}/bin" or entry.endswith(f"/{name}/bin") for entry in entries):
            continue
        yield told(node, command, directory, stage, len(commands) == 1)
        return


def told(node: Run, command: Command, directory: str, stage: Stage, alone: bool) -> Problem:
    """The problem of an activation with nothing behind it."""
    start = "the environment is active until the end of this `RUN` only"
    severity = "error" if relies(stage, node) else None
    if not directory:
        return Problem(command, f"{start}: put its `bin` on `PATH` with `ENV`", severity=severity)
    line = f'ENV PATH="{directory}/bin:$PATH"'
    edits = [Edit(node.start, node.end, line)] if alone and not node.flags and node.onbuild is None else []
    return Problem(command, f"{start}: write `{line}`", *edits, severity=severity, title="put it on PATH")


def activated(command: Command, stage: Stage) -> str | None:
    """The directory of the environment that a command activates; empty where it is not known, None where it does not."""
    words = [word.value or word.text for word in command.words]
    if command.name in (".", "source") and len(words) > 1:
        if words[1] == "activate":
            return conda_directory(words[2:], stage)
        if not words[1].endswith("/activate") or len(words) > 2:
            return conda_directory(words[2:], stage) if words[1].endswith("/activate") else None
        text = stage.file.scope_at(command.instruction).expand(words[1])
        current = directory_of(command, stage.file)
        if text is None or text.startswith("~") or (not text.startswith("/") and current is None):
            return ""
        path = posixpath.normpath(posixpath.join(current or "/", text))
        return path.removesuffix("/bin/activate") if path.endswith("/bin/activate") else ""
    return None


def conda_directory(names: list[str], stage: Stage) -> str:
    """The directory of a conda environment in images whose conda is in the usual place; empty for others."""
    if stage.family.name != "conda" or not names or "$" in names[0] or "/" in names[0]:
        return ""
    return "/opt/conda" if names[0] in ("base", "root") else f"/opt/conda/envs/{names[0]}"


def is_dash(stage: Stage, file: File, node: Run) -> bool:
    """Whether `/bin/sh` is the shell that knows no `source`."""
    if file.shell_words(node) is not None or stage.family.distribution not in ("debian", "ubuntu"):
        return False
    return not any(
        "/bin/sh" in other.logical.text or "dash" in other.logical.text
        for other in stage.chain_instructions
        if other.name == "RUN"
    )


def relies(stage: Stage, node: Run) -> bool:
    """Whether a later command needs the environment."""
    for later in stage.instructions:
        if later.start > node.start and later.name in ("RUN", "CMD", "ENTRYPOINT"):
            if any(
                command.family in USES and "/" not in (command.program.value or "/")
                for command in stage.file.commands(later)
            ):
                return True
    return False

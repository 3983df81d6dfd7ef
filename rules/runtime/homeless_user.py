r"""The user of the container has no home directory, and something writes there

uv, Streamlit, Hugging Face and others keep caches and settings below `~`. A user that was made without a home directory
has none, and may not make one: the program ends with "Permission denied: '/nonexistent'", or does its work anew at each
start.

```dockerfile bad
FROM python:3.13-slim
RUN adduser --disabled-password --gecos "" --home /nonexistent --no-create-home --uid 10001 app
                                                               ^^^^^^^^^^^^^^^^ `app` has no home directory, and streamlit writes there: let it be created, or set `ENV HOME=/tmp`
RUN pip install --no-cache-dir streamlit==1.51.0
USER app
CMD ["streamlit", "run", "app.py"]
```

```dockerfile fixed
FROM python:3.13-slim
RUN adduser --disabled-password --gecos "" --home /home/app --uid 10001 app
RUN pip install --no-cache-dir streamlit==1.51.0
USER app
CMD ["streamlit", "run", "app.py"]
```

```dockerfile bad
FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim
RUN useradd -M -u 10001 app
            ^^ `app` has no home directory, and `uv run` writes there: let it be created, or set `ENV HOME=/tmp`
USER 10001
CMD ["uv", "run", "app.py"]
```

```dockerfile fixed
FROM ghcr.io/astral-sh/uv:python3.13-trixie-slim
RUN useradd -m -u 10001 app
USER 10001
CMD ["uv", "run", "app.py"]
```

Another place for what is written, a directory made later, and programs that write nothing there, are fine.

```dockerfile good
FROM python:3.13-slim
RUN useradd --no-create-home app && pip install --no-cache-dir matplotlib==3.10.0
ENV HOME=/tmp
USER app
FROM python:3.13-slim
RUN useradd --no-create-home app && pip install --no-cache-dir transformers==4.57.0
ENV HF_HOME=/models
USER app
```

```dockerfile good
FROM python:3.13-slim
RUN useradd --no-create-home --home-dir /data app && mkdir /data && pip install --no-cache-dir streamlit==1.51.0
USER app
FROM python:3.13-slim
RUN useradd --no-create-home app && pip install --no-cache-dir flask==3.1.0
USER app
CMD ["gunicorn", "app:app"]
```
"""

from dlint.api import (
    Account,
    Edit,
    Problem,
    Problems,
    Span,
    Stage,
    account_of,
    delete,
    entrypoint_commands,
    installed_in,
    removable,
    replace,
    rule,
    user_of,
)

WRITERS: dict[str, tuple[str, tuple[str, ...]]] = {
    # By distribution: the severity, and the variables that make it write elsewhere.
    "streamlit": ("error", ()),
    "huggingface-hub": ("error", ("HF_HOME", "HF_HUB_CACHE", "XDG_CACHE_HOME", "TRANSFORMERS_CACHE", "HUGGINGFACE_HUB_CACHE")),
    "transformers": ("error", ("HF_HOME", "HF_HUB_CACHE", "XDG_CACHE_HOME", "TRANSFORMERS_CACHE", "HUGGINGFACE_HUB_CACHE")),
    "sentence-transformers": ("error", ("HF_HOME", "HF_HUB_CACHE", "XDG_CACHE_HOME", "SENTENCE_TRANSFORMERS_HOME")),
    "diffusers": ("error", ("HF_HOME", "HF_HUB_CACHE", "XDG_CACHE_HOME")),
    "openai-whisper": ("error", ("XDG_CACHE_HOME",)),
    "easyocr": ("error", ("EASYOCR_MODULE_PATH",)),
    "jupyter": ("error", ("JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR")),
    "jupyterlab": ("error", ("JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR")),
    "notebook": ("error", ("JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR")),
    "matplotlib": ("warning", ("MPLCONFIGDIR", "XDG_CACHE_HOME")),
    "nltk": ("warning", ("NLTK_DATA",)),
}  # fmt: skip
LAUNCHERS = {
    "uv": ("UV_CACHE_DIR", "UV_NO_CACHE", "XDG_CACHE_HOME"), "poetry": ("POETRY_CACHE_DIR", "XDG_CACHE_HOME"),
    "pipenv": ("PIPENV_CACHE_DIR", "XDG_CACHE_HOME"),
}  # fmt: skip


@rule("DK4711", on="stage", severity="error", fix="safe")
def homeless_user(stage: Stage) -> Problems:
    node = stage.last("USER")
    if not stage.is_final or stage.is_development or node is None:
        return
    name = user_of(stage, node)
    account = account_of(stage, name) if name else None
    if account is None or account.has_home is not False or account.name is None or is_made_elsewhere(stage, account):
        return
    place = option_of(account)
    writer = writer_of(stage)
    if writer is None or account.command.instruction not in stage.instructions:
        return
    severity, shown = writer
    message = (
        f"`{account.name}` has no home directory, and {shown} writes there: let it be created, or set `ENV HOME=/tmp`"
    )
    yield Problem(place or account.command.program, message, *edits_for(account), severity=severity)


def is_made_elsewhere(stage: Stage, account: Account) -> bool:
    """Whether the home directory is made by another command, or HOME says that it is another."""
    scope = stage.file.scope_after(stage)
    if scope.value("HOME").origin in ("env", "arg") or account.home is None:
        return True
    home = account.home.rstrip("/")
    for node in stage.chain_instructions:
        if node.name in ("WORKDIR", "COPY", "ADD", "VOLUME") and stands_in(home, node.logical.text):
            return True
        if node.name == "RUN":
            for command in stage.file.commands(node):
                if command.family not in ("useradd", "adduser", "usermod") and stands_in(home, command.text):
                    return True
                if command.name is None or command.name == "mkhomedir_helper" or command.name.endswith(".sh"):
                    return True
    return False


def stands_in(path: str, text: str) -> bool:
    """Whether a path is in a text, and not as the beginning of another name; that of the root always is."""
    if not path:
        return True
    _, found, rest = text.partition(path)
    while found:
        if not rest or not (rest[0].isalnum() or rest[0] in "_.-"):
            return True
        _, found, rest = rest.partition(path)
    return False


def writer_of(stage: Stage) -> tuple[str, str] | None:
    """What writes to the home directory of the user: the severity, and how it is called."""
    scope = stage.file.scope_after(stage)

    def moved(variables: tuple[str, ...]) -> bool:
        return any(scope.value(name).origin in ("env", "arg") for name in variables)

    for command in entrypoint_commands(stage):
        verb = command.subcommand.value if command.subcommand is not None else None
        if (
            command.family in LAUNCHERS
            and verb == "run"
            and not moved(LAUNCHERS[command.family])
            and not command.has("--no-cache")
        ):
            return "error", f"`{command.family} run`"
    found: list[tuple[str, str]] = []
    for installed in installed_in(stage):
        writer = WRITERS.get(installed.name)
        if writer is not None and not moved(writer[1]):
            found.append((writer[0], installed.name))
    return min(found) if found else None


def option_of(account: Account) -> Span | None:
    """The option that keeps the directory from being made."""
    command = account.command
    option = command.option("-M", "--no-create-home") or (command.option("-H") if command.family == "adduser" else None)
    return option.word if option is not None else None


def edits_for(account: Account) -> list[Edit]:
    """The edits that let the directory be made; none where that takes more than an option."""
    command = account.command
    option = command.option("-M", "--no-create-home")
    if option is None or account.home is None:
        return []
    word = option.word
    if word.text not in ("-M", "--no-create-home"):
        return []
    if command.family == "useradd":
        edits = [replace(word, "-m" if word.text == "-M" else "--create-home")]
    else:
        span = removable(command, word)
        if span is None:
            return []
        edits = [delete(span)]
    if account.home == "/nonexistent":
        home = command.option("-d", "--home-dir", "--home", "-h")
        if home is None or home.value_span is None:
            return []
        edits.append(replace(home.value_span, f"/home/{account.name}"))
    return edits

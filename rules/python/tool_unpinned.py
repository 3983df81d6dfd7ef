r"""The tool that installs everything has no version

uv, Poetry, PDM and Pipenv decide what is installed and how. A new version of one may refuse the lock file, drop an
option or resolve anew, and then a build fails, or differs, without any change of the project.

```dockerfile bad
FROM python:3.13-slim
COPY --from=ghcr.io/astral-sh/uv:latest /uv /uvx /bin/
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `uv` comes in whatever version there is: write one, `ghcr.io/astral-sh/uv:<version>`
RUN --mount=from=ghcr.io/astral-sh/uv,source=/uv,target=/bin/uv uv --version
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `uv` comes in whatever version there is: write one, `ghcr.io/astral-sh/uv:<version>`
RUN pip install --no-cache-dir poetry && pipx install pdm==2.22.4
                               ^^^^^^ `poetry` comes in whatever version there is: write `poetry==<version>`
```

A script from the network runs as it is that day.

```dockerfile bad
FROM debian:13-slim
RUN curl -LsSf https://astral.sh/uv/install.sh | sh
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `uv` comes in whatever version there is: write `https://astral.sh/uv/<version>/install.sh`
RUN curl -sSL https://install.python-poetry.org | python3 -
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `poetry` comes in whatever version there is: set `POETRY_VERSION`
```

```dockerfile good
FROM python:3.13-slim
ARG POETRY_VERSION=2.1.3
COPY --from=ghcr.io/astral-sh/uv:0.9.26 /uv /bin/
RUN pip install "poetry==${POETRY_VERSION}" pipenv==2025.0.4 'pdm<3'
RUN curl -LsSf https://astral.sh/uv/0.9.26/install.sh | sh
RUN curl -sSL https://install.python-poetry.org | python3 -
```

```dockerfile good
FROM python:3.13-slim
COPY constraints.txt .
RUN pip install -c constraints.txt poetry
RUN pip install -r requirements.txt && curl -sSL https://install.python-poetry.org | python3 - --version 2.1.3
FROM python:3.13-slim AS test
RUN pip install uv
```
"""

from dlint.api import (
    Command,
    Copy,
    File,
    Instruction,
    Problem,
    Problems,
    Span,
    mounts_of,
    packages_of,
    parse_reference,
    re,
    rule,
    uv,
    variable,
)

TOOLS = ("uv", "poetry", "pdm", "pipenv", "hatch")
INSTALLS = (("pip", "install"), ("pipx", "install"), ("uv", "tool", "install"))
SCRIPTS = (
    (r"https://astral\.sh/uv/install\.sh\Z", "uv", "write `https://astral.sh/uv/<version>/install.sh`", "UV_VERSION"),
    (r"https://install\.python-poetry\.org/?\Z", "poetry", "set `POETRY_VERSION`", "POETRY_VERSION"),
    (
        r"https://pdm(?:-project\.org|\.fming\.dev)/(?:dev/)?install-pdm\.py\Z",
        "pdm",
        "set `PDM_VERSION`",
        "PDM_VERSION",
    ),
)
"""Installers: their address, what they install, what to do, and the variable that says the version."""
LOOSE = "comes in whatever version there is"


@rule("DK4114", on=("COPY", "RUN"), stage="shipped", severity="info")
def tool_unpinned(node: Instruction, file: File) -> Problems:
    for place, image in images_in(node):
        if is_loose(file, node, image):
            yield Problem(place, f"`uv` {LOOSE}: write one, `{image.partition(':')[0]}:<version>`")
    for command in file.commands(node):
        if command.family in ("curl", "wget"):
            yield from fetched(command, file)
        elif any(command.starts(*words) for words in INSTALLS):
            yield from installed(command, file)


def images_in(node: Instruction) -> list[tuple[Span, str]]:
    """The images that something is copied or mounted from."""
    if isinstance(node, Copy):
        flag = node.flag("from")
        return [(flag, flag.value)] if flag is not None and flag.value else []
    return [(mount, image) for mount in mounts_of(node) if (image := mount.get("from"))]


def is_loose(file: File, node: Instruction, image: str) -> bool:
    """Whether an image is one of uv without a version."""
    text = file.scope_at(node).expand(image)
    if text is None or any(stage.name == text.lower() for stage in file.stages):
        return False
    reference = parse_reference(text)
    return reference.name in uv.IMAGES and reference.digest is None and reference.tag in (None, "latest")


def installed(command: Command, file: File) -> Problems:
    """Tools that a command installs."""
    if command.has("-c", "--constraint", "--constraints") or variable(command, file, "PIP_CONSTRAINT"):
        return
    for package in packages_of(command, file):
        name = package.name.lower()
        if package.kind == "name" and package.version is None and name in TOOLS:
            yield Problem(package.word, f"`{name}` {LOOSE}: write `{name}==<version>`")


def fetched(command: Command, file: File) -> Problems:
    """Installers that a command fetches; the version may be given to the script."""
    text = command.instruction.logical.text
    for word in command.arguments:
        for pattern, name, advice, setting in SCRIPTS:
            if re.match(pattern, word.value or "") and setting not in text and "--version" not in text:
                if variable(command, file, setting) is None:
                    yield Problem(word, f"`{name}` {LOOSE}: {advice}", severity="warning")

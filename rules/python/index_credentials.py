r"""The password of a package index stays in the image

A user and a token in the address of an index, given by ARG or ENV or written in a command, are in the history of the
image, where `docker history` shows them, and ENV is in every container. A secret mount is there for one RUN and leaves
no trace: `--mount=type=secret,id=netrc,target=/root/.netrc`, or `--mount=type=secret,id=token,env=TOKEN`.

```dockerfile bad
FROM python:3.13-slim
ARG PYPI_TOKEN
ENV PIP_EXTRA_INDEX_URL=https://build:${PYPI_TOKEN}@pypi.corp.example/simple
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ these credentials stay in the image: mount them as a secret, `--mount=type=secret,id=netrc,target=/root/.netrc`
RUN pip install --no-cache-dir "git+https://${PYPI_TOKEN}@github.com/acme/lib.git"
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ these credentials stay in the image: mount them as a secret, `--mount=type=secret,id=netrc,target=/root/.netrc`
```

```dockerfile bad
FROM python:3.13-slim
COPY .netrc /root/.netrc
     ^^^^^^ `.netrc` stays in the image with the passwords in it: mount it as a secret, `--mount=type=secret,id=netrc,target=/root/.netrc`
COPY requirements.txt .
RUN pip install -r requirements.txt
                   ^^^^^^^^^^^^^^^^ line 1 of `requirements.txt` holds credentials, which stay in the image: mount them as a secret
ARG TOKEN
RUN poetry config http-basic.acme build $TOKEN
                                        ^^^^^^ these credentials stay in the image: mount them as a secret, `--mount=type=secret,id=netrc,target=/root/.netrc`
```

```text requirements.txt
--extra-index-url https://build:hunter2@pypi.corp.example/simple
flask==3.1.0
```

```dockerfile good
FROM python:3.13-slim
ENV PIP_INDEX_URL=https://pypi.corp.example/simple
RUN --mount=type=secret,id=netrc,target=/root/.netrc pip install flask==3.1.0
RUN --mount=type=secret,id=token,env=TOKEN pip install --index-url https://build:$TOKEN@pypi.corp.example/simple acme
RUN --mount=type=secret,id=token \
    TOKEN=$(cat /run/secrets/token) && pip install --index-url "https://build:${TOKEN}@pypi.corp.example/simple" acme
```

A user alone is no secret, and an address without one neither.

```dockerfile good
FROM python:3.13-slim
ENV DATABASE_URL=postgres://shop:shop@db/shop
RUN pip install "git+ssh://git@github.com/acme/lib.git@v1" git+https://oauth2@gitlab.com/acme/other
RUN pip install --index-url "https://${INDEX_HOST}/simple" acme
COPY pip.conf /etc/pip.conf
```

```ini pip.conf
[global]
index-url = https://pypi.corp.example/simple
```
"""

from dlint.api import (
    Build,
    Command,
    Instruction,
    KeyValue,
    Problem,
    Problems,
    Run,
    ShellWord,
    Stage,
    Transfer,
    mounts_of,
    project_of,
    re,
    requirement_files,
    rule,
)

ADDRESS = re.compile(r"(?:git\+)?(?:https?|ssh)://([^/@\s'\"]+)@", re.IGNORECASE)
VARIABLE = re.compile(r"\$\{?([A-Za-z_][A-Za-z0-9_]*)")
NAMES = re.compile(r"PIP_|UV_|POETRY_|PDM_|PIPENV_|INDEX|PYPI|GIT", re.IGNORECASE)
PLAIN_USERS = re.compile(
    r"(?:git|oauth2|token|x-access-token|hg|svn|user|username|__token__|gitlab-ci-token|build)\Z", re.IGNORECASE
)
FILES = (".netrc", ".pypirc", ".git-credentials", "_netrc")
CONFIGURATIONS = ("pip.conf", "uv.toml", "pip.ini")
TOOLS = ("pip", "uv", "uvx", "pipx", "poetry", "pdm", "pipenv", "git", "easy_install", "conda", "mamba", "twine")
MOUNT = "as a secret, `--mount=type=secret,id=netrc,target=/root/.netrc`"
STAY = f"these credentials stay in the image: mount them {MOUNT}"


@rule("DK4308", on="stage", severity="error", stage="used")
def index_credentials(stage: Stage) -> Problems:
    file = stage.file
    # What is not in the last stage is still in the cache of the builder, and in its records.
    severity = None if stage.role == "final" else "warning"
    for node in stage.instructions:
        if isinstance(node, KeyValue) and node.name in ("ENV", "ARG"):
            for pair in node.pairs:
                value = pair.value if NAMES.search(pair.key.text) else None
                if value is not None and holds_secret(value.text, node, file, None):
                    yield Problem(value, STAY, severity=severity)
        elif isinstance(node, Transfer) and node.flag("from") is None:
            yield from of_copy(node, file, severity)
        elif isinstance(node, Run):
            for command in file.commands(node):
                if command.family in TOOLS:
                    yield from of_command(command, file, severity)


def holds_secret(text: str, node: Instruction, file: Build, command: Command | None) -> bool:
    """Whether an address in a text has a password or a token that the image keeps."""
    for match in ADDRESS.finditer(text):
        user, colon, password = match[1].partition(":")
        secret = password if colon else user
        names = VARIABLE.findall(match[1])
        if names:
            if all(kept(name, node, file, command) for name in VARIABLE.findall(secret)) and VARIABLE.search(secret):
                return True
            continue
        if not colon and (PLAIN_USERS.match(user) or len(user) < 16 or not re.search(r"[0-9]", user)):
            continue
        if secret and not re.fullmatch(r"[<{\[%(].*|x+|\*+", secret, re.IGNORECASE):
            return True
    return False


def kept(name: str, node: Instruction, file: Build, command: Command | None) -> bool:
    """Whether a variable gets its value from ARG or ENV, and not from a secret."""
    if isinstance(node, Run):
        for mount in mounts_of(node):
            if mount.kind == "secret" and mount.get("env") == name:
                return False
        if command is not None and name in assigned_in(command, file):
            return False
    return file.scope_at(node).value(name).origin in ("arg", "env")


def assigned_in(command: Command, file: Build) -> set[str]:
    """The names that a RUN assigns itself, before the command or for it."""
    script = file.script(command.instruction)
    found = {assignment.name for assignment in command.assignments}
    if script is not None:
        for simple in script.commands:
            found |= {assignment.name for assignment in simple.assignments}
            found |= {word.prefix.partition("=")[0] for word in simple.words[1:] if "=" in word.prefix}
    return found


def of_copy(node: Transfer, file: Build, severity: str | None) -> Problems:
    """Files that hold passwords."""
    for word in node.sources:
        text = file.expand(word, node)
        name = (text or "").rstrip("/").rpartition("/")[2]
        if name in FILES:
            fault = f"`{name}` stays in the image with the passwords in it"
            yield Problem(word, f"{fault}: mount it {MOUNT}", severity=severity)
        elif name in CONFIGURATIONS and text and (project := project_of(file)) is not None:
            content = project.inside("").text(text.lstrip("/"), 100_000) or ""
            if any(":" in match[1] and "$" not in match[1] for match in ADDRESS.finditer(content)):
                fault = f"`{name}` holds credentials, which stay in the image"
                yield Problem(word, f"{fault}: mount it as a secret", severity=severity)


def of_command(command: Command, file: Build, severity: str | None) -> Problems:
    """Addresses in the words of a command, `poetry config http-basic`, and files that pip reads."""
    node = command.instruction
    for word in command.arguments:
        if holds_secret(word.text, node, file, command):
            yield Problem(word, STAY, severity=severity)
    if command.starts("poetry", "config"):
        words = command.operands
        if words and (words[0].value or "").startswith(("http-basic.", "pypi-token.")) and len(words) > 1:
            if is_secret(words[-1], node, file, command):
                yield Problem(words[-1], STAY, severity=severity)
    if command.starts("pip", "install") or command.starts("uv", "pip", "install"):
        seen: set[str] = set()
        for span, read in requirement_files(command, file):
            for number, line in enumerate(read.text.splitlines()[:20_000], 1):
                match = ADDRESS.search(line) if "://" in line and not line.lstrip().startswith("#") else None
                if match is not None and ":" in match[1] and "$" not in match[1] and read.path not in seen:
                    seen.add(read.path)
                    fault = f"line {number} of `{read.path}` holds credentials, which stay in the image"
                    yield Problem(span, f"{fault}: mount them as a secret", severity=severity)


def is_secret(word: ShellWord, node: Instruction, file: Build, command: Command) -> bool:
    """Whether the password that a command is given stays in the image."""
    if word.value is not None:
        return bool(word.value)
    names = VARIABLE.findall(word.text)
    return bool(names) and all(kept(name, node, file, command) for name in names)

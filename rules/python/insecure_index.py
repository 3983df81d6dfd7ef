r"""Packages are fetched from whoever answers

Without TLS, or with its check switched off, whoever sits between can put another package in place of the one that was
asked for, and pip runs what is in it. Add the certificate of the index instead: `PIP_CERT`, or
`update-ca-certificates`.

```dockerfile bad
FROM python:3.13-slim
RUN pip install --trusted-host pypi.corp.example -r requirements.txt
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `--trusted-host` switches the check of certificates off: name the certificate instead, `--cert`
ENV PIP_TRUSTED_HOST=pypi.org
    ^^^^^^^^^^^^^^^^^^^^^^^^^ `PIP_TRUSTED_HOST` switches the check of certificates off: name the certificate instead, `PIP_CERT`
RUN pip install --index-url http://pypi.corp.example/simple acme
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ over `http://` anybody on the way can change what is installed: write `https://`
```

```dockerfile bad
FROM python:3.13-slim
RUN poetry config certificates.acme.cert false && conda config --set ssl_verify false
                                         ^^^^^ this switches the check of certificates off: name the certificate instead
                                                                                ^^^^^ this switches the check of certificates off: name the certificate instead
RUN curl -sk https://example.org/install.sh | sh
         ^^^ without a check of certificates anybody on the way can change what is run: leave `-k` out
```

```dockerfile good
FROM python:3.13-slim
ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt
RUN pip install --index-url https://pypi.corp.example/simple acme
RUN pip install --index-url http://localhost:3141/root/pypi --trusted-host localhost acme
RUN poetry config certificates.acme.cert /ca.pem
```

```dockerfile good
FROM python:3.13-slim
RUN curl -fsSL https://astral.sh/uv/0.9.26/install.sh | sh
RUN curl -k https://server:8443/health
```
"""

from dlint.api import Build, Command, Env, Problem, Problems, Stage, re, rule

LOCAL = re.compile(
    r"(?:https?://)?(?!https?:)(?:localhost|127\.0\.0\.1|::1|host\.docker\.internal|[A-Za-z0-9_-]+)(?:[:/]|\Z)"
)
"""The machine itself, and names without a dot, which only exist in a network of containers."""

PLAIN = re.compile(r"(?:git\+)?http://", re.IGNORECASE)
INDEXES = (
    "--index-url", "-i", "--extra-index-url", "--default-index", "--index", "-f", "--find-links", "--pypi-mirror",
)  # fmt: skip
TRUST = {"--trusted-host": "--cert", "--allow-insecure-host": "SSL_CERT_FILE"}
VARIABLES = {"PIP_TRUSTED_HOST": "PIP_CERT", "UV_INSECURE_HOST": "SSL_CERT_FILE"}
ADDRESSES = (
    "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "UV_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX",
    "UV_EXTRA_INDEX_URL",
)  # fmt: skip
SWITCH = "switches the check of certificates off: name the certificate instead"
HTTP = "over `http://` anybody on the way can change what is installed: write `https://`"


@rule("DK4309", on="stage", aliases=("CKV2_DOCKER_4", "CKV2_DOCKER_5"), stage="used")
def insecure_index(stage: Stage) -> Problems:
    file = stage.file
    for node in stage.instructions:
        if isinstance(node, Env):
            for pair in node.pairs:
                name, value = pair.key.text, pair.value.text.strip("\"'") if pair.value is not None else ""
                if name in VARIABLES and value and not LOCAL.match(value):
                    yield Problem(pair, f"`{name}` {SWITCH}, `{VARIABLES[name]}`")
                elif name in ADDRESSES and PLAIN.match(value) and not LOCAL.match(value):
                    yield Problem(pair, HTTP)
                elif name == "PYTHONHTTPSVERIFY" and value == "0":
                    yield Problem(pair, f"`{name}=0` {SWITCH}, `SSL_CERT_FILE`")
        elif node.name == "RUN":
            for command in file.commands(node):
                yield from of_command(command, file)


def of_command(command: Command, file: Build) -> Problems:
    """Options and settings that switch the check off, and addresses without TLS."""
    family = command.family
    if family in ("pip", "uv", "uvx", "pipx", "pipenv", "pdm", "poetry"):
        plain = False
        for option in command.options:
            value = option.value or (option.value_word.text if option.value_word is not None else "")
            if option.name in INDEXES and PLAIN.match(value) and not LOCAL.match(value):
                plain = True
                yield Problem(option, HTTP)
        for option in command.options:
            value = option.value or (option.value_word.text if option.value_word is not None else "")
            # Without TLS there is no certificate to check.
            if option.name in TRUST and not LOCAL.match(value) and not plain:
                yield Problem(option, f"`{option.name}` {SWITCH}, `{TRUST[option.name]}`")
    words = command.operands
    if command.path[:2] in (("poetry", "config"), ("conda", "config"), ("pip", "config")) and words:
        values = [word.value or "" for word in command.words]
        for word, before in zip(command.words[1:], values, strict=False):
            off = (word.value or "").lower() == "false"
            if (off and (re.fullmatch(r"certificates\..+\.cert", before) or before == "ssl_verify")) or (
                before.endswith("trusted-host") and word.value and not LOCAL.match(word.value)
            ):
                yield Problem(word, f"this {SWITCH}")
    if family == "curl" and command.has("-k", "--insecure") and is_run(command, file):
        place = command.option("-k", "--insecure")
        if place is not None and any(
            PLAIN.match(word.value or "") or "https://" in word.text for word in command.arguments
        ):
            fault = "without a check of certificates anybody on the way can change what is run"
            yield Problem(place.word, f"{fault}: leave `-k` out")


def is_run(command: Command, file: Build) -> bool:
    """Whether what a command fetches is run by the next one."""
    commands = file.commands(command.instruction)
    index = commands.index(command)
    following = commands[index + 1].family if index + 1 < len(commands) else None
    return command.operator_after == "|" and following in ("sh", "bash", "python", "ash", "dash")

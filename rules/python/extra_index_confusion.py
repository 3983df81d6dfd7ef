r"""A package may come from the wrong index

pip has no order of indexes: of all that it is given, the highest version wins. With a private index beside PyPI,
anybody who registers the name of a private package there, with a higher version, gets into the image. Name one index
that serves both, check hashes, or use uv, which stops at the first index that has a package.

```dockerfile bad
FROM python:3.13-slim
RUN pip install --extra-index-url https://pypi.corp.example/simple acme==1.4.0
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a package of the same name on PyPI may be installed instead: use one `--index-url` that serves both, or `--require-hashes`
```

```dockerfile bad
FROM python:3.13-slim
ENV PIP_EXTRA_INDEX_URL=https://nexus.acme.io/repository/pypi/simple
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a package of the same name on PyPI may be installed instead: use one `--index-url` that serves both, or `--require-hashes`
RUN pip install acme
```

Indexes of hardware vendors are public, hashes say which file is meant, and uv takes the first index.

```dockerfile good
FROM python:3.13-slim
RUN pip install torch==2.9.0 --extra-index-url https://download.pytorch.org/whl/cpu
RUN pip install --require-hashes --extra-index-url https://pypi.corp.example/simple -r requirements.txt
RUN uv pip install --system --extra-index-url https://pypi.corp.example/simple acme
```

```dockerfile good
FROM python:3.13-slim
ENV PIP_EXTRA_INDEX_URL=https://www.piwheels.org/simple
ENV PIP_INDEX_URL=https://pypi.corp.example/simple
RUN pip install acme
```

```dockerfile good
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install --extra-index-url https://pypi.corp.example/simple -r requirements.txt
```

```text requirements.txt
acme==1.4.0 --hash=sha256:1111111111111111111111111111111111111111111111111111111111111111
```
"""

from dlint.api import Build, Command, Env, Problem, Problems, Stage, installs_of, is_on, re, rule, variable

PRIVATE = re.compile(
    r"@|\$|\b(?:corp|internal|intranet|private|artifactory|jfrog|nexus|devpi|codeartifact|gitlab|cloudsmith|gemfury|"
    r"fury|packagecloud|proget|pkgs?|azure)\b|\.(?:local|lan|corp|internal|example)(?:[:/]|\Z)|://(?:[0-9.]+|localhost)[:/]",
    re.IGNORECASE,
)
PUBLIC = re.compile(
    r"pytorch\.org|nvidia\.com|(?:^|[/.])pypi\.org|piwheels\.org|pyg\.org|paddlepaddle|jax-releases|openmmlab|vllm\.ai|"
    r"aliyun|tsinghua|ustc|douban|tencent|huawei|intel\.com|huggingface|\$\{?(?:TORCH|CUDA|PYTORCH)",
    re.IGNORECASE,
)
MESSAGE = (
    "a package of the same name on PyPI may be installed instead: use one `--index-url` that serves both, "
    "or `--require-hashes`"
)


@rule("DK4307", on="stage", stage="used")
def extra_index_confusion(stage: Stage) -> Problems:
    file = stage.file
    installs = [
        command
        for command in file.commands_in(stage, "pip")
        if command.path[1:2] in (("install",), ("download",), ("wheel",))
    ]
    loose = [command for command in installs if not is_hashed(command, file)]
    for command in loose:
        for option in command.options:
            address = option.value or (option.value_word.text if option.value_word is not None else option.word.text)
            if option.name == "--extra-index-url" and "://" in address and is_private(address):
                yield Problem(option, MESSAGE)
    for node in stage.instructions:
        if not isinstance(node, Env) or not loose:
            continue
        for pair in node.pairs:
            if pair.key.text == "PIP_EXTRA_INDEX_URL" and pair.value is not None and is_private(pair.value.text):
                yield Problem(pair, MESSAGE)


def is_private(address: str) -> bool:
    """Whether an index looks like one that not everybody can read, and so holds what PyPI does not."""
    return bool(PRIVATE.search(address)) and not PUBLIC.search(address)


def is_hashed(command: Command, file: Build) -> bool:
    """Whether the files that are installed are told by their hashes."""
    if command.has("--require-hashes", "--no-index") or is_on(command, file, "PIP_REQUIRE_HASHES", "PIP_NO_INDEX"):
        return True
    if variable(command, file, "PIP_INDEX_URL") == variable(command, file, "PIP_EXTRA_INDEX_URL") is not None:
        return True
    found = installs_of(command, file)
    return bool(found) and all(one.requirement is not None and one.requirement.hashes for one in found)

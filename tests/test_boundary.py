"""What is linted leads nobody out of its repository: a report tells neither what is outside, nor whether it is there.

Outside lies a home directory with words in it that are found nowhere else. Each hostile repository names it in another
way, and is linted twice: with all that it names there, and with nothing there. Both times the same has to be written.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dlint.api import lint
from dlint.cli.main import main
from dlint.engine.checker import check_source
from dlint.engine.config import Config, ConfigError, Configurations
from dlint.engine.registry import load
from dlint.model.boundary import Boundary
from dlint.model.contexts import Contexts
from dlint.syntax.source import Source

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links as on Unix")

DOCKERFILE = """\
FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt pyproject.toml ./
RUN pip install -r requirements.txt
COPY . .
COPY private.pem data/canary.txt /app/
CMD ["python", "main.py"]
"""

OUTSIDE = {
    ".aws/credentials": "[canary]\naws_access_key_id = AKIACANARYCANARY1234\n",
    ".env": "CANARY_PASSWORD=canary\n",
    "private/.dockerignore": "canary-ignored\n**/canary*\n",
    "private/.env": "CANARY_PASSWORD=canary\n",
    "private/.gitignore": "*\n",
    "private/.hadolint.yaml": "canary-key: canary\nignored: [DL3008]\n",
    "private/Dockerfile": "FROM canary/image:latest\nMAINTAINER canary\nRUN sudo canary\n",
    "private/Dockerfile.dockerignore": "canary\n",
    "private/compose.yaml": "services:\n  canary:\n    image: canary\n    privileged: true\n    ports: ['5432:5432']\n",
    "private/data/canary.txt": "canary\n",
    "private/dlint.toml": 'canary-key = "canary"\n',
    "private/main.py": "import canary\n",
    "private/private.pem": "-----BEGIN PRIVATE KEY-----\ncanary\n",
    "private/pyproject.toml": '[project]\nname = "canary"\ndependencies = ["canary-package"]\n[tool.dlint]\ncanary = 1\n',
    "private/requirements.txt": "canary-package==1.0\ntorch\n--index-url https://canary:canary@canary.example/simple\n",
    "private/scripts/build.sh": "docker build app\n",
    "private/secrets.toml": 'canary-key = "canary-value"\n',
    "private/broken.toml": "[canary]\nx = 1\n[canary]\n",
    "private/values.yaml": "canary-key: canary-value\n",
}


def compose(build: str, rest: str = "") -> str:
    return f"services:\n  app:\n    build: {build}\n{rest}"


BUILDS = {
    "an absolute context": ("compose.yaml", compose("{context: HOME/private, dockerfile: REPO/Dockerfile}")),
    "a context at home": ("compose.yaml", compose("{context: ~/private, dockerfile: REPO/Dockerfile}")),
    "home itself": ("compose.yaml", compose("{context: '~', dockerfile: work/repo/Dockerfile}")),
    "a context above": ("compose.yaml", compose("{context: ../../private, dockerfile: ../work/repo/Dockerfile}")),
    "a context that is above all": ("compose.yaml", compose("{context: ../.., dockerfile: work/repo/Dockerfile}")),
    "a linked context": ("compose.yaml", compose("{context: link, dockerfile: REPO/Dockerfile}")),
    "a Dockerfile above": ("compose.yaml", compose("{context: ., dockerfile: ../../private/Dockerfile}")),
    "a linked Dockerfile in a context": ("compose.yaml", compose("{context: ., dockerfile: link/Dockerfile}")),
    "the default Dockerfile": ("compose.yaml", compose("~/private")),
    "the default of a variable": ("compose.yaml", compose("'${DIRECTORY:-../../private}'")),
    "another folder's Dockerfile": ("compose.yaml", compose("{context: ../../private, target: build}")),
    "a bake file": (
        "docker-bake.json",
        '{"target": {"a": {"context": "../../private", "dockerfile": "REPO/Dockerfile"}}}',
    ),
    "a bake file in HCL": (
        "docker-bake.hcl",
        'target "a" {\n  context = "HOME/private"\n  dockerfile = "REPO/Dockerfile"\n}\n',
    ),
}

RESTS = {
    "env_file": "    env_file: [../../.env, HOME/.env, ~/.env, link/.env, through/.env]\n",
    "extends": "    extends: {file: ../../private/compose.yaml, service: canary}\n",
    "volumes": "    volumes: ['~/.aws:/root/.aws', '../../private:/x', 'link:/y']\n",
    "configs and secrets": (
        "configs: {a: {file: ../../private/secrets.toml}, b: {file: link/secrets.toml}}\n"
        "secrets: {a: {file: ../../.aws/credentials}, b: {file: ~/.aws/credentials}, c: {file: through/../.env}}\n"
    ),
    "include": "include: [../../private/compose.yaml, link/compose.yaml]\n",
    "additional contexts": "    build:\n      context: .\n      additional_contexts: {a: ../../private, b: link}\n",
}

LINKS = (
    ".dockerignore",
    ".env",
    ".gitignore",
    "Dockerfile.dockerignore",
    "compose.yaml",
    "data",
    "private.pem",
    "pyproject.toml",
    "requirements.txt",
    "scripts",
)

SETTINGS = {
    "extend above": ("dlint.toml", 'extend = "../../private/secrets.toml"\n'),
    "extend at home": (".dlint.toml", 'extend = "~/private/dlint.toml"\n'),
    "extend an absolute path": ("pyproject.toml", '[tool.dlint]\nextend = "HOME/private/broken.toml"\n'),
    "extend a link": ("dlint.toml", 'extend = "link/secrets.toml"\n'),
    "extend through a link and back": ("dlint.toml", 'extend = "through/../base.toml"\n'),
    "extend twice": ("dlint.toml", 'extend = "base.toml"\n'),
    "extend YAML": ("dlint.toml", 'extend = "../../private/values.yaml"\n'),
    "context above": ("dlint.toml", 'context = "../../private"\n'),
    "context at home": ("dlint.toml", 'context = "~/private"\n'),
    "a linked context in the configuration": ("dlint.toml", 'context = "link"\n'),
}

LINKED_SETTINGS = {
    "dlint.toml": "private/secrets.toml",
    ".dlint.toml": "private/dlint.toml",
    ".hadolint.yaml": "private/.hadolint.yaml",
    ".hadolint.yml": "private/values.yaml",
    "pyproject.toml": "private/pyproject.toml",
}


def hostile() -> dict[str, dict[str, str]]:
    """The files of each hostile repository; `-> x` is a link."""
    plain = {
        "Dockerfile": DOCKERFILE,
        "link": "-> HOME/private",
        "through": "-> ../../private/../work/repo",
        "base.toml": 'extend = "link/secrets.toml"\n',
    }
    found = {name: {**plain, path: text} for name, (path, text) in {**BUILDS, **SETTINGS}.items()}
    found |= {name: {**plain, "compose.yaml": compose(".", rest)} for name, rest in RESTS.items()}
    found |= {f"a linked {name}": {**plain, name: f"-> ../../private/{name}"} for name in LINKS}
    found |= {f"a configuration as a link: {name}": {**plain, name: f"-> HOME/{to}"} for name, to in LINKED_SETTINGS.items()}
    found |= {
        "a Dockerfile that is a link": {"Dockerfile": "-> HOME/private/Dockerfile"},
        "a Dockerfile that is a link to a directory": {"Dockerfile": "-> HOME/private"},
        "a Dockerfile that is a link to something else": {"Dockerfile": "-> HOME/.aws/credentials"},
        "a Dockerfile by a link out and back": {"Dockerfile": "-> through/real", "through": plain["through"], "real": DOCKERFILE},
        "requirements above": {**plain, "requirements.txt": "-r ../../private/requirements.txt\n-c ~/private/requirements.txt\n-r link/requirements.txt\n"},
        "path dependencies": {
            **plain,
            "pyproject.toml": '[project]\nname = "a"\nversion = "1"\nreadme = "../../private/README.md"\n'
            'dependencies = ["p @ file:///../../private"]\n[tool.uv.sources]\np = { path = "../../private" }\n'
            '[tool.uv.workspace]\nmembers = ["../../private", "link"]\n',
        },
        "an ignore file below": {**plain, "app/.dockerignore": "x\n", "scripts": "-> ../../private/scripts"},
        "a repository as a link": {**plain, ".git": "-> HOME/private", "compose.yaml": BUILDS["a context above"][1]},
        "a repository as a file": {**plain, ".git": "gitdir: ../../.git/modules/repo\n", "compose.yaml": BUILDS["a context above"][1]},
        "a repository that is the root": {**plain, ".git": "gitdir: /\n", "compose.yaml": BUILDS["a context at home"][1]},
        "a repository in the repository": {
            **plain, "sub/.git/HEAD": "", "sub/Dockerfile": DOCKERFILE, "dlint.toml": 'context = "../../private"\n',
        },
    }
    return found


HOSTILE = hostile()

Written = Callable[..., str]


def write(folder: Path, files: dict[str, str], home: Path, repository: Path) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = text.replace("HOME", str(home)).replace("REPO", str(repository))
        if text.startswith("-> "):
            path.symlink_to(text[3:])
        else:
            path.write_text(text)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home directory with something to lose."""
    folder = tmp_path.resolve() / "home"
    (folder / "work" / "repo").mkdir(parents=True)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    for name in ("XDG_CONFIG_HOME", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(folder / "work" / "repo")
    return folder


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Written:
    """What a command writes, and its exit status."""

    def run(*arguments: str) -> str:
        status = main(list(arguments))
        out, err = capsys.readouterr()
        return f"$ dlint {' '.join(arguments)}\n{out}{err}status {status}\n"

    return run


def everything(written: Written, *, named: bool) -> str:
    """What is written about the working directory, with all rules, in all the ways there are."""
    rules = ("--select=ALL", "--as-of=2026-01-31", "--no-shellcheck")
    names = sorted(name for name in os.listdir() if name.endswith(("Dockerfile", ".dockerignore", "compose.yaml")))
    runs = [(*rules, "."), (*rules, "--format=json", *names), ("context",), ("config", "--as-of=2026-01-31")]
    runs += [("context", "--format=json", "Dockerfile"), ("hadolint", "--verbose", "Dockerfile"), ("config", "--from-hadolint")]
    return "".join(written(*run) for run in runs[: None if named else 4])


@pytest.mark.parametrize("repository", [True, False], ids=["repository", "no repository"])
@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_outside_is_told(home: Path, written: Written, name: str, repository: bool) -> None:
    folder = home / "work" / "repo"
    files = HOSTILE[name]
    if repository and not any(path == ".git" for path in files):
        files = {**files, ".git/HEAD": "ref: refs/heads/main\n"}
    write(folder, files, home, folder)
    absent = everything(written, named=True)
    write(home, OUTSIDE, home, folder)
    present = everything(written, named=True)
    assert absent == present
    # What the repository itself says may be repeated.
    said = " ".join(files.values()).lower()
    assert "canary" not in present.lower().replace("data/canary.txt", "") or "canary" in said.replace("data/canary.txt", "")
    shutil.rmtree(home / "private")

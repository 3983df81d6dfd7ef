"""What is linted leads nobody out of its repository: a report tells neither what is outside, nor whether it is there.

Outside lies a home directory with words in it that are found nowhere else. Each hostile repository names it in another
way, and is linted twice: with all that it names there, and with nothing there. Both times the same has to be written.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dlint.api import lint
from dlint.cli.main import main
from dlint.model.boundary import Boundary

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links as on Unix")

DOCKERFILE = """\
FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt pyproject.toml ./
RUN pip install -r requirements.txt
COPY . .
COPY private.pem data/words.txt /app/
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
    "private/data/words.txt": "canary\n",
    "private/canary.txt": "canary\n",
    "private/real.toml": "ignore = []\n",
    "private/dlint.toml": 'canary-key = "canary"\n',
    "private/main.py": "import canary\n",
    "private/private.pem": "-----BEGIN PRIVATE KEY-----\ncanary\n",
    "private/pyproject.toml": '[project]\nname = "canary"\ndependencies = ["canary-package"]\n[tool.dlint]\ncanary = 1\n',
    "private/requirements.txt": "canary-package==1.0\ntorch\n--index-url https://canary:canary@canary.example/simple\n",
    "private/scripts/build.sh": "docker build canary\n",
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
    "extend through a link and back": ("dlint.toml", 'extend = "through/real.toml"\n'),
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
        "real.toml": "ignore = []\n",
    }
    found = {name: {**plain, path: text} for name, (path, text) in {**BUILDS, **SETTINGS}.items()}
    found |= {name: {**plain, "compose.yaml": compose(".", rest)} for name, rest in RESTS.items()}
    found |= {f"a linked {name}": {**plain, name: f"-> ../../private/{name}"} for name in LINKS}
    found |= {
        f"a configuration as a link: {name}": {**plain, name: f"-> HOME/{to}"} for name, to in LINKED_SETTINGS.items()
    }
    found |= {
        "a Dockerfile that is a link": {"Dockerfile": "-> HOME/private/Dockerfile"},
        "a Dockerfile that is a link to a directory": {"Dockerfile": "-> HOME/private"},
        "a Dockerfile that is a link to something else": {"Dockerfile": "-> HOME/.aws/credentials"},
        "a Dockerfile by a link out and back": {
            "Dockerfile": "-> through/real",
            "through": plain["through"],
            "real": DOCKERFILE,
        },
        "requirements above": {
            **plain,
            "requirements.txt": "-r ../../private/requirements.txt\n-c ~/private/requirements.txt\n-r link/requirements.txt\n",
        },
        "path dependencies": {
            **plain,
            "pyproject.toml": '[project]\nname = "a"\nversion = "1"\nreadme = "../../private/README.md"\n'
            'dependencies = ["p @ file:///../../private"]\n[tool.uv.sources]\np = { path = "../../private" }\n'
            '[tool.uv.workspace]\nmembers = ["../../private", "link"]\n',
        },
        "a script that is another one outside": {
            **plain,
            "app/.dockerignore": "x\n",
            "scripts": "-> ../../private/scripts",
            "private/scripts/build.sh": "docker build app\n",
        },
        "a repository as a link": {**plain, ".git": "-> HOME/private", "compose.yaml": BUILDS["a context above"][1]},
        "a repository as a file": {
            **plain,
            ".git": "gitdir: ../../.git/modules/repo\n",
            "compose.yaml": BUILDS["a context above"][1],
        },
        "a repository that is the root": {
            **plain,
            ".git": "gitdir: /\n",
            "compose.yaml": BUILDS["a context at home"][1],
        },
        "a repository in the repository": {
            **plain,
            "sub/.git/HEAD": "",
            "sub/Dockerfile": DOCKERFILE,
            "dlint.toml": 'context = "../../private"\n',
        },
    }
    return found


HOSTILE = hostile()

Written = Callable[..., str]


def write(directory: Path, files: dict[str, str], home: Path, repository: Path) -> None:
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = text.replace("HOME", str(home)).replace("REPO", str(repository))
        if text.startswith("-> "):
            path.symlink_to(text[3:])
        else:
            path.write_text(text)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home directory with something to lose."""
    directory = tmp_path.resolve() / "home"
    (directory / "work" / "repo").mkdir(parents=True)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(directory))
    for name in ("XDG_CONFIG_HOME", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(directory / "work" / "repo")
    return directory


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Written:
    """What a command writes, and its exit status."""

    def run(*arguments: str) -> str:
        status = main(list(arguments))
        out, err = capsys.readouterr()
        return f"$ dlint {' '.join(arguments)}\n{out}{err}status {status}\n"

    return run


def everything(written: Written) -> str:
    """What is written about the working directory, with all rules, in all the ways there are."""
    rules = ("--select=ALL", "--as-of=2026-01-31", "--no-shellcheck")
    names = sorted(name for name in os.listdir() if name.endswith(("Dockerfile", ".dockerignore", "compose.yaml")))
    runs = [(*rules, "."), (*rules, "--format=json", *names), ("context",), ("config", "--as-of=2026-01-31")]
    runs += [
        ("context", "--format=json", "Dockerfile"),
        ("hadolint", "--verbose", "Dockerfile"),
        ("config", "--from-hadolint"),
    ]
    found = "".join(written(*run) for run in runs)
    try:
        return found + str([finding.message for finding in lint(Path("Dockerfile"), select=["ALL"])])
    except OSError as error:
        return found + str(error)


@pytest.mark.parametrize("repository", [True, False], ids=["repository", "no repository"])
@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_outside_is_told(home: Path, written: Written, name: str, repository: bool) -> None:
    directory = home / "work" / "repo"
    files = HOSTILE[name]
    if repository and not any(path == ".git" for path in files):
        files = {**files, ".git/HEAD": "ref: refs/heads/main\n"}
    write(directory, files, home, directory)
    absent = everything(written)
    write(home, OUTSIDE, home, directory)
    present = everything(written)
    assert absent == present
    assert "canary" not in present.lower()


# How far it goes


def tree(directory: Path, *names: str) -> Path:
    """Directories (`a/`) and files, with the text behind `=`."""
    for name in names:
        path, _, text = name.partition("=")
        place = directory / path
        if path.endswith("/"):
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
    return directory


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((".git/",), "."),
        (("a/.git/",), "a"),
        # A submodule, one in a submodule, and a worktree inside of the repository count with it.
        ((".git/", "a/.git=gitdir: ../.git/modules/a"), "."),
        ((".git/", "a/.git=gitdir: ../.git/modules/a", "a/b/.git=gitdir: ../../.git/modules/a/modules/b"), "."),
        ((".git/", "a/b/c/.git=gitdir: HERE/.git/worktrees/c"), "."),
        # A repository of its own does not, nor does a worktree of a repository elsewhere.
        ((".git/", "a/.git/", "a/b/.git=gitdir: ../.git/modules/b"), "a"),
        (("a/b/.git=gitdir: /elsewhere/.git/worktrees/b",), "a/b"),
        # Whatever it says.
        (("a/.git=gitdir: /",), "a"),
        (("a/.git=gitdir: ../../../../..",), "a"),
    ],
)
def test_the_boundary_of_a_repository(home: Path, names: tuple[str, ...], expected: str) -> None:
    root = tree(home / "work" / "repo", "a/b/c/", *names)
    assert str((root / expected).resolve()) == Boundary(["a/b/c"]).of(str(root / "a" / "b" / "c"))


def test_a_home_that_is_a_repository_is_no_superproject(home: Path) -> None:
    tree(home, ".git/", "work/repo/.git=gitdir: ../../.git/modules/repo")
    assert str(home / "work" / "repo") == Boundary(["."]).of(".")


def test_a_git_that_is_a_link_leads_nowhere(home: Path) -> None:
    tree(home, "work/.git/", "private/.git/")
    os.symlink("../../private/.git", ".git")
    assert str(home / "work" / "repo") == Boundary(["."]).of(".")


@pytest.mark.parametrize(
    ("here", "linted", "expected"),
    [
        # The outermost of what is linted, files and directories.
        ("/", ["p/a/b/Dockerfile"], "p/a/b"),
        ("/", ["p/a/b/Dockerfile", "p/a"], "p/a"),
        ("/", ["p/a/b/Dockerfile", "p/Dockerfile", "q"], "p"),
        # The working directory is pointed at, too.
        ("p", ["p/a/b/Dockerfile"], "p"),
        ("q", ["p/a/b/Dockerfile"], "p/a/b"),
        # Home is nobody's project, unless somebody says so.
        (".", ["p/a/b/Dockerfile"], "p/a/b"),
        (".", ["."], "."),
        # A link does not make more of what it lies in.
        ("p", ["p/a/b/Dockerfile", "p/out"], "p"),
    ],
)
def test_the_boundary_without_a_repository(
    home: Path, monkeypatch: pytest.MonkeyPatch, here: str, linted: list[str], expected: str
) -> None:
    tree(home, "p/a/b/Dockerfile", "q/")
    (home / "p" / "out").symlink_to("..")
    monkeypatch.chdir(home / here)
    boundary = Boundary([str(home / path) for path in linted])
    assert str((home / expected).resolve()) == boundary.of(str(home / "p" / "a" / "b"))


def test_resolving_looks_at_nothing_outside(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree(home / "work" / "repo", ".git/", "a/b/")
    for name, target in (
        ("in", "a"),
        ("out", "../.."),
        ("back", "../repo/a"),
        ("round", "round"),
        ("own", f"{root}/a"),
    ):
        (root / name).symlink_to(target)
    seen: list[str] = []
    readlink = os.readlink
    boundary = Boundary(["."])
    boundary.of(str(root))

    def spied(path: str) -> str:
        seen.append(path)
        return readlink(path)

    monkeypatch.setattr(os, "readlink", spied)

    def resolved(text: str) -> str | None:
        found = boundary.resolve(str(root), text)
        return None if found is None else os.path.relpath(found, root)

    assert [resolved(text) for text in (".", "a", "in/b", "own/b", "in/none", str(root / "in"), "a/../in/b")] == [
        ".", "a", "a/b", "a/b", "a/none", "a", "a/b",
    ]  # fmt: skip
    outside = ("..", "out", "out/work", "back", "round", "~", "~/work/repo/../x", "/", "a/../../x", "x\0", "a/" * 3000)
    assert [None] * len(outside) == [resolved(text) for text in outside]
    # What is there through home's own name is inside.
    assert "a" == resolved("~/work/repo/a")
    assert all(path.startswith(f"{root}/") for path in seen)


# What has to work


def test_a_monorepo_names_its_own_directories(home: Path, written: Written) -> None:
    build = compose("{context: ../.., dockerfile: services/api/Dockerfile}", "    env_file: ../../none.txt\n")
    directory = tree(home / "work" / "repo", ".git/", f"services/api/compose.yaml={build}", "lib/x=")
    tree(directory, "services/api/Dockerfile=FROM scratch\nCOPY lib/x lib/none.txt /\n")
    assert "services/api/compose.yaml" in written("context", "services/api")
    told = written("--select=DK3091,missing-copy-source", "services")
    assert "there is no file `../../none.txt`" in told
    assert "lib/none.txt" in told


def test_a_submodule_names_directories_of_its_superproject(home: Path, written: Written) -> None:
    directory = home / "work" / "repo"
    tree(directory, ".git/", "lib/x=", "base.toml=select = ['DL3007']\n", "sub/.git=gitdir: ../.git/modules/sub\n")
    tree(directory, f"sub/compose.yaml={compose('{context: .., dockerfile: sub/Dockerfile}')}")
    tree(directory, "sub/Dockerfile=FROM a:latest\nCOPY lib/x /\n", "sub/dlint.toml=extend = '../base.toml'\n")
    assert "sub/compose.yaml" in written("context", "sub")
    assert "warning DL3007" in written("sub/Dockerfile")


def test_without_a_repository_the_working_directory_is_the_project(home: Path, written: Written) -> None:
    build = compose("{context: .., dockerfile: docker/Dockerfile}")
    tree(home / "work" / "repo", "x=", "docker/Dockerfile=FROM a:1\nCOPY x /\n", f"docker/compose.yaml={build}")
    assert "docker/compose.yaml" in written("context", "docker")


@pytest.mark.parametrize("repository", [".git/", "x/"])
def test_the_command_line_may_go_further(home: Path, written: Written, repository: str) -> None:
    tree(home, "mine/base.toml=ignore = ['DL3007']\n", "mine/c.toml=extend = '~/mine/base.toml'\n", "mine/words.txt=")
    tree(home / "work" / "repo", repository, "Dockerfile=FROM a:latest\nCOPY words.txt /\n")
    assert "warning DL3007" in written("--select=DL3007", "Dockerfile")
    told = written("--config=../../mine/c.toml", "Dockerfile")
    assert "DL3007" not in told
    assert "status 0" in told
    assert "words.txt" in written("context", "--context=../../mine")


@pytest.mark.parametrize("repository", [".git/", "x/"])
def test_the_users_own_configuration_may_go_further(home: Path, written: Written, repository: str) -> None:
    tree(home, "mine/base.toml=ignore = ['DL3007']\n", "dots/dlint.toml=extend = '~/mine/base.toml'\n")
    (home / ".dlint.toml").symlink_to("dots/dlint.toml")
    tree(home / "work" / "repo", repository, "Dockerfile=FROM a:latest\n")
    told = written("Dockerfile")
    assert "DL3007" not in told
    assert "extend" not in told


def test_a_repository_inside_does_not_make_what_is_around_it_the_users_own(home: Path, written: Written) -> None:
    tree(home, "mine/base.toml=ignore = ['DL3007']\n")
    tree(home / "work" / "repo", "sub/.git/", "sub/Dockerfile=FROM a\n", "dlint.toml=extend = '~/mine/base.toml'\n")
    assert "`extend` points outside the project" in written("sub/Dockerfile")
    assert "`extend` points outside the project" in written(".")


@pytest.mark.parametrize("key", ["extend", "context"])
def test_a_configuration_that_leads_out_is_an_error(home: Path, written: Written, key: str) -> None:
    tree(home / "work" / "repo", ".git/", "Dockerfile=FROM a\n", f"dlint.toml=\n{key} = '../../x'\n")
    option = {"extend": "--config", "context": "--context"}[key]
    said = (
        f"dlint.toml:2: `{key}` points outside the project: give the path on the command line instead, with `{option}`"
    )
    for command in (("Dockerfile",), ("config",), ("context",)):
        told = written(*command)
        assert said in told
        assert told.endswith("status 2\n")


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_keep_to_it(home: Path, written: Written, jobs: int) -> None:
    tree(home / "work", "words.txt=", "repo/a/Dockerfile=FROM a:1\n", "repo/b/Dockerfile=FROM a:1\nCOPY words.txt /\n")
    build = compose("{context: ../.., dockerfile: repo/b/Dockerfile}")
    tree(home / "work" / "repo", f"b/compose.yaml={build}", "b/requirements.txt=")
    os.symlink("../../words.txt", "b/out.Dockerfile")
    told = written("--select=missing-copy-source", f"--jobs={jobs}", "a/Dockerfile", "b/Dockerfile", "b/out.Dockerfile")
    assert "words.txt" not in told
    assert (
        "b/out.Dockerfile: is a symbolic link to a place outside the project: give the path of its target instead"
        in told
    )


def test_a_named_directory_may_be_a_link_of_ones_own(
    home: Path, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(home, "data/project/Dockerfile=FROM a:latest\n")
    (home / "current").symlink_to("data/project")
    monkeypatch.chdir(home)
    assert "warning DL3007" in written("--select=DL3007", "current")


# What is no configuration of ours


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("secrets.toml", "word = 'canary'\n"),
        ("secrets.toml", "canary = 'x'\n"),
        ("secrets.toml", "[canary]\nx = 1\n[canary]\n"),
        ("secrets.toml", "format = 'canary'\nselect = ['canary']\n"),
        ("secrets.toml", "select = ['canary']\n"),
        ("secrets.toml", "[rules.canary]\nx = 1\n"),
        ("secrets.toml", "context = 1\n[severity]\nDL3007 = 'canary'\n"),
        (".env", "CANARY=canary\n"),
        (".env", "CANARY='canary\n"),
        ("values.yaml", "canary: 1\n"),
        ("values.yaml", "format: canary\n"),
        ("values.yaml", "ignored: *canary\n"),
    ],
)
@pytest.mark.parametrize("linked", [True, False])
def test_a_file_that_is_no_configuration_is_not_quoted(
    home: Path, written: Written, name: str, text: str, linked: bool
) -> None:
    directory = tree(home / "work" / "repo", ".git/", f"{name}={text}", "Dockerfile=FROM a:latest\n")
    if not linked:
        tree(directory, f"dlint.toml=extend = '{name}'\n")
    elif name.endswith(".yaml"):
        os.symlink(name, ".hadolint.yaml")
    else:
        os.symlink(name, "dlint.toml")
    told = written("Dockerfile") + written("config") + (written("hadolint", "Dockerfile") if linked else "")
    if name != ".env" or linked or "'" in text:
        assert "invalid configuration; details are shown only for files named" in told
    assert "canary" not in told.lower()


def test_a_configuration_of_ours_is_quoted(home: Path, written: Written) -> None:
    tree(home / "work" / "repo", "dlint.toml=extend = 'shared/dlint.toml'\n", "shared/dlint.toml=ignroe = []\n")
    assert "shared/dlint.toml:1: unknown key `ignroe`; did you mean `ignore`?" in written("config")


def test_gits_own_files_are_not_read_through_links(home: Path, written: Written) -> None:
    """As git does it: what is ignored does not depend on a file that a link leads to."""
    directory = tree(home / "work" / "repo", "git/info/", "git/HEAD=", "Dockerfile=FROM a:latest\n")
    tree(home, "private/exclude=Dockerfile\n", "private/info/exclude=Dockerfile\n")
    for link, target in (("git/info/exclude", "../../../../private/exclude"), (".gitignore", "../../private/exclude")):
        (directory / link).symlink_to(target)
    (directory / "git").rename(directory / ".git")
    assert "warning DL3007" in written("--select=DL3007", ".")

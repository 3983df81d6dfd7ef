"""`dlint context`: the answers of the Go code through the public command, the tree, JSON, and trees made to do harm."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dlint.cli.main import main
from tests.conftest import ROOT
from tests.hostile.test_hostile_output import HOSTILE, harmless

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, pipes and names as on Unix")

ORACLES = ROOT / "tests" / "oracles"

Shown = Callable[..., str]


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Run the command, and give what it writes; nothing may go to standard error."""
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def run(*arguments: str, status: int = 0) -> str:
        assert status == main(["context", *arguments])
        written = capsys.readouterr()
        assert "" == written.err
        return written.out

    return run


def rows(name: str) -> list[dict[str, Any]]:
    with (ORACLES / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def context(directory: Path, ignore: str) -> Path:
    directory.mkdir(exist_ok=True)
    (directory / "Dockerfile").write_text("FROM scratch\nCOPY . /\n")
    (directory / ".dockerignore").write_text(ignore, encoding="utf-8", newline="")
    return directory


ROWS = rows("dockerignore.jsonl")


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_oracle(tmp_path: Path, shown: Shown, row: dict[str, Any]) -> None:
    """What is told is the walking rule, by which the files are chosen that are sent."""
    directory = context(tmp_path / "c", row["ignore"])
    # The root, `.`, is sent whatever the patterns are.
    paths = [path for path in row["paths"] if "error" not in path and path["path"] != "."]
    asked = [f"--why={path['path']}" for path in paths] or ["--why=x"]
    found = json.loads(shown(str(directory), "--format", "json", *asked))
    error = row["error"].removeprefix("New: ") if row["error"] else None
    assert error == found["error"]
    if not error:
        assert [path["walk"] for path in paths] == [answer["excluded"] for answer in found["why"]][: len(paths)]


@pytest.mark.parametrize(
    "row", rows("dockerignore-vs-gitignore.jsonl"), ids=lambda row: repr(row["ignore"] + row["path"])
)
def test_not_gitignore(tmp_path: Path, shown: Shown, row: dict[str, Any]) -> None:
    found = json.loads(shown(str(context(tmp_path / "c", row["ignore"])), "-f", "json", f"--why={row['path']}"))
    if row["docker"] == "error":
        assert "syntax error in pattern" == found["error"]
    else:
        assert row["docker_walk"] == found["why"][0]["excluded"]


PROJECT = {
    "Dockerfile": "FROM python:3.13-slim\nCOPY . /app\n",
    ".dockerignore": "# local\n**/.venv\n*.log\n!keep.log\ndata\n!data/seed\n",
    "app.py": "x" * 1200,
    "keep.log": "k" * 10,
    "debug.log": "d" * 5000,
    ".venv/pyvenv.cfg": "home\n",
    ".venv/lib/a.py": "a" * 100_000,
    "data/big.csv": "1" * 30_000,
    "data/seed/s.csv": "2" * 300,
    "src/shop/__init__.py": "",
    "src/shop/web/views.py": "v" * 40,
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "shop"
    for name, text in PROJECT.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    monkeypatch.chdir(root)
    return root


def test_tree(project: Path, shown: Shown, golden: Callable[[str, str], None]) -> None:
    golden("context.txt", shown())
    assert shown() == shown("Dockerfile") == shown(".dockerignore") == shown(str(project))


def test_tree_on_a_terminal(project: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    plain = re.sub("\x1b\\[[0-9;]*m", "", shown())
    assert "\x1b[1m" in shown()
    assert "├── app.py  1.2 kB" in plain
    assert "\x1b[3" not in shown("--no-color")


def test_depth(project: Path, shown: Shown) -> None:
    assert "views.py" not in shown()
    assert "views.py" in shown("--depth", "3")
    assert "shop/" not in shown("--depth", "1")
    assert "src/  40 B, 2 files" in shown("--depth", "1")
    assert "src/" not in shown("--depth", "0")


def test_json(project: Path, shown: Shown) -> None:
    found = json.loads(shown("-f", "json"))
    assert {
        "root": project.resolve().as_posix(),
        "dockerfile": project.joinpath("Dockerfile").as_posix(),
        "basis": "own",
        "ignore_file": project.joinpath(".dockerignore").resolve().as_posix(),
        "unused_ignore_file": None,
        "error": None,
        "limited": False,
        "unreadable": [],
    } == {key: value for key, value in found.items() if key not in ("sent", "left_out", "biggest")}
    sizes = {name: len(text) for name, text in PROJECT.items()}
    gone = ("debug.log", ".venv/pyvenv.cfg", ".venv/lib/a.py", "data/big.csv")
    assert {
        "files": len(sizes) - len(gone),
        "bytes": sum(sizes.values()) - sum(sizes[name] for name in gone),
    } == found["sent"]
    assert [
        ("**/.venv", 2, 2, 100_005, [".venv"]),
        ("data", 5, 1, 30_000, ["data/big.csv"]),
        ("*.log", 3, 1, 5000, ["debug.log"]),
    ] == [
        (left["pattern"], left["line"], left["files"], left["bytes"], [path["path"] for path in left["paths"]])
        for left in found["left_out"]
    ]
    assert {"path": "app.py", "bytes": 1200} == found["biggest"][0]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("app.py", ["app.py: sent", "  no pattern matches it"]),
        ("./app.py", ["app.py: sent", "  no pattern matches it"]),
        ("debug.log", ["debug.log: left out", "  .dockerignore:3  *.log  <- decides"]),
        ("keep.log", ["keep.log: sent", "  .dockerignore:3  *.log", "  .dockerignore:4  !keep.log  <- decides"]),
        (".venv/lib/a.py", [".venv/lib/a.py: left out", "  .dockerignore:2  **/.venv  matches .venv  <- decides"]),
        (
            "data",
            [
                "data: sent for the sake of what is in it, for which there is an exception; itself left out",
                "  .dockerignore:5  data  <- decides",
            ],
        ),
        (
            "data/seed/s.csv",
            [
                "data/seed/s.csv: sent",
                "  .dockerignore:5  data        matches data",
                "  .dockerignore:6  !data/seed  matches data/seed  <- decides",
            ],
        ),
        ("x.log", ["x.log: not there; it would be left out", "  .dockerignore:3  *.log  <- decides"]),
        ("nothing", ["nothing: not there; it would be sent", "  no pattern matches it"]),
        ("../app.py", ["app.py: sent", "  no pattern matches it"]),
        (".", [".: the root of the context is always sent"]),
    ],
)
def test_why(project: Path, shown: Shown, path: str, expected: list[str]) -> None:
    assert expected == shown("--why", path).split("\n")[:-1]


def test_why_an_absolute_path(project: Path, shown: Shown) -> None:
    assert shown("--why", "debug.log") == shown("--why", str(project / "debug.log"))


def test_the_ignore_file_is_refused(tmp_path: Path, shown: Shown) -> None:
    directory = context(tmp_path / "c", "*.log\n!\n")
    assert "The build fails: line 2 of the ignore file: `!` excepts nothing" in shown(str(directory))
    assert "The build fails: line 2" in shown(str(directory), "--why", "a.log")


def test_the_context_that_a_compose_file_names(tmp_path: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docker").mkdir()
    (tmp_path / "docker" / "Dockerfile").write_text("FROM scratch\nCOPY . /\n")
    (tmp_path / "docker" / "Dockerfile.dockerignore").write_text("docker\n")
    (tmp_path / ".dockerignore").write_text("")
    (tmp_path / "compose.yaml").write_text("services: {a: {build: {context: ., dockerfile: docker/Dockerfile}}}\n")
    monkeypatch.chdir(tmp_path)
    lines = shown("docker").split("\n")
    assert [
        "Build context: . (as compose.yaml says)",
        "Ignore file: docker/Dockerfile.dockerignore",
        "Not read: .dockerignore, for the Dockerfile has one of its own",
    ] == lines[:3]
    assert shown("docker", "--context", "docker").startswith("Build context: docker (as given)")
    (tmp_path / "docker" / "dlint.toml").write_text('context = "."\n')
    assert shown("docker").startswith("Build context: docker (as given)")


def test_a_directory_without_a_dockerfile_is_the_context(tmp_path: Path, shown: Shown) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert "Sent: 1 file, 1 B" in shown(str(tmp_path))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "no such file or folder: nowhere"),
        (["a", "b"], "one path at a time"),
        (["--depth", "x"], "`--depth x` is not a small number"),
        (["--context", "nowhere"], "`--context nowhere` is not a folder"),
        (["--format", "xml"], "`--format xml` is not known"),
        (["several"], "there are several Dockerfiles in several: a.Dockerfile, b.Dockerfile"),
        (["sub"], "which folder is the build context of sub/Dockerfile can't be told"),
    ],
)
def test_wrong_usage(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for name in ("several/a.Dockerfile", "several/b.Dockerfile", "sub/Dockerfile"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("FROM scratch\nCOPY . /\n")
    assert 2 == main(["context", *arguments])
    written = capsys.readouterr()
    assert "" == written.out
    assert message in written.err


def test_help(shown: Shown) -> None:
    assert shown("--help").startswith("Usage: dlint context")


@pytest.mark.parametrize("name", ["context", "check"])
def test_it_is_a_command(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main([name, "--help"])
    assert "dlint context" in capsys.readouterr().out


@posix
def test_an_untrusted_tree(tmp_path: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    root = context(tmp_path / "evil", "**/secret\n")
    (root / "passwords").symlink_to("/etc/passwd")
    (root / "etc").symlink_to("/etc")
    (root / "loop").symlink_to("loop")
    os.mkfifo(root / "pipe")
    os.mkfifo(root / "compose.yaml")
    with (root / "disk.img").open("wb") as stream:
        stream.truncate(10_000_000_000)
    harm = [name for name in HOSTILE if "\0" not in name and "/" not in name and "\ud800" not in name]
    for name in harm:
        (root / name).write_text("")
        (root / f"d{name}").mkdir()
        (root / f"d{name}" / "secret").write_text("")
    for arguments in ((), ("--depth", "9"), ("--why", harm[0]), ("--why", f"d{harm[0]}/secret"), ("-f", "json")):
        harmless(shown(str(root), *arguments))
    found = json.loads(shown(str(root), "-f", "json"))
    assert {"path": "disk.img", "bytes": 10_000_000_000} == found["biggest"][0]
    assert len(harm) == found["left_out"][0]["files"]
    for path in ("etc/passwd", "etc", "loop", "loop/a", "pipe"):
        shown(str(root), "--why", path)
    assert "/etc" not in shown(str(root))
    monkeypatch.setenv("FORCE_COLOR", "1")
    colored = shown(str(root))
    harmless(re.sub("\x1b\\[[0-9;]*m", "", colored))


def test_an_ignore_file_with_100_000_patterns(tmp_path: Path, shown: Shown) -> None:
    lines = [f"some/folder/number-{number:08}/with/a/long/name/*.txt" for number in range(100_000)]
    root = context(tmp_path / "c", "\n".join(lines) + "\n!some\n")
    assert 5_000_000 < (root / ".dockerignore").stat().st_size
    for number in range(500):
        (root / f"file{number}").write_text("")
    assert 502 == json.loads(shown(str(root), "-f", "json"))["sent"]["files"]
    assert "left out" in shown(str(root), "--why", "some/folder/number-00099999/with/a/long/name/x.txt")
    assert 0 == main(["check", str(root), "--select", "context", "--quiet", "--exit-zero"])


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel how much memory was used")
def test_200_000_files(tmp_path: Path, shown: Shown) -> None:
    """As large as contexts get: all of it is seen, and it does not take much memory."""
    root = context(tmp_path / "big", "**/__pycache__\n**/.env*\n!**/.env.example\n.git\n")
    for number in range(2000):
        directory = root / f"package{number % 40}" / f"module{number}"
        directory.mkdir(parents=True)
        for name in range(100):
            os.close(os.open(directory / f"file{name}.py", os.O_CREAT | os.O_WRONLY, 0o644))
    assert 200_002 == json.loads(shown(str(root), "-f", "json"))["sent"]["files"]
    program = "import sys\nfrom dlint.cli.main import main\nmain(sys.argv[1:])\nprint(open('/proc/self/status').read())"
    arguments = [sys.executable, "-c", program, "check", str(root), "--select", "context", "--quiet"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(arguments, capture_output=True, text=True, env=environment, check=True)
    peak = re.search(r"VmHWM:\s+(\d+) kB", ended.stdout)
    assert peak is not None
    assert 200_000 > int(peak[1])


def test_a_context_that_is_too_large(tmp_path: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dlint.model.context.transfer.MAX_ENTRIES", 50)
    root = context(tmp_path / "c", "")
    for number in range(100):
        (root / f"file{number}").write_text("")
    assert "There is too much here to look at all of it" in shown(str(root))
    assert json.loads(shown(str(root), "-f", "json"))["limited"]


def test_a_run_tells_once_that_a_context_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("dlint.model.context.transfer.MAX_ENTRIES", 50)
    root = context(tmp_path / "c", ".git\n**/.env\n")
    (root / "other.Dockerfile").write_text("FROM scratch\nCOPY . /\n")
    for number in range(100):
        (root / f"file{number}").write_text("")
    assert 0 == main(["check", str(root), "--select", "context"])
    assert 1 == capsys.readouterr().err.count("there is too much in this build context")
    assert 0 == main(["check", str(root), "--select", "context", "--quiet"])
    assert "" == capsys.readouterr().err

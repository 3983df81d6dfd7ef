"""What is passed over because there is too much of it is said, once a file, and nobody concludes anything from it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dlint.engine.checker import ENOUGH, Report, check_source
from dlint.engine.config.config import Config
from dlint.engine.config.layer import Layer
from dlint.engine.files.names import COMPOSE, DOCKERFILE, DOCKERIGNORE
from dlint.engine.packs.loading import load
from dlint.engine.packs.registry import Registry
from dlint.model.compose.compose_file import MAX_SERVICES
from dlint.model.compose.service_parts import MAX_ITEMS
from dlint.model.file import File
from dlint.model.limits import MAX_COMMANDS, MAX_SHELL
from dlint.startup.remember import NotRead
from dlint.syntax.limits import MAX_INSTRUCTIONS, MAX_WORDS
from dlint.syntax.source import Source

SCRIPTS = "there is too much shell code in this file: this script is not linted, and later ones may not be either"
LONG = f"RUN {'x' * (MAX_SHELL + 1)}\n"
BUSY = f"RUN x{' && y' * (MAX_COMMANDS + 1)}\n"
NESTED = f"RUN {'$(' * 100}x{')' * 100}\n"
SHELLS = "RUN sh -c 'sh -c \"sh -c sh\\\\ -c\\\\ x\"'\n"
HUGE = f"RUN a{' b' * 70_000}\n"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(path=[])


def check(
    registry: Registry, text: str, kind: str = DOCKERFILE, select: str = "ALL", directory: str | None = None
) -> Report:
    names = {DOCKERFILE: "Dockerfile", DOCKERIGNORE: ".dockerignore", COMPOSE: "compose.yaml"}
    config = Config(registry, [Layer({"select": [select], "shellcheck": False}, "test", "/")])
    return check_source(Source(text, names[kind]), kind, config, directory=directory)


def notices(report: Report) -> list[str]:
    assert {1} >= {notice.status for notice in report.notices}
    return [str(notice) for notice in report.notices]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("FROM a\n" + "CMD echo hi\n" * (2 * MAX_INSTRUCTIONS), MAX_INSTRUCTIONS + 1),
        ("FROM a\nUSER b\nEXPOSE" + " 80" * MAX_WORDS + "\nUSER c\n", 3),
        ("FROM a\n" + "# b\n" * (MAX_WORDS + 9), MAX_WORDS + 1),
    ],
)
def test_the_rest_of_a_file(registry: Registry, text: str, line: int) -> None:
    report = check(registry, text, select="DL4003")
    assert f"Dockerfile:{line}: the file is too long: from here on nothing is linted" in notices(report)


def test_a_file_within_the_bounds_has_no_notice(registry: Registry) -> None:
    assert [] == notices(check(registry, "FROM a\n" + "USER a\n" * (MAX_INSTRUCTIONS - 1), select="DL4003"))


@pytest.mark.parametrize("script", [LONG, BUSY, NESTED, HUGE], ids=["long", "commands", "nested", "nodes"])
def test_scripts(registry: Registry, script: str) -> None:
    report = check(registry, f"FROM python:3.12\nRUN apt-get install foo\n{script}{script}USER a\n", select="packages")
    assert [f"Dockerfile:3: {SCRIPTS}"] == notices(report)
    assert "DL3014" in {finding.code for finding in report.findings}


@pytest.mark.parametrize("script", [LONG, BUSY, NESTED, HUGE], ids=["long", "commands", "nested", "nodes"])
def test_a_script_that_is_not_read_is_not_empty(script: str) -> None:
    file = File(Source(f"FROM python:3.12\nRUN a\n{script}RUN b\nFROM debian:12\nRUN c\n"))
    first, second = file.stages
    with pytest.raises(NotRead):
        file.commands(first.instructions[1])
    with pytest.raises(NotRead):
        file.commands_in(first)
    assert ["a"] == [command.name for command in file.commands(first.instructions[0])]
    assert ["c"] == [command.name for command in file.commands_in(second)]


def test_nothing_is_concluded_from_a_script_that_is_not_read(registry: Registry) -> None:
    """`bash` may be installed, the user may be made, git may be there: in what is not read."""
    text = 'FROM alpine:3.20\n@SHELL ["bash", "-c"]\nRUN pip install git+https://example.com/a\n'
    told = {finding.code for finding in check(registry, text.replace("@", "")).findings}
    silent = {finding.code for finding in check(registry, text.replace("@", LONG)).findings}
    git = {finding.code for finding in check(registry, text.replace("@", "RUN apk add git bash\n")).findings}
    gone = told - git
    assert gone
    assert not gone & silent


def test_nothing_is_concluded_from_a_file_that_is_cut(registry: Registry) -> None:
    head = "FROM python:3.12-slim\nWORKDIR /app\nRUN pip install flask\nCMD python a.py\n"
    names = {"runs-as-root", "missing-unbuffered"}
    assert names <= {finding.rule for finding in check(registry, head + "LABEL a=b\n").findings}
    cut = {finding.rule for finding in check(registry, head + "LABEL a=b\n" * MAX_INSTRUCTIONS).findings}
    assert not names & cut
    assert "unpinned-pip-package" in cut


def test_a_suppression_is_not_unused_where_not_all_was_read(registry: Registry, tmp_path: Path) -> None:
    text = "FROM a\n# dlint: ignore[DL3014] why\nRUN x\n"
    unused = "unused-suppression"
    whole = check(registry, text, directory=str(tmp_path))
    assert unused in {finding.rule for finding in whole.findings}
    assert unused not in {finding.rule for finding in check(registry, text + LONG, directory=str(tmp_path)).findings}


def test_findings_of_one_rule(registry: Registry) -> None:
    text = "FROM a\n" + "RUN apt-get install foo\n" * (ENOUGH + 5)
    report = check(registry, text, select="DL3014")
    assert ENOUGH == len(report.findings)
    (notice,) = notices(report)
    assert notice == (
        f"Dockerfile:{ENOUGH + 2}: `apt-get-without-yes` found more than {ENOUGH:,} problems: further ones are not reported"
    )
    assert [] == notices(check(registry, "FROM a\n" + "RUN apt-get install foo\n" * ENOUGH, select="DL3014"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("FROM a AS s0\n" + "".join(f"FROM s{number} AS s{number + 1}\n" for number in range(60)), 52),
        ("FROM a AS s\n" + "USER a\n" * 1_000 + "FROM s\n" * 70, 1_062),
        ("FROM a AS s\n" + "ONBUILD USER a\n" * 1_000 + "FROM s\n" * 10, 1_007),
    ],
    ids=["depth", "instructions", "triggers"],
)
def test_what_stages_inherit(registry: Registry, text: str, line: int) -> None:
    (notice,) = notices(check(registry, text, select="DL3006"))
    what = "too much is inherited from other stages: from here on, the base image of such stages is unknown"
    assert notice == f"Dockerfile:{line}: {what}"


def services(count: int) -> str:
    return "services:\n" + "".join(f"  s{number}:\n    image: a\n" for number in range(count))


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (
            services(MAX_SERVICES + 2),
            2 * MAX_SERVICES + 2,
            "there are more than 500 services: the ones from here on are not linted",
        ),
        ("a:\n  - b\n" + "# c\n" * 300_000, 1, "there is too much in the file: nothing of it is linted"),
        ("services:\n  a: " + "[" * 200 + "\n", 2, "there is too much in the file: nothing of it is linted"),
        (
            "services:\n  a:\n    ports:\n" + '      - "80:80"\n' * (MAX_ITEMS + 2),
            MAX_ITEMS + 4,
            "a list has more than 1,000 items: from here on they are not linted",
        ),
        (
            "services:\n  a:\n" + "".join(f"    x-{number}: b\n" for number in range(1_002)),
            1_003,
            "a service has more than 1,000 keys: from here on they are not read",
        ),
    ],
    ids=["services", "characters", "depth", "items", "keys"],
)
def test_compose_files(registry: Registry, text: str, line: int, what: str) -> None:
    assert [f"compose.yaml:{line}: {what}"] == notices(check(registry, text, COMPOSE))


def test_a_compose_file_within_the_bounds_has_no_notice(registry: Registry) -> None:
    assert [] == notices(check(registry, services(MAX_SERVICES), COMPOSE, "compose"))


def test_ignore_files(registry: Registry) -> None:
    allowed = "*\n" + "".join(f"!a{number}\n" for number in range(1_100))
    what = "there are more than 1,000 patterns: whether one undoes another is not looked at"
    assert [f".dockerignore:1001: {what}"] == notices(check(registry, allowed, DOCKERIGNORE))
    what = "more than 100 patterns add nothing: from here on they are left out"
    assert [f".dockerignore:102: {what}"] == notices(check(registry, "a\n" * 200, DOCKERIGNORE))


@pytest.mark.parametrize("arguments", [[], ["--exit-zero"]])
def test_the_exit_status(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "Dockerfile").write_text(f"FROM a\n{LONG}{LONG}" + "CMD x\n" * MAX_INSTRUCTIONS)
    command = [sys.executable, "-m", "dlint", "--select", "DL3014", "-f", "sarif", "--no-shellcheck", *arguments]
    done = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, timeout=60)
    assert (0 if arguments else 1) == done.returncode
    assert 2 == done.stderr.count("error: ")
    told = json.loads(done.stdout)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert 2 == len(told)
    assert SCRIPTS in told[1]["message"]["text"] or SCRIPTS in told[0]["message"]["text"]


@pytest.mark.parametrize("arguments", [[], ["--no-fail"]])
def test_the_exit_status_of_hadolint(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "Dockerfile").write_text(f"FROM debian:12\n{LONG}")
    command = [sys.executable, "-m", "dlint", "hadolint", *arguments, str(tmp_path / "Dockerfile")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (0 if arguments else 1) == done.returncode
    assert SCRIPTS in done.stderr


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("pyproject.toml", "a." * 40 + "a = 1\n", "a key has more than 32 parts"),
        ("uv.lock", "#" * 50_000_001, "it is larger than 50,000,000 bytes"),
        ("compose.extra.yaml", "#" * 1_000_001, "it is larger than 1,000,000 bytes"),
        (".dockerignore", "#" * 10_000_001, "it is larger than 10,000,000 bytes"),
    ],
)
def test_files_around(tmp_path: Path, name: str, text: str, why: str) -> None:
    dockerfile = "FROM python:3.12\nWORKDIR /app\nCOPY . .\nRUN pip install .\nRUN uv sync\nCMD python app.py\n"
    files = {"Dockerfile": dockerfile, "Dockerfile.dev": dockerfile, "compose.yaml": "services:\n  a:\n    build: .\n"}
    for path, content in {"pyproject.toml": "", **files, name: text}.items():
        (tmp_path / path).write_text(content)
    command = [sys.executable, "-m", "dlint", "--select", "ALL", "--no-shellcheck", "--exit-zero", *files]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=True)
    told = [line for line in run.stderr.splitlines() if "warning: " in line]
    place = tmp_path.resolve() / name
    assert [f"dlint: warning: {place}: {why}, so it is not read, and rules that need it report nothing"] == told

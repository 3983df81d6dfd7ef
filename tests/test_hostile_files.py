"""Files of up to 1 MB that are made to keep a linter busy: all rules are through with each in a second or two.

No clock is read here: what is wrong in this way takes minutes, and then the test run does.
"""

from pathlib import Path

import pytest

from dlint.engine.checker import ENOUGH, Report, check_source
from dlint.engine.config import Config
from dlint.engine.config_files import Layer
from dlint.engine.names import COMPOSE, DOCKERFILE, DOCKERIGNORE
from dlint.engine.notice import Unread
from dlint.engine.registry import Registry, load
from dlint.model.bounds import MAX_INSTRUCTIONS
from dlint.syntax.source import Source

SIZE = 1_000_000


def filled(unit: str, size: int = SIZE) -> str:
    """The text `unit`, repeated."""
    return unit * (size // len(unit))


def numbered(text: str, count: int) -> str:
    """`text` with 0, 1, 2 … in place of `@`; and with the number before in place of `<`."""
    return "".join(text.replace("@", str(number)).replace("<", str(number - 1)) for number in range(count))


LINES = {
    "one word": "RUN " + "a" * SIZE,
    "words": "RUN " + filled("word "),
    "commands": "RUN true" + filled(" && apt-get install -y foo"),
    "pipes": "RUN a" + filled(" | b"),
    "packages": "RUN pip install " + numbered("p@ ", 100_000),
    "variables": "RUN echo" + filled(" $FOO"),
    "assignments": "RUN A=b" + filled(" && A=$A$A && x $A"),
    "loops": "RUN " + filled("for i in a b; do x $i; done; "),
    "braces": "RUN mkdir -p " + filled("{a,b}"),
    "continuations": "RUN echo" + " \\\n a" * 100_000,
    "empty continuations": "RUN echo" + " \\\n" * 300_000,
    "comments in a RUN": "RUN a \\\n" + "# c\n" * 200_000 + " b",
    "pairs": "ENV " + numbered("A@=b ", 90_000),
    "pairs in lines": "ENV" + numbered(" \\\n a@=b", 80_000),
    "pairs that are not set": "ENV " + numbered("A@=$B@ ", 9_000),
    "labels": "LABEL " + numbered("a@=b ", 9_000),
    "sources": "COPY " + numbered("a@ ", 100_000) + "/x/",
    "sources that are read": "COPY " + numbered("a@ ", 9_000) + "/x/",
    "ports": "EXPOSE " + numbered("@ ", 9_000),
    "flags": "RUN " + numbered("--mount=type=cache,target=/a@ ", 9_000) + "pip install foo",
    "unknown flags": "COPY " + numbered("--chwon@=a ", 50_000) + "a b",
    "fields of a mount": "RUN --mount=" + filled("type=cache,") + " x",
    "50,000 quotes": "RUN echo " + '"' * 50_000,
    "quotes": "ENV A=" + '"' * SIZE,
    "an open quote": "RUN echo " + "'" * 500_001,
    "backquotes": "RUN " + "`" * 100_001,
    "backslashes": "ENV A=" + "\\" * SIZE,
    "parentheses": "RUN " + "(" * 200_000 + "a" + ")" * 200_000,
    "substitutions": "RUN " + "$(" * 200_000 + "a" + ")" * 200_000,
    "nested defaults": "ENV A=" + "${A:-" * 150_000 + "a" + "}" * 150_000,
    "nested ifs": "RUN " + "if a; then " * 60_000 + "b" + "; fi" * 60_000,
    "nested shells": "RUN " + "sh -c " * 150_000 + "x",
    "wrappers": "RUN " + "sudo " * 150_000 + "x",
    "nested ONBUILD": "ONBUILD " * 100_000 + "RUN x",
    "a pattern": "ARG A=" + "a" * 20_000 + "\nENV B=${A#" + "*a" * 20_000 + "b}",
    "stars": "COPY " + "*" * 400_000 + " " + "?[a" * 100_000 + " /x/",
    "folders": "WORKDIR " + "/a/.." * 150_000 + "\nCOPY " + "../" * 100_000 + " /x",
    "JSON": "CMD [" + ",".join(['"a"'] * 200_000) + "]",
    "brackets": "CMD " + "[" * SIZE,
    "an address": "ADD https://" + "a." * 400_000 + " /x\nRUN curl https://" + "a:b@" * 50_000,
    "a heredoc": "RUN <<EOF\n" + filled("A=$A; pip install $A\n", 900_000) + "EOF",
    "heredocs": "RUN " + numbered("<<E@ ", 9_000) + "\n" + numbered("x\nE@\n", 9_000),
}
"""What stands in a file behind `FROM python:3.12`."""

FILES = {
    "an image": "FROM " + "a/" * 400_000 + "b:c\nFROM " + "a:" * 50_000,
    "a tag": "FROM python:" + "3." * 400_000 + "\nFROM python:" + "-slim" * 20_000,
    "CMD": "FROM a\n" + "CMD echo hi\n" * 20_000,
    "ENTRYPOINT": "FROM python:3.12\n" + 'ENTRYPOINT ["gunicorn", "-b", "127.0.0.1", "a:b"]\n' * 15_000,
    "HEALTHCHECK": "FROM a\n" + "HEALTHCHECK CMD curl -f localhost\n" * 20_000,
    "stages": numbered("FROM debian:12 AS s@\n", 10_000),
    "stages in a chain": "FROM python:3.12 AS s0\n" + numbered("FROM s< AS s@\nRUN pip install foo\n", 10_000),
    "a chain that is read": "FROM python:3.12 AS s0\n" + numbered("FROM s@ AS s@x\nRUN pip install foo\n", 400),
    "stages that copy": "FROM a AS s0\n" + numbered("FROM debian:12 AS s@x\nCOPY --from=s<x /a /b\n", 10_000),
    "a stage again and again": "FROM debian:12 AS s\n" * 30_000,
    "ENV": "FROM a\n" + numbered("ENV A@=$A<x\n", 50_000),
    "ENV that grows": "FROM a\nENV A=b\n" + "ENV A=$A$A\n" * 50_000,
    "long ENV": "FROM a\n" + numbered("ENV A@=$A<" + "y" * 900 + "\n", 900),
    "ARG": numbered("ARG A@=b\n", 50_000) + "FROM debian:$A5\n",
    "comments": "FROM a\n" + "# hello\n" * 100_000,
    "pragmas": "FROM a\n" + "# hadolint ignore=DL3008\n" * 40_000 + "RUN x\n",
    "pragmas for each": "FROM a\n" + "# dlint: ignore[DL3008] why\nRUN apt-get install -y foo\n" * 15_000,
    "unknown pragmas": "FROM a\n" + numbered("# dlint: ignore[nonsense@]\nRUN x\n", 20_000),
    "a long pragma": "FROM a\n# hadolint ignore=" + numbered("DL@,", 90_000) + "DL3000\nRUN x\n",
    "a long directive": "# check=skip=" + numbered("X@,", 90_000) + "X\nFROM a\n",
    "2,000 RUN": "FROM a\n" + "RUN apt-get install -y foo\n" * 2000,
    "900 RUN": "FROM python:3.12\n" + "RUN apt-get update && apt-get install -y foo && pip install bar\n" * 900,
    "RUN of 1 KB": "FROM python:3.12\n" + ("RUN true" + " && pip install $X && A=b" * 40 + "\n") * 900,
    "all sorts": "FROM python:3.12\n" + (
        "RUN pip install foo\nRUN cd /x && make\nCOPY . /app\nWORKDIR a\nUSER b\nENV A=$B\nARG C=d\nEXPOSE 80\n" * 120
    ),
    "300 ENV, 100 RUN": "FROM a\n" + numbered(f"ENV A@={'x' * 1500}\n", 300) + (
        "RUN echo " + numbered("$A@ ", 300) + "\n"
    ) * 100,
    "COPY": "FROM a\n" + "COPY a b\n" * 40_000,
    "COPY of many": "FROM python:3.12\n" + numbered("COPY a@ /app/b@\n", 900) + "CMD python /app/b5\n",
    "WORKDIR": "FROM a\n" + "WORKDIR a\n" * 40_000,
    "mkdir and WORKDIR": "FROM a\n" + "RUN mkdir /a\nWORKDIR /a\n" * 20_000,
    "USER": "FROM a\n" + "USER a\nRUN pip install x\n" * 20_000,
    "SHELL": "FROM a\n" + 'SHELL ["bash", "-c"]\nRUN a | b\n' * 20_000,
    "ONBUILD": "FROM a\n" + "ONBUILD RUN apt-get install foo\n" * 20_000,
    "unknown instructions": "FROM a\n" + numbered("RUM@ bar\n", 50_000),
    "small heredocs": "FROM a\n" + "COPY <<A /x\nfoo\nA\n" * 30_000,
    "open heredocs": "FROM a\n" + "RUN <<A\nRUN <<B\n" * 30_000,
    "empty lines": "FROM a\n" + "\n" * (SIZE - 10),
    "zeros": "FROM a\n" + "\0" * SIZE,
    "secrets": "FROM a\n" + numbered("ENV SECRET_KEY@=abcdef0123456789abcdef012345\n", 900),
}  # fmt: skip

IGNORE_FILES = {
    "patterns": numbered("foo@/bar\n", 60_000),
    "exceptions": "*\n" + numbered("!src@\n", 90_000),
    "the same": "**/.env*\n!.env.example\n" * 40_000,
    "stars": "a*" * 30_000 + "\n" + ("*a" * 300 + "\n") * 100,
    "classes": "[a-z]*[0-9]\n" * 80_000,
    "slashes": "/" * SIZE,
    "folders": "../" * 300_000 + "\n",
}

COMPOSE_FILES = {
    "services": "services:\n" + numbered('  s@:\n    image: python:3.12\n    ports: ["@:80"]\n', 15_000),
    "nested": "services: " + "{a: " * 100_000,
    "aliases": (
        "x: &a [1,2]\ny: &b [*a,*a,*a,*a]\nz: &c [*b,*b,*b,*b]\n"
        + numbered("q@: &d@ [*c,*c,*c]\n", 20_000)
        + "services:\n  a:\n    image: x\n"
    ),
}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(path=[])


def check(registry: Registry, text: str, kind: str, name: str, folder: Path | None = None) -> Report:
    """The report of all rules there are."""
    config = Config(registry, [Layer({"select": ["ALL"], "shellcheck": False}, "test", "/")])
    report = check_source(Source(text, name), kind, config, folder=str(folder) if folder else None)
    assert report.error is None
    assert [] == [str(notice) for notice in report.notices if not isinstance(notice, Unread)]
    counts: dict[str, int] = {}
    for finding in report.findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    assert max(counts.values(), default=0) <= ENOUGH
    return report


@pytest.mark.parametrize("name", LINES)
def test_one_instruction(registry: Registry, name: str) -> None:
    text = f"FROM python:3.12\n{LINES[name]}\n"
    assert check(registry, text, DOCKERFILE, "Dockerfile").findings


@pytest.mark.parametrize("name", FILES)
def test_many_instructions(registry: Registry, name: str) -> None:
    check(registry, FILES[name], DOCKERFILE, "Dockerfile")


@pytest.mark.parametrize("name", ["stages", "900 RUN", "all sorts", "COPY of many", "USER"])
def test_in_a_project(registry: Registry, tmp_path: Path, name: str) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "x"\nversion = "1"\ndependencies = ["flask"]\n[build-system]\nrequires = ["hatchling"]\n'
    )
    (tmp_path / "uv.lock").write_text('version = 1\n\n[[package]]\nname = "flask"\nversion = "3.0"\n')
    (tmp_path / "requirements.txt").write_text("flask==3.0\n")
    (tmp_path / ".dockerignore").write_text("**/*.pyc\n.venv\n")
    check(registry, FILES[name], DOCKERFILE, str(tmp_path / "Dockerfile"), tmp_path)


@pytest.mark.parametrize("name", IGNORE_FILES)
def test_ignore_files(registry: Registry, name: str) -> None:
    check(registry, IGNORE_FILES[name], DOCKERIGNORE, ".dockerignore")


@pytest.mark.parametrize("name", COMPOSE_FILES)
def test_compose_files(registry: Registry, name: str) -> None:
    check(registry, COMPOSE_FILES[name], COMPOSE, "compose.yaml")


def test_what_is_not_looked_at_is_told(registry: Registry) -> None:
    text = "FROM a\n" + "CMD echo hi\n" * (2 * MAX_INSTRUCTIONS)
    report = check(registry, text, DOCKERFILE, "Dockerfile")
    (notice,) = report.notices
    assert f"Dockerfile:{MAX_INSTRUCTIONS + 1}: the file is too long: from here on nothing is linted" == str(notice)
    assert 1 == notice.status
    assert {"DL4003"} <= {finding.code for finding in report.findings}
    assert [] == check(registry, "FROM a\n" + "CMD a\n" * (MAX_INSTRUCTIONS - 1), DOCKERFILE, "Dockerfile").notices

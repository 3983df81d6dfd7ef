"""What the rules on virtual environments, accounts, start scripts and conda know."""

from pathlib import Path

import pytest

from dlint.model.file import File
from dlint.model.packages.conda import packages, requirements
from dlint.model.python.distro_python import is_interpreter, library
from dlint.model.python.sigterm import endless_without_handler
from dlint.model.python.venvs import (
    copied_to,
    interpreter_for,
    interpreter_of,
    lacks_python,
    made_in,
    path_entries,
)
from dlint.model.stage.accounts import account_of, has_account
from dlint.model.stage.entrypoint_scripts import start_scripts
from dlint.model.stage.exec_form import runs_code, shell_array
from dlint.syntax.source import Source


def read(text: str, folder: Path | None = None) -> File:
    path = "Dockerfile" if folder is None else str(folder / "Dockerfile")
    return File(Source(text, path), folder=None if folder is None else str(folder))


# Virtual environments


@pytest.mark.parametrize(
    ("command", "paths"),
    [
        ("python -m venv /opt/venv", ["/opt/venv"]),
        ("python3.13 -m venv --prompt app .venv", ["/app/.venv"]),
        ("virtualenv -p python3 venv", ["/app/venv"]),
        ("cd /srv && python -m venv env", ["/srv/env"]),
        ("python -m venv a b", ["/app/a", "/app/b"]),
        ("V=/x && python -m venv $V/env", ["/x/env"]),
        ("python -m venv ~/env", []),
        ("python -m venv $UNKNOWN", []),
        ("test -d /v || python -m venv /v", []),
        ("uv venv", ["/app/.venv"]),
        ("UV_PROJECT_ENVIRONMENT=/env uv venv", ["/env"]),
        ("POETRY_VIRTUALENVS_IN_PROJECT=1 poetry install", ["/app/.venv"]),
        ("poetry install", []),
        ("poetry config virtualenvs.in-project true && poetry install", ["/app/.venv"]),
        ("PIPENV_VENV_IN_PROJECT=1 pipenv sync", ["/app/.venv"]),
        ("pipenv install --system", []),
        ("pdm sync", ["/app/.venv"]),
    ],
)
def test_made_in(command: str, paths: list[str]) -> None:
    file = read(f"FROM python:3.13-slim\nWORKDIR /app\nRUN {command}\n")
    assert paths == [venv.path for venv in made_in(file.stages[0])]


def test_copied_to() -> None:
    file = read(
        "FROM python:3.13 AS build\nWORKDIR /app\nRUN python -m venv .venv\n"
        "FROM python:3.13-slim\nCOPY --from=build /app /srv\nCOPY --from=build /etc /etc\n"
    )
    (venv,) = made_in(file.stages[0])
    assert ["/srv/.venv"] == [place for _, place in copied_to(venv, file.stages[1])]
    assert [] == copied_to(venv, file.stages[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FROM python:3.13-slim", "Interpreter(/usr/local/bin 3.13 glibc trixie)"),
        ("FROM python:3.12-alpine3.22", "Interpreter(/usr/local/bin 3.12 musl alpine3.22)"),
        ("FROM gcr.io/distroless/python3-debian13", "Interpreter(/usr/bin 3.13 glibc trixie)"),
        ("FROM debian:12\nRUN apt-get install -y python3", "Interpreter(/usr/bin 3.11 glibc bookworm)"),
        ("FROM debian:12\nRUN apt-get install -y curl", "None"),
        ("FROM debian:12\nRUN ./install.sh", "None"),
        ("FROM python:3.13\nRUN apt-get install -y python3.11", "None"),
        ("FROM python:3.13\nRUN ln -s /x /usr/local/bin/python", "None"),
        ("FROM node:22", "None"),
    ],
)
def test_interpreter_of(text: str, expected: str) -> None:
    assert expected == str(interpreter_of(read(text + "\n").stages[0]))


@pytest.mark.parametrize(
    ("command", "known"),
    [
        ("python -m venv /v", True),
        ("python3.13 -m venv /v", True),
        ("python3.11 -m venv /v", False),
        ("/usr/bin/python3 -m venv /v", False),
        ("python -m venv --copies /v", False),
        ("virtualenv -p python3.9 /v", False),
        ("uv venv --python 3.11 /v", False),
    ],
)
def test_interpreter_for(command: str, known: bool) -> None:
    file = read(f"FROM python:3.13-slim\nRUN {command}\n")
    assert [known] == [interpreter_for(venv) is not None for venv in made_in(file.stages[0])]


def test_lacks_python() -> None:
    file = read(
        "FROM python:3.13 AS build\n"
        "FROM debian:13\nCOPY --from=build /app /app\n"
        "FROM debian:13\nCOPY --from=build /usr/local /usr/local\n"
        "FROM debian:13\nRUN curl https://example.org/x | sh\n"
        "FROM scratch\n"
    )
    assert [False, True, False, False, False] == [lacks_python(stage) for stage in file.stages]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ENV PATH=/a/bin:$PATH", {"/a/bin"}),
        ('ENV V=/v\nENV PATH="$V/bin:${PATH}:/b"', {"/v/bin", "/b"}),
        ("ENV PATH $PATH:/a/", {"/a"}),
        ("ENV PATH=$HOME/bin:$PATH", None),
        ("ENV OTHER=/a", set()),
    ],
)
def test_path_entries(text: str, expected: set[str] | None) -> None:
    assert expected == path_entries(read(f"FROM registry.example.org/base\n{text}\n").stages[0])


# Accounts


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", False),
        ("RUN useradd app", None),
        ("RUN mkdir /app && chown -R root /app", False),
        ("RUN /setup.sh", None),
        ("COPY --from=x /etc/passwd /etc/passwd", None),
        ("COPY app /app", False),
        ("ARG U=app\nRUN adduser $U", None),
    ],
)
def test_has_account(lines: str, expected: bool | None) -> None:
    file = read(f"FROM python:3.13-slim\n{lines}\nCOPY --chown=app . /app\n")
    assert expected == has_account(file.stages[0], "app", file.stages[0].instructions[-1])


def test_accounts_of_base_images() -> None:
    for base, name, expected in (
        ("debian:13", "www-data", True),
        ("alpine:3.22", "www-data", False),
        ("ubuntu:24.04", "ubuntu", True),
        ("node:22-slim", "node", None),
        ("registry.example.org/base", "app", None),
    ):
        file = read(f"FROM {base}\nCOPY . /app\n")
        assert expected == has_account(file.stages[0], name, file.stages[0].instructions[0]), base


@pytest.mark.parametrize(
    ("command", "home", "has_home"),
    [
        ("useradd app", "/home/app", False),
        ("useradd -m app", "/home/app", True),
        ("useradd --create-home --home-dir /data app", "/data", True),
        ("useradd -M app", "/home/app", False),
        ("adduser --disabled-password app", "/home/app", True),
        ('adduser --home /nonexistent --no-create-home --gecos "" app', "/nonexistent", False),
        ("adduser --system app", "/home/app", None),
    ],
)
def test_account_of(command: str, home: str, has_home: bool | None) -> None:
    account = account_of(read(f"FROM debian:13\nRUN {command}\n").stages[0], "app")
    assert account is not None
    assert (home, has_home) == (account.home, account.has_home)


# Start scripts and programs


def test_start_scripts(tmp_path: Path) -> None:
    (tmp_path / "docker").mkdir()
    script = '#!/bin/sh\nset -e\nif [ "$1" = web ]; then\n    gunicorn app\nelse\n    exec "$@"\nfi\n'
    (tmp_path / "docker" / "run.sh").write_text(script)
    text = "FROM python:3.13-slim\nWORKDIR /app\nCOPY docker docker\n"
    for command in ('["./docker/run.sh"]', '["sh", "-e", "docker/run.sh"]', '["tini", "--", "/app/docker/run.sh"]'):
        (found,) = start_scripts(read(f"{text}ENTRYPOINT {command}\n", tmp_path).stages[0])
        assert ("/app/docker/run.sh", "docker/run.sh") == (found.path, found.name)
        assert ["gunicorn app", '"$@"'] == [command.text for command in found.last_commands()]
        assert [4, 6] == [found.line(command) for command in found.last_commands()]
    assert [] == start_scripts(read(f'{text}ENTRYPOINT ["/run.sh"]\n', tmp_path).stages[0])
    assert [] == start_scripts(read(f'{text}ENTRYPOINT ["./docker/run.sh"]\n').stages[0])


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("while True:\n    pass\n", True),
        ("while True:\n    break\n", False),
        ("print(1)\n", False),
        ("import signal\nwhile True:\n    pass\n", False),
        ("import unknown\nwhile True:\n    pass\n", False),
        ("import own\nwhile True:\n    pass\n", True),
        ("import handles\nwhile True:\n    pass\n", False),
        ("from http.server import *\nHTTPServer(('', 80), None).serve_forever()\n", True),
        ("from flask import Flask\napp = Flask('')\napp.run()\n", True),
        (
            "import asyncio\nloop.add_signal_handler(15, stop)\nloop.run_forever()\n",
            False,
        ),
        ("while True\n", False),
    ],
)
def test_endless_without_handler(tmp_path: Path, code: str, expected: bool) -> None:
    (tmp_path / "main.py").write_text(code)
    (tmp_path / "own.py").write_text("import own, time\n")
    (tmp_path / "handles.py").write_text("import signal\nsignal.signal(signal.SIGTERM, print)\n")
    file = read("FROM python:3.13-slim\nCOPY . /\n", tmp_path)
    assert expected == endless_without_handler(file.stages[0], "main.py")


def test_exec_form() -> None:
    assert '["sh", "-c", "exec run --port \\"$PORT\\" \'a b\'"]' == shell_array(["run", "--port", "$PORT", "a b"])
    assert None is shell_array(["run", "$(whoami)"])
    assert runs_code(["/bin/bash", "-c", "x"])
    assert runs_code(["python3.13", "-c", "x"])
    assert not runs_code(["python", "app.py", "x"])


# Packages


def test_conda() -> None:
    file = read("FROM condaforge/miniforge3\nRUN conda install -y -c conda-forge numpy 'scipy>=1' pandas=2 -n app\n")
    (command,) = file.commands_in(file.stages[0])
    assert [("numpy", False), ("scipy", True), ("pandas", True)] == [entry[1:] for entry in packages(command)]
    text = "channels:\n  - y\ndependencies:\n  - python=3.13  # new\n  - numpy\n  - pip:\n    - flask\nprefix: /x\n"
    assert [(4, "python", True), (5, "numpy", False)] == requirements(text)


def test_distro_python() -> None:
    for name in ("python3", "python3-pip", "python3.11-dev", "py3-setuptools", "python-is-python3", "python3-full"):
        assert is_interpreter(name), name
    for name in ("python3-numpy", "pythonic", "libpython3-dev", "python3-tk"):
        assert not is_interpreter(name), name
    assert ["numpy", "psycopg2-binary", "", None, None] == [
        library(name) for name in ("py3-numpy", "python3-psycopg2", "python3-obscure", "python3-tk", "python3-pip")
    ]

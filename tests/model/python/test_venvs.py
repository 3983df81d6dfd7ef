"""Virtual environments: where they are made and copied to, and which interpreter a command gets."""

import pytest

from dlint.model.python.venvs import (
    interpreter_for,
    interpreter_of,
    lacks_python,
    path_entries,
    places_copied_to,
    venvs_made_in,
)
from tests.model.dockerfiles import read


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
    assert paths == [venv.path for venv in venvs_made_in(file.stages[0])]


def test_copied_to() -> None:
    file = read(
        "FROM python:3.13 AS build\nWORKDIR /app\nRUN python -m venv .venv\n"
        "FROM python:3.13-slim\nCOPY --from=build /app /srv\nCOPY --from=build /etc /etc\n"
    )
    (venv,) = venvs_made_in(file.stages[0])
    assert ["/srv/.venv"] == [place for _, place in places_copied_to(venv, file.stages[1])]
    assert [] == places_copied_to(venv, file.stages[0])


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
    assert [known] == [interpreter_for(venv) is not None for venv in venvs_made_in(file.stages[0])]


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

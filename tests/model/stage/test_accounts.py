"""Accounts of an image: which it has, and what makes one."""

import pytest

from dlint.model.stage.accounts import account_of, has_account
from tests.model.dockerfiles import read


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

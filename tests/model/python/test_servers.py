"""Which server a container starts, and where it listens."""

import pytest

from dlint.model.python.servers import listening
from tests.model.dockerfiles import read


@pytest.mark.parametrize(
    ("command", "name", "host", "port"),
    [
        ("uvicorn app:app", "uvicorn", "127.0.0.1", 8000),
        ("uvicorn app:app --host 0.0.0.0 --port 80", "uvicorn", "0.0.0.0", 80),
        ("uvicorn app:app --uds /x", "uvicorn", None, None),
        ('uvicorn app:app --port "$PORT"', "uvicorn", "127.0.0.1", None),
        ("gunicorn -b :9000 app", "gunicorn", "0.0.0.0", 9000),
        ("gunicorn --bind=unix:/x app", "gunicorn", None, None),
        ("python manage.py runserver", "django runserver", "127.0.0.1", 8000),
        ("python manage.py runserver 0:80", "django runserver", "0.0.0.0", 80),
        ("python manage.py runserver 9000", "django runserver", "127.0.0.1", 9000),
        ("flask run -h 0.0.0.0 -p 1", "flask run", "0.0.0.0", 1),
        ("uvicorn app:app $OPTIONS", "uvicorn", None, None),
    ],
)
def test_options(command: str, name: str, host: str | None, port: int | None) -> None:
    file = read(f"FROM python:3.13\nCMD {command}\n")
    (found,) = listening(file.stages[0])
    assert (name, host, port) == (found.server.name, found.host, found.port)


@pytest.mark.parametrize("command", ["flask shell", "python manage.py migrate", "celery beat", "echo uvicorn"])
def test_what_is_no_server(command: str) -> None:
    assert [] == listening(read(f"FROM python:3.13\nCMD {command}\n").stages[0])


def test_variables() -> None:
    (found,) = listening(read('FROM python:3.13\nENV FLASK_RUN_HOST=0.0.0.0\nCMD ["flask", "run"]\n').stages[0])
    assert ("0.0.0.0", True, False) == (found.host, found.explicit, found.loopback)

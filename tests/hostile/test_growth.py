"""Twice as many instructions make twice as much work, however they hang together: calls are counted, no clock is read."""

import sys
from pathlib import Path

import pytest

from dlint.engine.checker import check_source
from dlint.engine.config.config import Config
from dlint.engine.config.layer import Layer
from dlint.engine.files.names import DOCKERFILE
from dlint.engine.packs.loading import load
from dlint.engine.packs.registry import Registry
from dlint.syntax.source import Source
from tests.hostile.hostile_inputs import FILES_AROUND, numbered

FEW = 60

MOST = 2.3
"""A bit more than twice: what is sorted or looked for by halves grows a little faster."""

HEAD = "FROM python:3.12-slim\n"

LINES = {
    "pip -r": "RUN pip install -r requirements.txt\n",
    "pip -e": "RUN pip install -e .\n",
    "pip of a directory": "RUN pip install ./p@\n",
    "a venv": "RUN python -m venv /venv && . /venv/bin/activate && pip install x\n",
    "uv venv": "RUN uv venv /v@ && VIRTUAL_ENV=/v@ uv pip install x\n",
    "uv sync": "RUN uv sync\n",
    "poetry": "RUN poetry install\n",
    "poetry config": "RUN poetry config virtualenvs.create false && poetry install\n",
    "pipenv": "RUN pipenv install --system\n",
    "pdm": "RUN pdm install\n",
    "setup.py": "RUN python setup.py install\n",
    "conda": "RUN conda install -y foo@\n",
    "apt": "RUN apt-get update && apt-get install -y libpq-dev && pip install psycopg2==@\n",
    "mounts": "RUN --mount=type=cache,target=/root/.cache/pip pip install foo@\n",
    "bind mounts": "RUN --mount=type=bind,source=requirements.txt,target=r@.txt pip install -r r@.txt\n",
    "ONBUILD": "ONBUILD RUN pip install -r requirements.txt\n",
    "ONBUILD of a venv": "ONBUILD RUN python -m venv /v@ && /v@/bin/pip install x\n",
    "COPY and pip": "COPY requirements.txt .\nRUN pip install -r requirements.txt\n",
    "WORKDIR": "WORKDIR a\n",
    "WORKDIR, absolute": "WORKDIR /a@\n",
    "USER": "USER u@\n",
    "mkdir": "RUN mkdir /a@\n",
    "ENV": "ENV A@=${A<}x\n",
    "CMD": "CMD python a@.py\n",
    "pipes": "RUN a@ | b@\n",
    "a server": "RUN pip install gunicorn\nCMD gunicorn -b 127.0.0.1:8@ a:b\n",
}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(path=[])


def calls(registry: Registry, directory: Path, text: str) -> int:
    """How many functions are called to lint a Dockerfile."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    config = Config(registry, [Layer({"select": ["ALL"], "shellcheck": False}, "test", "/")])
    source = Source(text, str(directory / "Dockerfile"))
    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        report = check_source(source, DOCKERFILE, config, directory=str(directory))
    finally:
        sys.setprofile(before)
    assert [] == report.notices
    return count


@pytest.mark.parametrize("name", LINES)
def test_work_grows_as_the_file_does(registry: Registry, tmp_path: Path, name: str) -> None:
    for path, text in FILES_AROUND.items():
        (tmp_path / path).write_text(text)
    calls(registry, tmp_path, HEAD + LINES[name].replace("@", "0").replace("<", "0"))
    none, once, twice = (calls(registry, tmp_path, HEAD + numbered(LINES[name], FEW * n)) for n in (0, 1, 2))
    assert twice - none <= MOST * (once - none)

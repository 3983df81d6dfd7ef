"""What the commands of a stage install."""

from pathlib import Path

from dlint.model.python.installs import installed_in
from tests.model.dockerfiles import dockerfile
from tests.model.python.test_locks import UV_LOCK


def test_what_a_stage_installs(tmp_path: Path) -> None:
    file = dockerfile(
        tmp_path,
        "FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt click==8.3 ./lib\n"
        "RUN cd lib && uv sync --no-dev\n",
        {
            "requirements.txt": "flask==3.1\n",
            "lib__pyproject.toml": '[project]\nname = "shop"\nversion = "1"\ndependencies = ["httpx"]\n',
            "lib__uv.lock": UV_LOCK,
        },
    )
    found = [(one.name, one.version, one.path) for one in installed_in(file.stages[0])]
    assert found == [
        ("click", "8.3", ""), ("flask", "3.1", "requirements.txt"), ("httpx", None, "lib/pyproject.toml"),
        ("flask", "3.1.0", "lib/uv.lock"), ("asgiref", "3.8", "lib/uv.lock"), ("click", "8.3", "lib/uv.lock"),
        ("gunicorn", "23", "lib/uv.lock"),
    ]  # fmt: skip

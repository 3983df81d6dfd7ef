"""What a run may import: a budget is a list, not a clock."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

EXPENSIVE = (
    "argparse", "ast", "asyncio", "collections", "concurrent.futures", "contextlib", "dataclasses", "datetime", "difflib",
    "email", "enum", "fnmatch", "functools", "hashlib", "importlib.metadata", "inspect", "json", "logging",
    "multiprocessing", "pathlib", "pathspec", "pluggy", "re", "rich", "shlex", "shutil", "signal", "socket", "subprocess",
    "tempfile", "threading", "tomllib", "traceback", "typing", "unittest", "urllib", "yaml",
)  # fmt: skip
"""What checking one file at default settings must not import: each takes a millisecond or many.

In place of `re` there is `dlint.startup.regex` (`from dlint.api import re`), in place of `functools.lru_cache` there is
`dlint.startup.remember`, and types are imported for the type checker only. What is rarely needed is imported where it is.
"""


PROBE = """
import sys
before = set(sys.modules)
from dlint.cli.main import main
status = main(sys.argv[1:])
print("MODULES", *sorted(set(sys.modules) - before))
"""


FILES = {
    "Dockerfile": (
        "FROM python:3.13-slim AS build\nWORKDIR /app\n# hadolint ignore=DL3008\n"
        "RUN apt-get update && apt-get install -y gcc \\\n    && pip install --no-cache-dir flask==3.1.0\n"
        'COPY app.py .\nUSER nobody\nHEALTHCHECK CMD curl -f localhost\nCMD ["python", "app.py"]\n'
    ),
    "wrong.Dockerfile": "FROM python:latest\nRUN apt-get install gcc\nMAINTAINER me\nADD x /\nCMD python app.py\n",
}


@pytest.mark.parametrize("name", FILES)
def test_checking_a_file_imports_nothing_expensive(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(FILES[name])
    (tmp_path / ".dockerignore").write_text("**/.git\n**/.env\n**/.venv\n**/__pycache__\n")
    # The first run fills the caches beside the code.
    for _ in range(2):
        found = subprocess.run(
            [sys.executable, "-c", PROBE, name],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT), "PATH": ""},
            check=False,
        )
    assert "" == found.stderr
    modules = found.stdout.partition("MODULES")[2].split()
    assert "dlint.engine.checker" in modules
    expensive = [
        name for name in EXPENSIVE if any(module == name or module.startswith(f"{name}.") for module in modules)
    ]
    assert [] == expensive

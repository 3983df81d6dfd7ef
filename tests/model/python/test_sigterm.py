"""Programs that neither end nor listen to SIGTERM."""

from pathlib import Path

import pytest

from dlint.model.python.sigterm import endless_without_handler
from tests.model.dockerfiles import read


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

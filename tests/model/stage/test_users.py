"""The user that an instruction runs as."""

import pytest

from dlint.model.stage.users import user_at
from tests.model.dockerfiles import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FROM debian\nRUN id\n", "root"),
        ("FROM registry.example.org/x\nRUN id\n", None),
        ("FROM debian\nUSER app:staff\nRUN id\n", "app"),
        ("FROM debian\nUSER app\nRUN id\nUSER root\n", "app"),
        ("FROM debian\nARG WHO\nUSER $WHO\nRUN id\n", None),
        ("FROM debian\nARG WHO=me\nUSER $WHO\nRUN id\n", "me"),
        ("FROM debian\nENV WHO=me\nUSER $WHO\nRUN id\n", "me"),
        ("FROM debian AS a\nUSER 1000\nFROM a\nRUN id\n", "1000"),
        ("FROM debian AS a\nUSER 1000\nFROM debian\nRUN id\n", "root"),
    ],
)
def test_user_at(text: str, expected: str | None) -> None:
    file = read(text)
    stage = file.stages[-1]
    (run,) = [node for node in stage.instructions if node.name == "RUN"]
    assert expected == user_at(stage, run)

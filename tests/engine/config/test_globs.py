"""Path patterns of the configuration."""

import os

import pytest

from dlint.engine.config.globs import Glob

HERE = os.path.join(os.sep, "work")


@pytest.mark.parametrize(
    ("patterns", "path", "expected"),
    [
        (["*.Dockerfile"], "a.Dockerfile", True),
        (["*.Dockerfile"], "deep/down/a.Dockerfile", True),
        (["tests/"], "app/tests/Dockerfile", True),
        (["tests"], "tests/a/b/Dockerfile", True),
        (["tests"], "mytests/Dockerfile", False),
        (["legacy/*"], "legacy/Dockerfile", True),
        (["legacy/*"], "app/legacy/Dockerfile", False),
        (["legacy/**"], "legacy/a/b/Dockerfile", True),
        (["a?c/x"], "abc/x", True),
        (["a*c/x"], "a/c/x", False),
        (["[ab]/x"], "b/x", True),
        (["tests", "!tests/keep"], "tests/keep/Dockerfile", False),
        (["tests", "!keep"], "tests/keep/Dockerfile", False),
        (["!keep", "tests"], "tests/keep/Dockerfile", True),
        ([], "Dockerfile", False),
    ],
)
def test_matches(patterns: list[str], path: str, expected: bool) -> None:
    assert expected is Glob(patterns, HERE).matches(os.path.join(HERE, *path.split("/")))


def test_what_is_elsewhere_does_not_match() -> None:
    glob = Glob(["**"], HERE)
    assert not glob.matches(os.path.join(os.sep, "other", "Dockerfile"))
    assert not glob.matches(HERE + "shop" + os.sep + "Dockerfile")
    assert Glob(["*"], os.sep).matches(os.path.join(os.sep, "Dockerfile"))

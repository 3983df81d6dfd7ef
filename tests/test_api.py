"""The API is one table: what is imported, what type checkers see and what the reference says come from it."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import dlint.api
from tests.api_reference import REFERENCE, STUB, names, reference, stub

LAYERS = ("startup", "syntax", "model", "engine")
"""Where the names of the API may live."""


@pytest.mark.parametrize(("path", "text"), [(STUB, stub), (REFERENCE, reference)], ids=["types", "reference"])
def test_what_is_made_from_the_table_is_in_step(
    path: Path, text: Callable[[], str], pytestconfig: pytest.Config
) -> None:
    if pytestconfig.getoption("--update-goldens"):
        path.write_text(text(), encoding="utf-8")
    assert path.exists() and text() == path.read_text(encoding="utf-8"), (
        "the API has changed: run pytest --update-goldens tests/test_api.py"
    )


def test_every_name_can_be_imported() -> None:
    missing = [name for name in dlint.api.__all__ if not hasattr(dlint.api, name)]
    assert [] == missing
    with pytest.raises(AttributeError, match=r"'dlint\.api' has no attribute 'Nothing'"):
        dlint.api.Nothing  # type: ignore[attr-defined]


def test_a_name_stands_in_the_table_once() -> None:
    twice = [name for name, count in Counter(one.name for one in names()).items() if count > 1]
    assert [] == twice


def test_every_name_lives_below_the_api() -> None:
    wrong = [one.name for one in names() if one.module.split(".")[1] not in LAYERS]
    assert [] == wrong


def test_what_nobody_asked_for_is_not_imported() -> None:
    probe = "import dlint.api, sys; print(*sorted(name for name in sys.modules if name.startswith('dlint')))"
    found = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert ["dlint", "dlint.api"] == found.stdout.split()

"""What all tests may use: the reference material beside the repository, and goldens rewritten by one switch."""

from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent


# How long an example takes depends on the machine: times are measured in bench/.
hypothesis.settings.register_profile("dlint", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("dlint")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="rewrite the files in tests/goldens with what is found"
    )


@pytest.fixture(scope="session")
def root() -> Path:
    """The directory of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The directory `../shared` beside the repository: oracles, corpus and references, which not every checkout has."""
    directory = ROOT.parent / "shared"
    if not directory.is_dir():
        pytest.skip("needs the folder ../shared, which is not beside this checkout")
    return directory


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with the file of that name in tests/goldens; with `--update-goldens`, write the file instead."""
    update = request.config.getoption("--update-goldens")

    def check(name: str, found: str) -> None:
        path = ROOT / "tests" / "goldens" / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found, encoding="utf-8", newline="")
        assert path.exists(), f"no golden {name}: run pytest --update-goldens and read what it writes"
        with path.open(encoding="utf-8", newline="") as stream:
            expected = stream.read()
        assert expected == found

    return check

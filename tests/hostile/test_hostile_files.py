"""Files of up to 1 MB that are made to keep a linter busy: all rules are through with each in a second or two.

No clock is read here: what is wrong in this way takes minutes, and then the test run does. `bench/hostile.py` measures.
"""

from pathlib import Path

import pytest

from dlint.engine.checker import ENOUGH, Report, check_source
from dlint.engine.config.config import Config
from dlint.engine.config.layer import Layer
from dlint.engine.files.names import COMPOSE, DOCKERFILE, DOCKERIGNORE
from dlint.engine.notices import Unread
from dlint.engine.packs.loading import load
from dlint.engine.packs.registry import Registry
from dlint.syntax.source import Source
from tests.hostile.hostile_inputs import COMPOSE_FILES, FILES, FILES_AROUND, IGNORE_FILES, LINES, dockerfile_of_line


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(path=[])


def check(registry: Registry, text: str, kind: str, name: str, directory: Path | None = None) -> Report:
    """The report of all rules there are."""
    config = Config(registry, [Layer({"select": ["ALL"], "shellcheck": False}, "test", "/")])
    report = check_source(Source(text, name), kind, config, directory=str(directory) if directory else None)
    assert report.error is None
    assert [] == [str(notice) for notice in report.notices if not isinstance(notice, Unread)]
    counts: dict[str, int] = {}
    for finding in report.findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    assert max(counts.values(), default=0) <= ENOUGH
    return report


@pytest.mark.parametrize("name", LINES)
def test_one_instruction(registry: Registry, name: str) -> None:
    report = check(registry, dockerfile_of_line(name), DOCKERFILE, "Dockerfile")
    assert report.findings or report.notices


@pytest.mark.parametrize("name", FILES)
def test_many_instructions(registry: Registry, name: str) -> None:
    check(registry, FILES[name](1), DOCKERFILE, "Dockerfile")


@pytest.mark.parametrize("name", ["stages", "900 RUN", "all sorts", "COPY of many", "USER"])
def test_in_a_project(registry: Registry, tmp_path: Path, name: str) -> None:
    for path, text in FILES_AROUND.items():
        (tmp_path / path).write_text(text)
    check(registry, FILES[name](1), DOCKERFILE, str(tmp_path / "Dockerfile"), tmp_path)


@pytest.mark.parametrize("name", IGNORE_FILES)
def test_ignore_files(registry: Registry, name: str) -> None:
    check(registry, IGNORE_FILES[name](1), DOCKERIGNORE, ".dockerignore")


@pytest.mark.parametrize("name", COMPOSE_FILES)
def test_compose_files(registry: Registry, name: str) -> None:
    check(registry, COMPOSE_FILES[name](1), COMPOSE, "compose.yaml")

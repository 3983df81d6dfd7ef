"""All rules over the examples of all pages, spoiled at random: none raises, whatever the file and those beside it.

A round takes each example once, with and without its directory. `DLINT_MUTATION_ROUNDS=100` runs a hundred rounds
instead of one, and `DLINT_MUTATION_SEED=7` begins with another one.
"""

import os
import random
import signal
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from dlint.engine.checker import Report, check_source
from dlint.engine.config.config import Config
from dlint.engine.config.layer import Layer
from dlint.engine.files.names import kind_by_name
from dlint.engine.packs.loading import load
from dlint.engine.packs.registry import Registry
from dlint.syntax.source import Source
from dlint.testing import AS_OF, examples
from tests.hostile.mutations import Project, mutate

FIRST = int(os.environ.get("DLINT_MUTATION_SEED", "0"))
ROUNDS = int(os.environ.get("DLINT_MUTATION_ROUNDS", "1"))
PROFILES = ("strict", "hadolint", "buildkit")
"""All rules are selected in each; these differ in the options that they give to rules."""

GUARD = 20
"""Seconds after which a run that takes milliseconds has no end. What it stands in tells of it as a rule that failed."""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load(path=[])


@pytest.fixture(scope="module")
def projects(registry: Registry) -> list[Project]:
    """The examples of all pages."""
    found = []
    for rule in registry.rules:
        for example in examples(rule.page):
            blocks = [*example.others, *example.linted]
            options = {name.replace("_", "-"): value for name, value in example.options.items()}
            found.append(
                Project(
                    {block.name: block.text for block in blocks},
                    [block.name for block in example.linted],
                    f"{rule.name}:{example.line}",
                    {rule.name: {name: options[name] for name in options if name.replace("-", "_") in rule.options}},
                )
            )
    return found


@pytest.fixture(autouse=True)
def alarm() -> Iterator[None]:
    """`signal.alarm` ends what does not end, where the system has it."""
    if not hasattr(signal, "alarm"):
        yield
        return
    before = signal.signal(signal.SIGALRM, has_no_end)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def has_no_end(_number: int, _frame: types.FrameType | None) -> None:
    raise TimeoutError(f"not through within {GUARD} seconds")


def write(directory: Path, files: dict[str, str]) -> None:
    """Write the files; one whose directory is a file by now is left out."""
    for name, text in files.items():
        path = directory / name
        try:
            if name.endswith("/"):
                path.mkdir(parents=True, exist_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            pass


def told(report: Report) -> list[tuple[object, ...]]:
    return [
        (finding.start, finding.end, finding.code, finding.severity, finding.message, finding.fix and finding.fix.edits)
        for finding in report.findings
    ]


def check(config: Config, text: str, name: str, directory: Path | None) -> None:
    """Lint a text twice: that nothing raises, all findings lie in the text, and the second run says the same."""
    kind = kind_by_name(name)
    place = str(directory / name) if directory is not None else name
    where = os.path.dirname(place) if directory is not None else None
    report, again = (check_source(Source(text, place), kind, config, directory=where) for _ in range(2))
    assert report.error is None
    assert [] == [str(notice) for notice in report.notices]
    assert [] == [repr(found) for found in report.findings if not 0 <= found.start <= found.end <= len(text)]
    assert told(report) == told(again)


@pytest.mark.parametrize("number", range(FIRST, FIRST + ROUNDS))
def test_no_rule_raises(registry: Registry, projects: list[Project], tmp_path: Path, number: int) -> None:
    for index, project in enumerate(projects):
        chance = random.Random(f"{number} {project.name}")
        profile = chance.choice(PROFILES)
        values = {"profile": profile, "select": ["ALL"], "shellcheck": False, "as-of": AS_OF, "rules": project.options}
        config = Config(registry, [Layer(values, "test", "/")])
        mutated = mutate(project, projects, chance)
        directory = tmp_path / str(index)
        directory.mkdir()
        write(directory, mutated.files)
        for name in mutated.linted:
            for place in (directory, None):
                if hasattr(signal, "alarm"):
                    signal.alarm(GUARD)
                try:
                    check(config, mutated.files[name], name, place)
                except BaseException as error:
                    error.add_note(f"round {number}, {profile}, in {place}, linted {name}: {mutated!r}")
                    raise

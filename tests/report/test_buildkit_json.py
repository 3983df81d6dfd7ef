"""The report in the shape of `docker build --check`."""

import base64
import json
from typing import Any

import pytest

from dlint.engine.checker import Report, check_source
from dlint.engine.config.config import Config, command_line
from dlint.engine.library import installed_rules
from dlint.engine.suppressions.comments import BUILDKIT_CHECKS
from dlint.report.buildkit_json import (
    WITHOUT_PAGE,
    buildkit_json,
    slug,
)
from dlint.report.results import Results
from dlint.syntax.source import Source

REGISTRY = installed_rules()


ERRORS = tuple(rule.name for rule in REGISTRY.rules if rule.pack == "dlint" and "fault" in rule.on)
"""The rules that tell why a build ends."""


def lint(text: str, **given: Any) -> Report:
    config = Config(REGISTRY, [command_line(given, REGISTRY)])
    return check_source(Source(text, "Dockerfile"), "dockerfile", config)


def report_of(text: str, **given: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(buildkit_json(Results([lint(text, **given)])))
    return found


def test_shape() -> None:
    text = "FROM scratch\nENV a b\nCOPY <<EOF \\\n  /x\n\nEOF\nRUN x \\\n\n  y\n"
    found = report_of(text, select=["LegacyKeyValueFormat", "NoEmptyContinuation", "InvalidBaseImagePlatform"])
    assert {"warnings", "sources"} == set(found)
    assert [{"filename": "Dockerfile", "language": "Dockerfile", "data": base64.b64encode(text.encode()).decode()}] == (
        found["sources"]
    )
    legacy, empty = found["warnings"]
    assert "LegacyKeyValueFormat" == legacy["ruleName"]
    assert "https://docs.docker.com/go/dockerfile/rule/legacy-key-value-format/" == legacy["url"]
    assert {"ranges": [{"start": {"line": 2}, "end": {"line": 2}}]} == legacy["location"]
    assert "NoEmptyContinuation" == empty["ruleName"]
    assert {"ranges": [{"start": {"line": 9}, "end": {"line": 9}}]} == empty["location"]


def test_the_first_error_is_the_error() -> None:
    found = report_of("FROM Debian\nENV a b\nRUN --foo \\\n  x\n", select=["LegacyKeyValueFormat", *ERRORS])
    assert found["buildError"]["message"].startswith("the build fails: `Debian` is no image")
    assert [("LegacyKeyValueFormat", 1), ("syntax-error", 2)] == [
        (warning["ruleName"], len(warning["location"]["ranges"])) for warning in found["warnings"]
    ]


def test_warnings_are_an_error_where_the_file_says_so() -> None:
    text = "# check=skip=StageNameCasing;error=true // why\nFROM scratch AS A\nENV a b\n"
    found = report_of(text, select=["StageNameCasing", "LegacyKeyValueFormat"])
    assert "lint violation found for rules: LegacyKeyValueFormat" == found["buildError"]["message"]
    assert ["LegacyKeyValueFormat"] == [warning["ruleName"] for warning in found["warnings"]]


def test_rules_that_buildkit_has_not() -> None:
    (warning,) = report_of("FROM scratch\nFROM debian\n", select=["DL3006"])["warnings"]
    assert "untagged-base-image" == warning["ruleName"]
    assert "description" not in warning
    assert "untagged-base-image" in warning["url"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("JSONArgsRecommended", "json-args-recommended"),
        ("CopyIgnoredFile", "copy-ignored-file"),
        ("FromPlatformFlagConstDisallowed", "from-platform-flag-const-disallowed"),
        ("SecretsUsedInArgOrEnv", "secrets-used-in-arg-or-env"),
        ("InvalidDefaultArgInFrom", "invalid-default-arg-in-from"),
    ],
)
def test_addresses_of_pages(name: str, expected: str) -> None:
    assert expected == slug(name)
    assert set(BUILDKIT_CHECKS) >= set(WITHOUT_PAGE)

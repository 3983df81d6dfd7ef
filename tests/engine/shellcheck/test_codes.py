"""ShellCheck's codes where a rule's may stand: selection, severities, suppressions, pages."""

import re
from pathlib import Path

import pytest

from dlint.cli.main import main
from dlint.engine.checker import check_source
from dlint.engine.config.config import Config, Layer
from dlint.engine.packs.registry import Registry
from dlint.engine.shellcheck.titles import TITLES
from dlint.syntax.source import Source
from tests.engine.shellcheck.linting import CODES, needs_shellcheck, run, told

pytestmark = needs_shellcheck


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {"SC2154", "SC2164"}),
        ({"shellcheck": False}, set()),
        ({"select": ["DL3006"]}, set()),
        ({"select": ["ALL"]}, {"SC2046", "SC2086", "SC2154", "SC2164"}),
        ({"select": ["SC"]}, {"SC2046", "SC2086", "SC2154", "SC2164"}),
        ({"select": ["shellcheck"]}, {"SC2046", "SC2086", "SC2154", "SC2164"}),
        ({"select": ["SC20"]}, {"SC2046", "SC2086"}),
        ({"select": ["sc2086"]}, {"SC2086"}),
        ({"extend-select": ["SC2086"]}, {"SC2086", "SC2154", "SC2164"}),
        ({"ignore": ["SC2164"]}, {"SC2154"}),
        ({"ignore": ["SC"]}, set()),
        ({"ignore": ["SC2"], "extend-select": ["SC2154"]}, {"SC2154"}),
        ({"ignore": ["ALL"], "extend-select": ["SC2086"]}, {"SC2086"}),
        ({"severity": {"SC2086": "warning"}}, {"SC2086", "SC2154", "SC2164"}),
        ({"severity": {"ALL": "error"}}, {"SC2154", "SC2164"}),
        ({"per-path-ignores": {"Docker*": ["SC21"]}}, set()),
        ({"per-path-ignores": {"Other*": ["SC21"]}}, {"SC2154", "SC2164"}),
        ({"profile": "hadolint"}, {"SC2046", "SC2086", "SC2154", "SC2164"}),
        ({"profile": "default"}, {"SC2154", "SC2164"}),
        ({"profile": "buildkit"}, set()),
    ],
)
def test_selection(registry: Registry, values: dict[str, object], expected: set[str]) -> None:
    config = Config(registry, [Layer(values, "test", str(Path.cwd()))])
    report = check_source(Source(CODES, "Dockerfile"), "dockerfile", config)
    assert expected == {finding.code for finding in report.findings if finding.code.startswith("SC")}


def test_severities(registry: Registry) -> None:
    levels = {"SC2": "info", "SC2164": "error", "shellcheck": "style"}
    found = {finding.code: finding.severity for finding in run(registry, CODES, severity=levels).findings}
    assert {"SC2046": "info", "SC2086": "info", "SC2154": "info", "SC2164": "error"} == found


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("# dlint: ignore[SC2164]", {"SC2154"}),
        ("# dlint: ignore[SC2]", set()),
        ("# dlint: ignore[shellcheck]", set()),
        ("# dlint: ignore[ALL]", set()),
        ("# hadolint ignore=SC2154,SC2164", set()),
        ("# hadolint global ignore=SC2164", {"SC2154"}),
        ("# shellcheck disable=SC2164", {"SC2154"}),
        ("# shellcheck shell=sh disable=SC2164,SC2154 # as it is", set()),
        ("# shellcheck disable=all", set()),
        ("# shellcheck source=x", {"SC2154", "SC2164"}),
        ("# check=skip=all", {"SC2154", "SC2164"}),
    ],
)
def test_suppression(registry: Registry, comment: str, left: set[str]) -> None:
    report = check_source(Source(f"FROM x:1\n{comment}\nRUN cd /x; make $y\n"), "dockerfile", Config(registry))
    assert left == {finding.code for finding in report.findings if finding.code.startswith("SC")}
    assert [] == [finding.message for finding in report.findings if finding.group == "suppressions"]


def test_suppression_inside(registry: Registry) -> None:
    text = (
        "FROM x:1\nRUN make $a \\\n    # shellcheck disable=SC2154\n    && make $b \\\n    # dlint: ignore[SC21]\n"
        "    && make $c \\\n    && make $d\nRUN <<EOF\ncd /x\n# shellcheck disable=SC2164\ncd /y\nls\nEOF\n"
    )
    assert ["2:10 SC2154", "7:13 SC2154", "9:1 SC2164"] == told(run(registry, text, ignore=["SC2086"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# dlint: ignore[SC2164]\nRUN make $(ls)\n", ["`SC2164` is suppressed in vain: delete the comment"]),
        ("# dlint: ignore[SC2164]\nRUN make\n", ["`SC2164` is suppressed in vain: delete the comment"]),
        ("# dlint: ignore[SC2086]\nRUN make $(ls)\n", []),  # is off, so that nobody knows
        ("# dlint: ignore[SC2]\nRUN make $(ls)\n", []),
        ("# dlint: ignore[SC20866]\nRUN make\n", ["there is no rule `SC20866`"]),
    ],
)
def test_suppressed_in_vain(registry: Registry, text: str, expected: list[str]) -> None:
    report = check_source(Source(f"FROM x:1\n{text}"), "dockerfile", Config(registry))
    found = [finding.message for finding in report.findings if finding.group == "suppressions"]
    assert expected == [re.sub(r", did you mean.*", "", message) for message in found]


def test_a_finding_names_its_page(registry: Registry) -> None:
    (finding,) = run(registry, "FROM x:1\nRUN cd /x; make\n").findings
    assert ("shellcheck", "shellcheck", "warning") == (finding.rule, finding.group, finding.severity)
    assert "https://www.shellcheck.net/wiki/SC2164" == finding.url


@pytest.mark.parametrize(
    "id", ["SC2086", "sc2164", "SC3046", "SC2154", "SC9999", "shellcheck", "SC2043", "SC1010", "SC2046"]
)
def test_explain(id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["explain", id])
    page = capsys.readouterr().out
    assert page.startswith("# ") and id.upper() in page.upper()
    assert "SC20" in page or "shellcheck.net/wiki" in page


def test_every_code_has_a_page(registry: Registry) -> None:
    for code in TITLES:
        (rule,) = registry.named(code)
        assert rule.title and len(rule.page) > 200

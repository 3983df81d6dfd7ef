"""The dated facts: their form, and what the functions make of them."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from dlint.model.image import facts

DATA = Path(facts.__file__).parent.parent / "data"
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
WIDTHS = {
    "deprecated_images": 6, "environment_variables": 2, "eol": 8, "musl_wheels": 3, "python_images": 4, "python_suites": 4,
    "removed_packages": 5, "server_defaults": 10, "spdx": 2, "system_libs": 8,
}  # fmt: skip


@pytest.mark.parametrize("path", sorted(DATA.glob("*.tsv")), ids=lambda path: path.stem)
def test_tables(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert any(line.startswith("# Source: ") for line in lines)
    assert [True] == [bool(DATE.search(line)) for line in lines if line.startswith("# As of: ")]
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert {WIDTHS[path.stem]} == {len(row) for row in rows}
    keys = [tuple(row[:2]) for row in rows]
    assert len(set(keys)) == len(keys)
    if path.stem in ("eol", "python_suites"):
        for row in rows:
            dates = row[2:6] if path.stem == "eol" else row[2:]
            assert all(date in ("", facts.ENDED) or datetime.date.fromisoformat(date) for date in dates)


def test_every_file_is_in_the_readme() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert [] == [path.name for path in DATA.iterdir() if path.suffix != ".md" and f"`{path.name}`" not in text]


def test_end_of_life() -> None:
    python = facts.eol("python", "3.8")
    assert python is not None
    assert "2024-10-07" == python.supported_until
    assert [False, True, True] == [python.ended(day) for day in ("2024-10-06", "2024-10-07", "2026-01-01")]
    assert [1, 0, -86] == [python.days_left(day) for day in ("2024-10-06", "2024-10-07", "2025-01-01")]
    debian = facts.eol("debian", "bookworm")
    assert debian is not None
    assert ("12", True, True, False) == (
        debian.cycle,
        debian.ended("2026-08-01"),
        debian.extended("2026-08-01"),
        debian.extended("2028-07-01"),
    )
    assert "22.04" == getattr(facts.eol("ubuntu", "jammy"), "cycle", None)
    assert None is facts.eol("python", "4.0")
    assert None is facts.eol("nothing", "1")
    node = facts.eol("node", "1")
    assert node is not None
    assert (True, None) == (node.ended("2015-01-01"), node.days_left("2015-01-01"))


def test_supported_versions() -> None:
    assert ["3.14", "3.13", "3.12", "3.11", "3.10"] == [
        cycle.cycle for cycle in facts.supported("python", "2026-09-01")
    ]
    assert "3.15" == facts.supported("python", "2026-11-01")[0].cycle


def test_python_images() -> None:
    assert ("2023-10-02", "2025-08-08") == facts.python_suites("3.12")["slim-bullseye"]
    assert None is facts.python_suites("3.12")["slim-trixie"][1]
    assert {} == facts.python_suites("9.9")
    assert ("3.14", "trixie", "alpine3.24") == facts.python_default()
    assert [True, False, None] == [facts.python_has_setuptools(version) for version in ("3.11", "3.12", "2.7")]
    for version in facts.python_versions():
        assert any(last is None for _, last in facts.python_suites(version).values())


def test_wheels() -> None:
    torch, aiohttp = facts.wheels("torch"), facts.wheels("aiohttp")
    assert torch is not None
    assert aiohttp is not None
    assert (True, False, False) == (torch.glibc, torch.musl, torch.sdist)
    assert (True, True, True) == (aiohttp.musl, aiohttp.musl_arm, aiohttp.sdist)
    assert None is facts.wheels("no-such-distribution")
    assert "aiohttp" in facts.musl_wheels()


def test_removed_packages() -> None:
    found = facts.removed_packages()
    assert ("bookworm", "netcat-openbsd") == (found["netcat"].gone_in, found["netcat"].use)
    assert "libssl1.1" not in found
    assert "libssl1.1" in facts.removed_packages(unconfirmed=True)


def test_deprecated_images() -> None:
    names = [("python", "2.7-slim"), ("python", None), ("jupyter/base-notebook", None), ("quay.io/jupyter/x", None)]
    assert [True, False, True, False] == [facts.deprecated_image(*name) is not None for name in names]


def test_servers_and_libraries() -> None:
    servers = facts.server_defaults()
    assert [True, False, False] == [servers[name].loopback for name in ("uvicorn", "fastapi run", "waitress-serve")]
    assert ("libpq5",) == facts.system_libs()["psycopg2"].run


@given(st.dates(), st.dates())
def test_days(first: datetime.date, second: datetime.date) -> None:
    assert (first - second).days == facts._day(first.isoformat()) - facts._day(second.isoformat())

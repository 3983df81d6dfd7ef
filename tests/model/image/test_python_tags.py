"""Tags of the official image `python`."""

import pytest

from dlint.model.image.python_tags import parse_python_tag


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        (None, (None, "3.14", "full", "trixie")),
        ("3", ("3", "3.14", "full", "trixie")),
        ("3.12", ("3.12", "3.12", "full", "trixie")),
        ("3.12.1", ("3.12.1", "3.12", "full", None)),
        ("3.8-alpine", ("3.8", "3.8", "alpine", "alpine3.20")),
        ("3.7-slim", ("3.7", "3.7", "slim", "bookworm")),
        ("3.12-slim-bullseye", ("3.12", "3.12", "slim", "bullseye")),
        ("3.12-alpine3.20", ("3.12", "3.12", "alpine", "alpine3.20")),
        ("slim", (None, "3.14", "slim", "trixie")),
        ("bookworm", (None, "3.14", "full", "bookworm")),
        ("2", ("2", "2.7", "full", "buster")),
        ("4", ("4", None, "full", None)),
        ("3.15-rc", ("3.15-rc", "3.15", "full", None)),
        ("3.12-windowsservercore-ltsc2022", ("3.12", "3.12", "windows", None)),
        ("3.12-alpine-slim", None),
        ("slim-3.12", None),
        ("3.12-latest", None),
        ("3.12-", None),
        ("", None),
    ],
)
def test_python_tags(tag: str | None, expected: tuple[str | None, ...] | None) -> None:
    found = parse_python_tag(tag)
    assert expected == (None if found is None else (found.version, found.minor, found.variant, found.suite))


def test_spans_of_a_python_tag() -> None:
    tag = "3.12.1-slim-bookworm"
    found = parse_python_tag(tag)
    assert found is not None
    spans = (found.version_span, found.variant_span, found.suite_span)
    assert ["3.12.1", "slim", "bookworm"] == [tag[span[0] : span[1]] for span in spans if span is not None]
    assert ("slim-bookworm", "3.12.1", False) == (found.build, found.patch, found.prerelease)

"""Image references: their parts, places and errors."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from dlint.model.image.families import (
    Family,
    family_of,
)
from dlint.model.image.python_tags import parse_python_tag
from dlint.model.image.reference import parse_reference

SHA = "sha256:" + "a" * 64


@pytest.mark.parametrize(
    ("text", "registry", "name", "tag", "digest"),
    [
        ("python", "docker.io", "python", None, None),
        ("python:3.12-slim", "docker.io", "python", "3.12-slim", None),
        ("docker.io/library/python:3", "docker.io", "python", "3", None),
        ("index.docker.io/python", "docker.io", "python", None, None),
        ("library/python", "docker.io", "python", None, None),
        ("bitnami/redis", "docker.io", "bitnami/redis", None, None),
        ("docker.io/bitnami/redis", "docker.io", "bitnami/redis", None, None),
        ("library/a/b", "docker.io", "library/a/b", None, None),
        ("localhost/x:1", "localhost", "localhost/x", "1", None),
        ("localhost:5000/x", "localhost:5000", "localhost:5000/x", None, None),
        (f"ghcr.io/a/b:1@{SHA}", "ghcr.io", "ghcr.io/a/b", "1", SHA),
        (f"python@{SHA}", "docker.io", "python", None, SHA),
        ("Foo/bar", "Foo", "Foo/bar", None, None),
        ("[::1]:5000/x:y", "[::1]:5000", "[::1]:5000/x", "y", None),
    ],
)
def test_parts(text: str, registry: str, name: str, tag: str | None, digest: str | None) -> None:
    found = parse_reference(text)
    assert (registry, name, tag, digest, None) == (found.registry, found.name, found.tag, found.digest, found.error)


def test_spans() -> None:
    text = f"localhost:5000/a/b:1.2@{SHA}"
    found = parse_reference(text)
    spans = (found.registry_span, found.port_span, found.path_span, found.name_span, found.tag_span, found.digest_span)
    parts = [text[span[0] : span[1]] for span in spans if span is not None]
    assert ["localhost:5000", "5000", "a/b", "localhost:5000/a/b", "1.2", SHA] == parts
    assert ("localhost", 5000, "b", "sha256", True) == (
        found.host,
        found.port,
        found.repository,
        found.algorithm,
        found.pinned,
    )


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "invalid reference format"),
        ("alpine:", "invalid reference format"),
        ("a:b:c", "invalid reference format"),
        ("a___b", "invalid reference format"),
        ("-a", "invalid reference format"),
        ("https://x/y", "invalid reference format"),
        ("a.b:x/c", "invalid reference format"),
        ("a:" + "t" * 129, "invalid reference format"),
        ("a:.x", "invalid reference format"),
        ("x@sha256:abc", "invalid reference format"),
        ("B", "invalid reference format: repository name (library/B) must be lowercase"),
        ("a/B", "invalid reference format: repository name (a/B) must be lowercase"),
        ("f" * 64, f"invalid repository name ({'f' * 64}), cannot specify 64-byte hexadecimal strings"),
        ("a/" + "b" * 254, "repository name must not be more than 255 characters"),
        ("x@md5:" + "a" * 32, "unsupported digest algorithm"),
        ("x@sha256:" + "a" * 63, "invalid checksum digest length"),
        ("x@sha256:" + "A" * 64, "invalid checksum digest format"),
    ],
)
def test_errors(text: str, error: str) -> None:
    assert error == parse_reference(text).error


def test_the_errors_of_buildkit(shared: Path) -> None:
    lines = (shared / "oracles" / "checks.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    errors = [re.match(r'failed to parse stage name "(.*?)": (.*)', case["error"] or "") for case in cases]
    found = [match for match in errors if match]
    assert found
    assert [match[2] for match in found] == [parse_reference(match[1]).error for match in found]


@given(st.text() | st.text(st.sampled_from("abA./:@-_1")))
def test_never_raises_and_stays_within(text: str) -> None:
    found = parse_reference(text)
    for span in (found.registry_span, found.port_span, found.path_span, found.name_span, found.tag_span):
        assert span is None or 0 <= span[0] <= span[1] <= len(text)
    if found.tag_span is not None:
        assert found.tag == text[found.tag_span[0] : found.tag_span[1]]
    assert isinstance(family_of(found), Family)
    parse_python_tag(text)

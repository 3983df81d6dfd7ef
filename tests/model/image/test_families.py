"""Families of base images: what is in them."""

import pytest

from dlint.model.image.families import (
    FAMILIES,
    UNKNOWN,
    family_of,
)
from dlint.model.image.reference import parse_reference

SHA = "sha256:" + "a" * 64


@pytest.mark.parametrize(
    ("text", "name", "distribution", "libc", "manager", "user"),
    [
        ("python:3.12", "python", "debian", "glibc", "apt", "root"),
        ("python:3.12-slim", "python-slim", "debian", "glibc", "apt", "root"),
        ("python:3.8-alpine", "python-alpine", "alpine", "musl", "apk", "root"),
        ("public.ecr.aws/docker/library/python:3.12-slim", "python-slim", "debian", "glibc", "apt", "root"),
        (f"python@{SHA}", "python-any", None, None, None, "root"),
        ("python:nonsense", "unknown", None, None, None, None),
        ("ubuntu:22.04", "ubuntu", "ubuntu", "glibc", "apt", "root"),
        ("debian:bookworm-slim", "debian", "debian", "glibc", "apt", "root"),
        ("alpine", "alpine", "alpine", "musl", "apk", "root"),
        ("node:20-alpine", "official", "alpine", "musl", "apk", "root"),
        ("node", "official", None, None, None, "root"),
        ("gcr.io/distroless/python3-debian13:nonroot", "distroless-python", "debian", "glibc", "", "nonroot"),
        ("cgr.dev/chainguard/python:latest", "chainguard-python", "wolfi", "glibc", "", "nonroot"),
        ("cgr.dev/chainguard/python:latest-dev", "chainguard-python", "wolfi", "glibc", "apk", "nonroot"),
        ("dhi.io/python:3.13-alpine3.22-dev", "hardened-python-dev", None, "musl", "apk", "root"),
        ("dhi.io/python:3.13", "hardened-python", None, None, "", "nonroot"),
        ("ghcr.io/astral-sh/uv:0.8.3", "uv-binary", None, None, "", None),
        ("ghcr.io/astral-sh/uv:python3.12-bookworm-slim", "uv", "debian", "glibc", "apt", "root"),
        ("mambaorg/micromamba:2", "micromamba", None, None, None, "mambauser"),
        ("condaforge/miniforge3", "conda", None, "glibc", None, "root"),
        ("public.ecr.aws/lambda/python:3.12", "lambda-python", None, "glibc", None, "root"),
        ("localhost:5000/python:3.12", "unknown", None, None, None, None),
        ("nginx", "unknown", None, None, None, None),
    ],
)
def test_families(
    text: str, name: str, distribution: str | None, libc: str | None, manager: str | None, user: str | None
) -> None:
    found = family_of(parse_reference(text))
    assert (name, distribution, libc, manager, user) == (
        found.name,
        found.distribution,
        found.libc,
        found.package_manager,
        found.user,
    )
    assert name in FAMILIES


def test_what_a_family_says() -> None:
    found = family_of(parse_reference("python:3.12-slim-bookworm"))
    assert (True, True, False, True, "3.12") == (
        found.known,
        found.is_python,
        found.has("curl"),
        found.has("pip"),
        found.python_version,
    )
    assert found.support is not None
    assert "2026-07-11" == found.support.supported_until
    assert (None, None, None, None) == (UNKNOWN.is_python, UNKNOWN.runs_as_root, UNKNOWN.has("curl"), UNKNOWN.support)
    assert UNKNOWN is family_of(None)

"""Platforms, as containerd parses and normalizes them."""

import pytest

from dlint.model.image.platforms import parse_platform


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("linux", "linux"),
        ("macOS", "darwin"),
        ("arm64", "linux/arm64"),
        ("AArch64", "linux/arm64"),
        ("i386", "linux/386"),
        ("armhf", "linux/arm/v7"),
        ("armel", "linux/arm/v6"),
        ("linux/arm", "linux/arm/v7"),
        ("linux/arm/6", "linux/arm/v6"),
        ("linux/arm/v8", "linux/arm/v8"),
        ("linux/arm64/v8", "linux/arm64"),
        ("linux/arm64/v9", "linux/arm64/v9"),
        ("Linux/X86_64", "linux/amd64"),
        ("linux/amd64/v1", "linux/amd64"),
        ("linux/amd64/v2", "linux/amd64/v2"),
        ("windows(10.0.17763)/amd64", "windows/amd64"),
        ("linux/anything", "linux/anything"),
    ],
)
def test_normal_spelling(text: str, expected: str) -> None:
    found = parse_platform(text)
    assert found.error is None
    assert expected == found.text


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("*", '"*": wildcards not yet supported'),
        ("linux/*", '"linux/*": wildcards not yet supported'),
        ("", '"" is an invalid OS component of ""'),
        ("linux/", '"" is an invalid component of "linux/"'),
        ("linux/&arm", '"&arm" is an invalid component of "linux/&arm"'),
        ("toaster", '"toaster": unknown operating system or architecture'),
        ("linux/arm/v7/x", '"linux/arm/v7/x": cannot parse platform specifier'),
    ],
)
def test_errors(text: str, error: str) -> None:
    assert f"{error}: invalid argument" == parse_platform(text).error

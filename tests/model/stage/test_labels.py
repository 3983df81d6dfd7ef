"""Labels: what a value of each type looks like."""

import pytest

from dlint.model.stage.labels import is_of_type

GOOD = {
    "url": ["https://example.org/a", "mailto:me@example.org", "ssh://git@example.org/x"],
    "rfc3339": ["2024-02-29T23:59:60Z", "2026-01-01t00:00:00.5+05:30"],
    "spdx": ["MIT", "mit", "(MIT OR Apache-2.0) AND BSD-3-Clause", "GPL-2.0-only WITH Classpath-exception-2.0",
             "LicenseRef-ours", "GPL-2.0+"],
    "hash": ["0123abc", "a" * 40, "b" * 64],
    "semver": ["1.2.3", "1.0.0-rc.1+build.5", "0.0.0"],
    "email": ["me@example.org", '"a b"@example.org', "a.b+c@[::1]"],
    "text": ["", "anything"],
    "no such type": ["anything"],
}  # fmt: skip
BAD = {
    "url": ["example.org", "git@example.org:a/b", "https://", "https:example", "https://a b", ""],
    "rfc3339": [
        "2023-02-29T00:00:00Z",
        "2026-01-01",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:00:00",
        "2026-04-31T00:00:00Z",
    ],
    "spdx": ["", "My License", "MIT AND", "(MIT", "MIT)", "MIT Apache-2.0", "MIT WITH MIT", "AND"],
    "hash": ["012345", "A" * 40, "a" * 41, "g" * 40],
    "semver": ["1.2", "v1.2.3", "01.2.3", "1.2.3-01", "1.2.3-"],
    "email": ["me", "me@", "@example.org", "a b@example.org", "a..b@example.org"],
}


@pytest.mark.parametrize("kind", GOOD)
def test_values_of_a_type(kind: str) -> None:
    assert [] == [value for value in GOOD[kind] if not is_of_type(value, kind)]


@pytest.mark.parametrize("kind", BAD)
def test_values_of_none(kind: str) -> None:
    assert [] == [value for value in BAD[kind] if is_of_type(value, kind)]

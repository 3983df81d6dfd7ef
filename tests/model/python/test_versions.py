"""Version specifiers: does a version satisfy them?"""

import pytest

from dlint.model.python.versions import satisfies


@pytest.mark.parametrize(
    ("specifier", "version", "expected"),
    [
        (">=3.12", "3.13", True),
        (">=3.12", "3.11", False),
        (">=3.11,<4", "3.13", True),
        (">=3.9, <3.13", "3.13", False),
        ("<3.13", "3.13", False),
        ("<3.13.2", "3.13", True),
        (">3.12", "3.12", False),
        (">3.12.1", "3.12", True),
        ("<=3.12", "3.12", True),
        ("==3.12.*", "3.12", True),
        ("==3.12.*", "3.13", False),
        ("==3.12.4", "3.12", True),
        ("==3.12", "3.12.4", True),
        ("!=3.12", "3.12", False),
        ("!=3.12.4", "3.12", True),
        ("~=3.11", "3.13", True),
        ("~=3.11", "4.0", False),
        ("~=3.11.2", "3.12", False),
        ("^3.11", "3.13", True),
        ("^3.11", "4.0", False),
        ("~3.11", "3.12", False),
        ("3.9 || 3.12", "3.12", True),
        ("*", "3.12", True),
        ("", "3.12", True),
        ("nonsense", "3.12", None),
        (">=3.12", "three", None),
    ],
)
def test_satisfies(specifier: str, version: str, expected: bool | None) -> None:
    assert satisfies(specifier, version) is expected

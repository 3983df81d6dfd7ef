"""Secrets, by the name of a variable and by the form of a value."""

import pytest

from dlint.model.secrets import is_placeholder, is_secret_name, is_secret_value, password_in


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("PASSWORD", True),
        ("DB_PASSWORD", True),
        ("api_key", True),
        ("APIKEY", True),
        ("AWS_SECRET_ACCESS_KEY", True),
        ("PASSWORD_FILE", False),
        ("TOKEN_URL", False),
        ("TOKENIZER", False),
        ("MAX_TOKEN", False),
        ("NO_PASSWORD", False),
        ("KEY", False),
        ("PUBLIC_KEY_TOKEN", False),
    ],
)
def test_names(name: str, expected: bool) -> None:
    assert expected is is_secret_name(name)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("AKIA" + "A1" * 8, True),
        ("AKIA" + "a1" * 8, False),
        ("ghp_" + "a" * 36, True),
        ("ghp_" + "a" * 35, False),
        ("-----BEGIN RSA PRIVATE KEY-----", True),
        ("-----BEGIN PUBLIC KEY-----", False),
        ("postgres://shop:Tr0ub4dor@db/shop", True),
        ("postgres://shop:$PASSWORD@db/shop", False),
        ("postgres://shop:shop-$PASSWORD@db/shop", False),
        ("postgres://postgres:postgres@db/shop", False),
        ("postgres://shop:changeme@db/shop", False),
        ("https://example.org:8443/a@b", False),
        ("", False),
    ],
)
def test_values(value: str, expected: bool) -> None:
    assert expected is is_secret_value(value)


def test_placeholders() -> None:
    for value in (
        "true",
        "12",
        "./key",
        "$KEY",
        "<your key>",
        "{{ key }}",
        "xxxx",
        "change-me",
        "your-key",
        "server.pem",
    ):
        assert is_placeholder(value), value
    for value in ("Tr0ub4dor", "hunter2", "1234567", "truest"):
        assert not is_placeholder(value), value


def test_passwords_in_addresses() -> None:
    assert ["b", None, None, None] == [password_in(value) for value in ("x://a:b@c", "x://a@c", "a:b@c", "x://c/a:b@d")]

"""What is a secret, by the name of a variable and by the form of its value."""

from dlint.startup import regex as re

_secret_name = re.compile(
    r"(?:^|_)(?:api_?key|apitoken|auth_?token|client_?secret|credentials?|passwd|password|passphrase|private_?key|pword"
    r"|secret|secret_?key|access_?key|token)(?:_|$)",
    re.IGNORECASE,
)
_harmless_name = re.compile(
    r"(?:^|_)(?:public|file|path|dir|url|uri|version|length|len|min|max|name|id|ttl|lifetime|expir\w*|type|algorithm|header"
    r"|endpoint|issuer|field|column|count|limit|size|enabled?|disabled?|use|require[ds]?|no|is|has|with|allow\w*|policy|prefix"
    r"|arn|host|port|user|username|hash|timeout|seconds|minutes|days|sort|partition|encoding|parallelism|gpg)(?:_|$)",
    re.IGNORECASE,
)
_harmless_value = re.compile(
    r"(?:|true|false|yes|no|on|off|none|null|\d{1,3}|[./~].*|\$.*|<.*>|\{.*\}|x+|\*+|\W*change[-_ ]?me.*|placeholder"
    r"|to[-_ ]?be[-_ ]?.*"
    r"|[\w./-]+\.(?:json|pem|key|crt|p12|jks|txt|ya?ml|env|ini|cfg|conf|properties)"
    r"|(?:your|my|some|test|dummy|example|fake|sample|default|replace)[-_ ].*"
    r"|dummy|example|unset|not[-_ ].*|todo|[0-9a-f]{40})",
    re.IGNORECASE,
)
_secret_value = re.compile(
    r"(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{22,}|\bglpat-[\w-]{20}|\bxox[abpr]-[\w-]{10,}"
    r"|\bsk-(?:proj-|ant-)?[\w-]{32,}|\bAIza[\w-]{35}|\bnpm_[A-Za-z0-9]{36}|\bpypi-[\w-]{50,}|\bhf_[A-Za-z]{34}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY"
)
_address = re.compile(r"\b[a-z][a-z0-9+.-]*://[^/\s:@]*:([^/\s@]+)@", re.IGNORECASE)
WELL_KNOWN = ("guest", "postgres", "password", "root", "admin", "user", "pass", "example", "test", "mysql")
"""Passwords that everybody knows: those of examples, and the defaults of images."""


def is_secret_name(name: str) -> bool:
    """Whether a variable of that name holds a secret."""
    return bool(_secret_name.search(name)) and not _harmless_name.search(name)


def is_placeholder(value: str) -> bool:
    """Whether a value is none that could be a secret: empty, a switch, a path, a variable, something to be replaced."""
    return bool(_harmless_value.fullmatch(value))


def is_secret_value(value: str) -> bool:
    """Whether a value is a secret by its form, whatever its name: a token, or an address with a password."""
    if _secret_value.search(value):
        return True
    password = password_in(value)
    return (
        password is not None
        and not is_placeholder(password)
        and password.lower() not in WELL_KNOWN
        and "$" not in password
    )


def password_in(value: str) -> str | None:
    """The password in an address, or None."""
    address = _address.search(value)
    return address[1] if address is not None else None

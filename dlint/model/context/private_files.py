"""Files that belong to the machine they lie on: what is secret, what is data, what tools leave behind."""

from dlint.startup import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .context import Context

SECRET, DATABASE, CACHE = "secret", "database", "cache"

_MAX_READ = 200_000
_MOST_OF_A_NAME = 100

_example = re.compile(r"example|sample|template|dist$|default|schema|dummy|fake|mock", re.IGNORECASE)
_test_directory = re.compile(
    r"(?:^|/)(?:tests?|testing|testdata|test[-_]data|fixtures?|specs?|__tests__|mocks?|examples?|samples?|docs?|node_modules"
    r"|vendor|site-packages|third[-_]party|\.venv|venv|env|\.git|\.tox|\.nox)/",
    re.IGNORECASE,
)
"""What lies in these directories is there to be seen, or comes from others."""

_SECRET_NAMES = {
    **dict.fromkeys(("id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk"), "a private key"),
    **dict.fromkeys((".netrc", "_netrc", ".git-credentials", ".pgpass", ".my.cnf", ".vault-token"), "passwords"),
    ".pypirc": "credentials of the package index",
    "application_default_credentials.json": "credentials of Google Cloud",
    "terraform.tfstate": "the state of Terraform, secrets included",
    "master.key": "a key",
}
_SECRET_PATHS = {
    ".aws/credentials": "credentials of AWS",
    ".azure/accessTokens.json": "credentials of Azure",
    ".azure/msal_token_cache.json": "credentials of Azure",
    ".config/gcloud/credentials.db": "credentials of Google Cloud",
    ".kube/config": "credentials of Kubernetes",
    ".streamlit/secrets.toml": "the secrets of Streamlit",
    ".config/gh/hosts.yml": "a token of GitHub",
}
_KEY_ENDINGS = (".pem", ".key", ".ppk")
_STORE_ENDINGS = (".p12", ".pfx", ".jks", ".keystore", ".kdbx")
_SETTINGS = (".json", ".toml", ".yaml", ".yml", ".env", ".npmrc", ".yarnrc", "pip.conf", ".condarc", ".JSON")
_private_key = re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----|PuTTY-User-Key-File")
_account = re.compile(
    r'"private_key"\s*:\s*"-----BEGIN|"client_secret"\s*:\s*"[^"]{8,}"|"refresh_token"\s*:\s*"[^"]{8,}"'
)
_token = re.compile(r"^\s*(?://[^\s=]+:)?(?:_authToken|_auth|_password)\s*=\s*(?!\$)\S{8,}", re.MULTILINE)
_encrypted = re.compile(r"ENC\[|\bsops\b|\$ANSIBLE_VAULT|SealedSecret|ExternalSecret")
_assigned = re.compile(r"""[=:]\s*["']?[^\s"'#{}\[\]$<]{6,}""")

_DATABASES = (".sqlite3", ".sqlite", ".db", ".db3", ".rdb", ".duckdb")
_CACHES = frozenset((
    ".coverage", ".DS_Store", ".eggs", ".hypothesis", ".idea", ".ipynb_checkpoints", ".mypy_cache", ".nox",
    ".pytest_cache", ".ruff_cache", ".tox", ".vscode", "htmlcov", "mlruns", "node_modules", "wandb",
))  # fmt: skip


def is_dotenv(name: str) -> bool:
    """Whether a file of that name holds the settings of a machine, and is no example of them."""
    return (name == ".env" or name.startswith(".env.")) and not _env_example.search(name)


_env_example = re.compile(
    r"example|sample|template|dist$|defaults?$|test|schema|ci$|docs?$|\.(?:vault|enc|gpg|age|sops)$|\.(?:ts|js|py|md)$",
    re.IGNORECASE,
)


def secret_in(context: "Context", path: str) -> str | None:
    """What is secret in a file of a context: `a private key`; None where nothing is, or it is not known.

    A name that leaves doubt is settled by the content.
    """
    name = path[path.rfind("/") + 1 :]
    told = _SECRET_NAMES.get(name)
    doubtful = ""
    if told is None:
        told = next((what for ending, what in _SECRET_PATHS.items() if ("/" + path).endswith("/" + ending)), None)
    if told is None:
        doubtful = _doubtful(name)
        if not doubtful:
            return None
    if _test_directory.search("/" + path) or _example.search(name):
        return None
    if told is not None:
        return told
    if doubtful == "store":
        return None if "debug" in name or "trust" in name or "cacerts" in name else "a store of keys"
    source = context.read(path, _MAX_READ)
    return None if source is None else _content(doubtful, source.text, path)


def secrets_of(context: "Context") -> list[tuple[str, str]]:
    """The files with secrets that are sent: their paths, and what is secret; in the order of the paths."""
    contents = context.contents
    if contents.secrets is None:
        found = []
        endings = tuple(ending.rpartition("/")[2] for ending in _SECRET_PATHS)
        for name, entries in context.by_name().items():
            if name in _SECRET_NAMES or name.endswith(endings) or _doubtful(name):
                for entry in entries[:_MOST_OF_A_NAME]:
                    what = secret_in(context, entry.path) if entry.kind == "file" else None
                    if what is not None:
                        found.append((entry.path, what))
        contents.secrets = sorted(found)
    return contents.secrets


def databases_of(context: "Context") -> list[str]:
    """The data bases that are sent, in the order of the paths."""
    found = []
    for name, entries in context.by_name().items():
        if name.endswith(_DATABASES) or name.startswith("celerybeat-schedule"):
            found += [
                entry.path
                for entry in entries[:_MOST_OF_A_NAME]
                if entry.kind == "file" and is_database(context, entry.path)
            ]
    return sorted(found)


def caches_of(context: "Context") -> dict[str, str]:
    """What tools left behind and is sent: the pattern that leaves it out, and the first path, in order."""
    found: dict[str, str] = {}
    for name, entries in context.by_name().items():
        pattern = cache_pattern(name)
        if pattern is not None and pattern not in found:
            found[pattern] = entries[0].path
    return dict(sorted(found.items(), key=lambda item: item[1]))


def _doubtful(name: str) -> str:
    if name.endswith(_KEY_ENDINGS):
        return "key"
    if name.endswith(_STORE_ENDINGS):
        return "store"
    if not name.endswith(_SETTINGS):
        return ""
    lower = name.lower()
    if lower in (".npmrc", ".yarnrc", "pip.conf", ".condarc"):
        return "token"
    if lower.endswith(".json") and re.search(r"credential|service[-_]?account|client[-_]secret|[-_]key\.json$", lower):
        return "account"
    if re.fullmatch(r"\.?secrets?(?:[-_.]\w+)?\.(?:toml|ya?ml|json|env)", lower):
        return "values"
    return ""


def _content(doubtful: str, text: str, path: str) -> str | None:
    if doubtful == "key":
        return "a private key" if _private_key.search(text) else None
    if doubtful == "token":
        return "a token of the package index" if _token.search(text) else None
    if doubtful == "account":
        return "the credentials of an account" if _account.search(text) else None
    if re.search(r"(?:^|/)(?:templates|charts?|helm|k8s|manifests|locales?|i18n)/", path) or _encrypted.search(text):
        return None
    return "secrets" if _assigned.search(text) else None


def is_database(context: "Context", path: str) -> bool:
    """Whether a file is a data base, which an application writes to."""
    name = path[path.rfind("/") + 1 :]
    if not name.endswith(_DATABASES) or _test_directory.search("/" + path):
        return name.startswith("celerybeat-schedule") and "/" not in path
    if name.endswith((".db", ".db3")):
        # Other programs have files of that name, too: Windows its thumbnails.
        start = context.start_of(path, 16)
        return start is not None and start.startswith(b"SQLite format 3")
    return True


def cache_pattern(name: str) -> str | None:
    """The pattern that leaves out what tools put in a file or directory of that name; None for all others."""
    if name.endswith(".egg-info"):
        return "**/*.egg-info"
    return f"**/{name}" if name in _CACHES else None


DATA_DIRECTORIES = (
    "backup", "backups", "checkpoints", "data", "dataset", "datasets", "downloads", "dumps", "logs", "mlruns", "output",
    "outputs", "raw", "recordings", "results", "runs", "snapshots", "tmp", "uploads", "wandb",
)  # fmt: skip
"""Directories at the top that are likely to hold what a program reads or writes, not the program."""


def pattern_for(path: str) -> str:
    """A pattern that leaves out a file of its kind, wherever it lies: `**/*.pem`."""
    name = path[path.rfind("/") + 1 :]
    for ending in (".pem", ".key", ".p12", ".pfx", ".jks", ".ppk", ".kdbx"):
        if name.endswith(ending):
            return f"**/*{ending}"
    for directory in (".aws", ".azure", ".kube", ".config/gcloud"):
        if f"/{directory}/" in f"/{path}":
            return f"**/{directory}"
    if path.endswith(".streamlit/secrets.toml"):
        return "**/.streamlit/secrets.toml"
    return "**/" + name


def one_of_each(files: "Iterable[tuple[str, str]]") -> list[tuple[str, str, str]]:
    """Of files (path, and what they are) the first of each kind, with the pattern that leaves out that kind."""
    found: dict[str, tuple[str, str, str]] = {}
    for path, what in files:
        pattern = pattern_for(path)
        found.setdefault(pattern, (path, what, pattern))
    return list(found.values())


def data_directories(context: "Context", size: int) -> list[str]:
    """The directories at the top that hold data by their name, and of which more bytes than `size` are sent."""
    there = frozenset(name for name in DATA_DIRECTORIES if context.kind(name) == "directory")
    sums: dict[str, int] = {}
    for entry in context.walk() if there else ():
        top, slash, _ = entry.path.partition("/")
        if slash and top in there and entry.kind == "file":
            sums[top] = sums.get(top, 0) + entry.size
    return sorted(directory for directory, total in sums.items() if total > size)

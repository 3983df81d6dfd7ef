"""The Python that a distribution packages, beside or instead of the one that an image brings."""

from dlint.model.managers.table import manager_of
from dlint.startup import regex as re
from dlint.syntax.nodes import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.packages.installed import Package
    from dlint.model.shell.commands import Command
    from dlint.model.stage.build import Build, Stage
    from dlint.syntax.nodes import Instruction

_INTERPRETER = re.compile(
    r"python(?:[23](?:\.[0-9]+)?)?(?:-(?:dev|minimal|full|venv|pip|setuptools|wheel|distutils|doc|all|all-dev|pkg-resources))?\Z"
    r"|(?:py3?-(?:pip|setuptools|wheel))\Z|python-(?:is-python3|dev-is-python3)\Z"
)
_VERSION = re.compile(r"(?:python|pip)-?([23](?:\.[0-9]+)?)\Z")
_PATHS = ("/usr/bin/python", "dist-packages", "/usr/lib/python", "system-site-packages")
_LIBRARY = re.compile(r"(?:python[23]?|py3?)-([a-z0-9][a-z0-9.+-]*)\Z")
_NO_LIBRARIES = frozenset((
    # Programs, parts of the system, and what is needed for libraries that it brings along.
    "apt", "apt-dev", "software-properties", "distro-info", "launchpadlib", "debian", "debconf", "gdbm", "tk", "lldb",
    "docutils", "pygments", "sphinx", "certbot", "certbot-nginx", "certbot-apache", "certbot-dns-cloudflare", "gi",
    "dbus", "gi-cairo", "examples", "dbg", "tests", "config", "cairo-dev", "virtualenv", "pipx", "poetry", "tox",
    "pytest", "pyflakes", "pylint", "flake8", "ipython", "fabric", "doc", "stdlib", "lib2to3", "uno", "pip-whl",
    "pyc", "pycache-pyc0", "pycache-pyc1", "netifaces", "nautilus", "magic", "rpi.gpio", "selinux", "systemd",
))  # fmt: skip
_IN_PYPI: "dict[str, str | None]" = {
    "opencv": "opencv-python-headless", "yaml": "PyYAML", "pil": "Pillow", "imaging": "Pillow", "bs4": "beautifulsoup4",
    "psycopg2": "psycopg2-binary", "mysqldb": "mysqlclient", "crypto": "pycryptodome", "openssl": "pyOpenSSL",
    "dateutil": "python-dateutil", "ldap": "python-ldap", "serial": "pyserial", "usb": "pyusb", "zmq": "pyzmq",
    "sklearn": "scikit-learn", "skimage": "scikit-image", "gdal": "GDAL", "jwt": "PyJWT", "nacl": "PyNaCl",
    "pyqt5": "PyQt5", "qt5": "PyQt5", "flask": "Flask", "django": "Django", "levenshtein": "Levenshtein",
    **dict.fromkeys((
        "numpy", "scipy", "pandas", "matplotlib", "lxml", "requests", "gevent", "six", "cffi", "cryptography",
        "redis", "simplejson", "mysqlclient", "pymysql", "sqlalchemy", "jinja2", "markdown", "tornado", "twisted",
        "pycurl", "psutil", "boto3", "paramiko", "bcrypt", "future", "mock", "shapely", "h5py", "networkx", "sympy",
        "statsmodels", "greenlet", "httplib2", "html5lib", "docopt", "tqdm", "regex", "ujson", "msgpack", "pymongo",
        "celery", "pillow",
    )),
}  # fmt: skip


def system_packages(command: "Command", file: "Build") -> "list[Package]":
    """The packages of the system that a command installs; none for a removable group (`apk add --virtual`)."""
    from dlint.model.packages.installed import packages_of

    manager = manager_of(command.family)
    if manager is None or manager.system not in ("debian", "alpine"):
        return []
    if command.has("-t", "--virtual", "--target-release"):
        return []
    return [package for package in packages_of(command, file) if package.kind == "name"]


def is_interpreter(name: str) -> bool:
    """Whether a package is the distribution's Python, or what belongs to it: headers, pip, venv, setuptools."""
    return bool(_INTERPRETER.match(name))


def library(name: str) -> str | None:
    """The name on PyPI of what a package of the distribution makes importable, empty where it is not known.

    None where it is no library.
    """
    match = _LIBRARY.match(name)
    if (
        match is None
        or is_interpreter(name)
        or match[1] in _NO_LIBRARIES
        or match[1].endswith(("-doc", "-dbg", "-dev"))
    ):
        return None
    return (_IN_PYPI[match[1]] or match[1]) if match[1] in _IN_PYPI else ""


def has_own_python(stage: "Stage") -> bool:
    """Whether the base image has a Python in `/usr/local`, which the packages of the distribution know nothing of."""
    family = stage.family
    return family.name in ("python", "python-slim", "python-alpine", "python-any") or (
        family.name == "uv" and bool(family.python)
    )


def uses_distro_python(stage: "Stage") -> bool:
    """Whether something in the stage asks for the distribution's Python, or adds its libraries to the path."""
    nodes: list[Instruction] = list(stage.chain_instructions)
    for node in nodes:
        text = node.logical.text + "".join(heredoc.content for heredoc in node.heredocs)
        if any(path in text for path in _PATHS):
            return True
        if node.name in ("RUN", "CMD", "ENTRYPOINT") and any(
            _is_another(command, stage.family.python_version) for command in stage.file.commands(node)
        ):
            return True
    return False


def _is_another(command: "Command", version: str | None) -> bool:
    """Whether a command starts a Python of another version than the image has: `python2`, `python3.5`."""
    for word in (command.name, *command.wrappers):
        match = _VERSION.match(word or "")
        if match is not None and not ((version or match[1]) + ".").startswith(match[1] + "."):
            return True
    return False


def without(package: "Package", command: "Command") -> Span | None:
    """What to delete so that a package is no longer named; None where that would take more than its word."""
    words = command.words
    index = next((at for at, word in enumerate(words) if word is package.word), 0)
    if not index or not package.word.plain or sum(1 for word in words if word is package.word) != 1:
        return None
    before = words[index - 1]
    logical = package.word.logical
    between = logical.text[before.stop : package.word.index]
    return Span(before.end, package.word.end) if not between.strip() else None

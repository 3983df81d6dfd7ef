"""The accounts of an image: those that a base image has, and those that the stages add.

account_of(stage, "app")             # Account, or None where nothing in the file makes it
has_account(stage, "app", before)    # False only where there certainly is none when an instruction runs
"""

from dlint.startup import regex as re
from dlint.syntax.nodes import Instruction, Transfer

from .shell_fields import UNKNOWN, fields_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.shell.commands import Command

    from .build import Stage

_DEBIAN = frozenset((
    "root", "daemon", "bin", "sys", "sync", "games", "man", "lp", "mail", "news", "uucp", "proxy", "www-data", "backup",
    "list", "irc", "gnats", "_apt", "nobody", "ubuntu", "systemd-network", "systemd-timesync",
))  # fmt: skip
_ALPINE = frozenset((
    "root", "bin", "daemon", "adm", "lp", "sync", "shutdown", "halt", "mail", "news", "uucp", "operator", "man",
    "postmaster", "cron", "ftp", "sshd", "at", "squid", "xfs", "games", "cyrus", "vpopmail", "ntp", "smmsp", "guest",
    "nobody", "postgres",
))  # fmt: skip
_BASES = ("python", "python-slim", "python-alpine", "debian", "ubuntu", "alpine", "uv", "buildpack-deps")
_OFFICIAL = {"node": ("node",), "golang": (), "ruby": (), "rust": (), "perl": (), "eclipse-temurin": (), "openjdk": ()}
_OF_PACKAGES = re.compile(
    r"nginx|apache|postgres|redis|mysql|mariadb|rabbit|mongo|elastic|memcache|haproxy|tor|sshd?|messagebus|uuidd|ntp|jenkins"
    r"|grafana|zabbix|lighttpd|caddy|varnish|node|dovecot|postfix|exim|bind|named|unbound|squid|tomcat|jetty|influxdb|kafka"
    r"|consul|vault|prometheus|telegraf|docker|git|svn|clamav|munin|nagios|icinga|cron|ftp|mpd|shiny|rstudio|solr|couchdb"
    r"|cassandra|neo4j|puppet|chef|salt|freeswitch|asterisk|znc|polkit|avahi|pulse|colord|geoclue|rtkit|statd|rpc|_\w+|http"
)
"""Names of accounts that packages of services make."""
_HARMLESS = frozenset((
    "apt-get", "apt", "apk", "pip", "uv", "poetry", "pipenv", "pdm", "npm", "yarn", "pnpm", "mkdir", "chmod", "chown",
    "rm", "echo", "printf", "cd", "set", "export", "true", "curl", "wget", "tar", "unzip", "git", "ln", "cp", "mv",
    "touch", "sed", "cat", "find", "python", "node", "go", "cargo", "venv", "virtualenv", "useradd", "adduser",
    "groupadd", "addgroup", "usermod", "groupmod", "chsh", "passwd", "chpasswd", "apt-mark", "update-ca-certificates",
    "ldconfig", "locale-gen", "[", "test", "ls", "which", "command", "sleep", "gem", "bundle", "composer", "pytest",
    "gpg", "apt-key", "env", "id", "dpkg-reconfigure", "playwright", "collectstatic", "manage.py", "django-admin",
    "compileall", "hash", "date", "grep", "install", "sha256sum", "corepack", "tsc", "tee", "strip", "awk", "sort",
    "head", "tail", "uname", "nproc", "arch",
))  # fmt: skip


class Account:
    """An account that a command makes. `name` and `home` are None where they are not known.

    `has_home` says whether the directory is made; None where that is not known. `option` is the word that keeps it from
    being made.
    """

    __slots__ = ("command", "has_home", "home", "name")

    def __init__(self, command: "Command", name: str | None, home: str | None, has_home: bool | None) -> None:
        self.command = command
        self.name = name
        self.home = home
        self.has_home = has_home

    def __repr__(self) -> str:
        return f"Account({self.name} {self.home} {self.has_home})"


def accounts(stage: "Stage") -> list[Account]:
    """The accounts that the commands of a stage and of those it is based on make, in order."""
    found = []
    for node in stage.chain_instructions:
        if node.name == "RUN":
            for command in stage.file.commands(node):
                account = _made(command, stage)
                if account is not None:
                    found.append(account)
    return found


def account_of(stage: "Stage", name: str) -> Account | None:
    """The account of that name, or of that number (`10001`)."""
    for account in reversed(accounts(stage)):
        if account.name == name or (name.isdecimal() and account.command.value_of("-u", "--uid") == name):
            return account
    return None


def _made(command: "Command", stage: "Stage") -> Account | None:
    if command.family not in ("useradd", "adduser"):
        return None
    operands = [field for word in command.operands for field in fields_of(word, command, stage.file)]
    if not operands:
        return None
    # BusyBox and Debian: `adduser user group` adds to a group.
    name = operands[-1] if command.family == "useradd" else operands[0]
    if command.family == "adduser" and len(operands) > 1:
        return None
    option = command.option("-d", "--home-dir", "--home", "-h")
    home: str | None = f"/home/{name}"
    if option is not None:
        home = option.value
    made: bool | None
    if command.has("-M", "--no-create-home") or (command.family == "adduser" and command.has("-H")):
        made = False
    elif command.family == "useradd":
        made = True if command.has("-m", "--create-home") else False if _is_debian(stage) else None
    elif command.has("--system", "-r") and not _is_alpine(stage):
        made = None
    else:
        made = True
    return Account(command, None if UNKNOWN in name else name, home, made)


def _is_debian(stage: "Stage") -> bool:
    return stage.family.distribution in ("debian", "ubuntu")


def _is_alpine(stage: "Stage") -> bool:
    return stage.family.distribution == "alpine"


def _of_base(stage: "Stage") -> frozenset[str] | None:
    """The accounts of the base image; None where they are not known."""
    root = stage.root
    family = root.family
    if family.distribution not in ("debian", "ubuntu", "alpine"):
        return None
    known = _ALPINE if family.distribution == "alpine" else _DEBIAN
    if family.name in _BASES:
        return known
    name = root.reference.name if root.reference is not None else ""
    if family.name == "official" and name in _OFFICIAL:
        return known | frozenset(_OFFICIAL[name])
    return None


def has_account(stage: "Stage", name: str, before: Instruction) -> bool | None:
    """Whether an account exists when an instruction runs; None where that is not known."""
    known = _of_base(stage)
    if known is None or _OF_PACKAGES.match(name):
        return None
    if name in known:
        return True
    word = re.compile(rf"(?<![\w/.-]){re.escape(name)}(?![\w/])")
    for node in stage.chain_instructions:
        if node is before:
            return False
        text = node.logical.text + "".join(heredoc.content for heredoc in node.heredocs)
        if isinstance(node, Transfer):
            target = (node.destination.value if node.destination is not None else "").rstrip("/")
            if target in ("", "/etc") or "passwd" in text:
                return None
        elif node.name == "RUN":
            if word.search(text) or "passwd" in text:
                return None
            commands = stage.file.commands(node)
            if not commands or any(command.family not in _HARMLESS for command in commands):
                return None
            if any(command.family in ("useradd", "adduser") and command.open_ended for command in commands):
                return None
            if any("$" in made.command.text and made.name is None for made in accounts(stage)):
                return None
        elif node.name == "ONBUILD":
            return None
    return False

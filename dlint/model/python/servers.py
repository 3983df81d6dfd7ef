"""Which server a command starts, and where it listens: from its options, the environment, and configuration files."""

from dlint.model.entrypoint.commands import entrypoint_commands
from dlint.model.image import facts
from dlint.model.stage.build import Stage
from dlint.startup import regex as re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.image.facts import Server
    from dlint.model.shell.commands import Command
    from dlint.syntax.nodes import Span

BY_SUBCOMMAND = {
    "fastapi": ("run", "dev"),
    "flask": ("run",),
    "streamlit": ("run",),
    "chainlit": ("run",),
    "adk": ("web", "api_server"),
    "langgraph": ("dev",),
    "mlflow": ("server", "ui"),
    "bokeh": ("serve",),
    "celery": ("worker",),
}
"""Programs that are servers with one of these subcommands only."""

BIND = ("gunicorn", "hypercorn", "daphne")
"""Servers whose `-b` is an address with a port (for daphne: without)."""

PYTHON_PROGRAMS = (
    "gunicorn", "uvicorn", "hypercorn", "granian", "daphne", "waitress-serve", "flask", "fastapi", "celery", "streamlit",
    "django-admin", "alembic", "mlflow", "chainlit", "litestar", "dramatiq", "rq",
)  # fmt: skip
"""Programs that are started, and that Python distributions bring."""

LOOPBACK = re.compile(r"(?:127\.\d+\.\d+\.\d+|localhost|\[?::1\]?)\Z")
EVERYWHERE = "0.0.0.0"


class Listening:
    """A server that a container starts.

    `server` are the facts about it, `command` starts it. `host` and `port` are where it listens, None where that is not
    known. `place` is the word that says so, or the program where nothing does; `explicit` whether something does.
    """

    __slots__ = ("command", "explicit", "host", "place", "port", "server")

    def __init__(self, server: "Server", command: "Command") -> None:
        self.server = server
        self.command = command
        self.host = server.host
        self.port = server.port
        self.place: Span = command.words[0]
        self.explicit = False

    @property
    def loopback(self) -> bool:
        """Whether nothing outside the container can reach it."""
        return self.host is not None and bool(LOOPBACK.match(self.host))


def listening(stage: Stage) -> list[Listening]:
    """The servers that a container of the stage starts."""
    found = []
    for command in entrypoint_commands(stage):
        server = server_of(command)
        if server is not None:
            found.append(_listening(stage, server, command.launched))
    return found


def server_of(command: "Command") -> "Server | None":
    """The facts about the server that a command starts, or None."""
    command = command.launched
    family = command.family or ""
    servers = facts.server_defaults()
    if family == "python" or family == "manage.py" or family == "django-admin":
        names = [word.value for word in command.arguments if word.value is not None]
        return servers.get("django runserver") if "runserver" in names else None
    verb = command.subcommand.value if command.subcommand is not None else None
    if family in BY_SUBCOMMAND:
        verbs = [word.value for word in command.arguments]
        chosen = next((name for name in BY_SUBCOMMAND[family] if name in verbs), None)
        if chosen == "ui":
            chosen = "server"
        return servers.get(f"{family} {chosen}") if chosen else None
    if family == "jupyter":
        return servers.get(family) if verb in ("lab", "notebook", "server", None) else None
    if family.startswith("jupyter-"):
        return servers.get("jupyter")
    return servers.get(family)


def _listening(stage: Stage, server: "Server", command: "Command") -> Listening:
    found = Listening(server, command)
    if command.open_ended:
        found.host = found.port = None
        return found
    if server.name == "django runserver":
        _runserver(found)
        return found
    _environment(stage, found)
    for name in server.flags:
        option = command.option(name)
        if option is None:
            continue
        found.explicit = True
        value = option.value
        if name in ("--uds", "--fd"):
            found.host = found.port = None
        elif name == "--port" or name.endswith(".port"):
            found.port = int(value) if value and value.isdecimal() and len(value) < 6 else None
        elif server.name in BIND and name in ("-b", "--bind"):
            _bind(found, value)
        else:
            found.host = value
        if option.value_word is not None and not name.endswith("port"):
            found.place = option.value_word
    port = command.option("-p", "--port")
    if port is not None and server.name != "mlflow server":
        value = port.value
        found.port = int(value) if value and value.isdecimal() and len(value) < 6 else None
    if server.name == "gunicorn" and not found.explicit and _configured(stage, command):
        found.host = found.port = None
    return found


def _bind(found: Listening, value: str | None) -> None:
    """`host:port`, `host`, `:port`, `unix:/path`, `fd://3`."""
    if value is None or value.startswith(("unix:", "fd:")):
        found.host = found.port = None
        return
    host, colon, port = value.rpartition(":")
    if not colon:
        host, port = value, ""
    found.host = host or EVERYWHERE
    if port:
        found.port = int(port) if port.isdecimal() and len(port) < 6 else None


def _runserver(found: Listening) -> None:
    """`runserver [address[:port] | port]`."""
    words = found.command.arguments
    start = next(index for index, word in enumerate(words) if word.value == "runserver")
    found.place = words[start]
    for word in words[start + 1 :]:
        if word.value is None:
            found.host = found.port = None
        elif not word.value.startswith("-"):
            found.explicit = True
            found.place = word
            if word.value.isdecimal():
                found.port = int(word.value[:5])
            else:
                _bind(found, "0.0.0.0" + word.value[1:] if word.value.startswith("0:") else word.value)
            return


def _environment(stage: Stage, found: Listening) -> None:
    """What variables say; those that only the base image could set are taken as not set."""
    scope = stage.file.scope_after(stage)
    for name in found.server.environment:
        own = found.command.environment
        value = scope.value(name)
        if name in own:
            text = own[name]
        elif value.origin == "image":
            continue
        elif value.origin in ("env", "arg"):
            text = value.text
        else:
            continue
        found.explicit = True
        if name == "GUNICORN_CMD_ARGS":
            match = re.search(r"(?:--bind[= ]|-b ?)(\S+)", text or "")
            if text is None or match is None:
                found.explicit = found.explicit and text is None
                found.host = None if text is None else found.host
            else:
                _bind(found, match[1])
        elif name == "PORT":
            found.host = EVERYWHERE
            found.port = int(text) if text and text.isdecimal() and len(text) < 6 else None
        elif name.endswith("PORT"):
            found.port = int(text) if text and text.isdecimal() and len(text) < 6 else None
        else:
            found.host = text


def _configured(stage: Stage, command: "Command") -> bool:
    """Whether a configuration file may say where gunicorn listens."""
    if command.option("-c", "--config") is not None:
        return True
    context = stage.file.context
    return context is None or any(context.find(("gunicorn.conf.py",)))

"""Files that may be configuration: their names, their content within limits, and what is refused or not quoted."""

import os

from dlint.model.disk import NotAFile, TooLarge, read_bytes

from .keys import ConfigError
from .layer import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dlint.model.boundary import Boundary

NAMES = (".dlint.toml", "dlint.toml", "pyproject.toml")
"""In a directory the first of these that is there (and, for pyproject.toml, holds a table `tool.dlint`) is taken."""

UNREADABLE = "can't be read"
"""How the error begins for a file that has nothing wrong with its text."""

HADOLINT_NAMES = (".hadolint.yaml", ".hadolint.yml")
"""hadolint's configuration; it holds where there is none of ours."""

PASS = "give the path on the command line instead, with"
"""What to do about a path that points outside the project; the option follows."""

_UNQUOTED = "invalid configuration; details are shown only for files named dlint.toml or .hadolint.yaml"


def leads_out(path: str, boundary: "Boundary | None") -> bool:
    """Whether a path leads out of what is linted; never where there is no boundary."""
    return boundary is not None and boundary.leads_out(path)


def refuse_link(path: str, boundary: "Boundary | None") -> None:
    """Raises `ConfigError` for a link in what is linted that leads out of it."""
    if leads_out(path, boundary):
        raise ConfigError(f"this symbolic link points outside the project: {PASS} `--config`", shown(path))


def unquoted(error: ConfigError) -> ConfigError:
    """An error about a file that may be something else than a configuration: it quotes nothing of it."""
    return error if error.text.startswith(UNREADABLE) else ConfigError(_UNQUOTED, error.path, error.line)


def too_much(text: str, path: str) -> str:
    """What to do about a file that is beyond what is read."""
    if os.path.basename(path) == "pyproject.toml":
        return f"{UNREADABLE}: {text}; move `tool.dlint` to a `dlint.toml`"
    return f"{UNREADABLE}: {text}; simplify it"


def read_config_bytes(path: str, limit: int) -> bytes:
    """The content of a configuration file of up to `limit` bytes. Raises `ConfigError`."""
    if path == os.devnull:
        return b""  # how many say that there is no configuration
    try:
        return read_bytes(path, limit)
    except TooLarge as error:
        raise ConfigError(too_much(f"it is {error.strerror}", path), shown(path)) from None
    except NotAFile as error:
        raise ConfigError(f"{UNREADABLE}: it is {error.strerror}, not a file", shown(path)) from None
    except OSError as error:
        raise ConfigError(f"{UNREADABLE}: {error.strerror}", shown(path)) from None

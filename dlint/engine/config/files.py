"""Configuration files: which one holds for a directory, and what is written in it."""

import os

from dlint.model.disk import absolute, read_start
from dlint.startup import regex as re

from .content import (
    HADOLINT_NAMES,
    NAMES,
    PASS,
    UNREADABLE,
    leads_out,
    read_config_bytes,
    refuse_link,
    too_much,
    unquoted,
)
from .keys import ConfigError, Wrong, read_table
from .layer import Layer, line_of, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from dlint.engine.packs.registry import Registry
    from dlint.model.boundary import Boundary

MAX_EXTENDED = 20
"""So many files may build on each other."""

_DLINT_TABLE = rb"""(?m)^[ \t]*(?:\[[ \t]*)?["']?tool["']?[ \t]*(?:\.[ \t]*["']?dlint\b|\]|=)"""


def nearest(
    directory: str, boundary: "Boundary | None" = None, mentioned: "dict[str, bool] | None" = None
) -> str | None:
    """The configuration file that holds for an absolute directory: in it, or in the nearest directory above it.

    `mentioned` keeps what was found out about a `pyproject.toml` for the directories that follow.

    Where there is none of ours, hadolint's: the nearest one up to the root of the repository, or where there is no
    repository the one in the directory itself or in the working directory.

    A link out of the `boundary` counts as a file, whatever it leads to: `read_layers` refuses it. A pyproject.toml that
    is one is passed over, for whether it holds a table of ours is not looked up.
    """
    start, hadolint, in_repository = directory, None, False
    mentioned = {} if mentioned is None else mentioned
    while True:
        for name in NAMES:
            path = os.path.join(directory, name)
            if name == "pyproject.toml":
                if not os.path.isfile(path) or leads_out(path, boundary):
                    continue
                if path not in mentioned:
                    mentioned[path] = _mentions_dlint(path)
                if mentioned[path]:
                    return path
            elif os.path.isfile(path) or leads_out(path, boundary):
                return path
        if not in_repository:
            for name in HADOLINT_NAMES if hadolint is None else ():
                path = os.path.join(directory, name)
                if hadolint is None and (os.path.isfile(path) or leads_out(path, boundary)):
                    hadolint = path
            in_repository = os.path.exists(os.path.join(directory, ".git"))
        above = os.path.dirname(directory)
        if above == directory:
            break
        directory = above
    if hadolint is None or in_repository or os.path.dirname(hadolint) in (start, absolute(".")):
        return hadolint
    return None


def _mentions_dlint(path: str) -> bool:
    """Whether a pyproject.toml has our table. `tomllib` is expensive, so it is asked only when it looks so."""
    from dlint.syntax import toml

    try:
        data = read_start(path, toml.MAX_BYTES + 1)
    except OSError:
        return False
    if b"dlint" not in data or not re.search(_DLINT_TABLE, data):
        return False
    try:
        table = toml.parse_toml(toml.toml_text(data))
    except toml.TomlError:
        return b"tool.dlint" in data  # broken or too large, and meant for us: it is reported when it is read
    tool = table.get("tool")
    return isinstance(tool, dict) and "dlint" in tool


def parse_toml(text: str, path: str) -> "dict[str, Any]":
    """The tables of a TOML file. Raises `ConfigError`."""
    from dlint.syntax import toml

    try:
        return toml.parse_toml(text)
    except toml.TomlLimit as error:
        raise ConfigError(too_much(str(error), path), path, error.line) from None
    except toml.TomlError as error:
        raise ConfigError(f"this is no TOML: {error}", path, error.line) from None


def read_layers(
    path: str, registry: "Registry", directory: str | None = None, boundary: "Boundary | None" = None
) -> list[Layer]:
    """The layers of a configuration file: what it extends first. Raises `ConfigError`.

    `directory` is what its path patterns start from, where that is not the directory it lies in: where the command line names
    the file. `boundary` is given for a file that belongs to what is linted: it may not lead out of that.
    """
    refuse_link(path, boundary)
    layers: list[Layer] = []
    chain: list[str] = []
    following: str | None = path
    while following is not None:
        real = os.path.realpath(absolute(following))
        if real in chain:
            way = " -> ".join(map(shown, [*chain, real]))
            raise ConfigError(f"`extend` comes back to where it started: {way}", shown(path))
        if len(chain) == MAX_EXTENDED:
            raise ConfigError(f"more than {MAX_EXTENDED} files `extend` one another: merge some of them", shown(path))
        chain.append(real)
        named = not layers and directory is not None
        layer = read_layer(following, registry, directory, named or os.path.basename(real) in (*NAMES, *HADOLINT_NAMES))
        layers.insert(0, layer)
        base = os.path.dirname(following)
        if boundary is not None:
            base = os.path.realpath(base)
            for key, option in (("context", "--context"), ("extend", "--config")):
                if key in layer.values and boundary.resolve(base, layer.values[key]) is None:
                    text = f"`{key}` points outside the project: {PASS} `{option}`"
                    raise ConfigError(text, layer.origin, layer.line(key))
        extended = layer.values.get("extend")
        if extended is None:
            break
        place = os.path.join(base, os.path.expanduser(extended))
        if not os.path.isfile(place):
            raise ConfigError(f"there is no file `{extended}` to extend", layer.origin, layer.line("extend"))
        following = os.path.normpath(place)
    return layers


def read_layer(path: str, registry: "Registry", directory: str | None = None, quoted: bool = True) -> Layer:
    """What one file says, without what it extends; YAML is hadolint's. Raises `ConfigError`.

    `quoted` is False for a file that may be something else, with secrets in it: an error quotes nothing of it.
    """
    try:
        return _read_layer(path, registry, directory)
    except ConfigError as error:
        raise error if quoted else unquoted(error) from None


def _read_layer(path: str, registry: "Registry", directory: str | None) -> Layer:
    if path.endswith((".yaml", ".yml")):
        from .hadolint import HadolintLayer, read_hadolint_config

        return HadolintLayer(read_hadolint_config(path), registry)
    from dlint.syntax import toml

    origin = shown(path)
    data = read_config_bytes(path, toml.MAX_BYTES)
    try:
        text = toml.toml_text(data)
    except toml.TomlError as error:
        raise ConfigError(f"{UNREADABLE}: {error}", origin, error.line) from None
    table = parse_toml(text, origin)
    prefix = ""
    if os.path.basename(path) == "pyproject.toml":
        prefix = "tool.dlint"
        tool = table.get("tool")
        table = tool.get("dlint", {}) if isinstance(tool, dict) else {}
        if not isinstance(table, dict):
            raise ConfigError("`tool.dlint` has to be a table", origin, line_of(text, ("tool", "dlint")))
    layer = Layer({}, origin, directory or os.path.dirname(absolute(path)), text, prefix)
    try:
        layer.values = read_table(table, registry)
    except Wrong as wrong:
        raise ConfigError(str(wrong), origin, layer.line(*wrong.keys)) from None
    return layer

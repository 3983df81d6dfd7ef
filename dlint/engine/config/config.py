"""What is in force for a file: layers of configuration put together, every value with where it comes from.

The layers are, from the weakest: the defaults, the file that is extended, the nearest configuration file, the command
line. A single value of a stronger layer replaces that of a weaker one; tables are merged key by key. Which rules run is
told in `selection`.
"""

import os

from dlint.engine.dispatch_table import DispatchTable
from dlint.model.disk import absolute

from .files import nearest, read_layers
from .globs import Glob
from .keys import (
    KEYS,
    ConfigError,
    Wrong,
    read_table,
)
from .layer import Layer
from .selection import matching, select_rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from dlint.engine.packs.registry import Registry
    from dlint.engine.rule import Rule
    from dlint.engine.shellcheck.choice import Choice
    from dlint.model.settings import Settings

__all__ = ["Config", "ConfigError", "Configurations", "Layer"]

DEFAULT = "default"
COMMAND_LINE = "command line"
PROFILE = "profile"
"""The first word of the origin of what a profile says."""

AS_BY_DEFAULT = (f"{PROFILE} default", f"{PROFILE} production")
"""Where layers come from in which ShellCheck is as it is by default, so that its codes are not named."""


class Config:
    """The configuration in force for the files of a directory.

    `rules` are the rules that run, `severities` and `options` what is configured for them, by the rule's name;
    `fail_level`, `format`, `build_args`, `target` and `as_of` are the values of those keys, `context` is an absolute
    path.
    """

    __slots__ = (
        "_excludes",
        "_ignores",
        "_settings",
        "_shellcheck",
        "_tables",
        "as_of",
        "build_args",
        "context",
        "fail_level",
        "format",
        "layers",
        "options",
        "registry",
        "rules",
        "severities",
        "target",
    )  # fmt: skip

    def __init__(self, registry: "Registry", layers: "Sequence[Layer]" = ()) -> None:
        self.registry = registry
        self.layers = layers = with_profile(registry, layers)
        self.rules: tuple[Rule, ...] = select_rules(registry, [layer.values for layer in layers])
        self.severities = _severities(registry, layers)
        self.options: dict[str, dict[str, Any]] = {}
        self.build_args: dict[str, str] = {}
        for layer in layers:
            for name, options in layer.values.get("rules", {}).items():
                self.options.setdefault(name, {}).update(options)
            self.build_args.update(layer.values.get("build-args", {}))
        self.fail_level: str = self.value("fail-level")
        self.format: str = self.value("format")
        self.target: str | None = self.value("target")
        self.as_of: str | None = self.value("as-of")
        self.context = _context(layers)
        self._excludes = _excludes(layers)
        self._ignores = [
            (
                Glob((glob,), layer.directory),
                frozenset(rule.name for text in selectors for rule in registry.select(text)[0]),
                tuple(selectors),
            )
            for layer in layers
            for glob, selectors in layer.values.get("per-path-ignores", {}).items()
        ]
        self._settings: Settings | None = None
        self._shellcheck: dict[tuple[str, ...], Choice] = {}
        self._tables: dict[frozenset[str], DispatchTable] = {}

    def value(self, key: str) -> "Any":
        """The value of a key that is not a table and not a list of rules or patterns, or its default."""
        for layer in reversed(self.layers):
            if key in layer.values:
                return layer.values[key]
        return KEYS[key].default

    @property
    def settings(self) -> "Settings":
        """What the model is told: the day, the build arguments, the target, the build context."""
        if self._settings is None:
            from dlint.model.settings import Settings

            self._settings = Settings(
                as_of=self.as_of, build_args=self.build_args, target=self.target, context=self.context
            )
        return self._settings

    def ignored_for(self, path: str) -> frozenset[str]:
        """The names of the rules that `per-path-ignores` leaves out for a file."""
        if not self._ignores:
            return frozenset()
        whole = absolute(path)
        return frozenset().union(*(names for glob, names, _ in self._ignores if glob.matches(whole)))

    def dispatch_table_for(self, path: str) -> DispatchTable:
        """The dispatch table for a file: the rules that run without those that `per-path-ignores` leaves out."""
        ignored = self.ignored_for(path)
        table = self._tables.get(ignored)
        if table is None:
            table = DispatchTable((rule for rule in self.rules if rule.name not in ignored), self.options)
            self._tables[ignored] = table
        return table

    def requires_shellcheck(self) -> bool:
        """Whether the configuration asks for ShellCheck by name, so that it is an error where it is missing."""
        return any(layer.values.get("shellcheck") for layer in self.layers)

    def shellcheck_for(self, path: str) -> "Choice":
        """Which of ShellCheck's codes are reported for a file."""
        ignored: tuple[str, ...] = ()
        if self._ignores:
            whole = absolute(path)
            ignored = tuple(text for glob, _, texts in self._ignores if glob.matches(whole) for text in texts)
        choice = self._shellcheck.get(ignored)
        if choice is None:
            from dlint.engine.shellcheck.choice import Choice

            layers = [layer.values for layer in self.layers if layer.origin not in AS_BY_DEFAULT]
            choice = self._shellcheck[ignored] = Choice(layers, ignored)
        return choice

    def excludes(self, path: str) -> bool:
        """Whether `exclude` leaves a file or directory out when a directory is searched."""
        whole = absolute(path) if self._excludes else ""
        return any(glob.matches(whole) for glob in self._excludes)

    def explain(self) -> "list[tuple[str, Any, str]]":
        """Every value in force as key, value and origin; keys in tables as `rules.name.option`.

        Lists that add up (`extend-select`, `ignore`, `exclude`) come once for each place that adds to them. The origin
        is `dlint.toml:3`, `command line` or `default`.
        """
        found: list[tuple[str, Any, str]] = []
        for key in KEYS.values():
            if key.kind in ("selectors", "globs"):
                found += self._explain_list(key.name)
            elif isinstance(key.default, dict):
                found += self._explain_table(key.name)
            else:
                layer = next((layer for layer in reversed(self.layers) if key.name in layer.values), None)
                value = key.default if layer is None else layer.values[key.name]
                found.append((key.name, value, DEFAULT if layer is None else layer.origin_of(key.name)))
        return found

    def _explain_list(self, name: str) -> "list[tuple[str, Any, str]]":
        found = [
            (name, layer.values[name], layer.origin_of(name))
            for layer in _since(self.layers, "exclude" if "exclude" in name else "select")
            if name in layer.values
        ]
        return found or [(name, KEYS[name].default, DEFAULT)]

    def _explain_table(self, name: str) -> "list[tuple[str, Any, str]]":
        values: dict[tuple[str, ...], tuple[Any, str]] = {}
        for layer in self.layers:
            for key, value in layer.values.get(name, {}).items():
                if isinstance(value, dict):
                    for option, chosen in value.items():
                        spelled = option.replace("_", "-")
                        ids = (key, *(rule.code for rule in self.registry.named(key)))
                        lines = (layer.line(name, id, part) for id in ids for part in (spelled, option))
                        line = max((line for line in lines if line is not None), default=None)
                        origin = layer.origin if line is None else f"{layer.origin}:{line}"
                        values[key, spelled] = (chosen, origin)
                else:
                    values[(key,)] = (value, layer.origin_of(name, key))
        if not values:
            return [(name, {}, DEFAULT)]
        return [(".".join((name, *keys)), value, origin) for keys, (value, origin) in values.items()]


def with_profile(registry: "Registry", layers: "Sequence[Layer]") -> "tuple[Layer, ...]":
    """The layers with that of the profile below the strongest layer that names one."""
    for index in range(len(layers) - 1, -1, -1):
        name = layers[index].values.get("profile")
        if name is not None:
            from .profiles import profile

            layer = Layer(profile(name, registry), f"{PROFILE} {name}", absolute("."))
            below = (layer for layer in layers[:index] if not layer.origin.startswith(f"{PROFILE} "))
            return (*below, layer, *layers[index:])
    return tuple(layers)


def _since(layers: "Sequence[Layer]", key: str) -> "Sequence[Layer]":
    """The layers from the strongest one that sets `key`, which makes those below it void."""
    for index in range(len(layers) - 1, -1, -1):
        if key in layers[index].values:
            return layers[index:]
    return layers


def _severities(registry: "Registry", layers: "Sequence[Layer]") -> dict[str, str]:
    """The configured severity by the name of the rule: of a stronger layer, then of the more specific selector."""
    found: dict[str, str] = {}
    for layer in layers:
        levels = layer.values.get("severity", {})
        for rules, selector in matching(registry, levels):
            for rule in rules:
                found[rule.name] = levels[selector]
    return found


def _context(layers: "Sequence[Layer]") -> str | None:
    """The build context that the strongest layer names, which starts from the layer's own directory."""
    for layer in reversed(layers):
        if "context" in layer.values:
            directory = os.path.realpath(layer.directory)
            return os.path.normpath(os.path.join(directory, os.path.expanduser(layer.values["context"])))
    return None


def _excludes(layers: "Sequence[Layer]") -> list[Glob]:
    """The patterns of each layer, which start from the layer's own directory."""
    found = []
    for layer in _since(layers, "exclude"):
        patterns = (*layer.values.get("exclude", ()), *layer.values.get("extend-exclude", ()))
        if patterns:
            found.append(Glob(patterns, layer.directory))
    return found


class Configurations:
    """The configuration of each file: the nearest one above it, or one for all.

    `overrides` are keys and values as in a configuration file that the command line gives. `file` is a configuration
    file for all files; its path patterns start from the working directory. `discover=False`: no file is looked for.
    `linted` are the paths that the command line gives, from which `boundary` comes: how far what is linted may lead. A
    file that is found in there may not lead out of it; `overrides`, `file` and the user's own files above may.
    Raises `ConfigError`. It can be pickled: files are then read again.
    """

    __slots__ = (
        "_by_directory",
        "_by_file",
        "_discover",
        "_file",
        "_given",
        "_mentioned",
        "_overrides",
        "boundary",
        "registry"
    )  # fmt: skip

    def __init__(
        self,
        registry: "Registry",
        overrides: "Mapping[str, Any] | None" = None,
        file: str | None = None,
        discover: bool = True,
        linted: "Sequence[str] | None" = None,
    ) -> None:
        from dlint.model.boundary import Boundary

        self.registry = registry
        self.boundary = Boundary(linted)
        self._given = (dict(overrides or {}), file, discover, linted)
        self._overrides = command_line(overrides, registry) if overrides else None
        self._file = file
        self._discover = discover
        self._by_file: dict[str | None, Config | ConfigError] = {}
        self._by_directory: dict[str, str | None] = {}
        self._mentioned: dict[str, bool] = {}
        if file is not None:
            self._config(file)

    def __reduce__(self) -> "tuple[object, ...]":
        return Configurations, (self.registry, *self._given)

    def of(self, path: str) -> Config:
        """The configuration for a file. Raises `ConfigError`."""
        if self._file is not None or not self._discover:
            return self._config(self._file)
        return self.of_directory(os.path.dirname(absolute(path)))

    def of_directory(self, directory: str) -> Config:
        """The configuration for the files of a directory. Raises `ConfigError`."""
        if self._file is not None or not self._discover:
            return self._config(self._file)
        directory = absolute(directory)
        if directory not in self._by_directory:
            self._by_directory[directory] = nearest(directory, self.boundary, self._mentioned)
        return self._config(self._by_directory[directory])

    def _config(self, file: str | None) -> Config:
        """The configuration that a file makes together with the command line; an error is kept, too."""
        config = self._by_file.get(file)
        if config is None:
            try:
                layers = self._layers(file) if file is not None else []
                if self._overrides is not None:
                    layers.append(self._overrides)
                config = Config(self.registry, layers)
            except ConfigError as error:
                config = error
            self._by_file[file] = config
        if isinstance(config, ConfigError):
            raise config
        return config

    def _layers(self, file: str) -> list[Layer]:
        if file == self._file:
            return read_layers(file, self.registry, absolute("."))
        own = self.boundary.is_users(os.path.dirname(file))
        return read_layers(file, self.registry, boundary=None if own else self.boundary)


def command_line(overrides: "Mapping[str, Any]", registry: "Registry") -> Layer:
    """The layer of what the command line (or a caller) gives. Raises `ConfigError`."""
    try:
        return Layer(read_table(dict(overrides), registry), COMMAND_LINE, absolute("."))
    except Wrong as wrong:
        raise ConfigError(str(wrong)) from None

"""The library's front door: a Dockerfile to findings in one call, without state and without reading configuration."""

import os
from functools import lru_cache

from dlint.engine.config.config import Config, command_line
from dlint.engine.files.names import kind_by_name
from dlint.engine.packs.loading import load
from dlint.engine.packs.registry import Registry
from dlint.model.disk import absolute

from .checker import Report, check_source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Protocol

    from dlint.model.boundary import Boundary
    from dlint.syntax.source import Source

    from .findings import Finding

    class DockerfileParser(Protocol):
        """What is used of `dockerfile_parse.DockerfileParser`."""

        @property
        def content(self) -> "str | bytes":
            """The whole Dockerfile."""

    Subject = str | bytes | os.PathLike[str] | DockerfileParser


@lru_cache(maxsize=1)
def installed_rules() -> Registry:
    """The rules of all installed packs, loaded once in a process."""
    return load()


def lint(
    subject: "Subject",
    *,
    path: str | None = None,
    config: "Config | Mapping[str, Any] | None" = None,
    select: "Iterable[str] | None" = None,
    extend_select: "Iterable[str]" = (),
    ignore: "Iterable[str]" = (),
    build_args: "Mapping[str, str] | None" = None,
    target: str | None = None,
    as_of: str | None = None,
) -> "list[Finding]":
    """Lint a Dockerfile, .dockerignore or compose file and return what is found, by place.

    `subject` is the text itself (a str or UTF-8 bytes), a path (`pathlib.Path` or another `os.PathLike`), or a
    `dockerfile_parse.DockerfileParser`. `path` names a text: a name that ends in `.dockerignore`, or is that of a
    compose file, makes it one, and where its directory exists, the rules that need the files around look at those. A text
    without is called `<text>`, and those rules are silent.

    Nothing is configured but by the arguments: `config` is what a `dlint.toml` holds, as a dict (or a `Config`),
    `select`, `extend_select`, `ignore`, `build_args`, `target` and `as_of` (YYYY-MM-DD) are the keys of these names and
    stronger. No configuration file is read.

    Findings are plain data and can be pickled, and so can this function. Raises `ConfigError` for what can't be
    configured, `OSError` for a path that can't be read, and `ValueError` for a path that is given as a text. Where a rule
    or pack fails, a `RuntimeWarning` tells.
    """
    report = check(
        subject, path=path, config=config, select=select, extend_select=extend_select, ignore=ignore,
        build_args=build_args, target=target, as_of=as_of,
    )  # fmt: skip
    if report.notices:
        import warnings

        for notice in report.notices:
            warnings.warn(str(notice), RuntimeWarning, stacklevel=2)
    return report.findings


def check(
    subject: "Subject",
    *,
    path: str | None = None,
    config: "Config | Mapping[str, Any] | None" = None,
    select: "Iterable[str] | None" = None,
    extend_select: "Iterable[str]" = (),
    ignore: "Iterable[str]" = (),
    build_args: "Mapping[str, str] | None" = None,
    target: str | None = None,
    as_of: str | None = None,
) -> Report:
    """Like `lint`, but the whole report comes back: findings, the text, and notices on what failed inside."""
    given: dict[str, Any] = {
        "select": None if select is None else list(select),
        "extend-select": list(extend_select),
        "ignore": list(ignore),
        "build-args": dict(build_args or {}),
        "target": target,
        "as-of": as_of,
    }
    chosen = _config(config, {key: value for key, value in given.items() if value or (key == "select" and value == [])})
    from dlint.model.boundary import Boundary
    from dlint.model.context.workspace import Workspace

    named = os.fspath(subject) if isinstance(subject, os.PathLike) else path
    boundary = Boundary(() if named is None else (named,))
    source, directory = _source(subject, path, boundary)
    workspace = Workspace(boundary)
    report = check_source(source, kind_by_name(source.path), chosen, directory=directory, workspace=workspace)
    report.notices[:0] = chosen.registry.errors
    return report


def _is_path(text: str) -> bool:
    """Whether a text is the path of a file, and no Dockerfile: one word without a line end that can't be an instruction.

    Instructions are followed by something; and what has a `/`, the name of a file that we lint, or exists, is a path.
    """
    if not text or len(text) > 4096 or "\n" in text or text.startswith("#"):
        return False
    from dlint.engine.files.names import kind_in_search

    if len(text.split()) == 1 and ("/" in text or os.sep in text or kind_in_search(text) is not None):
        return True
    return os.path.isfile(text)


def _config(config: "Config | Mapping[str, Any] | None", given: "dict[str, Any]") -> Config:
    if isinstance(config, Config):
        return Config(config.registry, (*config.layers, command_line(given, config.registry))) if given else config
    registry = installed_rules()
    return Config(registry, [command_line(layer, registry) for layer in (config, given) if layer])


def _source(subject: "Subject", path: str | None, boundary: "Boundary") -> "tuple[Source, str | None]":
    """The text, and the real directory that it lies in."""
    from dlint.syntax.source import Source

    if isinstance(subject, os.PathLike):
        from dlint.engine.files.discovery import LEADS_OUT, ReadError, read

        place = os.fspath(subject)
        if boundary.leads_out(place):
            raise OSError(f"{place}: {LEADS_OUT}")
        try:
            source = read(place)
        except ReadError as error:
            raise OSError(f"{place}: {error}") from None
        return Source(source.text, path or place), os.path.dirname(absolute(place))
    text = subject if isinstance(subject, (str, bytes)) else subject.content
    if path is None and isinstance(subject, str) and _is_path(subject):
        raise ValueError(
            f"{subject!r} looks like a path, but a str is read as the text of a Dockerfile: pass `pathlib.Path({subject!r})`"
        )
    if isinstance(text, bytes):
        source = Source.decode(text, path or "<text>")
    else:
        source = Source(text, path or "<text>")
    directory = os.path.dirname(absolute(path)) if path is not None else None
    return source, directory if directory is not None and os.path.isdir(directory) else None

"""What compose and bake files say about builds: which Dockerfile with which directory as context.

A file that can't be read, or a value that rests on a variable without a default, says nothing.
"""

import os

from dlint.model.development import DEVELOPMENT
from dlint.model.disk import TooLarge, locate, read_bytes
from dlint.startup import regex as re
from dlint.syntax.remote import is_remote_context
from dlint.syntax.yaml_nodes import (
    Mapping,
    Scalar,
    YamlError,
    YamlNode,
    read_yaml,
    text_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_MAX_BYTES = 1_000_000
_MAX_FILES = 30
_MAX_BUILDS = 2_000
_MAX_NAMES = 20_000
_compose_name = re.compile(r"(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml\Z", re.IGNORECASE)
_bake_name = re.compile(r"docker-bake(?:\.[\w.-]+)?\.(?:json|hcl)\Z")
_variable = re.compile(r"\$(?:(\$)|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+?])((?:[^{}$]|\$\$)*))?\})")


class DescribedBuild:
    """A build that a file describes.

    `context` and `dockerfile` are absolute paths, `origin` is the file that says so, `name` the service or target, and
    `target` the stage that is built, or None. `written` tells that the context is named, not the default. `context` is
    None where it lies outside of what may be looked at.
    """

    __slots__ = ("context", "dockerfile", "name", "origin", "target", "written")

    def __init__(
        self, context: str, dockerfile: str, origin: str, name: str, target: str | None, written: bool
    ) -> None:
        self.context: str | None = context
        self.dockerfile = dockerfile
        self.origin = origin
        self.name = name
        self.target = target
        self.written = written

    @property
    def is_run(self) -> bool:
        """Whether a compose file that is not for development only runs a stage of the Dockerfile."""
        name = os.path.basename(self.origin)
        kind = name.rpartition(".")[0].removeprefix("docker-").removeprefix("compose")
        development = "override" in kind or DEVELOPMENT.search(kind)
        return self.target is not None and bool(_compose_name.match(name)) and not development

    def __repr__(self) -> str:
        return f"DescribedBuild({self.context!r}, {self.dockerfile!r}, {self.origin!r}, {self.name!r})"


def builds_in(directory: str, pass_over: "Callable[[str, str], None] | None" = None) -> list[DescribedBuild]:
    """The builds that the compose and bake files of a directory describe; the directory is absolute.

    `pass_over` is called with the path of each file that is too large to be read, and why it is not.
    """
    found: list[DescribedBuild] = []
    for name, data in read_files(directory, _names(directory), pass_over):
        path = os.path.join(directory, name)
        text = data.decode("utf-8", "replace")
        if name.endswith(("ml", "ML")):
            if b"build" in data:
                found += _compose_builds(text, path)
        elif name.endswith(".json"):
            found += _bake_json(text, path)
        else:
            found += _bake_hcl(text, path)
        if len(found) > _MAX_BUILDS:
            break
    return found[:_MAX_BUILDS]


def read_files(
    directory: str, names: "Iterable[str]", pass_over: "Callable[[str, str], None] | None" = None
) -> "Iterator[tuple[str, bytes]]":
    """The files of these names in a directory that can be read, with their content; `pass_over` as in `builds_in`."""
    for name in names:
        try:
            place = locate(directory, name)
            if place is not None and place.is_file:
                yield name, read_bytes(os.path.join(directory, place.path), _MAX_BYTES)
        except TooLarge as error:
            if pass_over is not None:
                pass_over(os.path.join(directory, name), f"it is {error.strerror}")
        except OSError:
            continue


def compose_names(directory: str) -> list[str]:
    """The names of the compose files in a directory, sorted."""
    return [name for name in _names(directory) if _compose_name.match(name)]


def _names(directory: str) -> list[str]:
    found = []
    try:
        with os.scandir(directory) as entries:
            for count, entry in enumerate(entries):
                if count > _MAX_NAMES:
                    break
                if _compose_name.match(entry.name) or _bake_name.match(entry.name):
                    found.append(entry.name)
    except OSError:
        return []
    return sorted(found)[:_MAX_FILES]


def _build(
    origin: str, name: str, context: str | None, dockerfile: str | None, target: str | None
) -> DescribedBuild | None:
    """A build from the values of a file; None where they are not of this machine's directories."""
    place = "." if context is None else context
    if is_remote_context(place) or "\0" in place or "\0" in (dockerfile or ""):
        return None
    root = os.path.normpath(os.path.join(os.path.dirname(origin), os.path.expanduser(place)))
    path = os.path.normpath(os.path.join(root, dockerfile or "Dockerfile"))
    return DescribedBuild(root, path, origin, name, target, context is not None)


def interpolate(text: str) -> str | None:
    """A text of a compose file with the defaults of its variables; None where one has none."""
    known = True

    def value(match: "re.Match[str]") -> str:
        nonlocal known
        if match[1]:
            return "$"
        if match[4] in ("-", ":-"):
            return match[5].replace("$$", "$")
        known = False
        return ""

    found = _variable.sub(value, text)
    return found if known and "${" not in found else None


# Compose


def _compose_builds(text: str, path: str) -> list[DescribedBuild]:
    try:
        root = read_yaml(text)
    except YamlError:
        return []
    services = root.get("services") if isinstance(root, Mapping) else None
    if not isinstance(services, Mapping):
        return []
    found = []
    for name, service in services.items():
        build = service.get("build") if isinstance(service, Mapping) else None
        made = _compose_build(build, path, name.text) if build is not None else None
        if made is not None:
            found.append(made)
        if len(found) > _MAX_BUILDS:
            break
    return found


def _compose_build(build: YamlNode, path: str, name: str) -> DescribedBuild | None:
    short = text_of(build)
    if short is not None:
        context = interpolate(short)
        return _build(path, name, context, None, None) if context else None
    if not isinstance(build, Mapping) or build.get("dockerfile_inline") is not None:
        return None
    values = []
    for key in ("context", "dockerfile", "target"):
        node = build.get(key)
        written = text_of(node) if node is not None else None
        value = interpolate(written) if written is not None else None
        given = written is not None or not isinstance(node, (Scalar, type(None)))
        if given and value is None and key != "target":
            return None
        values.append(value)
    return _build(path, name, *values)


# Bake


class _Target:
    """A target of a bake file: its values, each None where it is not known; absent where it is not given."""

    __slots__ = ("inherits", "values")

    def __init__(self, values: dict[str, str | None], inherits: list[str]) -> None:
        self.values = values
        self.inherits = inherits


_KEYS = ("context", "dockerfile", "target", "dockerfile-inline", "matrix")


def _bake_builds(targets: dict[str, _Target], path: str) -> list[DescribedBuild]:
    found = []
    for name in targets:
        values = _inherited(targets, name)
        if "dockerfile-inline" in values or "matrix" in values:
            continue
        if any(key in values and values[key] is None for key in ("context", "dockerfile")):
            continue
        made = _build(path, name, values.get("context"), values.get("dockerfile"), values.get("target"))
        if made is not None:
            found.append(made)
    return found


def _inherited(targets: dict[str, _Target], name: str) -> dict[str, str | None]:
    """The values of a target: its own, and those of the targets that it inherits, of which the last counts."""
    values: dict[str, str | None] = {}
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        target = targets.get(current)
        if current in seen or target is None:
            continue
        seen.add(current)
        for key, value in target.values.items():
            values.setdefault(key, value)
        waiting += target.inherits
    return values


def _bake_json(text: str, path: str) -> list[DescribedBuild]:
    import json

    try:
        root = json.loads(text)
    except (ValueError, RecursionError):
        return []
    written = root.get("target") if isinstance(root, dict) else None
    if not isinstance(written, dict):
        return []
    variables = {}
    for name, variable in _pairs(root.get("variable")):
        default = variable.get("default") if isinstance(variable, dict) else None
        if isinstance(default, str):
            variables[name] = default
    targets = {}
    for name, target in _pairs(written):
        if isinstance(target, dict):
            values = {key: _expanded(target[key], variables) for key in _KEYS if key in target}
            inherits = target.get("inherits")
            names = [item for item in inherits if isinstance(item, str)] if isinstance(inherits, list) else []
            targets[name] = _Target(values, names)
    return _bake_builds(targets, path)


def _pairs(table: object) -> "Iterable[tuple[str, object]]":
    return [(str(key), value) for key, value in table.items()][:_MAX_BUILDS] if isinstance(table, dict) else []


_hcl_variable = re.compile(r"\$\{\s*([A-Za-z_]\w*)\s*\}")


def _expanded(value: object, variables: dict[str, str]) -> str | None:
    """A text with variables replaced by their defaults; None where that does not do."""
    if not isinstance(value, str):
        return None
    found = _hcl_variable.sub(lambda match: variables.get(match[1], "${"), value)
    return None if "${" in found or "%{" in found else found


_hcl_token = re.compile(
    r"""
      (?P<skip>\s+|\#[^\n]*|//[^\n]*)
    | (?P<comment>/\*)
    | <<-?(?P<heredoc>[A-Za-z_]\w*)[^\n]*\n
    | "(?P<text>(?:[^"\\\n]|\\.)*)"
    | (?P<name>[A-Za-z_][\w-]*)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


def _hcl_tokens(text: str) -> "list[tuple[str, str]] | None":
    r"""Pairs of kind (`text`, `name`, `sign`, `heredoc`) and text; None where the file is not understood."""
    found = []
    position = 0
    while position < len(text):
        match = _hcl_token.match(text, position)
        if match is None:
            return None
        position = match.end()
        if match["heredoc"] is not None:
            end = re.compile(rf"^[ \t]*{match['heredoc']}[ \t]*$", re.MULTILINE).search(text, position)
            if end is None:
                return None
            position = end.end()
            found.append(("heredoc", ""))
        elif match["text"] is not None:
            found.append(("text", match["text"]))
        elif match["comment"] is not None:
            position = text.find("*/", position) + 2
            if position < 2:
                return None
        elif match["name"] is not None:
            found.append(("name", match["name"]))
        elif match["sign"] is not None:
            found.append(("sign", match["sign"]))
        if len(found) > 200_000:
            return None
    return found


def _bake_hcl(text: str, path: str) -> list[DescribedBuild]:
    """The builds of a bake file in HCL: blocks, and attributes that are texts or lists of them. The rest is unknown."""
    tokens = _hcl_tokens(text)
    try:
        return _bake_builds(_hcl_targets(tokens), path) if tokens is not None else []
    except _Unclosed:
        return []


def _hcl_targets(tokens: "list[tuple[str, str]]") -> dict[str, _Target]:
    """The targets by name. Raises `_Unclosed`."""
    targets: dict[str, _Target] = {}
    variables: dict[str, str] = {}
    written: list[tuple[str, dict[str, list[tuple[str, str]]]]] = []
    index = 0
    while index + 2 < len(tokens):
        kind, word = tokens[index]
        label_kind, label = tokens[index + 1]
        if kind == "name" and label_kind in ("text", "name") and tokens[index + 2] == ("sign", "{"):
            attributes, index = _hcl_attributes(tokens, index + 3)
            if word == "variable":
                default = attributes.get("default", [])
                if len(default) == 1 and default[0][0] == "text":
                    variables[label] = default[0][1]
            elif word == "target":
                written.append((label, attributes))
        elif tokens[index] == ("sign", "{"):
            _, index = _hcl_attributes(tokens, index + 1)
        else:
            index += 1
    for label, attributes in written:
        values = {key: _hcl_value(attributes[key], variables) for key in _KEYS if key in attributes}
        inherits = [item for item_kind, item in attributes.get("inherits", []) if item_kind == "text"]
        known = targets.get(label)
        if known is not None:
            known.values.update(values)
            known.inherits += inherits
        else:
            targets[label] = _Target(values, inherits)
    return targets


class _Unclosed(ValueError):
    """A block does not end."""


def _hcl_value(tokens: "list[tuple[str, str]]", variables: dict[str, str]) -> str | None:
    if len(tokens) != 1:
        return None
    kind, text = tokens[0]
    if kind == "name":
        return variables.get(text)
    return _expanded(text.replace('\\"', '"').replace("\\\\", "\\"), variables) if kind == "text" else None


def _hcl_attributes(tokens: "list[tuple[str, str]]", index: int) -> "tuple[dict[str, list[tuple[str, str]]], int]":
    """The attributes of a block whose inside starts at `index`, each with the tokens of its value; and where it ends.

    A value goes up to the next `name =` outside of brackets. Raises `_Unclosed`.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    depth = 0
    value: list[tuple[str, str]] = []
    while index < len(tokens):
        token = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else ("", "")
        if token == ("sign", "}") and depth == 0:
            return found, index + 1
        assigned = depth == 0 and token[0] in ("name", "text") and following == ("sign", "=")
        if assigned and tokens[index + 2 : index + 3] != [("sign", "=")]:
            value = found.setdefault(token[1], [])
            index += 2
            continue
        if token[0] == "sign" and token[1] in "([{":
            depth += 1
        elif token[0] == "sign" and token[1] in ")]}":
            depth -= 1
        value.append(token)
        index += 1
    raise _Unclosed

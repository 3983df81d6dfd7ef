"""What is wrong with the sources and options of COPY and ADD once their variables are expanded."""

from dlint.startup import regex as re
from dlint.syntax.nodes import (
    Add,
    Flag,
    Instruction,
    Span,
    Transfer,
)
from dlint.syntax.remote import is_git, is_url

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .expanded_parts import ExpandedPart

_PARTS = re.compile(r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?\Z", re.DOTALL)
_OCTAL = re.compile(r"[0-7]+\Z")
_SYMBOLIC = re.compile(r"[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+(?:,[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)*\Z")
_DIGEST = re.compile(r"[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+\Z")
_LENGTHS = {"sha256": 64, "sha384": 96, "sha512": 128}
_KEYS = (
    "ref", "tag", "branch", "subdir", "checksum", "commit", "keep-git-dir", "submodules", "mtime", "fetch-by-commit",
)  # fmt: skip
_SWITCHES = ("keep-git-dir", "submodules", "fetch-by-commit")

SourceFault = tuple[str, str, Span]
"""Our words, BuildKit's, and the place."""


def transfer_faults(node: Transfer, parts: "list[ExpandedPart]") -> "Iterator[SourceFault]":
    """The faults of a COPY or ADD. `parts` are what is expanded of it."""
    sources = [(part, part.resolved.text) for part in parts if part.kind == "source"]
    for part, text in sources:
        if text is None:
            continue
        if not isinstance(node, Add):
            if is_url(text):
                yield f"`COPY` can't download: write `ADD {text} …`", "source can't be a URL for COPY", part.span
            elif is_git(text):
                message = "`COPY` can't take a Git repository: write `ADD`"
                yield message, "source can't be a git ref for COPY", part.span
        elif is_git(text):
            yield from _git_faults(node, text, part.span)
    for part in parts:
        value = part.resolved.text
        if value is None:
            continue
        if part.kind == "chmod" and value:
            yield from _mode_faults(value, part.span)
        elif part.kind == "checksum" and value:
            yield from _checksum_faults(node, value, [text for _, text in sources], part.span)


def _mode_faults(value: str, span: Span) -> "Iterator[SourceFault]":
    if _OCTAL.match(value):
        good = int(value[:30], 8) <= 0o7777
    else:
        good = _SYMBOLIC.match(value) is not None
    if not good:
        reference = f"invalid chmod parameter: '{value}'. it should be octal string and between 0 and 07777"
        yield f"`{value}` is no mode: write it as `755` or `u=rwx,go=rx`", reference, span


def _checksum_faults(node: Instruction, value: str, sources: "list[str | None]", span: Span) -> "Iterator[SourceFault]":
    if len(sources) + len(node.heredocs) > 1:
        message = "`--checksum` is for one source"
        yield message, "checksum can't be specified for multiple sources", span
        return
    if not sources or sources[0] is None:
        return
    source = sources[0]
    if is_git(source):
        return
    if not is_url(source):
        message = f"`--checksum` is for downloads and Git repositories, and `{source}` is a file"
        yield message, "checksum requires HTTP(S) or Git sources", span
        return
    algorithm, _, digest = value.partition(":")
    length = _LENGTHS.get(algorithm)
    if not _DIGEST.match(value):
        message = f"`{value}` is no checksum: write `sha256:<64 digits>`"
        yield message, "invalid checksum digest format", span
    elif length is None:
        yield (
            f"`{algorithm}` is no algorithm that is known: write `sha256:<64 digits>`",
            "unsupported digest algorithm",
            span,
        )
    elif len(digest) != length:
        message = f"a checksum of `{algorithm}` has {length} digits, not {len(digest)}"
        yield message, "invalid checksum digest length", span
    elif digest.strip("0123456789abcdef"):
        yield "a checksum has the digits 0-9 and a-f", "invalid checksum digest format", span


def _git_faults(node: Instruction, text: str, span: Span) -> "Iterator[SourceFault]":
    match = _PARTS.match(text)
    if match is None or not match["query"]:
        return
    seen: dict[str, str] = {}
    for field in match["query"].split("&"):
        key, _, value = field.partition("=")
        if not key:
            continue
        if key not in _KEYS:
            listed = ", ".join(f"`{known}`" for known in _KEYS[:6])
            yield f"a Git address has no `{key}`, it has {listed}, …", f'unexpected query "{key}"', span
            return
        if key in seen:
            yield f"`{key}` stands in the Git address twice", f'query "{key}" has multiple values', span
            return
        if not value and key not in _SWITCHES:
            yield f"`{key}` in the Git address has no value", f'query "{key}" has no value', span
            return
        seen[key] = value
    flag = node.flag("keep-git-dir")
    kept = seen.get("keep-git-dir")
    if flag is not None and kept is not None and _is_on(flag) != (kept.lower() not in ("0", "f", "false")):
        message = "`--keep-git-dir` and the Git address say different things: leave one out"
        yield message, "inconsistent keep-git-dir configuration", flag


def _is_on(flag: Flag) -> bool:
    return flag.value is None or flag.value.lower() == "true"

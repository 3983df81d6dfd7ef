"""What `dlint context` shows: a tree of what is sent, what is left out and why; or the same as JSON."""

import os

from dlint.model.context.context import GIVEN, OWN, SOURCES
from dlint.model.context.survey import (
    Directory,
    LeftOut,
    Survey,
    hits,
)
from dlint.model.disk import absolute

from .escape import line_start, visible
from .results import shown_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rich.console import Console
    from rich.tree import Tree

    from dlint.model.context.context import Context
    from dlint.model.ignore.matcher import Pattern

MOST_AT_TOP, MOST_IN_DIRECTORY = 16, 5
MOST_LEFT_OUT = 12
MOST_PATHS = 3


def counted(number: int) -> str:
    """`1 file`, `2,345 files`."""
    return "1 file" if number == 1 else f"{number:,} files"


def amount(size: int) -> str:
    """A number of bytes for people: `12 B`, `3.4 kB`, `56 MB`."""
    value = float(size)
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if value < 999.5 or unit == "TB":
            return f"{value:.0f} {unit}" if unit == "B" or value >= 99.5 else f"{value:.1f} {unit}"
        value /= 1000
    raise AssertionError


def shown(path: str) -> str:
    """A path as people see it: relative to this directory where it lies below, harmless."""
    here = absolute(".")
    if path == here:
        return "."
    inside = here if here.endswith(os.sep) else here + os.sep
    return line_start(visible(shown_path(path.removeprefix(inside))))


def basis_of(context: "Context") -> str:
    """Why this directory is taken for the context."""
    if context.basis == GIVEN:
        return "as given"
    if context.basis == OWN:
        return "the folder of the Dockerfile"
    if context.basis == SOURCES:
        return "what the Dockerfile copies exists there"
    return f"as {shown(context.basis)} says" if context.basis else ""


def line_of(context: "Context", pattern: "Pattern") -> int:
    """The line of the ignore file on which a pattern stands."""
    ignore = context.ignore
    assert ignore is not None and pattern.written is not None
    return ignore.source.position(pattern.written.start)[0]


def head(context: "Context") -> list[str]:
    """What the context is, and which ignore file applies."""
    basis = basis_of(context)
    lines = [f"Build context: {shown(context.root)}{f' ({basis})' if basis else ''}"]
    if context.ignore_path is None:
        lines.append("Ignore file: none, so everything is sent")
    else:
        lines.append(f"Ignore file: {shown(context.ignore_path)}")
    if context.unused_ignore_path is not None:
        lines.append(f"Not read: {shown(context.unused_ignore_path)}, for the Dockerfile has one of its own")
    if context.unknown:
        lines.append("The ignore file can't be read, so nobody knows what is sent")
    for fault in context.ignore.faults if context.ignore is not None else ():
        line = context.ignore.source.position(fault.start)[0] if context.ignore is not None else 0
        lines.append(f"The build fails: line {line} of the ignore file: {visible(fault.message)}")
    return lines


# For people


def draw(survey: Survey, screen: "Console") -> None:
    """The tree of what is sent, the largest files, and what is left out, pattern by pattern."""
    from rich.text import Text
    from rich.tree import Tree

    context = survey.context
    for line in head(context):
        title, colon, rest = line.partition(": ")
        screen.print(Text.assemble((title, "bold"), colon, rest))
    if context.unknown:
        return
    root = survey.root
    tree = Tree(Text.assemble(("Sent", "bold"), f": {counted(root.files)}, {amount(root.size)}"), guide_style="dim")
    _grow(tree, root)
    screen.print()
    screen.print(tree)
    if root.files > MOST_AT_TOP:
        screen.print()
        screen.print(Text("Largest files", "bold"))
        for size, path in survey.biggest:
            screen.print(Text.assemble((f"{amount(size):>9}", "cyan"), "  ", visible(path)))
    if survey.left_out:
        _draw_left_out(survey, screen)
    for note in notes(survey):
        screen.print()
        screen.print(Text(note, "yellow"))


def _grow(tree: "Tree", directory: Directory, most: int = MOST_AT_TOP) -> None:
    """Add what is in a directory to its branch, the largest first."""
    from rich.text import Text

    entries: list[tuple[int, str, str, Directory | None]] = [
        *((size, name, kind, None) for size, name, kind in directory.entries),
        *((inner.size, name, "directory", inner) for name, inner in directory.directories.items()),
    ]
    entries.sort(key=lambda entry: (-entry[0], entry[1]))
    for size, name, kind, inner in entries[:most]:
        label = Text(visible(name), "blue" if inner is not None else "")
        if inner is not None:
            label.append("/")
            label.append(f"  {amount(size)}, {counted(inner.files)}", "dim")
        else:
            label.append(f"  {amount(size)}" if kind == "file" else f"  {KINDS.get(kind, kind)}", "dim")
        branch = tree.add(label)
        if inner is not None:
            _grow(branch, inner, MOST_IN_DIRECTORY)
    rest = entries[most:]
    if rest or directory.others:
        told = sum(entry[0] for entry in rest)
        count = len(rest) + directory.others
        tree.add(Text(f"… {count:,} more" + (f", {amount(told)}" if not directory.others else ""), "dim"))


KINDS = {"link": "a link, sent as it is", "other": "a pipe or device"}


def _draw_left_out(survey: Survey, screen: "Console") -> None:
    from rich.text import Text

    screen.print()
    files = sum(left.files for left in survey.left_out)
    size = sum(left.size for left in survey.left_out)
    whole = all(left.whole for left in survey.left_out)
    least = "" if whole else "at least "
    screen.print(Text.assemble(("Left out", "bold"), f": {least}{counted(files)}, {amount(size)}"))
    for left in survey.left_out[:MOST_LEFT_OUT]:
        line = line_of(survey.context, left.pattern)
        text = left.pattern.written.text if left.pattern.written is not None else left.pattern.text
        screen.print(
            Text.assemble(
                (f"{amount(left.size):>9}", "cyan"), "  ", (visible(text), "magenta"), (f" in line {line}", "dim"),
                f": {_paths(left)}",
            )
        )  # fmt: skip
    if len(survey.left_out) > MOST_LEFT_OUT:
        screen.print(Text(f"{'':9}  … {len(survey.left_out) - MOST_LEFT_OUT:,} more patterns", "dim"))


def _paths(left: LeftOut) -> str:
    """The first of what a pattern leaves out: `a/`, `b`, … 5 more files."""
    named = [visible(path) + "/" * (kind == "directory") for _, path, kind in left.paths[:MOST_PATHS]]
    more = " …" if len(left.paths) > MOST_PATHS else ""
    return f"{', '.join(named)}{more} ({counted(left.files)})"


def notes(survey: Survey) -> list[str]:
    """What could not be looked at."""
    found = []
    if survey.limited or not all(left.whole for left in survey.left_out):
        found.append("There is too much here to look at all of it: the numbers are those of a part")
    if survey.unreadable:
        named = ", ".join(visible(path or ".") for path in survey.unreadable[:MOST_PATHS])
        more = " …" if len(survey.unreadable) > MOST_PATHS else ""
        found.append(f"Can't be looked into: {named}{more}")
    return found


def why(context: "Context", path: str) -> str:
    """Whether a path is sent, and the patterns that have to do with it."""
    facts = why_facts(context, path)
    name = line_start(visible(path))
    if context.unknown:
        return f"{name}: nobody knows, for the ignore file can't be read\n"
    if path in ("", "."):
        return f"{name}: the root of the context is always sent\n"
    verdict = "left out" if facts["excluded"] else "sent"
    if not facts["exists"]:
        verdict = f"not there; it would be {verdict}"
    elif facts["excluded"] and facts["sent"]:
        verdict = "sent for the sake of what is in it, for which there is an exception; itself left out"
    lines = [f"{name}: {verdict}"]
    width = max((len(visible(hit["pattern"])) for hit in facts["hits"]), default=0)
    for hit in facts["hits"]:
        text = f"{visible(hit['pattern']):<{min(width, 40)}}"
        on = "" if hit["on"] == path else f"  matches {visible(hit['on'])}"
        mark = "  <- decides" if hit["decides"] else ""
        lines.append(f"  {shown(context.ignore_path or '')}:{hit['line']}  {text}{on}{mark}".rstrip())
    if not facts["hits"]:
        lines.append("  no pattern matches it")
    lines += [f"  {line}" for line in head(context) if line.startswith("The build fails")]
    return "\n".join(lines) + "\n"


# For programs


def why_facts(context: "Context", path: str) -> "dict[str, Any]":
    """The answer to `--why` as plain data."""
    inner = "" if path == "." else path
    exists = context.exists(inner)
    known = not context.unknown
    excluded = context.matcher.excluded(inner) if inner and known else False
    found = hits(context, inner) if inner and known else []
    return {
        "path": path,
        "exists": exists,
        "kind": context.kind(inner),
        "excluded": excluded if known else None,
        "sent": context.sends(inner) if known else None,
        "hits": [
            {
                "pattern": hit.pattern.written.text if hit.pattern.written is not None else hit.pattern.text,
                "line": line_of(context, hit.pattern),
                "on": hit.on,
                "decides": hit.decides,
            }
            for hit in found
        ],
        "error": context.matcher.error if known else None,
    }


def facts_of(survey: Survey) -> "dict[str, Any]":
    """The numbers as plain data."""
    context = survey.context
    return {
        **context_facts(context),
        "limited": survey.limited or not all(left.whole for left in survey.left_out),
        "unreadable": survey.unreadable,
        "sent": {"files": survey.root.files, "bytes": survey.root.size},
        "left_out": [
            {
                "pattern": left.pattern.written.text if left.pattern.written is not None else left.pattern.text,
                "line": line_of(context, left.pattern),
                "files": left.files,
                "bytes": left.size,
                "paths": [{"path": path, "kind": kind, "bytes": size} for size, path, kind in left.paths],
            }
            for left in survey.left_out
        ],
        "biggest": [{"path": path, "bytes": size} for size, path in survey.biggest],
    }


def context_facts(context: "Context") -> "dict[str, Any]":
    """What the context is, as plain data."""
    return {
        "root": shown_path(context.root),
        "dockerfile": shown_path(context.dockerfile) if context.dockerfile is not None else None,
        "basis": context.basis if not os.path.isabs(context.basis) else shown_path(context.basis),
        "ignore_file": shown_path(context.ignore_path) if context.ignore_path is not None else None,
        "unused_ignore_file": shown_path(context.unused_ignore_path)
        if context.unused_ignore_path is not None
        else None,
        "error": context.matcher.error if not context.unknown else "the ignore file can't be read",
    }
